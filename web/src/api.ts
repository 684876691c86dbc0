// What the daemon says, as far as the pages show it, and how it is asked.
import type { Description } from './parts/described';
import type { Attempt } from './rack';
import { joined } from './router';

export interface Reason {
    code: string;
    detail: string;
    pointer?: string;
    journal_position?: number; // of the hold or the nonconformance that it speaks of
}

export interface LyingHold {
    hold: number;
    reason: string;
    placed: string;
    matches?: number; // in the unit now
    via?: string; // of a unit: the positions down to what matched first; absent: the unit itself
    units?: number; // of the line: that it lies on
}

export interface Session {
    token: string; // its name, or the account's
    account?: boolean; // a person who signed in with a password
    role: string;
    station?: string;
    site: string;
    training: boolean;
}

export interface Page<Item> {
    items: Item[];
    next_cursor?: string;
}

interface OrderFacts {
    order: string;
    part_number: string;
    revision: string;
    quantity: number;
    customer?: string;
    due?: string;
    priority: number;
    state: string;
    late: boolean;
}

export interface OrderSummary extends OrderFacts {
    finished: number; // units completed or shipped
    scrapped: number;
}

export interface OperationCount {
    operation: string;
    name: string;
    blocked: number;
    ready: number;
    running: number;
    paused: number;
    passed: number;
    failed: number;
    invalidated: number;
    waived: number;
}

export interface Order extends OrderFacts {
    destination?: string;
    held: boolean;
    remaining_standard_min: number;
    queued: number;
    in_process: number;
    in_repair: number;
    done: number;
    shipped: number;
    scrapped: number;
    holds: LyingHold[];
    operations: OperationCount[];
    blocked: Blocked[];
    late_units: string[];
}

export interface Forecast {
    order: string;
    due?: string;
    p50?: string; // absent: it has no date
    p90?: string;
    late_probability?: number; // absent: it is never due
    bottleneck?: string;
    stopped: number; // units that have no date
}

export interface OrderForecast {
    now: string;
    completed?: string;
    forecast?: Forecast; // absent: it is not on the floor
}

export interface Blocked {
    serial: string;
    operation?: string;
    reasons: Reason[];
}

export interface UnitSummary {
    serial: string;
    part_number: string;
    revision: string;
    order: string;
    state: string;
}

export interface Operation {
    operation: string;
    name: string;
    kind: string;
    station_type: string;
    state: string;
    attempts: number;
    failures: number;
    station?: string;
    bay?: string;
    started?: string;
    ended?: string;
    remaining_min?: number;
    waiting_for: string[];
}

export interface Nonconformance {
    nonconformance: number;
    serial: string;
    operation?: string;
    position?: string;
    code: string;
    description?: string;
    state: string;
    disposition?: string;
    reported: string;
}

export interface Waiver {
    waiver: number;
    serial: string;
    unit_part_number: string;
    operation: string;
    state: string;
    reason: string;
    requested_by: string;
    requested: string;
    decided_by?: string;
    decision?: string;
    decided?: string;
    revoked_by?: string;
    revocation?: string;
    revoked?: string;
}

export interface Unit extends UnitSummary {
    held: boolean;
    holds: LyingHold[];
    installed_in?: string;
    due?: string;
    late: boolean;
    remaining_standard_min: number;
    started?: string;
    completed?: string;
    shipped?: string;
    operations: Operation[];
    nonconformances: Nonconformance[];
    waivers: Waiver[];
}

export interface Component {
    position: string;
    u_position?: number;
    u_height?: number;
    part_number: string;
    revision?: string;
    serial?: string;
    lot?: string;
    supplier?: string;
    country?: string;
    described_by?: number; // where it is not as it was recorded
    components?: Component[];
}

export interface AsBuilt {
    serial: string;
    part_number: string;
    revision: string;
    state: string;
    frozen: boolean;
    unfilled: string[];
    components: Component[];
    runs: Attempt[];
    descriptions: Description[];
    countries: { country: string; components: number; share: number }[];
    shipment?: { shipped: string; carrier?: string; tracking_number?: string };
}

export interface BomLine {
    positions: string;
    name?: string;
    part_number: string;
    serial_pattern?: string;
    operation?: string;
    u_position?: number;
    u_height?: number;
}

export interface Step {
    operation: string;
    name: string;
    kind: string;
    after?: string[];
    station_type: string;
    required_skill?: string;
    required_tool?: string;
    sign_off?: string;
    checks?: { name: string; question: string; positions?: string; accepted?: string[] }[];
    characteristics?: { name: string; unit_of_measure?: string; lower?: number; upper?: number }[];
}

export interface Product {
    part_number: string;
    revision: string;
    state: string;
    definition: { name: string; rack_units?: number; bill_of_materials: BomLine[]; routing: Step[] };
}

export interface LineStation {
    station: string;
    name?: string;
    type: string;
    state: string;
    state_since?: string;
    reason?: string; // where it does not work
    power_w?: number;
    bays: { bay: string; power_w?: number }[];
    runs: LineRun[];
}

