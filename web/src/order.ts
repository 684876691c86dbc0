// What the page of an order works out of what the daemon says.
import type { Blocked, Forecast, Order, UnitSummary } from './api';
import type { Fault } from './quality';

// --- its units as a grid ---

export interface Cell {
    unit: UnitSummary;
    state: string; // of parts/mark: what is to be seen of it first
}

const HELD = ['unit-held', 'order-held'];
// What was decided is done, or is to be done elsewhere: nothing stands still, and yet the unit does not leave.
export const isUnclosed = ({ code }: { code: string }): boolean => code === 'nonconformance-unclosed';
const OVER = ['shipped', 'scrapped'];

// A hold is seen before a fault, a fault before lateness, and any of them before where the unit stands.
export function cellsOf(order: Order, units: UnitSummary[]): Cell[] {
    const late = new Set(order.late_units);
    const stops = new Map(order.blocked.map(({ serial, reasons }) => [serial, reasons]));
    return units.map((unit) => {
        const over = OVER.includes(unit.state);
        const reasons = over ? [] : (stops.get(unit.serial) ?? []);
        const stands = reasons.length ? (reasons.every(isUnclosed) ? 'unclosed' : 'stopped') : late.has(unit.serial) && !over ? 'late' : unit.state;
        return { unit, state: reasons.some(({ code }) => HELD.includes(code)) ? 'held' : stands };
    });
}

// How many stand so, in the order in which a unit goes through its states; what is abnormal comes last.
const STATES = ['queued', 'in_process', 'completed', 'shipped', 'in_repair', 'unclosed', 'late', 'held', 'stopped', 'scrapped'];

export const countsOf = (cells: Cell[]): [state: string, count: number][] =>
    STATES.map((state): [string, number] => [state, cells.filter((cell) => cell.state === state).length]).filter(([, count]) => count);

const TAIL = 4; // characters of each that are shown at the least

// What all the serial numbers begin with: it is said once, and the cells show the rest.
export function commonOf(serials: string[]): string {
    const first = serials[0] ?? '';
    let length = Math.max(Math.min(...serials.map((serial) => serial.length)) - TAIL, 0);
    while (!serials.every((serial) => serial.startsWith(first.slice(0, length)))) length--;
    return first.slice(0, length);
}

// --- when it is completed ---

// Where a time lies between two others, from 0 to 100.
export interface Span {
    now: number;
    p50?: number;
    p90?: number;
    due?: number;
}

const ROOM = 0.06; // at both ends, for the marks

export function spanOf(now: string, { p50, p90, due }: Pick<Forecast, 'p50' | 'p90' | 'due'>): Span | undefined {
    const times = [now, p50, p90, due].filter((time) => time !== undefined).map((time) => Date.parse(time));
    const from = Math.min(...times);
    const length = Math.max(...times) - from;
    if (times.length < 2 || !length) return undefined;
    const at = (time: string) => 100 * (ROOM + ((1 - 2 * ROOM) * (Date.parse(time) - from)) / length);
    return { now: at(now), ...(p50 && { p50: at(p50) }), ...(p90 && { p90: at(p90) }), ...(due && { due: at(due) }) };
}

// How a forecast stands against the due date: grey while even the later date keeps it.
export function toneOfForecast({ p50, p90, due }: Pick<Forecast, 'p50' | 'p90' | 'due'>): 'bad' | 'warn' | 'calm' {
    const after = (time: string | undefined) => due !== undefined && time !== undefined && Date.parse(time) > Date.parse(due);
    return after(p50) ? 'bad' : after(p90) ? 'warn' : 'calm';
}

// --- what blocks ---

export interface Cause {
    where: string[]; // words of the address
    state: string; // of parts/mark
    what: string;
}

// What stands behind the reasons of a unit that cannot go on: the holds on it, and the faults that nobody decided about or
// closed.
export function causesOf({ reasons }: Blocked, faults: Fault[]): Cause[] {
    const held = reasons.filter(({ code }) => HELD.includes(code));
    const unclosed = reasons.filter(isUnclosed);
    const open = faults.filter((fault) => reasons.some((reason) => reason.journal_position === fault.nonconformance));
    return [
        ...held.map(({ journal_position, detail }): Cause => ({ where: ['quality', 'holds', `${journal_position}`], state: 'held', what: detail })),
        ...open.map((fault): Cause => ({
            where: ['quality', 'faults', String(fault.nonconformance)],
            state: fault.material_review ? 'material_review' : 'open',
            what: [fault.code, fault.position ?? fault.operation].filter(Boolean).join(' · '),
        })),
        ...unclosed.map(({ journal_position }): Cause => ({ where: ['quality', 'faults', `${journal_position}`], state: 'unclosed', what: `${journal_position}` })),
    ];
}
