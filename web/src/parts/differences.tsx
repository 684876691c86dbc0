import { useState } from 'preact/hooks';
import { type AsBuilt, type Component, get, type Line, type Problem } from '../api';
import { type Difference, differencesOf } from '../rack';
import { Table } from './table';
import { useWords } from '../words';
import { Notice } from './notice';

const local = (text: string): string => {
    const time = new Date(text);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
};

const named = (component: Component | undefined): string =>
    component ? [component.part_number, component.revision, component.serial ?? component.lot].filter(Boolean).join(' ') : '';

// How the unit was at one moment against another: what came, what went, what was exchanged.
export function Differences({ path, from }: { path: string; from: string }) {
    const { say, state } = useWords();
    const [before, setBefore] = useState(local(from));
    const [after, setAfter] = useState('');
    const [found, setFound] = useState<Difference[]>();
    const [problem, setProblem] = useState<Problem>();
    const [ahead, setAhead] = useState(false); // one of the moments is still to come
    const at = (text: string) => get<AsBuilt>(text ? `${path}&at=${encodeURIComponent(new Date(text).toISOString())}` : path);
    const compare = (event: Event) => {
        event.preventDefault();
        setFound(undefined);
        setProblem(undefined);
        Promise.all([at(before), at(after), get<Line>('/v1/line')]).then(([then, now, line]) => {
            setFound(differencesOf(then.components, now.components));
            setAhead([before, after].some((text) => Date.parse(text) > Date.parse(line.now)));
        }, setProblem);
    };
    return (
        <>
            <form class="filters" onSubmit={compare}>
                <label>
                    {say('between')} <input type="datetime-local" name="before" required value={before} onInput={(event) => setBefore(event.currentTarget.value)} />
                </label>
                <label>
                    {say('and_then')} <input type="datetime-local" name="after" value={after} onInput={(event) => setAfter(event.currentTarget.value)} />{' '}
                    {!after && <span class="quiet">{say('now')}</span>}
                </label>
                <button type="submit">{say('compare')}</button>
            </form>
            {problem && (problem.status === 404 ? <p class="notice" role="alert">{say('not_there_yet')}</p> : <Notice problem={problem} />)}
            {found && ahead && <p class="warn">{say('still_to_come')}</p>}
            {found && !found.length && <p class="quiet">{say('no_difference')}</p>}
            {found && found.length > 0 && (
                <Table label="differences" tall class="tight differences" heads={['', 'position', 'was_so', 'is_so']}>
                    {found.map((difference) => (
                        <tr key={difference.path}>
                            <td>
                                <span aria-hidden="true">{{ installed: '+', removed: '−', changed: '↔' }[difference.kind]}</span>{' '}
                                {state(difference.kind)}
                            </td>
                            <td>{difference.path}</td>
                            <td class="quiet">{named(difference.before)}</td>
                            <td>{named(difference.after)}</td>
                        </tr>
                    ))}
                </Table>
            )}
        </>
    );
}
