// What a worker may do beside the next step: stop, take back, report a fault, say how the station is.
import { useState } from 'preact/hooks';
import type { Bench } from '../station/bench';
import { soundIsOn, turnSound } from '../station/signal';
import type { Task } from '../station/stand';
import { fill } from '../station/telling';
import { useWords } from '../words';
import { Choice } from './choice';
import { Mark } from './mark';
import type { Form } from './station_forms';

const STATES = ['standby', 'productive', 'engineering', 'scheduled_down', 'unscheduled_down', 'non_scheduled'] as const;
const UP = ['standby', 'productive'];

// The station is off the line: nothing starts, so that is said first, and how to end it.
export function Away({ bench }: { bench: Bench }) {
    const { say, state } = useWords();
    const { facts } = bench;
    if (!facts.state || UP.includes(facts.state)) return null;
    return (
        <section class="answer warn">
            <p class="fate">
                <Mark state={facts.state} /> {fill(say('down_hint'), { state: state(facts.state) })}
            </p>
            <button type="button" class="large" disabled={!bench.kept.operator} onClick={() => bench.acts.change('standby', say('reason_asked'))}>
                {say('back_to_work')}
            </button>
        </section>
    );
}

export function Tools({ bench, task, onForm }: { bench: Bench; task: Task | undefined; onForm: (form: Form) => void }) {
    const { say, state } = useWords();
    const [sound, setSound] = useState(soundIsOn);
    const running = task && 'current' in task && task.current.state === 'running';
    const open = running || task?.is === 'resume';
    const { bench: there, operator } = bench.kept;
    const turn = () => {
        turnSound(!sound);
        setSound(!sound);
    };
    return (
        <div class="tools" role="group" aria-label={say('what_to_do')}>
            <button type="button" onClick={() => bench.undo(say('reason_undo'))}>
                <span aria-hidden="true">↶ </span>
                {say('undo')}
            </button>
            {running && (
                <button type="button" onClick={() => bench.acts.pause(say('reason_asked'))}>
                    {say('pause')}
                </button>
            )}
            {open && (
                <button type="button" onClick={() => bench.acts.abort(say('reason_asked'))}>
                    {say('abort')}
                </button>
            )}
            {there && operator && (
                <>
                    <button type="button" onClick={() => onForm('defect')}>
                        {say('report_defect')}
                    </button>
                    <button type="button" onClick={() => onForm('removal')}>
                        {say('take_part_out')}
                    </button>
                </>
            )}
            {there && (
                <button type="button" onClick={() => bench.putAway()}>
                    {say('put_away')}
                </button>
            )}
            {operator && (
                <button type="button" onClick={() => bench.badgeOut()}>
                    {say('badge_out')}
                </button>
            )}
            <Choice label={say('station')} disabled={!operator} value={bench.facts.state} onChoose={(each) => bench.acts.change(each, say('reason_asked'))} names={STATES.map((each) => [each, state(each)])} />
            <button type="button" aria-pressed={sound} onClick={turn}>
                {say(sound ? 'sound_on' : 'sound_off')}
            </button>
        </div>
    );
}
