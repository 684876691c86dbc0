// What a scan means, by its form and by what is to be done. Pure.
import type { Draft, Need, OnBench, Person, Tool } from './answers';
import { type Foreign, foreignForm, TRADE } from './foreign';
import { hasForm } from './form';
import { type Label, readField, readLabel, readMeasurement, readNumber } from './label';
import { type Current, lineOf, partsOf, sameNeed, type Task, toolFor } from './stand';

export type Meaning =
    | { is: 'badge'; person: Person; signs: boolean } // the PIN follows
    | { is: 'pin'; pin: string }
    | { is: 'tool'; tool: Tool }
    | { is: 'bay'; bay: string }
    | { is: 'choice'; index: number } // of what the screen offers
    | { is: 'act' } // the unit's own label again: what the screen asks for
    | { is: 'unit'; serial: string }
    | { is: 'part'; label: Label } // a part's number alone: its serial number or lot follows
    | { is: 'event'; draft: Draft; need: Need }
    | { is: 'unknown' } // nobody here knows it: perhaps the daemon does
    | { is: 'wrong'; why: Wrong; about: string; wanted?: string };

// Why a scan comes to nothing, before anything is sent.
export type Wrong = 'badge_first' | 'pin_first' | 'wrong_part' | 'no_number' | 'not_a_number' | 'twice' | 'not_needed' | 'start_first' | 'is_code' | 'is_form' | Foreign;

export interface Context {
    operator: string | undefined;
    claims: boolean; // somebody showed a badge, and has not said the PIN
    tool: Tool | undefined;
    bench: OnBench | undefined;
    task: Task | undefined;
    part: Label | undefined; // scanned before, without a number
    people: Person[];
    tools: Tool[];
    bays: string[];
    codes: string[]; // of orders, stations and bays
    insisted: string | undefined; // what was said to be a trade number, and may be scanned once more to be taken
    units: { serial: string; part_number: string }[]; // that the station's list of work names
    choices: number; // how many things the screen offers
    used: Used[]; // what was put in since: a second reading is none
}

export interface Used {
    position: string;
    part: string;
    serial?: string | undefined;
    lot?: string | undefined;
}

const same = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase();

export function about(bench: OnBench, current: Current | undefined, operator: string | undefined): Omit<Draft, 'type'> {
    return {
        unit: bench.unit.serial,
        unit_part_number: bench.unit.part_number,
        ...(current ? { operation: current.operation } : {}),
        ...(operator === undefined ? {} : { operator }),
    };
}

// The approved part of a need that a label names.
function partFor(context: Context, need: Need, label: Label): string | undefined {
    const line = lineOf(context.bench!, need.position);
    return line && partsOf(line).find((part) => label.parts.some((named) => same(named, part)));
}

// What the label would fill: the place that is asked for, or the next one that takes such a part.
function placeFor(context: Context, current: Current, label: Label): { need: Need; part: string } | undefined {
    const { task } = context;
    const places = current.needs.filter((need) => need.part_number !== undefined);
    const asked = task?.is === 'part' ? places.find((need) => sameNeed(need, task.need)) : undefined;
    const needs = asked ? [asked, ...places] : places;
    if (!label.parts.length) {
        const form = (need: Need): string => lineOf(context.bench!, need.position)?.serial_pattern ?? '';
        const fits = (need: Need): boolean => hasForm(form(need), label.serial ?? label.text);
        const need = (needs[0] && form(needs[0]) && needs.find(fits)) || needs[0];
        return need && { need, part: need.part_number! };
    }
    for (const need of needs) {
        const part = partFor(context, need, label);
        if (part !== undefined) return { need, part };
    }
    return undefined;
}

const members = (fields: Record<string, string | undefined>): Record<string, string> =>
    Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined));

