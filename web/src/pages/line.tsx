import { useMemo } from 'preact/hooks';
import { get, type Line, type LineRun, type LineStation, list, type Order, v1 } from '../api';
import { type Board, byType, type Concern, concernsOf, heldOf, type Powered, poweredOf } from '../line';
import { Bar } from '../parts/bar';
import { Mark, toneOf } from '../parts/mark';
import { Empty, Shown } from '../parts/notice';
import { Progress } from '../parts/progress';
import type { Fault } from '../quality';
import { href } from '../router';
import { useView } from '../view';
import { useWords, type Word } from '../words';

// The orders that were on the line last are asked for together with it, so that a change is there after one round.
function boardReader(): (signal: AbortSignal) => Promise<Board> {
    let known: string[] = [];
    return async (signal) => {
        const readOrder = (order: string) => get<Order>(v1('orders', order), signal);
        const [line, faults, ...asked] = await Promise.all([
            get<Line>('/v1/line', signal),
            list<Fault>('/v1/nonconformances?state=open', signal),
            ...known.map(readOrder),
        ]);
        known = line.orders.map(({ order }) => order);
        const orders = await Promise.all(known.map((name) => asked.find(({ order }) => order === name) ?? readOrder(name)));
        return { line, orders, faults };
    };
}

export function LinePage() {
    const { say } = useWords();
    const read = useMemo(boardReader, []);
    const viewed = useView('line', read);
    return (
        <Shown viewed={viewed}>
            {(board) => (
                <div class="andon">
                    <h1 class="unseen">{say('line')}</h1>
                    <Figures line={board.line} />
                    <section class="flows" aria-labelledby="flows">
                        <h2 id="flows">{say('work_in_process')}</h2>
                        <Orders orders={board.orders} />
                    </section>
                    <div class="side">
                        <section class="concerns" aria-labelledby="concerns">
                            <h2 id="concerns">{say('attention')}</h2>
                            <Concerns concerns={concernsOf(board)} now={board.line.now} />
                        </section>
                        <section aria-labelledby="powered">
                            <h2 id="powered">{say('bays')}</h2>
                            <Bays powered={poweredOf(board.line)} />
                        </section>
                    </div>
                    <section class="stations" aria-labelledby="stations">
                        <h2 id="stations">{say('stations')}</h2>
                        <Floor stations={board.line.stations.filter((station) => !station.bays.length)} />
                    </section>
                </div>
            )}
        </Shown>
    );
}

// What is said where nothing is due and nothing was done.
const NOTHING_TODAY: Line['today'][number] = { part_number: '', due: 0, due_done: 0, done: 0 };

function Figures({ line }: { line: Line }) {
    const { say } = useWords();
    const counts: [word: Word, count: number, abnormal: boolean][] = [
        ['queued', line.units_queued, false],
        ['in_process', line.units_in_process, false],
        ['in_repair', line.units_in_repair, line.units_in_repair > 0],
        ['completed', line.units_completed, false],
        ['shipped', line.units_shipped, false],
    ];
    return (
        <dl class="counts">
            {(line.today.length ? line.today : [NOTHING_TODAY]).map((today) => (
                <div key={today.part_number} class="today">
                    <dt>
                        {say('today')} <span>{today.part_number}</span>
                    </dt>
                    <dd>
                        {today.due ? (
                            <>
                                {today.due_done}
                                <span class="of">
                                    {' '}
                                    / {today.due} {say('planned_today')}
                                </span>
                            </>
                        ) : (
                            <>
                                {today.done}
                                <span class="of"> {say('none_planned')}</span>
                            </>
                        )}
                    </dd>
                </div>
            ))}
            {counts.map(([word, count, abnormal]) => (
                <div key={word} class={abnormal ? 'warn' : ''}>
                    <dt>
                        {abnormal && <span aria-hidden="true">▲ </span>}
                        {say(word)}
                    </dt>
                    <dd>{count}</dd>
                </div>
            ))}
        </dl>
    );
}

// More of them are not read from five metres: the first, and how many there are.
const CONCERNS_SHOWN = 5;

function Concerns({ concerns, now }: { concerns: Concern[]; now: string }) {
    const { say, age } = useWords();
    if (!concerns.length) return <p class="all-well">{say('all_well')}</p>;
    return (
        <>
            <ul>
                {concerns.slice(0, CONCERNS_SHOWN).map((concern) => (
                    <li key={concern.key} class={toneOf(concern.state)}>
                        <span>
                            <Mark state={concern.state} /> {concern.units !== undefined && `${concern.units} ${say('of_units')}`}
                        </span>
                        <a href={href(...concern.where)}>{concern.what}</a>
                        {concern.since && <span class="quiet">{age(concern.since, now)}</span>}
                    </li>
                ))}
            </ul>
            {concerns.length > CONCERNS_SHOWN && (
                <p>
                    <a href={href('quality')}>
                        +{concerns.length - CONCERNS_SHOWN} {say('more')}
                    </a>
                </p>
            )}
        </>
    );
}

