import { useState } from 'preact/hooks';
import { type Forecast, get, list, type OrderSummary } from '../api';
import { Dates } from '../parts/completion';
import { Mark } from '../parts/mark';
import { Empty, Shown } from '../parts/notice';
import { href } from '../router';
import { FORECAST_PACE_MS, useView } from '../view';
import { useWords } from '../words';

const OVER = ['closed', 'cancelled'];

// What was finished of how many, as a bar and in figures.
function Finished({ order }: { order: OrderSummary }) {
    return (
        <>
            <span class="share" aria-hidden="true">
                <span style={{ width: `${(100 * order.finished) / order.quantity}%` }} />
            </span>{' '}
            {order.finished}/{order.quantity}
        </>
    );
}

function Table({ orders, forecasts }: { orders: OrderSummary[]; forecasts: Map<string, Forecast> }) {
    const { say, state, time } = useWords();
    return (
        <div class="scroll" tabIndex={0} role="region" aria-label={say('orders')}>
            <table>
                <thead>
                    <tr>
                        <th>{say('order')}</th>
                        <th>{say('product')}</th>
                        <th>{say('finished')}</th>
                        <th>{say('state')}</th>
                        <th>{say('due')}</th>
                        <th>{say('forecast')}</th>
                        <th class="right">{say('priority')}</th>
                        <th>{say('customer')}</th>
                    </tr>
                </thead>
                <tbody>
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
                                <td>
                                    {time(order.due)} {order.late && <Mark state="late" />}
                                </td>
                                <td>{forecast && <Dates forecast={forecast} />}</td>
                                <td class="right">{order.priority}</td>
                                <td>{order.customer}</td>
                            </tr>
                        );
                    })}
                </tbody>
            </table>
        </div>
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
            <div class="filters" role="group" aria-label={say('state')}>
                {[false, true].map((each) => (
                    <button key={String(each)} type="button" aria-pressed={each === over} onClick={() => setOver(each)}>
                        {say(each ? 'over_orders' : 'open_orders')}
                    </button>
                ))}
            </div>
            <Shown viewed={viewed}>
                {(orders) => {
                    const shown = orders.filter(({ state }) => OVER.includes(state) === over);
                    if (shown.length) return <Table orders={shown} forecasts={forecasts} />;
                    return <Empty hint={say(over ? 'no_orders_over_hint' : 'no_orders_hint')}>{say(over ? 'no_orders_over' : 'no_orders')}</Empty>;
                }}
            </Shown>
        </>
    );
}
