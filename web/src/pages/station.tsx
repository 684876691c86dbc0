// The screen beside the worker: what to do next in one sentence, and what came of each scan.
import type { TargetedEvent } from 'preact';
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Mark } from '../parts/mark';
import { Empty } from '../parts/notice';
import { Reasons } from '../parts/reasons';
import { LastScan, LateRefusal, Scans, Unsent } from '../parts/scan';
import { Defects, type Form, Removal, Shipment } from '../parts/station_forms';
import { Away, Tools, UP } from '../parts/station_tools';
import { TrainingLabels } from '../parts/training_labels';
import type { Need } from '../station/answers';
import { Bench } from '../station/bench';
import { catchKeys } from '../station/catch_keys';
import { answer, answersOf } from '../station/meaning';
import { useOnlyTab } from '../station/only_tab';
import { guardPresses } from '../station/press';
import { signal } from '../station/signal';
import { inTheWay, sameNeed, type Task } from '../station/stand';
import { details, fill, sentence } from '../station/telling';
import { Signed } from '../session';
import { type Speech, useWords, type Word } from '../words';

// What the screen offers under a number: the number and Enter do the same as the button.
interface Choice {
    label: string;
    act: () => void;
}

function choicesFor(bench: Bench, task: Task | undefined, words: Speech): Choice[] {
    const { say } = words;
    const one = (word: Word, act: () => void): Choice[] => [{ label: say(word), act }];
    if (bench.claim) return one('cancel', () => bench.unclaim());
    if (!bench.kept.operator) return [];
    if (!task) return bench.items.slice(0, 9).map((item) => ({ label: item.serial, act: () => void bench.open(item.serial) }));
    switch (task.is) {
        case 'start':
            if (task.tool) return [];
            if (!task.bay) return one('start', () => bench.acts.start());
            return (bench.facts.bays ?? []).map(({ bay }) => ({ label: bay, act: () => bench.acts.start(bay) }));
        case 'check':
            return answersOf(task).map((given) => ({
                label: given === 'yes' ? say('answer_yes') : given === 'no' ? say('answer_no') : given,
                act: () => {
                    const meaning = answer({ ...bench.context(0), task }, task, given);
                    if (meaning.is === 'event') bench.post(meaning.draft, meaning.need);
                },
            }));
        case 'resume':
            return one('resume', () => bench.acts.resume());
        case 'complete':
            return one(task.current.fails.length ? 'complete_fails' : 'complete', () => bench.acts.complete());
        case 'ship':
            if (task.settled) return []; // the last word has a place of its own
            return one('carrier_done', () => bench.leaving.settle());
        case 'blocked':
        case 'stays':
        case 'elsewhere':
        case 'over':
            return one('put_away', () => bench.putAway());
        default:
            return [];
    }
}

// The unit's own label, scanned again, says yes to what the screen asks; never to a question or a choice of places.
function actOf(bench: Bench, offered: Choice[]): (() => void) | undefined {
    const { task } = bench;
    if (!task || !bench.kept.operator || bench.claim) return undefined;
    if (task.is === 'ship' && task.settled) return () => bench.leaving.ship();
    if (task.is === 'complete' && task.current.fails.length) return undefined; // nobody fails a run in passing
    const may = ['resume', 'complete', 'ship'].includes(task.is) || (task.is === 'start' && !task.bay);
    return may ? offered[0]?.act : undefined;
}

function Who({ bench }: { bench: Bench }) {
    const { say } = useWords();
    const { operator, tool, facts } = bench;
    const { bench: there } = bench.kept;
    const facts_: [Word, string | undefined][] = [
        ['station', facts.name],
        ['operator', operator?.name],
        ['tool', tool && [tool.tool, tool.name].join(' ')],
        ['unit', there && `${there.unit.serial} · ${there.product.definition.name}`],
    ];
    return (
        <dl class="who">
            {facts_.map(([word, value]) => (
                <div key={word}>
                    <dt>{say(word)}</dt>
                    <dd>
                        {value ?? <span class="quiet">{say('none')}</span>} {word === 'station' && !UP.includes(facts.state) && <Mark state={facts.state} />}
                    </dd>
                </div>
            ))}
        </dl>
    );
}

