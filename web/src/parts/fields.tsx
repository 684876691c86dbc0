import type { Field, Row } from '../setup';
import { useWords } from '../words';

const PATTERN = '[A-Za-z0-9._:+\\-]+';

function One({ id, field, value, onValue }: { id: string; field: Field; value: Row[string]; onValue: (value: Row[string]) => void }) {
    const { say, state } = useWords();
    const label = `${say(field.member)}${field.required ? ' *' : ''}`;
    if (field.type === 'flag')
        return (
            <label class="flag">
                <input type="checkbox" checked={value === true} onChange={(event) => onValue(event.currentTarget.checked)} /> {label}
            </label>
        );
    if (field.type === 'choice')
        return (
            <label>
                <span>{label}</span>
                <select required={field.required} value={String(value ?? '')} onChange={(event) => onValue(event.currentTarget.value)}>
                    <option value="" />
                    {field.choices!.map((choice) => (
                        <option key={choice} value={choice}>
                            {state(choice)}
                        </option>
                    ))}
                </select>
            </label>
        );
    const kinds = { text: 'text', code: 'text', integer: 'number', number: 'number', date: 'date' } as const;
    return (
        <label>
            <span>{label}</span>
            <input
                id={id}
                name={field.member}
                type={kinds[field.type as keyof typeof kinds]}
                step={field.type === 'number' ? 'any' : undefined}
                min={field.type === 'integer' || field.type === 'number' ? 0 : undefined}
                pattern={field.type === 'code' ? PATTERN : undefined}
                required={field.required}
                autocomplete="off"
                value={field.type === 'date' ? String(value ?? '').slice(0, 10) : String(value ?? '')}
                onInput={(event) => onValue(event.currentTarget.value)}
            />
            {field.hint && <small class="quiet">{say(field.hint)}</small>}
        </label>
    );
}

function Rows({ id, field, rows, onRows }: { id: string; field: Field; rows: Row[]; onRows: (rows: Row[]) => void }) {
    const { say } = useWords();
    return (
        <fieldset class="rows">
            <legend>{say(field.member)}</legend>
            {rows.map((row, i) => (
                <div key={i} class="members">
                    <Fields id={`${id}-${i}`} fields={field.of!} draft={row} onDraft={(next) => onRows(rows.map((each, j) => (j === i ? next : each)))} />
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

export function Fields({ id, fields, draft, onDraft }: { id: string; fields: Field[]; draft: Row; onDraft: (draft: Row) => void }) {
    return (
        <>
            {fields.map((field) => {
                const change = (value: Row[string]) => onDraft({ ...draft, [field.member]: value });
                const own = `${id}-${field.member}`;
                return field.type === 'rows' ? (
                    <Rows key={field.member} id={own} field={field} rows={(draft[field.member] as Row[]) ?? []} onRows={change} />
                ) : (
                    <One key={field.member} id={own} field={field} value={draft[field.member]} onValue={change} />
                );
            })}
        </>
    );
}