// What a text is that is no number of a part, as its form or the plant's own codes say.
function foreign(context: Context, text: string): Wrong | undefined {
    if (context.codes.some((code) => same(code, text))) return 'is_code';
    const form = foreignForm(text);
    return form === 'is_trade' && context.insisted === text ? undefined : form;
}

// A GTIN that the plant has no part number for says nothing of what the part is.
const saying = (label: Label): Label => ({ ...label, parts: label.parts.filter((part) => !/^\d{14}$/.test(part)) });

// Makers number their parts alike, but a label that does not say which part it is on is the one that was read before.
const isReadAgain = (part: string, { parts }: Label, serial: string | undefined, lot: string | undefined) => (used: Used): boolean => {
    if (serial === undefined) return used.serial === lot;
    const bare = !parts.length;
    return used.serial === serial ? bare || used.part === part : bare && used.lot === serial;
};

function install(context: Context, current: Current, scanned: Label): Meaning {
    const before = scanned.parts.length ? undefined : context.part;
    const number = before?.fields ? readNumber(scanned) : scanned;
    const label = saying(before ? { ...before, ...number, parts: before.parts } : scanned);
    const place = placeFor(context, current, label);
    const wanted = context.task?.is === 'part' ? context.task.line.part_number : undefined;
    if (!place) {
        const told = { about: label.parts[0] ?? label.text, ...(wanted === undefined ? {} : { wanted }) };
        return { is: 'wrong', why: current.needs.some((need) => need.part_number) ? 'wrong_part' : 'not_needed', ...told };
    }
    const { tracking, serial_pattern: pattern } = lineOf(context.bench!, place.need.position) ?? {};
    const byLot = tracking === 'lot';
    const plain = label.identified && !before ? undefined : label.text;
    const serial = label.serial ?? (byLot ? undefined : plain);
    const lot = label.lot ?? (byLot ? (label.serial ?? plain) : undefined);
    const used = (serial ?? lot) !== undefined && context.used.find(isReadAgain(place.part, label, serial, lot));
    if (used) return { is: 'wrong', why: 'twice', about: label.text, wanted: used.position };
    if (!scanned.parts.length && label.serial === undefined && label.lot === undefined) {
        const proper = hasForm(pattern ?? '', label.text);
        const why = (proper ? undefined : foreign(context, label.text)) ?? (label.identified && !before ? 'no_number' : undefined);
        if (why) return { is: 'wrong', why, about: label.text, wanted: place.part };
    }
    if (byLot ? lot === undefined : serial === undefined) {
        if (label.lot === undefined && label.serial === undefined) return { is: 'part', label: { ...label, parts: [place.part] } };
        return { is: 'wrong', why: 'no_number', about: place.part };
    }
    if (!byLot && pattern && !hasForm(pattern, serial!)) return { is: 'wrong', why: 'is_form', about: serial!, wanted: place.part };
    const { revision, supplier, country } = label;
    const draft: Draft = {
        type: 'component.installed',
        ...about(context.bench!, current, context.operator),
        position: place.need.position!,
        part_number: place.part,
        ...members({ revision, serial, lot, supplier, country }),
    };
    return { is: 'event', draft, need: place.need };
}

function measure(context: Context, task: Task & { is: 'measure' }, text: string): Meaning {
    const value = readMeasurement(text);
    const { need, current, characteristic } = task;
    const tool = toolFor(current, context.tool);
    const draft: Draft = {
        type: 'measurement.recorded',
        ...about(context.bench!, current, context.operator),
        characteristic: characteristic.name,
        ...members({ position: need.position, tool }),
        value,
    };
    return { is: 'event', draft, need };
}

export function answer(context: Context, task: Task & { is: 'check' }, given: string): Meaning {
    const { need, current } = task;
    const draft: Draft = {
        type: 'check.recorded',
        ...about(context.bench!, current, context.operator),
        check: task.check.name,
        ...members({ position: need.position }),
        answer: given,
    };
    return { is: 'event', draft, need };
}

export const answersOf = (task: Task & { is: 'check' }): string[] => task.check.answers ?? ['yes', 'no'];

