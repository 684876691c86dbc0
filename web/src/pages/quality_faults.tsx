import { useState } from 'preact/hooks';
import { get, type Line, list, type Unit, unitPath, v1 } from '../api';
import { Decision, Sign, useAct } from '../parts/act';
import { Fact } from '../parts/fact';
import { useFocus } from '../parts/focus';
import { Mark } from '../parts/mark';
import { Empty, Shown } from '../parts/notice';
import { DISPOSITIONS, type Fault, stepOf } from '../quality';
import { href } from '../router';
import { Table } from '../parts/table';
import { Toggles } from '../parts/toggles';
import { useMay } from '../session';
import { useView } from '../view';
import { useWords, type Word } from '../words';

const FILTERS = { to_do: ['open', 'dispositioned'], closed: ['closed'], voided: ['voided'] };
type Filter = keyof typeof FILTERS;

interface Board {
    faults: Fault[];
    now: string;
}

async function readFaults(filter: Filter, signal: AbortSignal): Promise<Board> {
    const read = (state: string) => list<Fault>(`/v1/nonconformances?state=${state}`, signal);
    const [line, ...lists] = await Promise.all([get<Line>('/v1/line', signal), ...FILTERS[filter].map(read)]);
    // What is to be decided comes first, and of it what waits longest; of what is over, what was found last.
    return { faults: filter === 'to_do' ? lists.flat() : lists.flat().reverse(), now: line.now };
}

// among: the list that the fault is on, where it is not on the first.
export function FaultsSection({ fault, among = 'to_do' }: { fault: string | undefined; among?: string | undefined }) {
    const { say } = useWords();
    const [filter, setFilter] = useState((among in FILTERS ? among : 'to_do') as Filter);
    const viewed = useView(`faults ${filter}`, (signal) => readFaults(filter, signal));
    return (
        <>
            <div class="filters">
                <Toggles label="state" options={(Object.keys(FILTERS) as Filter[]).map((each) => [each, each])} value={filter} onChoose={setFilter} />
            </div>
            <Shown viewed={viewed}>
                {(board) => {
                    const chosen = board.faults.find((each) => String(each.nonconformance) === fault);
                    return (
                        <div class={fault ? 'list-and-detail' : ''}>
                            {board.faults.length ? (
                                <Faults board={board} chosen={chosen} />
                            ) : (
                                <Empty hint={say('no_faults_hint')}>{say('no_faults')}</Empty>
                            )}
                            {fault && <Detail key={fault} fault={fault} />}
                        </div>
                    );
                }}
            </Shown>
        </>
    );
}

// Asked for by itself: while somebody writes of it, it may come onto the list, or leave it.
function Detail({ fault }: { fault: string }) {
    const viewed = useView(`fault ${fault}`, (signal) => get<Fault>(v1('nonconformances', fault), signal));
    return <Shown viewed={viewed}>{(found) => <Panel fault={found} />}</Shown>;
}

// A list is read at a glance, not to its end: what lies beyond is told, and found by its rack.
const SHOWN_MAX = 300;

function Faults({ board, chosen }: { board: Board; chosen: Fault | undefined }) {
    const { say, age, state } = useWords();
    return (
        <>
            <Table label="faults" class="choose stack" heads={['fault', 'unit', 'operation', 'position', 'age', 'next_step']} numbers={['age']}>
                {board.faults.slice(0, SHOWN_MAX).map((fault) => (
                    <tr key={fault.nonconformance} class={fault === chosen ? 'chosen' : ''}>
                        <td>
                            <a
                                href={href('quality', 'faults', String(fault.nonconformance))}
                                aria-current={fault === chosen ? 'true' : undefined}
                            >
                                {state(fault.code)}
                            </a>
                            {fault.description && <div class="quiet narrow">{fault.description}</div>}
                        </td>
                        <td>
                            <a href={href('units', fault.serial, fault.unit_part_number)}>{fault.serial}</a>
                        </td>
                        <td>{fault.operation}</td>
                        <td>{fault.position}</td>
                        <td class="right" data-label={say('age')}>{age(fault.reported, board.now)}</td>
                        <td>
                            <Next fault={fault} />
                        </td>
                    </tr>
                ))}
            </Table>
            {board.faults.length > SHOWN_MAX && (
                <p class="quiet">
                    {SHOWN_MAX}/{board.faults.length}
                </p>
            )}
        </>
    );
}

function Next({ fault }: { fault: Fault }) {
    const { say, state } = useWords();
    const step = stepOf(fault);
    return (
        <>
            {fault.material_review && fault.state === 'open' && <Mark state="material_review" />}{' '}
            {step ? <span>{say(`step_${step}` as Word)}</span> : <Mark state={fault.state} />}{' '}
            {fault.disposition && <span class="quiet">{state(fault.disposition)}</span>}
        </>
    );
}

function Signed({ word, by, at }: { word: Word; by: string | undefined; at: string | undefined }) {
    const { say, time } = useWords();
    return at ? (
        <Fact name={word}>
            {by ?? say('by_itself')} <span class="quiet">{time(at)}</span>
        </Fact>
    ) : null;
}

