import { useState } from 'preact/hooks';
import { get, type Line, list, type Product } from '../api';
import type { Labels } from '../parts/control_chart';
import { Basis, Value } from '../parts/kpi';
import { later } from '../parts/later';
import { Empty, Shown } from '../parts/notice';
import { href } from '../router';
import type { Characteristic, Defects, Yields } from '../statistics';
import { useView } from '../view';
import { useWords, type Word } from '../words';

const ControlChart = later(() => import('../parts/control_chart'));

const DAYS: [word: Word, days: number][] = [
    ['day', 1],
    ['week', 7],
    ['month', 30],
    ['quarter', 91],
];
const DAY_MS = 86400000;

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
                            <label>
                                {say('product')}{' '}
                                <select value={product.part_number} onChange={(event) => setChosen(event.currentTarget.value)}>
                                    {products.map((row) => (
                                        <option key={row.part_number} value={row.part_number}>
                                            {row.part_number} {row.name}
                                        </option>
                                    ))}
                                </select>
                            </label>
                            <div role="group" aria-label={say('window')}>
                                {DAYS.map(([word, length]) => (
                                    <button key={word} type="button" aria-pressed={length === days} onClick={() => setDays(length)}>
                                        {say(word)}
                                    </button>
                                ))}
                            </div>
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
    const { now } = await get<Line>('/v1/line', signal);
    const from = new Date(Date.parse(now) - days * DAY_MS).toISOString();
    const [yields, defects, definition] = await Promise.all([
        get<Yields>(`/v1/statistics/operations?part_number=${part}&from=${from}`, signal),
        get<Defects>(`/v1/statistics/defects?part_number=${part}&from=${from}`, signal),
        get<Product>(`/v1/products/${part}/${encodeURIComponent(product.revision)}`, signal),
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

// A share as a bar of its width; the number beside it says the same.
function Bar({ share }: { share: number }) {
    return (
        <span class="share" aria-hidden="true">
            <span style={{ width: `${share * 100}%` }} />
        </span>
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
            <div class="scroll" tabIndex={0} role="region" aria-label={say('yield')}>
                <table class="tight">
                    <thead>
                        <tr>
                            <th>{say('operation')}</th>
                            <th>{say('fpy')}</th>
                            <th class="right">{say('units')}</th>
                            <th class="right">{say('attempts')}</th>
                            <th class="right">{say('median_time')}</th>
                        </tr>
                    </thead>
                    <tbody>
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
                    </tbody>
                </table>
            </div>
            <Basis window={yields.window} formulas={yields.formulas} names={['first_pass_yield', 'rolled_throughput_yield', 'cycle_min']} />
        </section>
    );
}

function Pareto({ defects }: { defects: Defects }) {
    const { say } = useWords();
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
                <div class="scroll" tabIndex={0} role="region" aria-label={say('pareto')}>
                    <table class="tight">
                        <thead>
                            <tr>
                                <th>{say('defect')}</th>
                                <th>{say('share')}</th>
                                <th class="right">{say('defects')}</th>
                                <th class="right">{say('cumulative')}</th>
                                <th>{say('units')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {defects.codes.map(({ code, family, share, defects: count, cumulative_share, units }) => (
                                <tr key={code}>
                                    <td>
                                        {code} <span class="quiet">{family}</span>
                                    </td>
                                    <td class="with-bar">
                                        <Bar share={share} /> {(share * 100).toFixed(1)} %
                                    </td>
                                    <td class="right">{count}</td>
                                    <td class="right">{(cumulative_share * 100).toFixed(1)} %</td>
                                    <td>
                                        <Behind units={units} />
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
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

interface Choice {
    key: string;
    operation: string;
    characteristic: string;
    label: string;
    unit: string | undefined;
}

function choicesOf(product: Product): Choice[] {
    return product.definition.routing.flatMap((step) =>
        (step.characteristics ?? []).map(({ name, unit_of_measure }) => ({
            key: `${step.operation} ${name}`,
            operation: step.operation,
            characteristic: name,
            label: `${step.operation} ${step.name}: ${name}`,
            unit: unit_of_measure,
        })),
    );
}

function Control({ product, days }: { product: Product; days: number }) {
    const { say } = useWords();
    const choices = choicesOf(product);
    const [key, setKey] = useState(choices[0]?.key);
    const choice = choices.find((each) => each.key === key) ?? choices[0];
    return (
        <section class="panel wide">
            <h2>{say('control_chart')}</h2>
            {choice ? (
                <>
                    <label class="search">
                        {say('characteristic')}{' '}
                        <select value={choice.key} onChange={(event) => setKey(event.currentTarget.value)}>
                            {choices.map((each) => (
                                <option key={each.key} value={each.key}>
                                    {each.label}
                                </option>
                            ))}
                        </select>
                    </label>
                    <Chart product={product} choice={choice} days={days} />
                </>
            ) : (
                <p class="no-data">{say('no_characteristics')}</p>
            )}
        </section>
    );
}

async function readChart(product: Product, choice: Choice, days: number, signal: AbortSignal): Promise<Characteristic> {
    const { now } = await get<Line>('/v1/line', signal);
    const query = new URLSearchParams({
        part_number: product.part_number,
        operation: choice.operation,
        characteristic: choice.characteristic,
        from: new Date(Date.parse(now) - days * DAY_MS).toISOString(),
    });
    return get<Characteristic>(`/v1/statistics/characteristics?${query}`, signal);
}

function Chart({ product, choice, days }: { product: Product; choice: Choice; days: number }) {
    const { say } = useWords();
    const viewed = useView(`chart ${product.part_number} ${choice.key} ${days}`, (signal) =>
        readChart(product, choice, days, signal),
    );
    const labels: Labels = {
        value: choice.characteristic,
        mean: say('mean'),
        control: say('control_limits'),
        limit: say('limits'),
        alarm: say('alarms'),
        samples: say('samples'),
    };
    return (
        <Shown viewed={viewed}>
            {(chart) => (
                <>
                    {chart.samples.length ? (
                        <>
                            <ControlChart chart={chart} labels={labels} />
                            <ul class="legend">
                                <li class="key-line mean">{say('mean')}</li>
                                <li class="key-line control">{say('control_limits')}</li>
                                <li class="key-line limit">{say('limits')}</li>
                                <li>
                                    <span class="bad" aria-hidden="true">
                                        ○
                                    </span>{' '}
                                    {say('alarms')}
                                </li>
                            </ul>
                        </>
                    ) : (
                        <p class="no-data">{say('no_data')}</p>
                    )}
                    <Figures chart={chart} unit={choice.unit} />
                    <Alarms chart={chart} />
                    <Basis
                        window={chart.window}
                        formulas={chart.formulas}
                        names={['sigma_within', 'sigma_overall', 'cp', 'cpk', 'pp', 'ppk', 'alarms']}
                    />
                </>
            )}
        </Shown>
    );
}

function Figures({ chart, unit = '' }: { chart: Characteristic; unit?: string | undefined }) {
    const { say } = useWords();
    const number = (value: number | undefined) => (value === undefined ? '–' : `${Number(value.toPrecision(4))} ${unit}`);
    return (
        <dl class="facts figures">
            <div>
                <dt>{say('samples')}</dt>
                <dd>{chart.samples.length}</dd>
            </div>
            <div>
                <dt>{say('mean')}</dt>
                <dd>{number(chart.mean)}</dd>
            </div>
            <div>
                <dt>{say('control_limits')}</dt>
                <dd>
                    {number(chart.lower_control)} … {number(chart.upper_control)}
                </dd>
            </div>
            <div>
                <dt>{say('limits')}</dt>
                <dd>
                    {number(chart.lower)} … {number(chart.upper)}
                </dd>
            </div>
            {(['cp', 'cpk', 'pp', 'ppk'] as const).map((name) => (
                <div key={name}>
                    <dt>{name[0]!.toUpperCase() + name.slice(1)}</dt>
                    <dd>
                        <Value kpi={chart[name]} />
                    </dd>
                </div>
            ))}
        </dl>
    );
}

function Alarms({ chart }: { chart: Characteristic }) {
    const { say, state } = useWords();
    if (!chart.alarms.length) return chart.sigma_within.value === undefined ? null : <p class="quiet">{say('no_alarms')}</p>;
    return (
        <details>
            <summary class="bad">
                <span aria-hidden="true">○ </span>
                {say('alarms')}: {chart.alarms.length}
            </summary>
            <ul class="alarms">
                {chart.alarms.map((alarm) => (
                    <li key={`${alarm.measurement} ${alarm.rule}`}>
                        <a href={href('units', alarm.serial)}>{alarm.serial}</a> {state(alarm.rule)}{' '}
                        <span class="quiet">{say(alarm.above ? 'above' : 'below')}</span>
                    </li>
                ))}
            </ul>
        </details>
    );
}