function asks(bench: Bench, task: Task | undefined, words: Speech): string {
    if (bench.claim) return fill(words.say('do_pin'), { name: bench.claim.person.name });
    if (!bench.kept.operator) return words.say('do_badge');
    if (task) return sentence(task, bench.part, words);
    const [first] = bench.items;
    return first ? fill(words.say('do_unit'), { serial: first.serial }) : words.say('do_unit_none');
}

function Ask({ bench, task, choices }: { bench: Bench; task: Task | undefined; choices: Choice[] }) {
    const words = useWords();
    const asked = asks(bench, task, words);
    const place = useRef<HTMLElement>(null);
    // Whoever pressed a button further down sees what comes of it, and what to do next.
    useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [asked, bench.said[0]?.key]);
    const there = bench.kept.bench;
    const more = task && there && bench.kept.operator && !bench.claim ? details(task, there, words) : [];
    const stopped = task ? inTheWay(task) : [];
    return (
        <section ref={place} class={`ask ${stopped.length ? 'warn' : ''}`} aria-label={words.say('what_to_do')}>
            {task && 'current' in task && (
                <p class="quiet">
                    {task.current.operation} {task.current.name}
                </p>
            )}
            <h1 role="status">{asked}</h1>
            {more.map((line) => (
                <p key={line} class="detail">
                    {line}
                </p>
            ))}
            {bench.kept.operator && stopped.length > 0 && <Reasons reasons={stopped} here={bench.others} />}
            {(task || bench.claim) && choices.length > 0 && (
                <ol class="choices">
                    {choices.map((choice, i) => (
                        <li key={choice.label}>
                            <button type="button" class="large" onClick={choice.act}>
                                {choices.length > 1 && <span class="quiet">{i + 1} </span>}
                                {choice.label}
                            </button>
                        </li>
                    ))}
                </ol>
            )}
        </section>
    );
}

// For who has no scanner, and for a screen without keys.
function Entry({ secret, onEntered, line }: { secret: boolean; onEntered: (text: string) => void; line: string }) {
    const { say } = useWords();
    const [text, setText] = useState('');
    const confirming = useRef(false);
    const enter = (entered: string) => {
        if (entered.trim()) onEntered(entered);
        setText('');
    };
    const submit = (event: Event) => {
        event.preventDefault();
        enter(text);
    };
    // Enter that only tells an input method to be content is Enter all the same.
    const composed = ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
        if (confirming.current) setTimeout(() => enter(currentTarget.value));
    };
    return (
        <form class="entry" onSubmit={submit}>
            <label for="entry">{say('scan_or_type')}</label>
            <input
                id="entry"
                type={secret ? 'password' : 'text'}
                inputMode={secret ? 'numeric' : 'text'}
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                value={line || text}
                onInput={(event) => setText(event.currentTarget.value)}
                onKeyDown={(event) => (confirming.current = event.isComposing && event.code === 'Enter')}
                onCompositionEnd={composed}
            />
            <button type="submit" class="large">
                {say('take')}
            </button>
        </form>
    );
}

function needText(need: Need, words: Speech): string {
    const what = need.part_number ?? need.characteristic ?? need.check ?? words.say('sign_off');
    const times = (need.samples ?? 0) > 1 ? ` (${fill(words.say('more_times'), { count: need.samples })})` : '';
    return `${need.position ?? ''} ${what}${times}`.trim();
}

// What else the operation needs; a worker who would rather do something else first presses it.
function Still({ bench, task }: { bench: Bench; task: Task }) {
    const words = useWords();
    if (!('current' in task) || task.current.state !== 'running' || !task.current.needs.length) return null;
    const now = 'need' in task ? task.need : undefined;
    return (
        <section>
            <h2>
                {words.say('still')} <span class="quiet">{task.current.needs.length}</span>
            </h2>
            <ol class="still scroll" tabIndex={0} role="group" aria-label={words.say('still')}>
                {task.current.needs.map((need) => (
                    <li key={needText(need, words)}>
                        <button type="button" aria-pressed={now !== undefined && sameNeed(now, need)} onClick={() => bench.choose(need)}>
                            {needText(need, words)}
                        </button>
                    </li>
                ))}
            </ol>
        </section>
    );
}

