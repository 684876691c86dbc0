// How the unit at the station stands, and what is to be done next: from what the daemon said of it, and from what was
// scanned since. Pure, so that a scan is answered at once, and without a network too.
import type { Reason } from '../api';
import { expand } from '../elevation';
import type { Characteristic, Check, Failing, Line, Need, OnBench, PostedEvent, Step, TakenOut, Tool } from './answers';

// An operation of the unit at this station.
export interface Current {
    operation: string;
    name: string;
    state: string; // ready, running, paused; anything else: it may not start
    step: Step;
    needs: Need[];
    reasons: Reason[];
    fails: Failing[];
}

// What is to be done next.
export type Task =
    | { is: 'start'; current: Current; tool?: string; bay: boolean } // tool: type of the one to be scanned first
    | { is: 'blocked'; current: Current }
    | { is: 'resume'; current: Current }
    | { is: 'part'; current: Current; need: Need; line: Line }
    | { is: 'measure'; current: Current; need: Need; characteristic: Characteristic }
    | { is: 'check'; current: Current; need: Need; check: Check }
    | { is: 'sign'; current: Current; need: Need }
    | { is: 'wait'; current: Current; minutes: number } // of the plant's time, as the daemon last said
    | { is: 'complete'; current: Current }
    | { is: 'ship'; settled: boolean } // settled: it is said who carries it, or that nobody does
    | { is: 'stays'; out: TakenOut | undefined; reasons: Reason[] } // completed, and may not leave: what is to come out first
    | { is: 'elsewhere'; operations: { name: string; station_type: string }[] }
    | { is: 'over'; state: string };

// The tool in the worker's hand, where the operation asks for its type: another one says nothing of it.
export const toolFor = (current: Current | undefined, tool: Tool | undefined): string | undefined =>
    tool?.type === current?.step.required_tool ? tool?.tool : undefined;

export const sameNeed = (one: Need, other: Need): boolean =>
    one.position === other.position &&
    one.characteristic === other.characteristic &&
    one.check === other.check &&
    Boolean(one.signature) === Boolean(other.signature) &&
    (one.part_number === undefined) === (other.part_number === undefined);

const CORRECTED = 'event.corrected';

// What an event fulfils.
function fulfilled(event: PostedEvent): Need | undefined {
    const at = event.position === undefined ? {} : { position: event.position as string };
    switch (event.type) {
        case 'component.installed':
            return { ...at, part_number: event.part_number as string };
        case 'measurement.recorded':
            return { ...at, characteristic: event.characteristic as string };
        case 'check.recorded':
            return { ...at, check: event.check as string };
        case 'unit.signed':
            return { signature: true };
        default:
            return undefined;
    }
}

// What a part that was taken out leaves to be filled.
function emptied(bench: OnBench, event: PostedEvent): Need {
    const position = event.position as string;
    return { position, part_number: lineOf(bench, position)?.part_number ?? '' };
}

// The needs that are left; a characteristic may be needed several times.
function without(needs: Need[], done: Need): Need[] {
    const at = needs.findIndex((need) => sameNeed(need, done));
    if (at < 0) return needs;
    const samples = (needs[at]!.samples ?? 1) - 1;
    const rest = samples > 0 ? [{ ...needs[at]!, samples }] : [];
    return [...needs.slice(0, at), ...rest, ...needs.slice(at + 1)];
}

// The needs once what fulfilled one is taken back.
function again(needs: Need[], undone: Need): Need[] {
    const at = needs.findIndex((need) => sameNeed(need, undone));
    if (at < 0) return [undone, ...needs];
    if (needs[at]!.characteristic === undefined) return needs;
    return needs.map((need, i) => (i === at ? { ...need, samples: (need.samples ?? 1) + 1 } : need));
}

// What is taken back of what was scanned since is as if it had never been. Of a correction of what was there before,
// `taken` is that.
export function standing(since: PostedEvent[]): PostedEvent[] {
    const ids = new Set(since.map(({ id }) => id));
    const gone = new Set(since.filter(({ type }) => type === CORRECTED).map(({ event }) => event as string));
    return since.filter(({ id, type, event }) => !gone.has(id) && !(type === CORRECTED && ids.has(event as string)));
}

// An operation that takes a time is early from its start until the daemon says that the time is over.
const TOO_EARLY: Reason = { code: 'too-early', detail: '' };
const isEarly = ({ code }: Reason): boolean => [TOO_EARLY.code, 'burn-in-short'].includes(code);
const neededMin = ({ burn_in, minimum_min }: Step): number => (burn_in ? burn_in.hours * 60 : (minimum_min ?? 0));

// Whether a recorded value or answer fails the run.
function failing(step: Step, { type, characteristic, check, value, answer }: PostedEvent): boolean {
    if (type === 'check.recorded') return !(step.checks?.find(({ name }) => name === check)?.accepted ?? ['yes']).includes(answer as string);
    const { lower = -Infinity, upper = Infinity } = step.characteristics?.find(({ name }) => name === characteristic) ?? {};
    return type === 'measurement.recorded' && !((value as number) >= lower && (value as number) <= upper);
}

