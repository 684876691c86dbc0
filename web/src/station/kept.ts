// What the station's screen holds: what was said last, and what is kept in this browser.
import type { Reason } from '../api';
import type { Dispatch, Need, OnBench, Person, PostedEvent, StationFacts, Tool } from './answers';
import type { Used, Wrong } from './meaning';
import type { Settled, Waiting } from './outbox';
import type { Told } from './plant_time';

const DONE_MOST = 50;

// What came of a scan or of a button, newest first.
export interface Said {
    key: number;
    event?: PostedEvent;
    text?: string; // that was scanned, where it came to no event
    fate: 'waiting' | 'accepted' | 'failed' | 'refused' | 'wrong' | 'noted' | 'undone';
    why?: Wrong | 'unknown' | 'not_now' | 'no_network' | 'no_session' | 'nothing_to_undo' | 'unit_unknown' | 'is_no_parcel' | 'is_tracked';
    wanted?: string | undefined;
    reasons?: Reason[];
    limits?: { lower?: number; upper?: number };
}

// Who is at the station, and with what.
export interface There {
    operator?: string | undefined;
    tool?: string | undefined;
    time?: Told | undefined;
}

// What is kept over a reload.
export interface Kept extends There {
    bench?: OnBench | undefined;
    since: PostedEvent[]; // accepted after the daemon told how the unit stands
    done: Done[]; // that may be taken back, the last one last
    people: Person[];
    tools: Tool[];
    codes: string[]; // of orders and stations
    facts?: StationFacts | undefined;
    dispatch?: Dispatch | undefined;
}

export interface Done {
    event: PostedEvent;
    need?: Need | undefined;
}

// What cannot be taken back does not stand before what can.
export const doneWithout = (done: Done[], id: unknown): Done[] => done.filter(({ event }) => event.id !== id);

// What may be taken back: nothing of a unit that has left.
export function undoable(done: Done[]): Done[] {
    const left = done.filter(({ event }) => event.type === 'unit.shipped').map(({ event }) => event.unit);
    return done.filter(({ event }) => event.type !== 'event.corrected' && !left.includes(event.unit));
}

// What is kept when an event was accepted. A correction of what the daemon's last answer has already stands until the
// next one.
export function afterAccepted({ since, done }: Kept, { event, need, taken }: Waiting): Pick<Kept, 'since' | 'done'> {
    if (event.type !== 'event.corrected') {
        return { since: [...since, event], done: event.unit ? [...done, { event, need }].slice(-DONE_MOST) : done };
    }
    const others = since.filter(({ id }) => id !== event.event);
    const stands = others.length === since.length && taken;
    return { since: stands ? [...since, { ...event, taken }] : others, done: doneWithout(done, event.event) };
}

// What an event came to, as the daemon answered it.
export function cameOf(outcome: Settled['outcome']): Pick<Said, 'fate' | 'reasons' | 'limits'> {
    const good = outcome.status < 400;
    const { lower, upper, verdict } = outcome.entry?.result ?? {};
    return {
        fate: good ? (verdict === 'failed' ? 'failed' : 'accepted') : 'refused',
        reasons: outcome.problem?.reasons ?? (good ? [] : [{ code: '', detail: outcome.problem?.title ?? '' }]),
        limits: { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) },
    };
}

// The parts that events put into a unit and did not take out again.
export function usedIn(events: PostedEvent[], unit: string | undefined): Used[] {
    const there = new Map<string, Used>();
    for (const event of events.filter((each) => each.unit === unit)) {
        const position = event.position as string;
        if (event.type === 'component.removed') there.delete(position);
        const { part_number: part, serial, lot } = event as Partial<Record<string, string>>;
        if (event.type === 'component.installed') there.set(position, { position, part: part!, serial, lot });
    }
    return [...there.values()];
}
