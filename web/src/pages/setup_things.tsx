import { useEffect, useState } from 'preact/hooks';
import { get, type Line, list, type Problem, problemOf, put, v1 } from '../api';
import { useAct } from '../parts/act';
import { Fields } from '../parts/fields';
import { useFocus } from '../parts/focus';
import { Mark } from '../parts/mark';
import { Empty, Notice, Shown } from '../parts/notice';
import { go, href } from '../router';
import { Table } from '../parts/table';
import { useMay } from '../session';
import { bodyOf, draftOf, type Kind, type Row, type Thing } from '../setup';
import { useView } from '../view';
import { useWords } from '../words';

const NEW = '+';

// A day on which something ends, and that it is past.
function Until({ day: ends, now }: { day: string; now: string }) {
    const { day } = useWords();
    return (
        <>
            {day(ends)}
            {Date.parse(ends) <= Date.parse(now) && (
                <>
                    {' '}
                    <Mark state="expired" />
                </>
            )}
        </>
    );
}

// What a cell of a list says of a member. now: the plant's time.
function Cell({ member, value, now }: { member: string; value: Row[string]; now: string }) {
    const { say, state, time } = useWords();
    if (Array.isArray(value))
        return (
            <>
                {value.map((row, i) => (
                    <>
                        {i > 0 && ', '}
                        {row['skill'] ?? row['bay']}
                        {row['expires'] && (
                            <>
                                {' '}
                                (<Until day={String(row['expires'])} now={now} />)
                            </>
                        )}
                    </>
                ))}
            </>
        );
    if (value === true) return <>{say('yes')}</>;
    if (value === undefined || value === false) return <>{member === 'password' || member === 'pin_set' ? <span class="quiet">{say('none')}</span> : ''}</>;
    if (member === 'password') return <>{say('is_set')}</>;
    if (member === 'calibration_due') return <Until day={String(value)} now={now} />;
    if (member === 'pin_set') return <>{time(String(value))}</>;
    return <>{member === 'state' || member === 'role' ? state(String(value)) : String(value)}</>;
}

export function Things({ kind, chosen }: { kind: Kind; chosen: string | undefined }) {
    const { say } = useWords();
    const may = useMay();
    const viewed = useView(kind.name, (signal) => Promise.all([list<Thing>(`/v1/${kind.name}`, signal), get<Line>('/v1/line', signal)]));
    return (
        <>
            {may[kind.role] ? (
                <div class="filters">
                    <a class="button primary" href={href('setup', kind.name, NEW)}>
                        {say(`new_${kind.key}`)}
                    </a>
                </div>
            ) : (
                <p class="quiet">{say('only_looks')}</p>
            )}
            <Shown viewed={viewed}>
                {([things, { now }]) => {
                    const thing = things.find((each) => each[kind.key] === chosen);
                    return (
                        <div class={chosen === undefined ? '' : 'list-and-detail'}>
                            <div>{things.length ? <ThingTable kind={kind} things={things} chosen={chosen} now={now} /> : <Empty hint={say(`no_${kind.name}_here_hint`)}>{say(`no_${kind.name}_here`)}</Empty>}</div>
                            {chosen !== undefined && may[kind.role] && (thing || chosen === NEW) && <ThingForm key={chosen} kind={kind} thing={thing} />}
                        </div>
                    );
                }}
            </Shown>
        </>
    );
}

function ThingTable({ kind, things, chosen, now }: { kind: Kind; things: Thing[]; chosen: string | undefined; now: string }) {
    const { say } = useWords();
    return (
        <Table label={kind.name} class="choose stack" heads={['code', ...kind.columns]}>
            {things.map((thing) => {
                const name = String(thing[kind.key]);
                return (
                    <tr key={name} class={name === chosen ? 'chosen' : ''}>
                        <td>
                            <a href={href('setup', kind.name, name)}>{name}</a>
                        </td>
                        {kind.columns.map((member) => (
                            <td key={member} data-label={member === 'name' ? undefined : say(member)}>
                                <Cell member={member} value={thing[member]} now={now} />
                            </td>
                        ))}
                    </tr>
                );
            })}
        </Table>
    );
}

