// The form that a definition asks of serial numbers: # a digit, @ a letter, ? either, * anything, | another form. Pure.
const PLACES: Record<string, string> = { '#': '\\d', '@': '[A-Za-z]', '?': '[A-Za-z\\d]', '*': '.*', '|': '$|^' };

export const hasForm = (pattern: string, serial: string): boolean =>
    new RegExp(`^${pattern.replace(/[^A-Za-z\d\s]/g, (sign) => PLACES[sign] ?? `\\${sign}`)}$`).test(serial);

// One that has it: the digits of a number, the last ones last.
export function ofForm(pattern: string, number: number): string {
    const digits = [...String(number)];
    const next = (place: string): string => (place === '@' ? 'ABCDEFGHIJ'[Number(digits.pop() ?? 0)]! : (digits.pop() ?? '0'));
    return [...pattern.split('|')[0]!].reverse().map((place) => (PLACES[place] ? next(place) : place)).reverse().join('');
}