export function signed(context: Context, task: Task & { is: 'sign' }, operator: string): { draft: Draft; need: Need } {
    return { draft: { type: 'unit.signed', ...about(context.bench!, task.current, operator) }, need: task.need };
}

// A unit that the one on the bench asks for goes in there, or the daemon says why not; it is not taken up itself.
function puttingIn(context: Context, { serial, part_number: part }: { serial: string; part_number: string }): Meaning | undefined {
    const current = context.task && 'current' in context.task ? context.task.current : undefined;
    const label = { text: serial, identified: true, parts: [part], serial };
    return current?.state === 'running' && placeFor(context, current, label) ? install(context, current, label) : undefined;
}

// Codes that this plant gave to its people, tools, places and units.
function known(context: Context, text: string): Meaning | undefined {
    const person = context.people.find(({ operator, badge }) => same(badge ?? operator, text));
    if (person) return { is: 'badge', person, signs: context.operator !== undefined && context.task?.is === 'sign' };
    if (context.operator === undefined) return undefined;
    const tool = context.tools.find((each) => same(each.tool, text));
    if (tool) return { is: 'tool', tool };
    if (context.bench && same(context.bench.unit.serial, text)) return { is: 'act' };
    const unit = context.units.find(({ serial }) => same(serial, text));
    if (unit) return puttingIn(context, unit) ?? { is: 'unit', serial: unit.serial };
    const bay = context.bays.find((each) => same(each, text));
    return bay !== undefined && context.task?.is === 'start' ? { is: 'bay', bay } : undefined;
}

// What the task itself asks for.
function asked(context: Context, text: string): Meaning | undefined {
    const { task } = context;
    if (task?.is === 'measure' && !Number.isNaN(readMeasurement(text))) {
        const barcode = TRADE.test(text) && context.insisted !== text;
        return barcode ? { is: 'wrong', why: 'is_trade', about: text, wanted: task.characteristic.name } : measure(context, task, text);
    }
    if (task?.is === 'check') {
        const given = answersOf(task).find((each) => same(each, text));
        if (given !== undefined) return answer(context, task, given);
    }
    const number = /^\d{1,2}$/.test(text) && task?.is !== 'part' ? Number(text) : 0;
    return number > 0 && number <= context.choices ? { is: 'choice', index: number - 1 } : undefined;
}

const isPart = (bench: OnBench) => (part: string): boolean =>
    bench.product.definition.bill_of_materials.some((line) => partsOf(line).some((each) => same(each, part)));

export function meaningOf(scanned: string, context: Context): Meaning {
    const plain = readLabel(scanned);
    const own = known(context, plain.serial ?? plain.text) ?? (plain.serial ? known(context, plain.text) : undefined);
    if (context.claims && own?.is !== 'badge') {
        return /^\d{4,12}$/.test(plain.text) ? { is: 'pin', pin: plain.text } : { is: 'wrong', why: 'pin_first', about: plain.text };
    }
    if (own) return own;
    if (context.operator === undefined) return { is: 'wrong', why: 'badge_first', about: plain.text };
    const wanted = asked(context, plain.text);
    if (wanted) return wanted;
    const { bench, task } = context;
    if (!bench || !task || !('current' in task)) return { is: 'unknown' };
    const label = readField(plain, isPart(bench));
    const bare = !label.parts.length && isPart(bench)(label.text) ? { ...label, parts: [label.text], identified: true } : label;
    if (['running', 'paused'].includes(task.current.state)) {
        if (task.current.needs.some((need) => need.part_number !== undefined)) return install(context, task.current, bare);
        if (task.is === 'measure') return { is: 'wrong', why: 'not_a_number', about: label.text };
    }
    return bare.parts.length ? { is: 'wrong', why: task.current.state === 'ready' ? 'start_first' : 'not_needed', about: bare.parts[0]! } : { is: 'unknown' };
}