function ThingForm({ kind, thing }: { kind: Kind; thing: Thing | undefined }) {
    const { say } = useWords();
    const form = useFocus<HTMLFormElement>();
    const [name, setName] = useState('');
    const [draft, setDraft] = useState<Row>(() => draftOf(kind.fields, thing ?? {}));
    // The version that the form was filled from: a change of somebody else's meanwhile is told, and not overwritten.
    const [version, setVersion] = useState(thing?.journal_position);
    const [problem, setProblem] = useState<Problem>();
    const [saved, setSaved] = useState(false);
    const [touched, setTouched] = useState(false);
    // A form that nobody has typed into follows what is there.
    useEffect(() => {
        if (touched) return;
        setDraft(draftOf(kind.fields, thing ?? {}));
        setVersion(thing?.journal_position);
    }, [touched, thing?.journal_position]);
    const code = thing ? String(thing[kind.key]) : name.trim();
    const save = async (event: Event) => {
        event.preventDefault();
        setSaved(false);
        try {
            await put(v1(kind.name, code), bodyOf(kind.fields, draft), version);
            setProblem(undefined);
            setSaved(true);
            setTouched(false);
            if (!thing) go('setup', kind.name, code);
        } catch (error) {
            setProblem(problemOf(error));
        }
    };
    const type = (next: Row) => {
        setTouched(true);
        setSaved(false);
        setDraft(next);
    };
    const again = () => {
        setTouched(false);
        setProblem(undefined);
        setSaved(false);
    };
    return (
        <section class="panel">
            <h2>{thing ? code : say(`new_${kind.key}`)}</h2>
            <form ref={form} onSubmit={(event) => void save(event)}>
                <div class="members">
                    {!thing && (
                        <label>
                            <span>{say('code')} *</span>
                            <input name="code" required pattern="[A-Za-z0-9._:+\-]+" autocomplete="off" value={name} onInput={(event) => setName(event.currentTarget.value)} />
                            <small class="quiet">{say('code_hint')}</small>
                        </label>
                    )}
                    <Fields fields={kind.fields} problem={problem} draft={draft} onDraft={type} />
                </div>
                {problem && (problem.status === 412 || problem.status === 428) ? (
                    <div class="notice" role="alert">
                        <p>{say(thing ? 'changed_meanwhile' : 'code_taken')}</p>
                        {thing ? (
                            <button type="button" onClick={again}>
                                {say('read_again')}
                            </button>
                        ) : (
                            <a href={href('setup', kind.name, code)}>{code}</a>
                        )}
                    </div>
                ) : (
                    problem && <Notice problem={problem} />
                )}
                <p class="signing">
                    <button type="submit" class="primary">
                        {say('save')}
                    </button>
                    <span role="status">
                        {saved && say('saved')}
                        {thing && !problem && thing.journal_position !== version && (
                            <button type="button" onClick={again}>
                                {say('read_again')}
                            </button>
                        )}
                    </span>
                </p>
            </form>
            {thing && kind.name === 'operators' && <Secret path={v1(kind.name, code, 'pin')} member="pin" numeric />}
            {thing && kind.name === 'accounts' && <Secret path={v1(kind.name, code, 'password')} member="password" />}
        </section>
    );
}

// A PIN or a password that somebody is given.
function Secret({ path, member, numeric }: { path: string; member: string; numeric?: boolean }) {
    const { say } = useWords();
    const act = useAct();
    const [text, setText] = useState('');
    const [done, setDone] = useState(false);
    const send = (event: Event) => {
        event.preventDefault();
        setDone(false);
        void act.send(path, { [member]: text }).then((answer) => {
            if (!answer) return;
            setText('');
            setDone(true);
        });
    };
    return (
        <form class="decision" onSubmit={send}>
            <label for="secret">{say(numeric ? 'new_pin' : 'new_password')}</label>
            <input
                id="secret"
                type="password"
                inputMode={numeric ? 'numeric' : undefined}
                pattern={numeric ? '[0-9]{4,12}' : undefined}
                minLength={numeric ? 4 : 10}
                maxLength={numeric ? 12 : 128}
                required
                autocomplete="new-password"
                aria-describedby="secret-hint"
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
            />
            <small id="secret-hint" class="quiet">
                {say(numeric ? 'pin_hint' : 'password_hint')}
            </small>
            {act.problem && <Notice problem={act.problem} />}
            <p class="signing">
                <button type="submit" disabled={act.busy}>
                    {say(numeric ? 'set_pin' : 'set_password')}
                </button>
                <span role="status">{done && say('saved')}</span>
            </p>
        </form>
    );
}