function Panel({ fault }: { fault: Fault }) {
    const { state } = useWords();
    const panel = useFocus<HTMLElement>(true);
    return (
        <section class="panel" ref={panel} tabIndex={-1} aria-labelledby="fault-name">
            <h2 id="fault-name">{state(fault.code)}</h2>
            <p>
                <a href={href('units', fault.serial, fault.unit_part_number)}>{fault.serial}</a> {fault.operation}{' '}
                {fault.position}
            </p>
            {fault.description && <p>{fault.description}</p>}
            <dl class="facts narrow-facts">
                <Signed word="reported" by={fault.reported_by} at={fault.reported} />
                <Signed word="decided" by={fault.disposed_by} at={fault.disposed} />
                <Signed word="countersigned" by={fault.countersigned_by} at={fault.countersigned} />
                <Signed word="closed" by={fault.closed_by} at={fault.closed} />
            </dl>
            {fault.disposition && (
                <p>
                    <strong>{state(fault.disposition)}</strong>: {fault.reason}
                </p>
            )}
            <Actions fault={fault} />
            <Judge fault={fault} />
        </section>
    );
}

function Actions({ fault }: { fault: Fault }) {
    const { say, state } = useWords();
    if (!fault.actions.length) return null;
    return (
        <>
            <h3>{say('actions')}</h3>
            <ul class="todo">
                {fault.actions.map(({ action, operation, done }) => (
                    <li key={`${action} ${operation}`} class={done ? 'quiet' : ''}>
                        <span aria-hidden="true">{done ? '✓' : '○'}</span> {operation} {state(action)}{' '}
                        <span class={done ? 'quiet' : 'warn'}>{say(done ? 'is_done' : 'is_missing')}</span>
                    </li>
                ))}
            </ul>
        </>
    );
}

function Judge({ fault }: { fault: Fault }) {
    const { say } = useWords();
    const { judge, name } = useMay();
    const path = `/v1/nonconformances/${fault.nonconformance}`;
    const step = stepOf(fault);
    if (!step) return null;
    if (!judge) return <p class="quiet">{say('only_quality')}</p>;
    switch (step) {
        case 'decide':
            return <Dispose fault={fault} path={path} />;
        case 'countersign':
            return (
                <>
                    {fault.disposed_by === name ? <p class="warn">{say('another_person')}</p> : <Sign step={step} button="countersign" path={path} />}
                    <Anew fault={fault} path={path} />
                </>
            );
        case 'act':
            return (
                <>
                    <p class="quiet">{say('closes_when_done')}</p>
                    <Anew fault={fault} path={path} />
                </>
            );
        case 'close':
            return (
                <>
                    <Sign step={step} button="close_fault" path={path} />
                    <Anew fault={fault} path={path} />
                </>
            );
    }
}

// What was decided by mistake, as long as nothing of it was done.
function Anew({ fault, path }: { fault: Fault; path: string }) {
    const { say } = useWords();
    const [open, setOpen] = useState(false);
    return (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say('decide_anew')}</summary>
            {open && <p class="quiet">{say('decide_anew_hint')}</p>}
            {open && <Dispose key={fault.decision} fault={fault} path={path} />}
        </details>
    );
}

// What is mended by it is done again, and of what had passed all that rests on it.
const MENDING = ['rework', 'repair'];

function Dispose({ fault, path }: { fault: Fault; path: string }) {
    const { say, state } = useWords();
    const act = useAct();
    const [disposition, setDisposition] = useState('');
    const [again, setAgain] = useState<string[]>([]);
    const operations = MENDING.includes(disposition) && again.length ? again : undefined;
    return (
        <Decision
            id="dispose"
            button={say('decide')}
            act={act}
            chosen={disposition && state(disposition)}
            onReason={(reason) => void act.send(`${path}/disposition`, { disposition, reason, operations, replaces: fault.decision })}
        >
            <fieldset class="choices">
                <legend>{say('disposition')}</legend>
                {DISPOSITIONS.map((each) => (
                    <label key={each}>
                        <input
                            type="radio"
                            name="disposition"
                            required
                            value={each}
                            checked={disposition === each}
                            onChange={() => setDisposition(each)}
                        />
                        <span>
                            {state(each)}
                            <span class="quiet">{say(`about_${each}` as Word)}</span>
                        </span>
                    </label>
                ))}
            </fieldset>
            {MENDING.includes(disposition) && <Again fault={fault} chosen={again} onChosen={setAgain} />}
        </Decision>
    );
}

function Again({ fault, chosen, onChosen }: { fault: Fault; chosen: string[]; onChosen: (chosen: string[]) => void }) {
    const { say, state } = useWords();
    const path = unitPath({ serial: fault.serial, part_number: fault.unit_part_number });
    const viewed = useView(`route ${path}`, (signal) => get<Unit>(path, signal));
    const choose = (operation: string) =>
        onChosen(
            chosen.includes(operation) ? chosen.filter((each) => each !== operation) : [...chosen, operation],
        );
    return (
        <Shown viewed={viewed}>
            {(unit) => (
                <fieldset class="choices">
                    <legend>{say('done_again')}</legend>
                    <p class="quiet">{say('done_again_hint')}</p>
                    {unit.operations.map(({ operation, name, state: stands }) => (
                        <label key={operation}>
                            <input
                                type="checkbox"
                                checked={chosen.includes(operation)}
                                onChange={() => choose(operation)}
                            />
                            <span>
                                {operation} {name}
                                <span class="quiet">{state(stands)}</span>
                            </span>
                        </label>
                    ))}
                </fieldset>
            )}
        </Shown>
    );
}