function Work({ bench }: { bench: Bench }) {
    const words = useWords();
    const { items } = bench;
    if (!items.length) return null; // which the sentence above says
    return (
        <section>
            <h2>{words.say('work_list')}</h2>
            <ol class="work">
                {items.map((item, i) => (
                    <li key={`${item.serial} ${item.operation}`}>
                        <button type="button" class="large" disabled={!bench.kept.operator} onClick={() => void bench.open(item.serial)}>
                            {i < 9 && <span class="quiet">{i + 1} </span>}
                            {item.serial}{' '}
                            <span class="quiet">
                                {item.operation} {item.name} {item.bay}
                            </span>{' '}
                            {item.state !== 'ready' && <Mark state={item.state} />} {item.late && <Mark state="late" />}
                            {item.take_out.map((out) => (
                                <p key={`${out.from} ${out.position}`}>
                                    {words.say('take_out_first')}: {out.from} {out.position} {out.serial ?? out.part_number}
                                </p>
                            ))}
                        </button>
                    </li>
                ))}
            </ol>
        </section>
    );
}

function useBench(station: string): Bench {
    const [, redraw] = useState(0);
    const bench = useMemo(() => new Bench(station, () => redraw((count) => count + 1)), [station]);
    // From the drawing on: one that goes before an effect begins would never be closed.
    useLayoutEffect(() => {
        bench.sound = signal;
        return () => bench.close();
    }, [bench]);
    return bench;
}

function Screen({ station, training }: { station: string; training: boolean }) {
    const words = useWords();
    const bench = useBench(station);
    const [line, setLine] = useState('');
    const [open, setOpen] = useState<Form>();
    const guard = useMemo(guardPresses, []);
    const task = bench.task;
    const choices = choicesFor(bench, task, words);
    const take = (text: string) => {
        const offered = choicesFor(bench, bench.task, words);
        bench.take(text, {
            choices: offered.length,
            choose: (index) => offered[index]?.act(),
            act: () => {
                const act = actOf(bench, offered);
                act?.();
                return act !== undefined;
            },
        });
    };
    useLayoutEffect(() => catchKeys(take, setLine), [bench, words.say('start')]); // who sees the screen may scan
    const late = bench.refused[0];
    const there = bench.kept.bench;
    return (
        <div class="bench" onClickCapture={guard.clicked} onKeyDownCapture={guard.pressed}>
            <Who bench={bench} />
            {late && <LateRefusal refused={late} count={bench.refused.length} onUnderstood={() => bench.acknowledge(late)} />}
            <Away bench={bench} />
            <Ask bench={bench} task={task} choices={choices} />
            {training && <TrainingLabels bench={bench} onScanned={take} />}
            <LastScan said={bench.answer} asked={asks(bench, task, words)} hindered={bench.hindrance !== undefined} />
            <Unsent bench={bench} />
            {task?.is === 'ship' && bench.kept.operator && <Shipment bench={bench} settled={task.settled} />}
            {open === 'removal' && there && <Removal bench={bench} onDone={() => setOpen(undefined)} />}
            {open === 'defect' && there && <Defects bench={bench} there={there} onDone={() => setOpen(undefined)} />}
            <Entry secret={bench.claim !== undefined} onEntered={take} line={line} />
            <Tools bench={bench} task={task} onForm={setOpen} />
            <div class="below">
                {task && <Still bench={bench} task={task} />}
                {!task && <Work bench={bench} />}
                <section>
                    <h2>{words.say('last_scans')}</h2>
                    <Scans said={bench.said} />
                </section>
            </div>
        </div>
    );
}

function Turn({ station, training }: { station: string; training: boolean }) {
    const { say } = useWords();
    const [mine, take] = useOnlyTab(station);
    if (mine) return <Screen station={station} training={training} />;
    if (mine === undefined) return null;
    return (
        <div class="bench">
            <section class="ask warn">
                <h1 role="status">{say('other_tab')}</h1>
                <p class="detail">{say('other_tab_hint')}</p>
                <button type="button" class="large" onClick={take}>
                    {say('work_here')}
                </button>
            </section>
        </div>
    );
}

// Whose screen this is: the sign-in says so.
export function StationPage() {
    const { say } = useWords();
    const session = useContext(Signed);
    const station = session?.station;
    return station ? <Turn key={station} station={station} training={session.training} /> : <Empty hint={say('no_station_hint')}>{say('no_station')}</Empty>;
}
