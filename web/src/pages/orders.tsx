import type { ComponentChildren } from 'preact';
import { get, list, type Order, type OrderForecast, type OrderSummary, type UnitSummary } from '../api';
import { Mark, toneOf } from '../parts/mark';
import { Empty, Shown } from '../parts/notice';
import { Progress } from '../parts/progress';
import { href } from '../router';
import { useView } from '../view';
import { useWords } from '../words';

export function OrdersPage() {
    const { say, state, time } = useWords();
    const viewed = useView('orders', (signal) => list<OrderSummary>('/v1/orders', signal));
    return (
        <>
            <h1>{say('orders')}</h1>
            <Shown viewed={viewed}>
                {(orders) =>
                    orders.length ? (
                        <div class="scroll" tabIndex={0} role="region" aria-label={say('orders')}>
                            <table>
                                <thead>
                                    <tr>
                                        <th>{say('order')}</th>
                                        <th>{say('product')}</th>
                                        <th class="right">{say('finished')}</th>
                                        <th>{say('state')}</th>
                                        <th>{say('due')}</th>
                                        <th class="right">{say('priority')}</th>
                                        <th>{say('customer')}</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {orders.map((order) => (
                                        <tr key={order.order}>
                                            <td>
                                                <a href={href('orders', order.order)}>{order.order}</a>
                                            </td>
                                            <td>
                                                {order.part_number} {order.revision}
                                            </td>
                                            <td class="right">
                                                {order.finished}/{order.quantity}
                                            </td>
                                            <td>{state(order.state)}</td>
                                            <td>
                                                {time(order.due)} {order.late && <Mark state="late" />}
                                            </td>
                                            <td class="right">{order.priority}</td>
                                            <td>{order.customer}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </div>
                    ) : (
                        <Empty hint={say('no_orders_hint')}>{say('no_orders')}</Empty>
                    )
                }
            </Shown>
        </>
    );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd>{children}</dd>
        </div>
    );
}

function Facts({ order, forecast }: { order: Order; forecast: OrderForecast }) {
    const { say, state, time } = useWords();
    const date = (text: string | undefined) => (text ? time(text) : say('no_date'));
    return (
        <dl class="facts">
            <Fact name={say('state')}>
                {state(order.state)} {order.held && <Mark state="held" />}
            </Fact>
            <Fact name={say('product')}>
                {order.part_number} {order.revision}
            </Fact>
            <Fact name={say('customer')}>
                {order.customer} {order.destination && <span class="quiet">{order.destination}</span>}
            </Fact>
            <Fact name={say('due')}>
                {time(order.due)} {order.late && <Mark state="late" />}
            </Fact>
            {forecast.forecast && (
                <Fact name={say('forecast')}>
                    {date(forecast.forecast.p50)} <span class="quiet">{say('at_50')}</span> ·{' '}
                    {date(forecast.forecast.p90)} <span class="quiet">{say('at_90')}</span>
                </Fact>
            )}
            {forecast.forecast?.bottleneck && <Fact name={say('bottleneck')}>{forecast.forecast.bottleneck}</Fact>}
        </dl>
    );
}

function Units({ units, order }: { units: UnitSummary[]; order: Order }) {
    const { say } = useWords();
    const late = new Set(order.late_units);
    return (
        <ul class="units" aria-label={say('racks')}>
            {units.map((unit) => (
                <li key={unit.serial} class={toneOf(unit.state)}>
                    <a href={href('units', unit.serial, unit.part_number)}>{unit.serial}</a>{' '}
                    <Mark state={unit.state} /> {late.has(unit.serial) && <Mark state="late" />}
                </li>
            ))}
        </ul>
    );
}

function Blocked({ order }: { order: Order }) {
    const { say } = useWords();
    if (!order.blocked.length) return <p class="quiet">{say('nothing_blocks')}</p>;
    return (
        <ul class="blocked">
            {order.blocked.map((unit) => (
                <li key={`${unit.serial} ${unit.operation}`}>
                    <a href={href('units', unit.serial)}>{unit.serial}</a> {unit.operation}
                    <ul>
                        {unit.reasons.map((reason) => (
                            <li key={reason.detail}>{reason.detail}</li>
                        ))}
                    </ul>
                </li>
            ))}
        </ul>
    );
}

interface OrderBoard {
    order: Order;
    forecast: OrderForecast;
    units: UnitSummary[];
}

async function readOrder(order: string, signal: AbortSignal): Promise<OrderBoard> {
    const path = `/v1/orders/${encodeURIComponent(order)}`;
    const [view, forecast, units] = await Promise.all([
        get<Order>(path, signal),
        get<OrderForecast>(`${path}/forecast`, signal).catch(() => ({})),
        list<UnitSummary>(`/v1/units?order=${encodeURIComponent(order)}`, signal),
    ]);
    return { order: view, forecast, units };
}

export function OrderPage({ order }: { order: string }) {
    const { say } = useWords();
    const viewed = useView(`order ${order}`, (signal) => readOrder(order, signal));
    return (
        <>
            <h1>{order}</h1>
            <Shown viewed={viewed}>
                {(board) => (
                    <>
                        <Facts order={board.order} forecast={board.forecast} />
                        {board.order.holds.length > 0 && (
                            <ul class="blocked">
                                {board.order.holds.map((hold) => (
                                    <li key={hold}>
                                        <Mark state="held" /> {hold}
                                    </li>
                                ))}
                            </ul>
                        )}
                        <h2>{say('progress')}</h2>
                        <Progress operations={board.order.operations} quantity={board.order.quantity} />
                        <h2>{say('why_blocked')}</h2>
                        <Blocked order={board.order} />
                        <h2>{say('racks')}</h2>
                        <Units units={board.units} order={board.order} />
                    </>
                )}
            </Shown>
        </>
    );
}