const sameFailing = (one: Failing, other: Failing): boolean => one.value === other.value && one.answer === other.answer && sameNeed(one, other);

// Why nothing may be recorded, whatever it is.
const stops = ({ code }: Reason): boolean => /^(unit|order)-(held|state)$|^skill-|^station-down$|^operator-left$/.test(code);

// A hold stops what is done to the unit, and not what is seen of it.
const isHold = ({ code }: Reason): boolean => /^(unit|order)-held$/.test(code);
const isSeen = ({ characteristic, check }: Need): boolean => characteristic !== undefined || check !== undefined;

// What stands in the way, or will once what is asked for is done.
export function inTheWay(task: Task): Reason[] {
    if (task.is === 'stays') return task.reasons;
    if (task.is === 'blocked' || task.is === 'resume') return task.current.reasons;
    return 'current' in task ? task.current.reasons.filter(isHold) : [];
}

// What a completed unit waits for here: that a part comes out, which is asked for wherever it lies, or that it may leave.
function staying({ next: { ship_reasons: all = [] }, out: [out] = [] }: OnBench, ships: boolean): Task | undefined {
    const reasons = all.filter(({ code }) => code !== 'operator-missing' && (ships || code !== 'station-type'));
    if (!out) return reasons.length && (ships || reasons.some(isHold)) ? { is: 'stays', out, reasons } : undefined;
    // Quality has decided, so that nobody need call it.
    return { is: 'stays', out, reasons: reasons.map((reason) => (isHold(reason) ? reason : { ...reason, code: '' })) };
}

// How an operation stands before and after an event.
const TURNS: Record<string, [before: string, after: string]> = {
    'operation.started': ['ready', 'running'],
    'operation.paused': ['running', 'paused'],
    'operation.resumed': ['paused', 'running'],
    'operation.completed': ['running', 'passed'],
    'operation.aborted': ['running', 'ready'],
};

// How it stood before the event.
function before(bench: OnBench, current: Current, event: PostedEvent): Current {
    if (event.operation !== current.operation) return current;
    if (event.type === 'component.removed') return { ...current, needs: without(current.needs, emptied(bench, event)) };
    if (event.type === 'component.installed') return { ...current, needs: again(current.needs, emptied(bench, event)) };
    const need = fulfilled(event);
    if (need) {
        const at = current.fails.findIndex((each) => sameFailing(each, event as Failing));
        return { ...current, needs: again(current.needs, need), fails: current.fails.filter((_, i) => i !== at) };
    }
    return { ...current, state: TURNS[event.type]?.[0] ?? current.state };
}

function after(bench: OnBench, current: Current, event: PostedEvent): Current {
    if (event.type === CORRECTED) return before(bench, current, event.taken as PostedEvent);
    if (event.operation !== current.operation) return current;
    if (event.type === 'component.removed') return { ...current, needs: [emptied(bench, event), ...current.needs] };
    const need = fulfilled(event);
    if (need) {
        const fails = failing(current.step, event) ? [...current.fails, event as Failing] : current.fails;
        const reasons = current.reasons.filter((reason) => isEarly(reason) || stops(reason));
        return { ...current, needs: without(current.needs, need), reasons, fails };
    }
    const turned = TURNS[event.type]?.[1];
    const reasons = turned === 'running' && neededMin(current.step) ? [TOO_EARLY] : [];
    return { ...current, state: turned ?? current.state, reasons, fails: event.type === 'operation.started' ? [] : current.fails };
}

export const OPEN = ['running', 'paused'];
// What is asked for once the operation is about to start.
const ASKED_AT_START = ['tool-missing', 'bay-missing', 'operator-missing'];

const mayStart = (current: Current): boolean =>
    current.state === 'ready' && current.reasons.every(({ code }) => ASKED_AT_START.includes(code));

function operationsHere(bench: OnBench, stationType: string, station: string): Current[] {
    return bench.next.operations.flatMap((next) => {
        const step = bench.product.definition.routing.find(({ operation }) => operation === next.operation);
        const run = bench.unit.operations.find(({ operation }) => operation === next.operation);
        const open = OPEN.includes(next.state);
        const here = open ? run?.station === station : !next.reasons.some(({ code }) => code === 'station-type');
        if (!step || !here || (!open && step.station_type !== stationType && !next.may_start)) return [];
        return [{ ...next, step, fails: next.fails ?? [] }];
    });
}

// What an operation that was completed since lets begin, as far as that is known here.
function opened(bench: OnBench, current: Current, completed: string[]): Current {
    const after = current.step.after ?? [];
    if (current.state !== 'blocked' || !after.some((operation) => completed.includes(operation)) || !after.every(isPast(bench, completed))) return current;
    const reasons = current.reasons.filter(({ code }) => !['predecessor-open', 'operation-state'].includes(code));
    return { ...current, state: 'ready', reasons };
}

const stateOf = (bench: OnBench, operation: string): string =>
    bench.unit.operations.find((each) => each.operation === operation)?.state ?? '';

