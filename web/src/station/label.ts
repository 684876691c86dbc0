// What a label says. A real one carries several fields: as GS1 elements, as ANSI MH10.8.2 data identifiers in an
// envelope of ISO/IEC 15434, or it is a plain number.
import { countryLetters } from './countries';
import { readBracketed, readElements, readUnmarked } from './gs1';

export interface Label {
    text: string; // as it is compared with codes: without blanks around it, in half-width characters
    parts: string[]; // part numbers it names, the plant's own first
    serial?: string;
    lot?: string;
    revision?: string;
    supplier?: string;
    country?: string;
    identified: boolean; // it says of itself which number is what
    fields?: boolean; // it has one field of several, each under bars of its own
}

const GS = '\x1d';
const RS = '\x1e';
// How scanners write a separator that their host cannot type.
const SPELLED: [RegExp, string][] = [
    [/<GS>|\{GS\}|\^\]/gi, GS],
    [/<RS>|\{RS\}|\^\^/gi, RS],
    [/<EOT>|\{EOT\}/gi, '\x04'],
];

export function clean(text: string): string {
    const plain = text.normalize('NFKC');
    return SPELLED.reduce((all, [spelled, sign]) => all.replace(spelled, sign), plain)
        .replace(/[^\x04\x1c-\x1e\x20-\uffff]/g, '')
        .trim();
}

const first = (fields: Map<string, string>, names: string[]): string | undefined =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '');

function filled(label: Label, fields: Partial<Record<keyof Label, string | undefined>>): Label {
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) Object.assign(label, { [name]: value });
    return label;
}

// 241 is the customer's part number, which is the plant's; 240 the maker's; a GTIN comes last.
function ofElements(text: string, elements: Map<string, string>): Label {
    const parts = ['241', '240', '01', '02'].map((name) => elements.get(name)).filter((part) => part !== undefined);
    return filled({ text, parts, identified: true }, {
        serial: first(elements, ['21', '8004']),
        lot: first(elements, ['10', '23']),
        country: countryLetters(elements.get('422')),
    });
}

// P is the customer's part number, 1P the supplier's; S the serial, 1T or T the lot, V the supplier, 4L the country.
function ofIdentifiers(text: string, fields: Map<string, string>): Label {
    const parts = ['P', '1P', '30P', '31P'].map((name) => fields.get(name)).filter((part) => part !== undefined);
    return filled({ text, parts, identified: true }, {
        serial: first(fields, ['S', '1S', '25S']),
        lot: first(fields, ['1T', 'T']),
        revision: fields.get('2P'),
        supplier: first(fields, ['V', '1V', '12V']),
        country: countryLetters(fields.get('4L')),
    });
}

// [)> RS 06 GS …field… GS …field… RS EOT; the format 05 holds GS1 elements.
function ofEnvelope(text: string): Label | undefined {
    const found = /^\[\)>\x1e?(05|06)\x1d([^\x1e\x04]*)/.exec(text);
    if (!found) return undefined;
    const [, format, body] = found as unknown as [string, string, string];
    if (format === '05') {
        const elements = readElements(body);
        return elements && ofElements(text, elements);
    }
    const fields = new Map<string, string>();
    for (const field of body.split(GS)) {
        const [, name, data] = /^(\d{0,3}[A-Z])(.+)$/.exec(field) ?? [];
        if (name && data && !fields.has(name)) fields.set(name, data.trim());
    }
    return fields.size ? ofIdentifiers(text, fields) : undefined;
}

// The symbology identifiers under which GS1 elements come: GS1-128, DataBar, DataMatrix, QR, DotCode.
const GS1_SYMBOLOGY = /^\](C1|e0|d2|Q3|J1)/;
// Every other one says how the bars are printed, and nothing of what they mean.
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/;

export function readLabel(scanned: string): Label {
    const text = clean(scanned);
    const bare = text.replace(SYMBOLOGY, '');
    const enveloped = ofEnvelope(bare);
    if (enveloped) return enveloped;
    const elements = GS1_SYMBOLOGY.test(text) ? readElements(bare) : (readBracketed(bare) ?? readUnmarked(bare));
    if (elements) return ofElements(bare, elements);
    return { text: bare, parts: [], identified: false };
}

// A label of several bars has one field in each, with its data identifier before it: the part is read first.
export function readField(label: Label, isPart: (part: string) => boolean): Label {
    if (label.identified) return label;
    const [, name, data] = /^(1?P|\(1?P\))\s?(.+)$/.exec(label.text) ?? [];
    return name && data && isPart(data) ? { ...label, parts: [data], identified: true, fields: true } : label;
}

// The number that follows such a part: what stands before it says what it is.
export function readNumber(label: Label): Label {
    const [, name, data] = /^\(?(1T|T|S)\)?(.+)$/.exec(label.text) ?? [];
    if (label.identified || !name || !data) return label;
    return { ...label, ...(name === 'S' ? { serial: data } : { lot: data }), identified: true };
}

// A number as a person types it or a gauge sends it: +0010.52, 10,52, 10.5 N·m, 01A+00010.52. NaN: it is none.
export function readMeasurement(text: string): number {
    const found = /^(?:\d\dA)?([+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?)\s*(?:[^\d\s.,+-]\S*)?$/.exec(clean(text).replace('\u2212', '-'));
    return found ? Number(found[1]!.replace(',', '.')) : NaN;
}
