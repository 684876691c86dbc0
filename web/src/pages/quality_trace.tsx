import { useState } from 'preact/hooks';
import { get, list, type Problem } from '../api';
import { ContainedList, Csv } from '../parts/contained';
import { Describe, type Description, Descriptions } from '../parts/described';
import { Empty, Shown } from '../parts/notice';
import { type Contained, extentOf, type Member } from '../quality';
import { go, href } from '../router';
import { useView } from '../view';
import { useWords, type Word } from '../words';

// What an identifier may be of. All are asked for at once: whoever types one need not know which it is.
const KINDS: Member[] = ['serial', 'lot', 'firmware_version', 'firmware', 'part_number', 'supplier', 'tool', 'order'];

interface Place {
    serial: string;
    unit_part_number: string;
    order: string;
    position: string;
    operator?: string;
    installed: string;
    removed?: string;
    removal?: string;
    voided: boolean;
    descriptions: Description[];
}

interface Part {
    part_number: string;
    serial: string;
    state?: string;
    installed_in?: string;
    position?: string;
    top?: string;
    built_here: boolean;
    places: Place[];
}

interface Traced {
    found: { kind: Member; units: Contained[] }[];
    parts: Part[];
}

async function trace(wanted: string, signal: AbortSignal): Promise<Traced> {
    const said = encodeURIComponent(wanted);
    const lists = await Promise.all(
        KINDS.map(async (kind) => ({ kind, units: await list<Contained>(`/v1/trace?${kind}=${said}`, signal) })),
    );
    const bySerial = lists[0]!.units;
    const numbers = new Set(
        bySerial.map((unit) => (unit.serial === wanted ? unit.part_number : unit.component_part_number)),
    );
    const parts = await Promise.all(
        [...numbers].flatMap((number) =>
            number
                ? [
                      get<Part>(`/v1/components?part_number=${encodeURIComponent(number)}&serial=${said}`, signal).catch((problem: Problem) => {
                          if (problem.status === 404) return undefined;
                          throw problem;
                      }),
                  ]
                : [],
        ),
    );
    return {
        found: lists.filter(({ units }) => units.length),
        parts: parts.filter((part) => part !== undefined),
    };
}

export function TraceSection({ wanted }: { wanted: string | undefined }) {
    const { say } = useWords();
    const [typed, setTyped] = useState(wanted ?? '');
    const submit = (event: Event) => {
        event.preventDefault();
        if (typed.trim()) go('quality', 'trace', typed.trim());
    };
    return (
        <>
            <form class="trace" role="search" onSubmit={submit}>
                <label for="trace">{say('trace_what')}</label>
                <div class="trace-box">
                    <input
                        id="trace"
                        type="search"
                        autocomplete="off"
                        spellcheck={false}
                        value={typed}
                        placeholder={say('trace_hint')}
                        onInput={(event) => setTyped(event.currentTarget.value)}
                    />
                    <button type="submit" class="primary">
                        {say('search')}
                    </button>
                </div>
            </form>
            {wanted ? <Found key={wanted} wanted={wanted} /> : <Empty hint={say('trace_kinds')}>{say('trace_empty')}</Empty>}
        </>
    );
}

function Found({ wanted }: { wanted: string }) {
    const { say } = useWords();
    const viewed = useView(`trace ${wanted}`, (signal) => trace(wanted, signal));
    return (
        <Shown viewed={viewed}>
            {({ found, parts }) =>
                found.length ? (
                    <>
                        {parts.map((part) => (
                            <Whereabouts key={part.part_number} part={part} />
                        ))}
                        {found.map(({ kind, units }) => (
                            <section key={kind}>
                                <h2>
                                    {say(`of_${kind}` as Word)} <span class="term">{wanted}</span>
                                </h2>
                                <ContainedList extent={extentOf(units)} units={units} recall={false}>
                                    <Csv name={`${kind}-${wanted}`} path={`/v1/trace?${kind}=${encodeURIComponent(wanted)}`} />{' '}
                                    <a class="button" href={href('quality', 'holds', 'new', kind, wanted)}>
                                        {say('hold_these')}
                                    </a>
                                </ContainedList>
                            </section>
                        ))}
                    </>
                ) : (
                    <Empty hint={say('trace_kinds')}>{say('nothing_found')}</Empty>
                )
            }
        </Shown>
    );
}

// Where a part is, and everywhere it has been.
function Whereabouts({ part }: { part: Part }) {
    const { say, state, time } = useWords();
    return (
        <section class="panel">
            <h2>
                {part.built_here ? (
                    <a href={href('units', part.serial, part.part_number)}>{part.serial}</a>
                ) : (
                    part.serial
                )}{' '}
                <span class="quiet">{part.part_number}</span>
            </h2>
            <p>
                {state(part.state)}
                {part.installed_in && (
                    <>
                        : <a href={href('units', part.installed_in)}>{part.installed_in}</a> {part.position}
                        {part.top && part.top !== part.installed_in && (
                            <>
                                {' '}
                                · <a href={href('units', part.top)}>{part.top}</a>
                            </>
                        )}
                    </>
                )}
            </p>
            {part.places.length > 0 && (
                <ol class="places" aria-label={say('been')}>
                    {part.places.map((place) => (
                        <li key={place.installed + place.position}>
                            <a href={href('units', place.serial, place.unit_part_number)}>{place.serial}</a> {place.position}{' '}
                            <span class="quiet">
                                {time(place.installed)} {place.operator}
                                {place.removed && ` – ${time(place.removed)} ${state(place.removal)}`}
                                {place.voided && ` ${say('voided')}`}
                            </span>
                            <Descriptions list={place.descriptions} />
                        </li>
                    ))}
                </ol>
            )}
            <Describe parts={part.places.length ? [[part.part_number, { part_number: part.part_number, serial: part.serial }]] : []} />
        </section>
    );
}