const isPast = (bench: OnBench, completed: string[]) => (operation: string): boolean =>
    completed.includes(operation) || ['passed', 'waived'].includes(stateOf(bench, operation));

export interface Stand {
    current: Current | undefined;
    completed: string[]; // operations, since the daemon's answer
    shipped: boolean;
}

// since: what was scanned since the daemon's answer, in order.
export function standOf(bench: OnBench, station: { station: string; type: string }, since: PostedEvent[]): Stand {
    const events = standing(since).filter((event) => ((event.taken as PostedEvent | undefined) ?? event).unit === bench.unit.serial);
    const completed = events.filter(({ type }) => type === 'operation.completed').map(({ operation }) => operation!);
    const all = operationsHere(bench, station.type, station.station)
        .map((current) => events.reduce((stands, event) => after(bench, stands, event), opened(bench, current, completed)))
        .filter(({ state }) => state !== 'passed');
    const current = all.find(({ state }) => OPEN.includes(state)) ?? all.find(mayStart) ?? all[0];
    return { current, completed, shipped: events.some(({ type }) => type === 'unit.shipped') };
}

export const lineOf = (bench: OnBench, position: string | undefined): Line | undefined =>
    bench.product.definition.bill_of_materials.find((line) => position !== undefined && expand(line.positions).includes(position));

// What may fill a line's places: the part that is asked for, or one that may stand in for it.
export const partsOf = (line: Line): string[] => [line.part_number, ...(line.alternates ?? []).map((each) => each.part_number)];

// The rack unit at which a position stands.
export function rackUnit(line: Line, position: string): number | undefined {
    if (line.u_position === undefined) return undefined;
    return line.u_position + expand(line.positions).indexOf(position) * (line.u_height ?? 1);
}

function taskOf(bench: OnBench, current: Current, need: Need): Task | undefined {
    const line = lineOf(bench, need.position);
    const characteristic = current.step.characteristics?.find(({ name }) => name === need.characteristic);
    const check = current.step.checks?.find(({ name }) => name === need.check);
    if (need.part_number !== undefined && line) return { is: 'part', current, need, line };
    if (characteristic) return { is: 'measure', current, need, characteristic };
    if (check) return { is: 'check', current, need, check };
    return need.signature ? { is: 'sign', current, need } : undefined;
}

// What is to be done at another station, or will be there once the daemon knows what was completed here.
function elsewhere(bench: OnBench, completed: string[]): Task {
    const past = isPast(bench, completed);
    const operations = bench.unit.operations.filter(({ operation, state }) => {
        const after = bench.product.definition.routing.find((step) => step.operation === operation)?.after ?? [];
        const opens = state === 'blocked' && after.every(past);
        return !completed.includes(operation) && (opens || ['ready', 'invalidated', 'failed', ...OPEN].includes(state));
    });
    if (!operations.length) return { is: 'over', state: bench.unit.state };
    return { is: 'elsewhere', operations };
}

// What is asked for before an operation starts, or why it cannot.
function beginning(current: Current, tool: { type: string } | undefined, bays: boolean): Task {
    if (!mayStart(current)) return { is: 'blocked', current };
    const wanted = current.step.required_tool;
    const start: Task = { is: 'start', current, bay: bays };
    return wanted !== undefined && tool?.type !== wanted ? { ...start, tool: wanted } : start;
}

const remainingOf = (bench: OnBench, current: Current): number =>
    bench.unit.operations.find(({ operation }) => operation === current.operation)?.remaining_min ?? neededMin(current.step);

// chosen: what the worker would rather do first.
export function taskFor(
    bench: OnBench,
    stand: Stand,
    with_: { tool: { type: string } | undefined; bays: boolean; chosen: Need | undefined; station: string; settled?: boolean },
): Task {
    const { current } = stand;
    if (stand.shipped) return { is: 'over', state: 'shipped' };
    if (!current) {
        const shipping = bench.product.definition.routing.find(({ kind }) => kind === 'shipping');
        const past = bench.unit.operations.every(({ operation }) => isPast(bench, stand.completed)(operation));
        const all = bench.unit.state === 'completed' || (bench.unit.state === 'in_process' && past);
        const ships = shipping?.station_type === with_.station;
        const stays = all && staying(bench, ships);
        if (stays) return stays;
        return all && ships ? { is: 'ship', settled: with_.settled ?? false } : elsewhere(bench, stand.completed);
    }
    if (current.state === 'paused') return { is: 'resume', current };
    if (current.state !== 'running') return beginning(current, with_.tool, with_.bays);
    const reasons = current.reasons.filter(stops);
    const needs = reasons.length ? current.needs.filter(isSeen) : current.needs;
    const { chosen } = with_;
    const need = needs.find((each) => chosen && sameNeed(each, chosen)) ?? needs[0];
    const task = need && reasons.every(isHold) ? taskOf(bench, current, need) : undefined;
    if (task) return task;
    if (reasons.length) return { is: 'blocked', current: { ...current, reasons } };
    const early = current.reasons.find(isEarly);
    return early && !current.fails.length ? { is: 'wait', current, minutes: remainingOf(bench, current) } : { is: 'complete', current };
}
