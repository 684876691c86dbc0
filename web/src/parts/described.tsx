import { useState } from 'preact/hooks';
import { href } from '../router';
import { useMay } from '../session';
import { type Speech, useWords } from '../words';
import { Decision, Sign, useAct } from './act';
import { Choice } from './choice';

interface Origin {
    revision?: string;
    lot?: string;
    supplier?: string;
    country?: string;
    origin_site?: string;
    firmware?: { name: string; version: string }[];
    identifiers?: { kind: string; value: string }[];
    unknown?: string[]; // members of which nothing is known but what is said
}

// What of a part's provenance is otherwise than it was recorded.
export interface Description {
    description: number;
    state: string;
    serial: string; // of the unit
    unit_part_number: string;
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

const told = ({ firmware = [], identifiers = [], unknown = [], ...texts }: Origin, { member, state }: Speech): string =>
    [
        ...Object.values(texts),
        ...firmware.map(({ name, version }) => `${name} ${version}`),
        ...identifiers.map(({ kind, value }) => `${member(kind)} ${value}`),
        ...unknown.map((name) => `${member(name)}: ${state('unknown')}`),
    ].join(' · ') || '–';

// What was recorded, what is so, who says it and who agreed. What left waits for a second person, who signs here.
export function Descriptions({ list }: { list: Description[] }) {
    const speech = useWords();
    const { say, time } = speech;
    const { judge, name } = useMay();
    return (
        <ul class="blocked">
            {list.map(({ description, state, ...one }) => (
                <li key={description} class={state === 'rejected' ? 'over' : ''}>
                    <a href={href('units', one.serial, one.unit_part_number)}>{one.serial}</a> {one.position}: {told(one.was ?? {}, speech)} → <strong>{told(one.is, speech)}</strong>{' '}
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

const MEMBERS = ['lot', 'supplier', 'country', 'origin_site', 'revision', 'firmware', 'identifiers'];
const KINDS = ['mac', 'uuid', 'guid', 'asset_tag'];

// What is sent of a member: what is so, or that nobody knows it.
function saidOf(member: string, text: string | undefined): object {
    if (text === undefined) return { unknown: [member] };
    if (KINDS.includes(member)) return { identifiers: [{ kind: member, value: text }] };
    const [, name, version] = /^(.*\S)\s+(\S+)$/.exec(text) ?? [];
    return { [member]: member === 'firmware' ? [{ name, version }] : text };
}

// One of these parts, each by its name here and as the daemon wants it named, is otherwise than it was recorded.
export function Describe({ parts }: { parts: [name: string, which: object][] }) {
    const { say, member: named, state } = useWords();
    const { judge } = useMay();
    const act = useAct();
    const [chosen, setPart] = useState<string>();
    const part = chosen ?? parts[0]?.[0];
    const [member, setMember] = useState('lot');
    const [said, setSaid] = useState('');
    const [unknown, setUnknown] = useState(false);
    const [open, setOpen] = useState(false);
    const mayLack = MEMBERS.includes(member);
    const lacks = member === 'identifiers' || (mayLack && unknown);
    return judge && part ? (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say('describe')}</summary>
            {open && (
                <Decision
                    id={`describe-${part}`}
                    button={say('describe')}
                    act={act}
                    chosen={said}
                    onReason={(reason) => void act.send('/v1/components/describe', { ...parts.find(([name]) => name === part)?.[1], ...saidOf(member, lacks ? undefined : said.trim()), reason })}
                >
                    <Choice label={say('part')} value={part} onChoose={setPart} names={parts.map(([name]) => [name])} />
                    <Choice label={say('otherwise')} value={member} onChoose={setMember} names={[...MEMBERS, ...KINDS].map((name) => [name, named(name)])} />
                    {!lacks && (
                        <input
                            aria-label={named(member)}
                            required
                            maxLength={120}
                            {...(member === 'firmware' && { pattern: '.*\\S\\s+\\S+', placeholder: say('name_and_version') })}
                            value={said}
                            onInput={(event) => setSaid(event.currentTarget.value)}
                        />
                    )}
                    {mayLack && (
                        <label>
                            <input type="checkbox" checked={lacks} disabled={member === 'identifiers'} onChange={(event) => setUnknown(event.currentTarget.checked)} /> {state('unknown')}
                        </label>
                    )}
                </Decision>
            )}
        </details>
    ) : null;
}
