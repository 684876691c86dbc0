// What quality reads and decides about: the shapes of the answers, and what is worked out of them.
import type { Nonconformance } from './api';
import type { Field } from './setup';

export interface Fault extends Nonconformance {
    unit_part_number: string;
    reported_by?: string;
    disposed_by?: string;
    disposed?: string;
    decision?: number; // who decides anew names it
    reason?: string;
    material_review: boolean;
    countersigned_by?: string;
    countersigned?: string;
    closed_by?: string;
    closed?: string;
    evidence: { journal_position: number }[];
    operations?: string[];
    actions: { action: string; operation?: string; done: boolean }[];
}

export const DISPOSITIONS = ['use_as_is', 'rework', 'repair', 'scrap', 'return_to_supplier', 'false_fail'] as const;

// What is to be done about a fault next; nothing: it is over.
export type Step = 'decide' | 'countersign' | 'act' | 'close' | undefined;

export function stepOf(fault: Fault): Step {
    if (fault.state === 'open') return fault.disposition === 'use_as_is' ? 'countersign' : 'decide';
    if (fault.state !== 'dispositioned') return undefined;
    return fault.actions.every((action) => action.done) ? 'close' : 'act';
}

// The members of a selector, as the API names them, in the order a person thinks of them.
export const SELECTOR = [
    'serial',
    'part_number',
    'lot',
    'supplier',
    'country',
    'firmware',
    'firmware_version',
    'serial_from',
    'serial_to',
    'order',
    'station',
    'tool',
    'operator',
    'from',
    'to',
] as const;

export type Member = (typeof SELECTOR)[number];
export type Selector = Partial<Record<Member, string>>;

export const SELECTOR_FIELDS = SELECTOR.map((member): Field => ({ member, type: member === 'from' || member === 'to' ? 'time' : 'text' }));

export interface Hold extends Selector {
    hold: number;
    reason: string;
    placed_by?: string;
    placed: string;
    released?: string;
    released_by?: string;
    release_reason?: string;
}

export interface Contained {
    serial: string;
    part_number: string;
    order: string;
    customer?: string;
    destination?: string;
    state: string;
    shipped?: string;
    left_in?: string; // serial number of the unit that it left in
    released?: string;
    released_by?: string;
    release_reason?: string;
    match: string;
    via?: string;
    component_part_number?: string;
    component_serial?: string;
    component_lot?: string;
    matches: number;
}

// How far inside the unit the thing is that matched: 0 is the unit itself.
export const depthOf = (unit: Contained): number => (unit.via ? unit.via.split('/').length : 0);

export interface Extent {
    units: number;
    shipped: number;
    byPart: [part: string, units: number][];
    deepest: number;
}

export function extentOf(list: Contained[]): Extent {
    const parts = new Map<string, number>();
    for (const unit of list) parts.set(unit.part_number, (parts.get(unit.part_number) ?? 0) + 1);
    return {
        units: list.length,
        shipped: list.filter((unit) => unit.state === 'shipped').length,
        byPart: [...parts].sort((a, b) => b[1] - a[1]),
        deepest: list.reduce((deepest, unit) => Math.max(deepest, depthOf(unit)), 0),
    };
}
