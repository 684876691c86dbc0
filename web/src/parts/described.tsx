import { useState } from 'preact/hooks';
import { useMay } from '../session';
import { useWords, type Word } from '../words';
import { Decision, Sign, useAct } from './act';

interface Origin {
    revision?: string;
    lot?: string;
    supplier?: string;
    country?: string;
    origin_site?: string;
    firmware?: { name: string; version: string }[];
}

// What of a part's provenance is otherwise than it was recorded.
export interface Description {
    description: number;
    state: string;
    serial: string; // of the unit
    position: string;
    was?: Origin;
    is: Origin;
    reason: string;
    described_by: string;
    described: string;
    decided_by?: string;
    decided?: string;
    decision?: string;
}

const told = ({ firmware = [], ...texts }: Origin = {}): string =>
    [...Object.values(texts), ...firmware.map(({ name, version }) => `${name} ${version}`)].filter((said) => typeof said === 'string').join(' · ') || '–';

// What was recorded, what is so, who says it and who agreed. What left waits for a second person, who signs here.
export function Descriptions({ list }: { list: Description[] }) {
    const { say, time } = useWords();
    const { judge, name } = useMay();
    return (
        <ul class="blocked">
            {list.map(({ description, state, ...one }) => (
                <li key={description} class={state === 'rejected' ? 'over' : ''}>
                    {one.serial} {one.position}: {told(one.was)} → <strong>{told(one.is)}</strong>{' '}
                    <span class="quiet">
                        {one.described_by} {time(one.described)}: {one.reason}
                        {one.decided && ` · ${say(state === 'rejected' ? 'rejected' : 'countersigned')} ${one.decided_by} ${time(one.decided)} ${one.decision ?? ''}`}
                    </span>
                    {state === 'open' && <p class="warn">{say('awaits_second')}</p>}
                    {state === 'open' && judge && one.described_by !== name &&
                        (['countersign', 'reject'] as const).map((step) => <Sign key={step} id={`${step}-${description}`} step={step} button={step} path={`/v1/descriptions/${description}`} />)}
                </li>
            ))}
        </ul>
    );
}

const MEMBERS: Word[] = ['lot', 'supplier', 'country', 'origin_site', 'revision'];

// One of these parts, each by its name here and as the daemon wants it named, is otherwise than it was recorded.
export function Describe({ parts }: { parts: [name: string, which: object][] }) {
    const { say } = useWords();
    const { judge } = useMay();
    const act = useAct();
    const [chosen, setPart] = useState<string>();
    const part = chosen ?? parts[0]?.[0];
    const [member, setMember] = useState('lot');
    const [said, setSaid] = useState('');
    const [open, setOpen] = useState(false);
    const choice = (label: Word, chosen: string | undefined, onChoose: (name: string) => void, names: [name: string, shown: string][]) => (
        <label>
            {say(label)}{' '}
            <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
                {names.map(([name, shown]) => (
                    <option key={name} value={name}>
                        {shown}
                    </option>
                ))}
            </select>
        </label>
    );
    return judge && part ? (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say('describe')}</summary>
            {open && (
                <Decision
                    id={`describe-${part}`}
                    button={say('describe')}
                    act={act}
                    chosen={said}
                    onReason={(reason) => void act.send('/v1/components/describe', { ...parts.find(([name]) => name === part)?.[1], [member]: said.trim(), reason })}
                >
                    {choice('part', part, setPart, parts.map(([name]) => [name, name]))}{' '}
                    {choice('otherwise', member, setMember, MEMBERS.map((name) => [name, say(name)]))}{' '}
                    <input aria-label={say('otherwise')} required maxLength={120} value={said} onInput={(event) => setSaid(event.currentTarget.value)} />
                </Decision>
            )}
        </details>
    ) : null;
}
