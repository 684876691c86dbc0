import { useState } from 'preact/hooks';
import { type Operation, type Unit, v1, type Waiver } from '../api';
import { href } from '../router';
import { useMay } from '../session';
import { useWords, type Word } from '../words';
import { Decision, Sign, useAct } from './act';
import { Choice } from './choice';

// What may be decided about a waiver, and by whom besides quality.
const stepsOf = ({ state, requested_by: by }: Waiver, name: string): ('countersign' | 'reject' | 'revoke')[] =>
    state === 'countersigned' ? ['revoke'] : state === 'requested' && by !== name ? ['countersign', 'reject'] : [];

const LIE = ['requested', 'countersigned'];

// Which operations were to be gone on without, why, and who agreed. What may be decided is signed here.
export function Waivers({ list }: { list: Waiver[] }) {
    const { say, time } = useWords();
    const { judge, name } = useMay();
    return (
        <ul class="blocked">
            {list.map((one) => (
                <li key={one.waiver} class={LIE.includes(one.state) ? '' : 'over'}>
                    <a href={href('units', one.serial, one.unit_part_number)}>{one.serial}</a> {one.operation} <strong>{say((one.state === 'revoked' ? 'waiver_revoked' : one.state) as Word)}</strong>{' '}
                    <span class="quiet">
                        {one.requested_by} {time(one.requested)}: {one.reason}
                        {one.decided && ` · ${one.decided_by} ${time(one.decided)}: ${one.decision}`}
                        {one.revoked && ` · ${one.revoked_by} ${time(one.revoked)}: ${one.revocation}`}
                    </span>
                    {judge && one.state === 'requested' && one.requested_by === name && <p class="quiet">{say('another_person')}</p>}
                    {judge &&
                        stepsOf(one, name).map((step) => (
                            <details key={step}>
                                <summary>{say(step)}</summary>
                                <Sign id={`${step}-${one.waiver}`} step={step} button={step} path={`/v1/waivers/${one.waiver}`} />
                            </details>
                        ))}
                </li>
            ))}
        </ul>
    );
}

const isOpen = ({ state }: Operation): boolean => state !== 'passed' && state !== 'waived';

// Those of a unit. Quality asks that it go on without an operation; a second person agrees.
export function WaiversOf({ unit: { serial, part_number, operations, waivers } }: { unit: Unit }) {
    const { say } = useWords();
    const { judge } = useMay();
    const act = useAct();
    const [operation, setOperation] = useState('');
    const names = operations.filter(isOpen).map(({ operation: each, name }): [string, string] => [each, `${each} ${name}`]);
    const asks = judge && names.length > 0;
    return asks || waivers.length ? (
        <>
            <h2>{say('waivers')}</h2>
            <Waivers list={waivers} />
            {asks && (
                <details>
                    <summary>{say('waive')}</summary>
                    <Decision
                        id="waive"
                        key={waivers.length}
                        button={say('waive')}
                        act={act}
                        chosen={operation}
                        onReason={(reason) => void act.send(v1('units', serial, 'operations', operation, 'waive'), { reason, part_number })}
                    >
                        <Choice label={say('waive_which')} required empty="" value={operation} onChoose={setOperation} names={names} />
                    </Decision>
                </details>
            )}
        </>
    ) : null;
}
