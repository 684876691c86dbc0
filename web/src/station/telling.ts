// The sentences of the station screen.
import type { Speech, Word } from '../words';
import type { Failing, OnBench, PostedEvent, Step } from './answers';
import type { Label } from './label';
import { lineOf, partsOf, rackUnit, type Task } from './stand';

export const fill = (template: string, values: Record<string, unknown>): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')).replace(/ +/g, ' ').replace(/ ([:：])/g, '$1').trim();

// What an event says; its type, where there is no word for it.
export const describe = (event: PostedEvent, words: Speech): string =>
    fill(words.state(event.type), {
        ...event,
        state: words.state(event.state as string | undefined),
        taken: event.taken && describe(event.taken as PostedEvent, words),
    });

export function limitsText({ lower, upper }: { lower?: number; upper?: number }, unit: string | undefined, words: Speech): string {
    const word = lower !== undefined && upper !== undefined ? 'limits_both' : lower !== undefined ? 'limits_lower' : upper !== undefined ? 'limits_upper' : 'limits_none';
    return fill(words.say(word), { lower, upper, unit });
}

// With the blank before it that the language has.
const at = (position: string | undefined, words: Speech): string => (position === undefined ? '' : words.say('at_position').replace('{position}', position));

// What is to be done, in one sentence.
export function sentence(task: Task, part: Label | undefined, words: Speech): string {
    const say = (word: Word, values: Record<string, unknown> = {}) => fill(words.say(word), values);
    const operation = 'current' in task ? task.current.name : '';
    switch (task.is) {
        case 'start':
            return task.tool ? say('do_tool', { operation, tool: task.tool }) : say(task.bay ? 'do_bay' : 'do_start', { operation });
        case 'blocked':
            return say(task.current.state === 'running' ? 'do_stopped' : 'do_blocked', { operation });
        case 'resume':
            return say('do_resume', { operation });
        case 'part':
            return part ? say('do_number', { part: part.parts[0] }) : say('do_part', { name: task.line.name, position: task.need.position });
        case 'measure':
            return say('do_measure', {
                name: task.characteristic.name,
                at: at(task.need.position, words),
                limits: limitsText(task.characteristic, task.characteristic.unit_of_measure, words),
            });
        case 'check':
            return say('do_check', { question: task.check.question }) + at(task.need.position, words);
        case 'sign':
            return say(task.current.step.sign_off === 'independent' ? 'do_sign_other' : 'do_sign');
        case 'wait':
            return say('do_wait', { operation });
        case 'complete':
            return say(task.current.fails.length ? 'do_complete_fails' : 'do_complete', { operation });
        case 'ship':
            return say(task.settled ? 'do_ship_yes' : 'do_ship');
        case 'stays':
            return task.out ? say('do_take_out', { ...task.out, part: task.out.serial ?? task.out.part_number }) : say('do_stays');
        case 'elsewhere':
            return say('do_elsewhere', { where: task.operations.map((each) => `${each.station_type} (${each.name})`).join(', ') });
        case 'over':
            return say('do_over', { state: words.state(task.state) });
    }
}

// What fails a run: a value and its limits, or an answer.
function failingText(fails: Failing, { characteristics }: Step, words: Speech): string {
    const limits = characteristics?.find(({ name }) => name === fails.characteristic);
    const told = fill(words.state(limits ? 'measurement.recorded' : 'check.recorded'), { ...fails });
    return limits ? `${told} (${limitsText(limits, limits.unit_of_measure, words)})` : told;
}

// What stands under the sentence: which part, where, how often; what fails the run.
export function details(task: Task, bench: OnBench, words: Speech): string[] {
    if (task.is === 'part' || task.is === 'check') {
        const line = lineOf(bench, task.need.position);
        const u = line && rackUnit(line, task.need.position!);
        return [...(task.is === 'part' ? [partsOf(task.line).join(' / ')] : []), ...(u === undefined ? [] : [fill(words.say('rack_unit'), { u })])];
    }
    if (task.is === 'measure' && (task.characteristic.samples ?? 1) > 1) return [fill(words.say('more_times'), { count: task.need.samples ?? 1 })];
    if (task.is === 'complete') return task.current.fails.map((each) => failingText(each, task.current.step, words));
    if (task.is === 'wait') return [`${words.say('remaining')} ${words.duration(Math.ceil(task.minutes))}`];
    return [];
}
