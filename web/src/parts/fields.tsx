import type { Problem } from '../api';
import type { Field, Row } from '../setup';
import { useWords } from '../words';
import { Choice } from './choice';

const PATTERN = '[A-Za-z0-9._:+\\-]+';

// at: the pointer of what is asked, as the daemon names it where it refuses it; the reasons then stand under it.
interface Asked {
    at: string;
    field: Field;
    problem: Problem | undefined;
}

function One({ at, field, problem, value, onValue }: Asked & { value: Row[string]; onValue: (value: Row[string]) => void }) {
    const { say, member, state } = useWords();
    const label = `${member(field.member)}${field.required ? ' *' : ''}`;
    const wrong = problem?.reasons.filter(({ pointer }) => pointer === at) ?? [];
    if (field.type === 'flag')
        return (
            <label class="flag">
                <input type="checkbox" checked={value === true} onChange={(event) => onValue(event.currentTarget.checked)} /> {label}
            </label>
        );
    if (field.type === 'choice')
        return <Choice label={label} required={field.required} empty="" value={String(value ?? '')} onChoose={onValue} names={field.choices!.map((choice) => [choice, state(choice)])} />;
    const kinds = { text: 'text', code: 'text', integer: 'number', number: 'number', date: 'date', time: 'datetime-local' } as const;
    return (
        <label>
            <span>{label}</span>
            <input
                name={field.member}
                type={kinds[field.type as keyof typeof kinds]}
                step={field.type === 'number' ? 'any' : undefined}
                min={field.type === 'integer' || field.type === 'number' ? 0 : undefined}
                pattern={field.type === 'code' ? PATTERN : undefined}
                required={field.required}
                autocomplete="off"
                aria-invalid={wrong.length > 0}
                value={field.type === 'date' ? String(value ?? '').slice(0, 10) : String(value ?? '')}
                onInput={(event) => onValue(event.currentTarget.value)}
            />
            {field.hint && <small class="quiet">{say(field.hint)}</small>}
            {wrong.map(({ detail }) => (
                <small key={detail} class="bad">
                    ✕ {detail}
                </small>
            ))}
        </label>
    );
}

function Rows({ at, field, problem, rows, onRows }: Asked & { rows: Row[]; onRows: (rows: Row[]) => void }) {
    const { say, member } = useWords();
    return (
        <fieldset class="rows">
            <legend>{member(field.member)}</legend>
            {rows.map((row, i) => (
                <div key={i} class="members">
                    <Fields at={`${at}/${i}`} problem={problem} fields={field.of!} draft={row} onDraft={(next) => onRows(rows.map((each, j) => (j === i ? next : each)))} />
                    <button type="button" aria-label={`${say('take_out')} ${i + 1}`} onClick={() => onRows(rows.filter((_, j) => j !== i))}>
                        {say('take_out')}
                    </button>
                </div>
            ))}
            <button type="button" onClick={() => onRows([...rows, {}])}>
                {say('add')}
            </button>
        </fieldset>
    );
}

export function Fields({ at = '', fields, problem, draft, onDraft }: { at?: string; fields: Field[]; problem: Problem | undefined; draft: Row; onDraft: (draft: Row) => void }) {
    return (
        <>
            {fields.map((field) => {
                const change = (value: Row[string]) => onDraft({ ...draft, [field.member]: value });
                const asked = { at: `${at}/${field.member}`, field, problem };
                return field.type === 'rows' ? (
                    <Rows key={field.member} {...asked} rows={(draft[field.member] as Row[]) ?? []} onRows={change} />
                ) : (
                    <One key={field.member} {...asked} value={draft[field.member]} onValue={change} />
                );
            })}
        </>
    );
}
