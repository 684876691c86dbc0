// Training only: labels that somebody may scan who has neither parts nor a scanner at hand. Pure.
import type { Characteristic, Person, Tool } from './answers';
import { ofForm } from './form';
import type { Task } from './stand';

export interface Label {
    text: string; // as a scanner would send it
    name: string; // whose or what it is
}

// A number that passes, with room to both limits.
export function passing({ lower, upper }: Characteristic): number {
    if (lower !== undefined && upper !== undefined) return Number(((lower + upper) / 2).toPrecision(4));
    if (upper !== undefined) return Number((upper - Math.abs(upper) / 4).toPrecision(4));
    return lower === undefined ? 1 : Number((lower + Math.abs(lower) / 4).toPrecision(4));
}

// Who has a PIN can badge in.
const badges = (people: Person[]): Label[] =>
    people.filter(({ pin, left }) => pin && !left).map(({ operator, badge, name }) => ({ text: badge ?? operator, name }));

// now: another number each time, for a part that nobody has seen yet.
export function labelsFor(
    there: { task: Task | undefined; unit: string | undefined; operator: string | undefined; people: Person[]; tools: Tool[]; units: { serial: string; name: string }[] },
    now: number,
): Label[] {
    const { task, unit, operator, people, tools, units } = there;
    if (operator === undefined) return badges(people);
    if (!task) return units.slice(0, 1).map((unit) => ({ text: unit.serial, name: unit.name }));
    switch (task.is) {
        case 'start':
            return tools.filter(({ type, withdrawn }) => type === task.tool && !withdrawn).map(({ tool, name = '' }) => ({ text: tool, name }));
        case 'part': {
            const { part_number: part, tracking, source, name, serial_pattern: pattern } = task.line;
            const serial = pattern ? ofForm(pattern, now) : `H${now.toString(36).toUpperCase()}`;
            return source === 'make' ? [] : [{ text: `(241)${part}(${tracking === 'lot' ? 10 : 21})${serial}`, name }];
        }
        case 'measure':
            return [{ text: String(passing(task.characteristic)), name: task.characteristic.name }];
        case 'sign':
            return badges(people.filter((person) => person.operator !== operator));
        case 'ship':
            return task.settled && unit !== undefined ? [{ text: unit, name: '' }] : [];
        default:
            return [];
    }
}
