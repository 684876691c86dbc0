// UUIDs of version 7 (RFC 9562, 5.7): ids in the order in which they were made, also of one millisecond.
let last = 0;
let count = 0;

export function newId(now: number = Date.now()): string {
    if (now > last) {
        last = now;
        count = 0;
    } else if (++count > 0xfff) {
        last++;
        count = 0;
    }
    const random = crypto.getRandomValues(new Uint8Array(8));
    random[0] = 0x80 | (random[0]! & 0x3f);
    const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
    const text = hex(last, 12) + '7' + hex(count, 3) + [...random].map((byte) => hex(byte, 2)).join('');
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
