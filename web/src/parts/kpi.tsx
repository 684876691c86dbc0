import { useWords } from '../words';
import type { Formula, Kpi, Window } from '../statistics';

// A number, or why there is none: no data is neither zero nor idle.
export function Value({ kpi, percent, digits = 2 }: { kpi: Kpi; percent?: boolean; digits?: number }) {
    const { state } = useWords();
    if (kpi.value === undefined)
        return <span class="no-data">{state(kpi.no_data)}</span>;
    return <>{percent ? `${(kpi.value * 100).toFixed(1)} %` : kpi.value.toFixed(digits)}</>;
}

// What was counted, and how.
export function Basis({ window, formulas, names }: { window: Window; formulas: Formula[]; names: string[] }) {
    const { say, kpi, formula: told, time, duration } = useWords();
    return (
        <details class="basis">
            <summary>
                {time(window.from)} – {time(window.counted_to)} · {say('planned_time')} {duration(window.planned_min)}
                {window.time_zone && ` · ${window.time_zone}`}
            </summary>
            <dl>
                {formulas
                    .filter((formula) => names.includes(formula.name))
                    .map((formula) => (
                        <div key={formula.name}>
                            <dt>
                                {kpi(formula.name)} <span class="quiet">{formula.name}</span>
                            </dt>
                            <dd>
                                {told(formula.name) ?? formula.formula}{' '}
                                <span class="quiet" lang="en">
                                    {formula.source}
                                </span>
                            </dd>
                        </div>
                    ))}
            </dl>
        </details>
    );
}
