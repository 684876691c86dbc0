import { get, list, type Order, type OrderForecast, type UnitSummary, v1 } from '../api';
import { causesOf, type Cell, cellsOf, commonOf, countsOf } from '../order';
import { Completion } from '../parts/completion';
import { Fact } from '../parts/fact';
import { Mark, toneOf } from '../parts/mark';
import { Empty, Shown } from '../parts/notice';
import { Progress } from '../parts/progress';
import { Reasons } from '../parts/reasons';
import type { Fault } from '../quality';
import { href } from '../router';
import { fill } from '../station/telling';
import { FORECAST_PACE_MS, useView } from '../view';
import { useWords } from '../words';

interface Board {
    order: Order;
    units: UnitSummary[];
    faults: Fault[];
}

async function readBoard(name: string, signal: AbortSignal): Promise<Board> {
    const [order, units] = await Promise.all([
        get<Order>(v1('orders', name), signal),
        list<UnitSummary>(`/v1/units?order=${encodeURIComponent(name)}`, signal),
    ]);
    const faults = order.blocked.length ? await list<Fault>('/v1/nonconformances?state=open', signal) : [];
    return { order, units, faults };
}

function Facts({ order }: { order: Order }) {
    const { say, state, time } = useWords();
    return (
        <dl class="facts figures">
            <Fact name="state">
                {state(order.state)} {order.held && <Mark state="held" />}
            </Fact>
            <Fact name="product">
                {order.part_number} {order.revision}
            </Fact>
            <Fact name="quantity">{order.quantity}</Fact>
            <Fact name="priority">{order.priority}</Fact>
            <Fact name="customer">{order.customer ?? <span class="quiet">{say('none')}</span>}</Fact>
            <Fact name="destination">{order.destination ?? <span class="quiet">{say('none')}</span>}</Fact>
            <Fact name="due">
                {time(order.due) || <span class="quiet">{say('never_due')}</span>} {order.late && <Mark state="late" />}
            </Fact>
        </dl>
    );
}

function WhenCompleted({ order }: { order: string }) {
    const { say, time } = useWords();
    const viewed = useView(`forecast ${order}`, (signal) => get<OrderForecast>(v1('orders', order, 'forecast'), signal), FORECAST_PACE_MS);
    return (
        <Shown viewed={viewed}>
            {({ now, completed, forecast }) =>
                forecast ? (
                    <Completion now={now} forecast={forecast} />
                ) : (
                    <p class="quiet">{completed ? `${say('was_completed')} ${time(completed)}` : say('not_on_floor')}</p>
                )
            }
        </Shown>
    );
}

// A unit that cannot go on: every reason, and where what stands behind it is decided.
function Blocked({ board }: { board: Board }) {
    const { say } = useWords();
    const { order, faults } = board;
    if (!order.blocked.length) return <p class="quiet">{say('nothing_blocks')}</p>;
    return (
        <ul class="blocked">
            {order.blocked.map((unit) => (
                <li key={`${unit.serial} ${unit.operation}`}>
                    <a href={href('units', unit.serial, order.part_number)}>{unit.serial}</a> {unit.operation}
                    <Reasons reasons={unit.reasons} />
                    <ul class="causes">
                        {causesOf(unit, faults).map((cause) => (
                            <li key={cause.where.join()}>
                                <Mark state={cause.state} /> <a href={href(...cause.where)}>{cause.what}</a>
                            </li>
                        ))}
                    </ul>
                </li>
            ))}
        </ul>
    );
}

// Every unit of the order at a glance: grey while it is well, with a shape and a word where it is not.
function Grid({ cells, part }: { cells: Cell[]; part: string }) {
    const { say, state } = useWords();
    const common = commonOf(cells.map(({ unit }) => unit.serial));
    return (
        <>
            <p class="legend">
                {countsOf(cells).map(([each, count]) => (
                    <span key={each}>
                        <span class={`key cell ${each} ${toneOf(each)}`} aria-hidden="true" /> {state(each)} {count}
                    </span>
                ))}
                {common && <span class="quiet">{common}…</span>}
            </p>
            <ul class="grid" aria-label={say('racks')}>
                {cells.map(({ unit, state: stands }) => {
                    const tone = toneOf(stands);
                    const abnormal = tone === 'bad' || tone === 'warn';
                    return (
                        <li key={unit.serial} class={`cell ${stands} ${abnormal ? tone : ''}`}>
                            <a href={href('units', unit.serial, part)} title={`${unit.serial}: ${state(stands)}`}>
                                <span class="unseen">{common}</span>
                                {unit.serial.slice(common.length)}
                                {abnormal ? <Mark state={stands} /> : <span class="unseen"> {state(stands)}</span>}
                            </a>
                        </li>
                    );
                })}
            </ul>
        </>
    );
}

// What a planner does next, where nothing is there to see yet.
function Units({ board }: { board: Board }) {
    const { say } = useWords();
    const { order, units } = board;
    if (units.length) return <Grid cells={cellsOf(order, units)} part={order.part_number} />;
    const planned = order.state === 'planned';
    return <Empty {...(planned && { hint: fill(say('planned_hint'), { order: order.order }) })}>{say(planned ? 'planned_order' : 'no_units')}</Empty>;
}

export function OrderPage({ order }: { order: string }) {
    const { say } = useWords();
    const viewed = useView(`order ${order}`, (signal) => readBoard(order, signal));
    return (
        <>
            <h1>{order}</h1>
            <Shown viewed={viewed}>
                {(board) => (
                    <>
                        <Facts order={board.order} />
                        <h2>{say('forecast')}</h2>
                        <WhenCompleted order={order} />
                        {board.order.operations.length > 0 && (
                            <>
                                <h2>{say('progress')}</h2>
                                <Progress operations={board.order.operations} quantity={board.order.quantity} />
                            </>
                        )}
                        <h2>{say('racks')}</h2>
                        <Units board={board} />
                        <h2>{say('why_blocked')}</h2>
                        <Blocked board={board} />
                    </>
                )}
            </Shown>
        </>
    );
}
