import { get, type Reason } from '../api';
import { href } from '../router';
import { useView } from '../view';
import { useWords } from '../words';
import { Shown } from './notice';
import { Reasons } from './reasons';

// What made the evidence of a step fall.
interface Invalidation {
    type: string;
    serial?: string;
    position?: string;
    component_serial?: string;
    revision?: string;
    operation?: string;
    nonconformance?: number;
}

interface Retest {
    total_min: number;
    reasons: Reason[];
    take_out: { serial?: string; part_number: string; from: string; position: string }[];
    steps: {
        serial: string;
        part_number: string;
        operation: string;
        name: string;
        cause: string;
        standard_min?: number;
        station_types: string[];
        invalidated_by?: Invalidation;
    }[];
}

function Because({ by }: { by: Invalidation }) {
    const { say } = useWords();
    switch (by.type) {
        case 'component.removed':
            return (
                <>
                    {' '}
                    · {say('taken_out')}: {by.serial} {by.position} {by.component_serial}
                </>
            );
        case 'order.revised':
            return (
                <>
                    {' '}
                    · {say('moved_to')} {by.revision}
                </>
            );
        case 'waiver.revoked':
            return (
                <>
                    {' '}
                    · {say('waiver_revoked')}: {by.serial} {by.operation}
                </>
            );
        case 'operation.reopened':
            return (
                <>
                    {' '}
                    · <a href={href('quality', 'faults', String(by.nonconformance))}>{say('sent_back')}</a>: {by.serial}
                </>
            );
        default:
            return null;
    }
}

// The shortest legal way back to completed, and why each step is on it.
export function RetestRoute({ path }: { path: string }) {
    const { say, state, duration } = useWords();
    const viewed = useView(`retest ${path}`, (signal) => get<Retest>(path, signal));
    return (
        <Shown viewed={viewed}>
            {({ reasons, take_out, steps, total_min }) => (
                <>
                    <Reasons reasons={reasons} bare />
                    {steps.length ? (
                        <details>
                            <summary>
                                {steps.length} {say('steps')} · {duration(total_min)}
                            </summary>
                            <ol class="places">
                                {take_out.map((out) => (
                                    <li key={`${out.from} ${out.position}`}>
                                        {say('take_out_first')}: {out.from} {out.position} {out.serial ?? out.part_number}
                                    </li>
                                ))}
                                {steps.map((step) => (
                                    <li key={`${step.serial} ${step.operation}`}>
                                        <a href={href('units', step.serial, step.part_number)}>{step.serial}</a> {step.operation} {step.name}{' '}
                                        <span class="quiet">
                                            {state(step.cause)} · {step.station_types.join(', ')}
                                            {step.invalidated_by && <Because by={step.invalidated_by} />}
                                        </span>
                                    </li>
                                ))}
                            </ol>
                        </details>
                    ) : (
                        !reasons.length && <p class="quiet">{say('nothing_left')}</p>
                    )}
                </>
            )}
        </Shown>
    );
}
