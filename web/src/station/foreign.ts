// What a bare text is by its own form: something that is on many labels, and is no part's serial number or lot. Pure.
import { keyIsSound } from './gs1';

export type Foreign = 'is_web' | 'is_signs' | 'is_carrier' | 'is_trade';

const UPS = /^1Z[0-9A-Z]{16}$/i;
const SSCC = /^\(?00\)?(\d{18})$/; // a logistic unit
export const TRADE = /^\d{12,14}$/; // UPC, EAN, ITF-14: a kind of goods, never one piece

export function foreignForm(text: string): Foreign | undefined {
    if (/^(\w+:\/\/|www\.)/i.test(text)) return 'is_web';
    if (!/[\p{L}\p{N}]/u.test(text) || /^\(\d{2,4}\)$/.test(text)) return 'is_signs'; // also a field with nothing in it
    if (UPS.test(text) || keyIsSound(SSCC.exec(text)?.[1] ?? '1')) return 'is_carrier';
    return TRADE.test(text) && keyIsSound(text) ? 'is_trade' : undefined;
}
