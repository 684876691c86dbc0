// What the station's screen asks of the daemon.
import { type AsBuilt, type Component, get, list, Problem, problemOf, unitPath, v1 } from '../api';
import type { Defect, Definition, Dispatch, OnBench, Person, StationFacts, TakenOut, Tool } from './answers';

// Why there is no answer; undefined: there is one, and it refuses.
export function whyNone(problem: unknown): 'no_session' | 'no_network' | undefined {
    const { status } = problemOf(problem);
    if (status === 401) return 'no_session';
    return status >= 400 && status < 500 ? undefined : 'no_network';
}

const products = new Map<string, Definition>(); // revisions in work, which never change again

async function readProduct(part: string, revision: string): Promise<Definition> {
    const path = v1('products', part, revision);
    const known = products.get(path) ?? (await get<Definition>(path));
    products.set(path, known);
    return known;
}

// A unit and how it stands, for who works on it with what.
export async function readOnBench(
    unit: { serial: string; part_number?: string | undefined },
    operator?: string,
    tool?: string,
): Promise<OnBench> {
    const found = await get<OnBench['unit']>(unitPath(unit));
    const query = new URLSearchParams({ part_number: found.part_number, ...(operator ? { operator } : {}), ...(tool ? { tool } : {}) });
    const next = await get<OnBench['next']>(`${v1('units', found.serial, 'next')}?${query}`);
    const product = await readProduct(found.part_number, found.revision);
    // What is in a completed unit's way may be a part that quality wants out of it.
    const { take_out: out = [] } = next.ship_reasons.length ? await get<{ take_out?: TakenOut[] }>(unitPath(found, 'retest')) : {};
    return { unit: found, next, product, out };
}

// The parts that sit in a unit itself.
export async function readInside(unit: { serial: string; part_number: string }): Promise<Component[]> {
    const built = await get<AsBuilt>(unitPath(unit, 'as-built'));
    return built.components.filter((component) => component.serial !== undefined || component.lot !== undefined);
}

export async function readStation(code: string): Promise<{ facts: StationFacts; dispatch: Dispatch }> {
    const path = v1('stations', code);
    const [facts, dispatch] = await Promise.all([get<StationFacts>(path), get<Dispatch>(`${path}/dispatch`)]);
    return { facts, dispatch };
}

// Who is at this page, as the daemon answers it.
export interface AtPage {
    operator: string;
    now: string;
    clock_rate: number;
}

// undefined: nobody is.
export const readAtPage = (): Promise<AtPage | undefined> =>
    get<AtPage>('/v1/session/operator').catch((problem: unknown) => {
        if (problem instanceof Problem && problem.status === 404) return undefined;
        throw problem;
    });

// Who and what has a code.
export async function readCodes(): Promise<{ people: Person[]; tools: Tool[]; defects: Defect[]; codes: string[] }> {
    const [people, tools, defects, stations, orders] = await Promise.all([
        list<Person & { pin_set?: string }>('/v1/operators'),
        list<Tool>('/v1/tools'),
        list<Defect>('/v1/defects'),
        list<StationFacts>('/v1/stations'),
        list<{ order: string }>('/v1/orders'),
    ]);
    return {
        codes: [...stations.map(({ station }) => station), ...orders.map(({ order }) => order)],
        people: people.map(({ operator, name, badge, left, pin_set }) => ({
            operator,
            name,
            ...(badge ? { badge } : {}),
            ...(left ? { left } : {}),
            ...(pin_set ? { pin: true } : {}),
        })),
        tools,
        defects: defects.filter(({ withdrawn }) => !withdrawn),
    };
}
