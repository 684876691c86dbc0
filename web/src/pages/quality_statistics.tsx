import { useState } from 'preact/hooks';
import { get, list, type Product, v1 } from '../api';
import { Bar } from '../parts/bar';
import { Choice } from '../parts/choice';
import { Basis, Value } from '../parts/kpi';
import { Empty, Shown } from '../parts/notice';
import { href } from '../router';
import { beginOf, type Defects, type Yields } from '../statistics';
import { Table } from '../parts/table';
import { Toggles } from '../parts/toggles';
import { useView } from '../view';
import { useWords, type Word } from '../words';
import { Control } from './quality_control';

const DAYS: [days: number, word: Word][] = [
    [1, 'day'],
    [7, 'week'],
    [30, 'month'],
    [91, 'quarter'],
];

interface ProductRow {
    part_number: string;
    revision: string;
    name: string;
    state: string;
}

export function StatisticsSection() {
    const { say } = useWords();
    const [days, setDays] = useState(30);
    const [chosen, setChosen] = useState<string>();
    const viewed = useView('products', (signal) => list<ProductRow>('/v1/products', signal));
    return (
        <Shown viewed={viewed}>
            {(rows) => {
                const products = [...new Map(rows.filter((row) => row.state !== 'draft').map((row) => [row.part_number, row])).values()];
                const product = products.find((row) => row.part_number === chosen) ?? products[0];
                if (!product) return <Empty hint={say('no_products_hint')}>{say('no_products')}</Empty>;
                return (
                    <>
                        <div class="filters">
                            <Choice label={say('product')} value={product.part_number} onChoose={setChosen} names={products.map(({ part_number: part, name }) => [part, `${part} ${name}`])} />
                            <Toggles label="window" options={DAYS} value={days} onChoose={setDays} />
                        </div>
                        <Product key={product.part_number} product={product} days={days} />
                    </>
                );
            }}
        </Shown>
    );
}

interface Board {
    yields: Yields;
    defects: Defects;
    product: Product;
    from: string;
}

async function readBoard(product: ProductRow, days: number, signal: AbortSignal): Promise<Board> {
    const part = encodeURIComponent(product.part_number);
    const from = await beginOf(days, signal);
    const [yields, defects, definition] = await Promise.all([
        get<Yields>(`/v1/statistics/operations?part_number=${part}&from=${from}`, signal),
        get<Defects>(`/v1/statistics/defects?part_number=${part}&from=${from}`, signal),
        get<Product>(v1('products', product.part_number, product.revision), signal),
    ]);
    return { yields, defects, product: definition, from };
}

function Product({ product, days }: { product: ProductRow; days: number }) {
    const viewed = useView(`statistics ${product.part_number} ${days}`, (signal) => readBoard(product, days, signal));
    return (
        <Shown viewed={viewed}>
            {({ yields, defects, product: definition }) => (
                <div class="statistics">
                    <YieldTable yields={yields} />
                    <Pareto defects={defects} />
                    <Control product={definition} days={days} />
                </div>
            )}
        </Shown>
    );
}

function YieldTable({ yields }: { yields: Yields }) {
    const { say, duration } = useWords();
    return (
        <section class="panel">
            <h2>{say('yield')}</h2>
            <p class="headline">
                <span class="figure">
                    <Value kpi={yields.rolled_throughput_yield} percent />
                </span>{' '}
                <span class="quiet">{say('rty')}</span>
            </p>
            {yields.operations.length > 0 && (
                <Table label="yield" class="tight stack" heads={['operation', 'fpy', 'units', 'attempts', 'median_time']} numbers={['units', 'attempts', 'median_time']}>
                    {yields.operations.map(({ operation, name, attempts, first_pass_yield: fpy, cycle_min }) => (
                        <tr key={operation}>
                            <td>
                                {operation} {name}
                            </td>
                            <td class="with-bar">
                                {fpy.value !== undefined && <Bar share={fpy.value} />} <Value kpi={fpy} percent />
                            </td>
                            <td class="right">{fpy.value !== undefined && `${fpy.numerator}/${fpy.denominator}`}</td>
                            <td class="right">{attempts || ''}</td>
                            <td class="right">{cycle_min.median !== undefined && duration(cycle_min.median)}</td>
                        </tr>
                    ))}
                </Table>
            )}
            <Basis window={yields.window} formulas={yields.formulas} names={['first_pass_yield', 'rolled_throughput_yield', 'cycle_min']} />
        </section>
    );
}

function Pareto({ defects }: { defects: Defects }) {
    const { say, state } = useWords();
    return (
        <section class="panel">
            <h2>{say('pareto')}</h2>
            <p class="headline">
                <span class="figure">{defects.defects}</span> <span class="quiet">{say('defects')}</span>{' '}
                <span class="figure small">
                    <Value kpi={defects.defects_per_unit} digits={3} />
                </span>{' '}
                <span class="quiet">{say('per_unit')}</span>{' '}
                <span class="quiet">
                    · {defects.false_fails} {say('false_fails')}
                </span>
            </p>
            {defects.codes.length ? (
                <Table label="pareto" class="tight stack" heads={['defect', 'share', 'defects', 'cumulative', 'units']} numbers={['defects', 'cumulative']}>
                    {defects.codes.map(({ code, family, share, defects: count, cumulative_share, units }) => (
                        <tr key={code}>
                            <td>
                                {state(code)} <span class="quiet">{family}</span>
                            </td>
                            <td class="with-bar">
                                <Bar share={share} /> {(share * 100).toFixed(1)} %
                            </td>
                            <td class="right" data-label={say('defects')}>
                                {count}
                            </td>
                            <td class="right">{(cumulative_share * 100).toFixed(1)} %</td>
                            <td>
                                <Behind units={units} />
                            </td>
                        </tr>
                    ))}
                </Table>
            ) : (
                <p class="no-data">{say('no_defects')}</p>
            )}
            <Basis window={defects.window} formulas={defects.formulas} names={['share', 'cumulative_share', 'defects_per_unit']} />
        </section>
    );
}

const BEHIND_SHOWN = 2;

// The units behind a number: a few at sight, the others on demand.
function Behind({ units }: { units: string[] }) {
    const link = (serial: string) => (
        <li key={serial}>
            <a href={href('units', serial)}>{serial}</a>
        </li>
    );
    const others = units.slice(BEHIND_SHOWN);
    return (
        <>
            <ul>{units.slice(0, BEHIND_SHOWN).map(link)}</ul>
            {others.length > 0 && (
                <details>
                    <summary class="quiet">+{others.length}</summary>
                    <ul>{others.map(link)}</ul>
                </details>
            )}
        </>
    );
}
