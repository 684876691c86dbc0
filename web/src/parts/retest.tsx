import { get } from '../api';
import { href } from '../router';
import { useView } from '../view';
import { useWords } from '../words';
import { Shown } from './notice';

interface Retest {
    total_min: number;
    steps: { serial: string; part_number: string; operation: string; name: string; cause: string; standard_min?: number; station_types: string[] }[];
}

// The shortest legal way back to completed, and why each step is on it.
export function RetestRoute({ path }: { path: string }) {
    const { say, state, duration } = useWords();
    const viewed = useView(`retest ${path}`, (signal) => get<Retest>(path, signal));
    return (
        <Shown viewed={viewed}>
            {({ steps, total_min }) =>
                steps.length ? (
                    <details>
                        <summary>
                            {steps.length} {say('steps')} · {duration(total_min)}
                        </summary>
                        <ol class="places">
                            {steps.map((step) => (
                                <li key={`${step.serial} ${step.operation}`}>
                                    <a href={href('units', step.serial, step.part_number)}>{step.serial}</a> {step.operation} {step.name}{' '}
                                    <span class="quiet">
                                        {state(step.cause)} · {step.station_types.join(', ')}
                                    </span>
                                </li>
                            ))}
                        </ol>
                    </details>
                ) : (
                    <p class="quiet">{say('nothing_left')}</p>
                )
            }
        </Shown>
    );
}
