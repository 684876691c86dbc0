// Where each position stands in the rack's front, and how well what is there is proven.
import type { AsBuilt, BomLine, Component, Product, Unit } from './api';

export interface Slot {
    position: string;
    u: number; // the lowest rack unit it takes, from 1
    height: number;
    component: Component | undefined;
    evidence: 'empty' | 'installed' | 'tested' | 'failed' | 'invalidated' | 'held';
}

// compute-{01..18} is eighteen names; where there are several ranges, the last runs fastest.
export function expand(range: string): string[] {
    const found = /^([^{]*)\{(\d+)\.\.(\d+)\}(.*)$/.exec(range);
    if (!found) return [range];
    const [, before, first, last, after] = found as unknown as [string, string, string, string, string];
    const names: string[] = [];
    for (let number = Number(first); number <= Number(last); number++)
        for (const rest of expand(after)) names.push(before + String(number).padStart(first.length, '0') + rest);
    return names;
}

function evidenceOf(position: string, line: BomLine, component: Component | undefined, unit: Unit): Slot['evidence'] {
    const filling = unit.operations.find((operation) => operation.operation === line.operation);
    const faults = unit.nonconformances.filter((fault) => fault.state === 'open' && fault.position === position);
    const proofs = unit.operations.filter((operation) => ['test', 'burn_in', 'inspection'].includes(operation.kind));
    if (!component) return 'empty';
    if (unit.holds.some(({ via, matches }) => matches && via?.split('/')[0] === position)) return 'held';
    if (faults.length) return 'failed';
    if (filling?.state === 'invalidated') return 'invalidated';
    if (proofs.some((operation) => operation.state === 'invalidated')) return 'invalidated';
    if (proofs.some((operation) => operation.state === 'failed')) return 'failed';
    const begun = proofs.filter((operation) => operation.state === 'passed' || operation.state === 'waived');
    return begun.length === proofs.length && proofs.length ? 'tested' : 'installed';
}

export function elevation(product: Product, built: AsBuilt, unit: Unit): Slot[] {
    const there = new Map(built.components.map((component) => [component.position, component]));
    const slots: Slot[] = [];
    for (const line of product.definition.bill_of_materials) {
        if (line.u_position === undefined) continue;
        const height = line.u_height ?? 1;
        expand(line.positions).forEach((position, index) => {
            const component = there.get(position);
            slots.push({
                position,
                u: (line.u_position ?? 1) + index * height,
                height,
                component,
                evidence: evidenceOf(position, line, component, unit),
            });
        });
    }
    return slots;
}
