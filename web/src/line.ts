// What the board over the line shows, worked out of what the daemon says.
import type { Line, LineRun, LineStation, Order } from './api';
import { isUnclosed } from './order';
import type { Fault } from './quality';

export interface Board {
    line: Line;
    orders: Order[];
    faults: Fault[]; // that nobody decided about
}

// Something that a person must look at: how it looks, what it is, where it is shown in full.
export interface Concern {
    key: string;
    state: string; // of parts/mark
    what: string;
    where: string[]; // words of the address
    since: string | undefined;
    units?: number | undefined; // that a hold lies on
}

const AWAY = ['unscheduled_down', 'scheduled_down', 'engineering'];

// The worst first: what stands still, what is late, what is stopped, what waits for a decision; and what waits for nothing
// but that a fault is closed.
export function concernsOf({ line, orders, faults }: Board): Concern[] {
    const stations = line.stations
        .filter((station) => AWAY.includes(station.state))
        .sort((a, b) => AWAY.indexOf(a.state) - AWAY.indexOf(b.state))
        .map((station): Concern => ({
            key: `station ${station.station}`,
            state: station.state,
            what: [station.name ?? station.station, station.reason].filter(Boolean).join(': '),
            where: ['line'],
            since: station.state_since,
        }));
    const late = orders
        .filter((order) => order.late)
        .map((order): Concern => ({
            key: `late ${order.order}`,
            state: 'late',
            what: order.order,
            where: ['orders', order.order],
            since: order.due,
        }));
    const held = line.holds.map((hold): Concern => ({
        key: `hold ${hold.hold}`,
        state: 'held',
        what: hold.reason,
        where: ['quality', 'holds', String(hold.hold)],
        since: hold.placed,
        units: hold.units,
    }));
    const open = faults.map((fault): Concern => ({
        key: `fault ${fault.nonconformance}`,
        state: fault.material_review ? 'material_review' : 'open',
        what: `${fault.code} · ${fault.serial}`,
        where: ['quality', 'faults', String(fault.nonconformance)],
        since: fault.reported,
    }));
    const unclosed = orders
        .flatMap((order) => order.blocked)
        .flatMap(({ serial, reasons }) => reasons.filter(isUnclosed).map((reason) => ({ serial, fault: `${reason.journal_position}` })))
        .map(({ serial, fault }): Concern => ({ key: `fault ${fault}`, state: 'unclosed', what: serial, where: ['quality', 'faults', fault], since: undefined }));
    return [...stations, ...late, ...held, ...open, ...unclosed];
}

// How many units of an order a hold lies on, of those that cannot go on.
export const heldOf = ({ blocked }: Order): number => new Set(blocked.filter(({ reasons }) => reasons.some(({ code }) => code === 'unit-held')).map(({ serial }) => serial)).size;

export interface Bay {
    bay: string;
    run: LineRun | undefined;
}

export interface Powered {
    station: LineStation;
    bays: Bay[];
    used_w: number;
    limit_w: number; // of the station, or of its bays together where it has no limit of its own
}

export function poweredOf(line: Line): Powered[] {
    return line.stations
        .filter((station) => station.bays.length)
        .map((station) => ({
            station,
            bays: station.bays.map(({ bay }) => ({ bay, run: station.runs.find((run) => run.bay === bay) })),
            used_w: station.runs.reduce((sum, run) => sum + (run.power_w ?? 0), 0),
            limit_w: station.power_w ?? station.bays.reduce((sum, bay) => sum + (bay.power_w ?? 0), 0),
        }));
}

export function byType(stations: LineStation[]): [type: string, alike: LineStation[]][] {
    const types = new Map<string, LineStation[]>();
    for (const station of stations) types.set(station.type, [...(types.get(station.type) ?? []), station]);
    return [...types];
}
