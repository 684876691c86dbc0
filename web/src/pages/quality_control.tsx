// One characteristic over time: its samples against its limits and what control there is over it, what it is capable of,
// and where it went astray.
import { useState } from 'preact/hooks';
import { get, type Product } from '../api';
import { Choice } from '../parts/choice';
import { ControlChart, type Labels } from '../parts/control_chart';
import { Fact } from '../parts/fact';
import { Basis, Value } from '../parts/kpi';
import { Shown } from '../parts/notice';
import { href } from '../router';
import { beginOf, type Characteristic } from '../statistics';
import { useView } from '../view';
import { useWords } from '../words';

interface Choice {
    key: string;
    operation: string;
    characteristic: string;
    label: string;
    unit: string | undefined;
    limits: { lower?: number; upper?: number };
}

function choicesOf(product: Product): Choice[] {
    return product.definition.routing.flatMap((step) =>
        (step.characteristics ?? []).map(({ name, unit_of_measure, lower, upper }) => ({
            key: `${step.operation} ${name}`,
            operation: step.operation,
            characteristic: name,
            label: `${step.operation} ${step.name}: ${name}`,
            unit: unit_of_measure,
            limits: { ...(lower !== undefined && { lower }), ...(upper !== undefined && { upper }) },
        })),
    );
}

export function Control({ product, days }: { product: Product; days: number }) {
    const { say } = useWords();
    const choices = choicesOf(product);
    const [key, setKey] = useState(choices[0]?.key);
    const choice = choices.find((each) => each.key === key) ?? choices[0];
    return (
        <section class="panel wide">
            <h2>{say('control_chart')}</h2>
            {choice ? (
                <>
                    <Choice label={say('characteristic')} value={choice.key} onChoose={setKey} names={choices.map(({ key, label }) => [key, label])} />
                    <Chart product={product} choice={choice} days={days} />
                </>
            ) : (
                <p class="no-data">{say('no_characteristics')}</p>
            )}
        </section>
    );
}

// The limits are those that the samples were judged by; where they are too few to say, those of the definition.
async function readChart(product: Product, choice: Choice, days: number, signal: AbortSignal): Promise<Characteristic> {
    const query = new URLSearchParams({
        part_number: product.part_number,
        operation: choice.operation,
        characteristic: choice.characteristic,
        from: await beginOf(days, signal),
    });
    const chart = await get<Characteristic>(`/v1/statistics/characteristics?${query}`, signal);
    return chart.cp.no_data === 'too_few_samples' ? { ...choice.limits, ...chart } : chart;
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
    const number = (value: number | undefined) => (value === undefined ? '–' : `${Number(value.toPrecision(4))} ${unit}`);
    return (
        <dl class="facts figures">
            <Fact name="samples">{chart.samples.length}</Fact>
            <Fact name="mean">{number(chart.mean)}</Fact>
            <Fact name="control_limits">
                {number(chart.lower_control)} … {number(chart.upper_control)}
            </Fact>
            <Fact name="limits">
                {number(chart.lower)} … {number(chart.upper)}
            </Fact>
            {(['cp', 'cpk', 'pp', 'ppk'] as const).map((name) => (
                <Fact key={name} name={name}>
                    <Value kpi={chart[name]} />
                </Fact>
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
