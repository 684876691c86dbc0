// What a worker may do beside the next step: stop, take back, report a fault, say how the station is.
import { useState } from 'preact/hooks';
import type { Bench } from '../station/bench';
import { soundIsOn, turnSound } from '../station/signal';
import type { Task } from '../station/stand';
import { fill } from '../station/telling';
import { useWords, type Word } from '../words';
import { Choice } from './choice';
import { Mark } from './mark';
import type { Form } from './station_forms';

const STATES = ['standby', 'productive', 'engineering', 'scheduled_down', 'unscheduled_down', 'non_scheduled'] as const;
export const UP = ['standby', 'productive'];

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
    const press = (word: Word, act: () => void) => (
        <button type="button" onClick={act}>
            {say(word)}
        </button>
    );
    return (
        <div class="tools" role="group" aria-label={say('what_to_do')}>
            <button type="button" onClick={() => bench.undo(say('reason_undo'))}>
                <span aria-hidden="true">↶ </span>
                {say('undo')}
            </button>
            {running && press('pause', () => bench.acts.pause(say('reason_asked')))}
            {open && press('abort', () => bench.acts.abort(say('reason_asked')))}
            {there && operator && (
                <>
                    {press('report_defect', () => onForm('defect'))}
                    {press('take_part_out', () => onForm('removal'))}
                </>
            )}
            {there && press('put_away', () => bench.putAway())}
            {operator && press('badge_out', () => bench.badgeOut())}
            <Choice label={say('station')} disabled={!operator} value={bench.facts.state} onChoose={(each) => bench.acts.change(each, say('reason_asked'))} names={STATES.map((each) => [each, state(each)])} />
            <button type="button" aria-pressed={sound} onClick={turn}>
                {say(sound ? 'sound_on' : 'sound_off')}
            </button>
        </div>
    );
}
