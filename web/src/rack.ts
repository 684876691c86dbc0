// What a rack's page works out of what the daemon says: where its route's operations stand in a drawing, how two moments
// differ, how a characteristic did over the attempts. Nothing here asks or draws.
import type { Component, Step } from './api';

export interface Node {
    operation: string;
    rank: number; // operations on the longest way to it: predecessors always stand above
    lane: number; // among those of its rank, in the routing's order
    after: string[];
}

export function layoutOf(routing: Step[]): Node[] {
    const ranks = new Map<string, number>();
    const steps = new Map(routing.map((step) => [step.operation, step]));
    const rankOf = (operation: string): number => {
        const known = ranks.get(operation);
        if (known !== undefined) return known;
        const before = steps.get(operation)?.after ?? [];
        const rank = before.reduce((most, each) => Math.max(most, rankOf(each) + 1), 0);
        ranks.set(operation, rank);
        return rank;
    };
    const filled = new Map<number, number>();
    return routing.map(({ operation, after = [] }) => {
        const rank = rankOf(operation);
        const lane = filled.get(rank) ?? 0;
        filled.set(rank, lane + 1);
        return { operation, rank, lane, after };
    });
}

// So much of a text as there is room for, where a sign of Japanese takes the room of two letters.
export function clip(text: string, most: number): string {
    let room = most;
    const fits = [...text].filter((sign) => (room -= sign > '\u2e7f' ? 2 : 1) >= 0).length;
    return fits === [...text].length ? text : `${[...text].slice(0, fits - 1).join('')}…`;
}

export interface Placed extends Component {
    path: string; // positions from the unit down, with / between
    depth: number;
}

export function flatten(components: Component[], above = '', depth = 0): Placed[] {
    return components.flatMap((component) => {
        const path = above ? `${above}/${component.position}` : component.position;
        return [{ ...component, path, depth }, ...flatten(component.components ?? [], path, depth + 1)];
    });
}

export interface Difference {
    path: string;
    kind: 'installed' | 'removed' | 'changed';
    before: Component | undefined;
    after: Component | undefined;
}

const identity = (component: Component): string =>
    JSON.stringify([component.part_number, component.revision, component.serial, component.lot]);

// By position, outer ones first. What is inside a part that came or went as a whole came or went with it, and is not
// told again.
export function differencesOf(before: Component[], after: Component[]): Difference[] {
    const then = new Map(flatten(before).map((placed) => [placed.path, placed]));
    const now = new Map(flatten(after).map((placed) => [placed.path, placed]));
    const told: Difference[] = [];
    for (const path of [...new Set([...then.keys(), ...now.keys()])].sort()) {
        if (told.some((difference) => path.startsWith(`${difference.path}/`))) continue;
        const [was, is] = [then.get(path), now.get(path)];
        if (was && is && identity(was) === identity(is)) continue;
        told.push({ path, kind: was ? (is ? 'changed' : 'removed') : 'installed', before: was, after: is });
    }
    return told;
}

export interface Measured {
    characteristic: string;
    position?: string;
    value: number;
    lower?: number;
    upper?: number;
    verdict: string;
    recorded: string;
    journal_position: number;
}

export interface Attempt {
    operation: string;
    attempt: number;
    state: string;
    invalidated_by?: number;
    started: string;
    ended?: string;
    accumulated_min?: number;
    station: string;
    measurements: Measured[];
}

export interface Measure {
    key: string;
    operation: string;
    characteristic: string;
    lower: number | undefined;
    upper: number | undefined;
    unit: string | undefined; // of measure
    values: (Measured & { attempt: number })[]; // in the order of their attempts
}

// The limits are those of the last value: a newer revision may have moved them.
export function measuresOf(attempts: Attempt[], routing: Step[] = []): Measure[] {
    const measures = new Map<string, Measure>();
    const unitOf = ({ operation }: Attempt, { characteristic }: Measured) =>
        routing.find((step) => step.operation === operation)?.characteristics?.find(({ name }) => name === characteristic)?.unit_of_measure;
    for (const attempt of attempts)
        for (const measured of attempt.measurements) {
            const key = `${attempt.operation} ${measured.characteristic}`;
            const measure = measures.get(key) ?? {
                key,
                operation: attempt.operation,
                characteristic: measured.characteristic,
                lower: undefined,
                upper: undefined,
                unit: unitOf(attempt, measured),
                values: [],
            };
            measure.values.push({ ...measured, attempt: attempt.attempt });
            measure.lower = measured.lower;
            measure.upper = measured.upper;
            measures.set(key, measure);
        }
    return [...measures.values()];
}
