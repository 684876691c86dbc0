// What differs between two definitions of a product, member by member. Things of a list are told by their names, so that
// one that was put in between makes no other differ.

export interface Difference {
    where: string;
    before: string | undefined;
    after: string | undefined;
}

const NAMES = ['positions', 'operation', 'name', 'characteristic', 'check'];

function flatten(value: unknown, where: string, into: Map<string, string>): void {
    if (value === null || typeof value !== 'object') {
        into.set(where, String(value));
        return;
    }
    const entries: [string, unknown][] = Array.isArray(value)
        ? value.map((item: unknown, i) => {
              const named = item !== null && typeof item === 'object' && NAMES.find((name) => name in item);
              return [named ? String((item as Record<string, unknown>)[named]) : String(i + 1), item];
          })
        : Object.entries(value);
    for (const [name, item] of entries) flatten(item, where ? `${where} › ${name}` : name, into);
}

export function differencesOf(before: unknown, after: unknown): Difference[] {
    const old = new Map<string, string>();
    const now = new Map<string, string>();
    flatten(before, '', old);
    flatten(after, '', now);
    return [...new Set([...old.keys(), ...now.keys()])]
        .filter((where) => old.get(where) !== now.get(where))
        .map((where) => ({ where, before: old.get(where), after: now.get(where) }));
}
