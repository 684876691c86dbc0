import { useState } from 'preact/hooks';
import { type Forecast, get, list, type OrderSummary } from '../api';
import { Bar } from '../parts/bar';
import { Dates } from '../parts/completion';
import { Mark } from '../parts/mark';
import { Empty, Shown } from '../parts/notice';
import { href } from '../router';
import { FORECAST_PACE_MS, useView } from '../view';
import { Table } from '../parts/table';
import { Toggles } from '../parts/toggles';
import { useWords } from '../words';

const OVER = ['closed', 'cancelled'];

// What was finished of how many, as a bar and in figures.
function Finished({ order }: { order: OrderSummary }) {
    const { state } = useWords();
    return (
        <>
            <Bar share={order.finished / order.quantity} />{' '}
            {order.finished}/{order.quantity}{' '}
            {order.scrapped > 0 && (
                <span class="quiet">
                    {state('scrapped')} {order.scrapped}
                </span>
            )}
        </>
    );
}

function OrderTable({ orders, forecasts }: { orders: OrderSummary[]; forecasts: Map<string, Forecast> }) {
    const { say, state, time } = useWords();
    return (
        <Table label="orders" class="stack order-list" heads={['order', 'product', 'finished', 'state', 'due', 'forecast', 'priority', 'customer']} numbers={['priority']}>
            {orders.map((order) => {
                const forecast = forecasts.get(order.order);
                return (
                    <tr key={order.order}>
                        <td>
                            <a href={href('orders', order.order)}>{order.order}</a>
                        </td>
                        <td>
                            {order.part_number} {order.revision}
                        </td>
                        <td class="with-bar">
                            <Finished order={order} />
                        </td>
                        <td>{state(order.state)}</td>
                        <td data-label={order.due && say('due')}>
                            {time(order.due)} {order.late && <Mark state="late" />}
                        </td>
                        <td data-label={say('forecast')}>{forecast && <Dates forecast={forecast} />}</td>
                        <td class="right">{order.priority}</td>
                        <td>{order.customer}</td>
                    </tr>
                );
            })}
        </Table>
    );
}

// What is still to be built comes first; what is over is there for who asks for it.
export function OrdersPage() {
    const { say } = useWords();
    const [over, setOver] = useState(false);
    const viewed = useView('orders', (signal) => list<OrderSummary>('/v1/orders', signal));
    const forecast = useView('forecast', (signal) => get<{ orders: Forecast[] }>('/v1/forecast', signal), FORECAST_PACE_MS).answer;
    const forecasts = new Map((forecast?.orders ?? []).map((each) => [each.order, each]));
    return (
        <>
            <h1>{say('orders')}</h1>
            <div class="filters">
                <Toggles label="state" options={[[false, 'open_orders'], [true, 'over_orders']]} value={over} onChoose={setOver} />
            </div>
            <Shown viewed={viewed}>
                {(orders) => {
                    const shown = orders.filter(({ state }) => OVER.includes(state) === over);
                    if (shown.length) return <OrderTable orders={shown} forecasts={forecasts} />;
                    return <Empty hint={say(over ? 'no_orders_over_hint' : 'no_orders_hint')}>{say(over ? 'no_orders_over' : 'no_orders')}</Empty>;
                }}
            </Shown>
        </>
    );
}
