import { get, type Line, type LineStation, type Order } from '../api';
import { Mark, toneOf } from '../parts/mark';
import { Empty, Shown } from '../parts/notice';
import { Progress } from '../parts/progress';
import { href } from '../router';
import { useView } from '../view';
import { useWords, type Word } from '../words';

function Counts({ line }: { line: Line }) {
    const { say } = useWords();
    const counts: [Word, number, boolean][] = [
        ['queued', line.units_queued, false],
        ['in_process', line.units_in_process, false],
        ['in_repair', line.units_in_repair, line.units_in_repair > 0],
        ['completed', line.units_completed, false],
        ['shipped', line.units_shipped, false],
        ['late', line.orders.filter((order) => order.late).length, line.orders.some((order) => order.late)],
    ];
    return (
        <dl class="counts">
            {counts.map(([word, count, abnormal]) => (
                <div key={word} class={abnormal ? 'warn' : ''}>
                    <dt>{say(word)}</dt>
                    <dd>{count}</dd>
                </div>
            ))}
        </dl>
    );
}

function Station({ station }: { station: LineStation }) {
    const { say, time } = useWords();
    const tone = toneOf(station.state);
    const abnormal = tone === 'bad' || tone === 'warn';
    return (
        <li class={`station ${abnormal ? tone : ''} ${station.runs.length ? 'busy' : ''}`}>
            <h4>{station.station}</h4>
            {abnormal && (
                <p>
                    <Mark state={station.state} /> <span class="quiet">{time(station.state_since)}</span>
                </p>
            )}
            {station.runs.map((run) => (
                <p key={`${run.serial} ${run.operation}`} class="run">
                    <a href={href('units', run.serial)}>{run.serial}</a>
                    <span class="quiet">
                        {run.operation}
                        {run.bay && ` · ${run.bay}`}
                    </span>
                    {run.state === 'paused' ? <Mark state="paused" /> : <span class="quiet">{time(run.started)}</span>}
                </p>
            ))}
            {!station.runs.length && !abnormal && <p class="quiet">{say('idle')}</p>}
        </li>
    );
}

function byType(stations: LineStation[]): [string, LineStation[]][] {
    const types = new Map<string, LineStation[]>();
    for (const station of stations) types.set(station.type, [...(types.get(station.type) ?? []), station]);
    return [...types];
}

function Floor({ stations }: { stations: LineStation[] }) {
    const { say } = useWords();
    if (!stations.length) return <Empty hint={say('no_stations_hint')}>{say('no_stations')}</Empty>;
    return (
        <div class="floor">
            {byType(stations).map(([type, alike]) => (
                <section key={type}>
                    <h3 class="quiet">{type}</h3>
                    <ul>
                        {alike.map((station) => (
                            <Station key={station.station} station={station} />
                        ))}
                    </ul>
                </section>
            ))}
        </div>
    );
}

interface Board {
    line: Line;
    orders: Order[];
}

async function readBoard(signal: AbortSignal): Promise<Board> {
    const line = await get<Line>('/v1/line', signal);
    const orders = await Promise.all(
        line.orders.map((order) => get<Order>(`/v1/orders/${encodeURIComponent(order.order)}`, signal)),
    );
    return { line, orders };
}

function Orders({ orders }: { orders: Order[] }) {
    const { say, time } = useWords();
    if (!orders.length) return <Empty hint={say('no_orders_hint')}>{say('no_orders')}</Empty>;
    return (
        <>
            {orders.map((order) => (
                <section key={order.order} class="flow">
                    <h3>
                        <a href={href('orders', order.order)}>{order.order}</a>{' '}
                        <span class="quiet">
                            {order.part_number} {order.revision} · {order.done + order.shipped}/{order.quantity} · {say('due')}{' '}
                            {time(order.due)}
                        </span>{' '}
                        {order.late && <Mark state="late" />} {order.held && <Mark state="held" />}
                    </h3>
                    <Progress operations={order.operations} quantity={order.quantity} />
                </section>
            ))}
        </>
    );
}

export function LinePage() {
    const { say } = useWords();
    const viewed = useView('line', readBoard);
    return (
        <Shown viewed={viewed}>
            {({ line, orders }) => (
                <>
                    <h1>{say('line')}</h1>
                    <Counts line={line} />
                    <h2>{say('work_in_process')}</h2>
                    <Orders orders={orders} />
                    <h2>{say('stations')}</h2>
                    <Floor stations={line.stations} />
                </>
            )}
        </Shown>
    );
}