function Orders({ orders }: { orders: Order[] }) {
    const { say, time } = useWords();
    if (!orders.length) return <Empty hint={say('no_orders_hint')}>{say('no_orders')}</Empty>;
    return (
        <>
            {orders.map((order) => (
                <article key={order.order} class="flow">
                    <h3>
                        <a href={href('orders', order.order)}>{order.order}</a>{' '}
                        <span class="quiet">{order.part_number}</span>{' '}
                        <span class="done">
                            {order.done + order.shipped}
                            <span class="quiet">/{order.quantity}</span>
                        </span>{' '}
                        {order.due && (
                            <span class="quiet">
                                {say('due')} {time(order.due)}
                            </span>
                        )}{' '}
                        {order.late && <Mark state="late" />}{' '}
                        {(order.held || heldOf(order) > 0) && (
                            <span class="warn">
                                <Mark state="held" /> {heldOf(order) || ''}
                            </span>
                        )}
                    </h3>
                    <Progress operations={order.operations} quantity={order.quantity} />
                </article>
            ))}
        </>
    );
}

function Run({ run, alone }: { run: LineRun; alone: boolean }) {
    return (
        <p class="run">
            <a href={href('units', run.serial)}>{run.serial}</a>
            {!alone && <span class="quiet">{run.operation}</span>}
            {run.state === 'paused' && <Mark state="paused" />}
            {run.held && <Mark state="held" />}
        </p>
    );
}

function Station({ station }: { station: LineStation }) {
    const { say, time } = useWords();
    const tone = toneOf(station.state);
    const abnormal = tone === 'bad' || tone === 'warn';
    const alone = station.runs.length === 1;
    return (
        <li class={`station ${abnormal ? tone : ''} ${station.runs.length ? 'busy' : ''}`}>
            <h4>
                {station.name ?? station.station} {alone && <span class="quiet">{station.runs[0]!.operation}</span>}
            </h4>
            {abnormal && (
                <p>
                    <Mark state={station.state} /> <span class="quiet">{time(station.state_since)}</span> {station.reason}
                </p>
            )}
            {station.runs.map((run) => (
                <Run key={`${run.serial} ${run.operation}`} run={run} alone={alone} />
            ))}
            {!station.runs.length && !abnormal && <p class="quiet">{say('idle')}</p>}
        </li>
    );
}

function Floor({ stations }: { stations: LineStation[] }) {
    const { say } = useWords();
    if (!stations.length) return <Empty hint={say('no_stations_hint')}>{say('no_stations')}</Empty>;
    return (
        <ul class="floor">
            {byType(stations).flatMap(([, alike]) =>
                alike.map((station) => <Station key={station.station} station={station} />),
            )}
        </ul>
    );
}

const kilowatts = (watts: number): string => String(Math.round(watts / 100) / 10);

function Bays({ powered }: { powered: Powered[] }) {
    const { say } = useWords();
    if (!powered.length) return <Empty hint={say('no_bays_hint')}>{say('no_bays')}</Empty>;
    return (
        <>
            {powered.map(({ station, bays, used_w, limit_w }) => (
                <article key={station.station} class={`bays ${toneOf(station.state)}`}>
                    <h3>
                        {station.name ?? station.station}{' '}
                        {['bad', 'warn'].includes(toneOf(station.state)) && <Mark state={station.state} />}
                        <span class="power">
                            <Bar share={limit_w && used_w / limit_w} />{' '}
                            {kilowatts(used_w)}
                            <span class="quiet">
                                /{kilowatts(limit_w)} {say('kilowatts')}
                            </span>
                        </span>
                    </h3>
                    <ul>
                        {bays.map(({ bay, run }) => (
                            <li key={bay} class={run ? 'busy' : ''}>
                                <span class="quiet">{bay.replace(`${station.station}-`, '')}</span>{' '}
                                {run ? <Burning run={run} /> : <span class="quiet">{say('idle')}</span>}
                            </li>
                        ))}
                    </ul>
                </article>
            ))}
        </>
    );
}

function Burning({ run }: { run: LineRun }) {
    const { say, duration } = useWords();
    return (
        <>
            <span>
                <a href={href('units', run.serial)}>{run.serial}</a> {run.held && <Mark state="held" />}
            </span>{' '}
            {run.state === 'paused' || run.remaining_min === undefined ? (
                <Mark state={run.state} />
            ) : (
                <strong>{run.remaining_min ? duration(run.remaining_min) : say('time_is_over')}</strong>
            )}
        </>
    );
}