export interface LineRun {
    serial: string;
    operation: string;
    bay?: string;
    state: string;
    held: boolean;
    started: string;
    power_w?: number;
    remaining_min?: number;
}

export interface Line {
    site: string;
    now: string;
    clock_rate: number;
    stations: LineStation[];
    orders: OrderSummary[];
    holds: LyingHold[];
    today: { part_number: string; due: number; due_done: number; done: number }[];
    units_queued: number;
    units_in_process: number;
    units_in_repair: number;
    units_completed: number;
    units_shipped: number;
    units_scrapped: number;
}

// Where a thing is asked for, by its words.
export const v1 = (...words: string[]): string => `/v1/${joined(words)}`;

// A unit, or a view of it; its part number where that is known.
export const unitPath = ({ serial, part_number: part }: { serial: string; part_number?: string | undefined }, ...view: string[]): string =>
    v1('units', serial, ...view) + (part ? `?part_number=${encodeURIComponent(part)}` : '');

// A request that was refused: the daemon's own words, or that there were none. code: of the fault.
export class Problem extends Error {
    constructor(
        readonly status: number,
        title: string,
        readonly reasons: Reason[],
        readonly code = status ? '' : 'no-answer',
    ) {
        super(title);
    }
}

// A piece of the page did not come: its name is another since Rackline was upgraded.
export const OLD_PAGE = new Problem(404, '', [], 'old-page');

// What went wrong, whatever was thrown.
export const problemOf = (error: unknown): Problem => (error instanceof Problem ? error : new Problem(0, String(error), []));

// Called where an answer doubts that anybody is signed in.
let doubt = () => {};
export const onDoubt = (act: () => void): void => void (doubt = act);

const SESSION = '/v1/session';

// Who is signed in here; it answers itself, and so it raises no doubt.
export const whoAmI = (): Promise<Session> => get<Session>(SESSION);

// In which language the daemon is to answer: the page's, which need not be the browser's.
export const spoken = (): Record<string, string> => ({ 'Accept-Language': document.documentElement.lang });

// A connection that hangs is given up: no answer takes that long, but that of a whole file.
const PATIENCE_MS = 20000;
const FILE_PATIENCE_MS = 600000;

async function ask(path: string, init: RequestInit & { headers?: Record<string, string> }, patienceMs = PATIENCE_MS): Promise<Response> {
    let response: Response;
    const limit = AbortSignal.timeout(patienceMs);
    try {
        response = await fetch(path, { ...init, headers: { ...init.headers, ...spoken() }, signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit });
    } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') throw error;
        throw new Problem(0, '', []);
    }
    if (response.ok) return response;
    if (response.status === 401 && path !== SESSION) doubt();
    const problem = (await response.json().catch(() => ({}))) as { type?: string; title?: string; reasons?: Reason[] };
    throw new Problem(response.status, problem.title ?? String(response.status), problem.reasons ?? [], problem.type?.replace('/problems/', ''));
}

// The browser keeps what it was told and asks whether it is still so: an answer that has not changed costs no body.
export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
    const response = await ask(path, signal ? { signal } : {});
    return (await response.json()) as Answer;
}

export async function list<Item>(path: string, signal?: AbortSignal): Promise<Item[]> {
    const items: Item[] = [];
    const mark = path.includes('?') ? '&' : '?';
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
        const page: Page<Item> = await get<Page<Item>>(`${path}${mark}limit=1000${next}`, signal);
        items.push(...page.items);
        cursor = page.next_cursor;
    }
    return items;
}

// Asks for a change, or for a view that takes a body. `key`: said again with the same, because no answer came, it is
// done once.
export async function post<Answer>(path: string, body?: object, key?: string, signal?: AbortSignal): Promise<Answer> {
    const response = await ask(path, {
        method: 'POST',
        headers: { ...(body && { 'Content-Type': 'application/json' }), ...(key && { 'Idempotency-Key': key }) },
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
    });
    return (await response.json().catch(() => undefined)) as Answer;
}

// Puts a thing as it is to be; `version` is the one that it replaces, undefined where there is none yet.
export async function put(path: string, body: object, version?: number): Promise<void> {
    await ask(path, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', ...(version !== undefined && { 'If-Match': `"${version}"` }) },
        body: JSON.stringify(body),
    });
}

// A list, whole, as a file on the person's own machine.
export async function download(path: string, name: string, body?: object): Promise<void> {
    const headers = { Accept: 'text/csv', ...(body && { 'Content-Type': 'application/json' }) };
    const response = await ask(path, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) }, FILE_PATIENCE_MS);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Shows the token once; from then on the browser sends it, and no script can read it.
export async function signIn(token: string): Promise<Session> {
    const response = await ask(SESSION, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
    return (await response.json()) as Session;
}

export const signInAs = (account: string, password: string): Promise<Session> =>
    post<Session>('/v1/session/account', { account, password });

export async function signOut(): Promise<void> {
    await ask(SESSION, { method: 'DELETE' });
}

