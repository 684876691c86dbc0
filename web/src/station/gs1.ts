// GS1 element strings: application identifiers, each with its data, as GS1-128, GS1 DataMatrix and GS1 QR carry them
// (GS1 General Specifications, 3.2 and 7.8).

const GS = '\x1d';

// How many digits the identifier has that begins with these two; 0: there is none.
function identifierLength(begin: string): number {
    if (/^(0[0-4]|1[0-9]|2[0-2]|3[07]|9[0-9])$/.test(begin)) return 2;
    if (/^(2[3-5]|4[0-2]|71)$/.test(begin)) return 3;
    if (/^(3[1-69]|43|7[02]|8[0-2])$/.test(begin)) return 4;
    return 0;
}

// Data of a length that is laid down needs no separator behind it (figure 7.8.5-2); 0: any length up to one.
function laidDownLength(begin: string): number {
    if (begin === '00') return 18;
    if (/^0[1-3]$/.test(begin)) return 14;
    if (begin === '04') return 16;
    if (/^1[1-9]$/.test(begin)) return 6;
    if (begin === '20') return 2;
    if (/^3[1-6]$/.test(begin)) return 6;
    return begin === '41' ? 13 : 0;
}

// The check digit of a GTIN or an SSCC: every other digit counts three times, from the last but one.
export function keyIsSound(key: string): boolean {
    const sum = [...key].reduce((all, digit, i) => all + Number(digit) * ((key.length - i) % 2 ? 1 : 3), 0);
    return sum % 10 === 0;
}

// The elements by identifier; undefined where the text is no sequence of elements from its beginning to its end.
export function readElements(text: string): Map<string, string> | undefined {
    const elements = new Map<string, string>();
    for (let rest = text; rest !== ''; ) {
        if (rest.startsWith(GS)) {
            rest = rest.slice(1);
            continue;
        }
        const begin = rest.slice(0, 2);
        const width = identifierLength(begin);
        const identifier = rest.slice(0, width);
        if (!width || !/^\d+$/.test(identifier) || identifier.length < width) return undefined;
        const laidDown = laidDownLength(begin);
        const end = laidDown ? width + laidDown : (rest + GS).indexOf(GS);
        const data = rest.slice(width, end);
        if (data === '' || (laidDown && (data.length < laidDown || !/^\d+$/.test(data)))) return undefined;
        elements.set(identifier, data);
        rest = rest.slice(end);
    }
    return elements.size ? elements : undefined;
}

// What a person reads under the bars: (01)04912345678904(21)A7. The data itself may hold brackets, so an element ends
// where the next identifier stands.
export function readBracketed(text: string): Map<string, string> | undefined {
    if (!/^\(\d{2,4}\)/.test(text)) return undefined;
    const elements = new Map<string, string>();
    for (const [, identifier, data] of text.matchAll(/\((\d{2,4})\)(.*?)(?=\(\d{2,4}\)|$)/g)) {
        if (!identifier || !data || identifierLength(identifier.slice(0, 2)) !== identifier.length) return undefined;
        elements.set(identifier, data);
    }
    return elements;
}

// Elements without a sign that they are some: only where they begin with a sound GTIN, or a separator stands in them.
// A serial number that happens to begin with 21 is one.
export function readUnmarked(text: string): Map<string, string> | undefined {
    const gtin = /^01(\d{14})/.exec(text)?.[1];
    if (!text.includes(GS) && !(gtin && keyIsSound(gtin))) return undefined;
    return readElements(text);
}
