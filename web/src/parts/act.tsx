import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { post, type Problem, problemOf } from '../api';
import { useMay } from '../session';
import { newId } from '../station/uuid';
import { useWords, type Word } from '../words';
import { keepFocus } from './focus';
import { Notice } from './notice';

export interface Act {
    busy: boolean;
    problem: Problem | undefined;
    // Sends a change. Where no answer came, the next one that is the same goes under the same key: it is done once.
    send: <Answer>(path: string, body?: object) => Promise<Answer | undefined>;
    write: (text: string) => void; // what stands in its form, and has not been sent
}

interface Left {
    problem?: Problem;
    text?: string;
}

// Told where its form cannot: the line has moved on meanwhile, and taken the form away.
let tellElsewhere: (left: Left) => void = () => {};

// What was refused, or written and not sent, and has no form any more: until somebody has seen it or goes elsewhere.
export function Formless() {
    const { say } = useWords();
    const [{ problem, text }, setLeft] = useState<Left>({});
    useEffect(() => void (tellElsewhere = setLeft), []);
    if (!problem && !text) return null;
    return (
        <div class="left-over">
            {problem ? (
                <Notice problem={problem} about={say('formless')} />
            ) : (
                <p class="notice" role="alert">
                    {say('overtaken')}
                </p>
            )}
            {text && (
                <label>
                    {say('had_written')}
                    <textarea readOnly rows={2} value={text} />
                </label>
            )}
            <p>
                <button type="button" onClick={() => setLeft({})}>
                    {say('understood')}
                </button>
            </p>
        </div>
    );
}

// Who goes elsewhere takes the form away, and wants to hear no more of it.
function useLast(): Left & { at: string; busy?: boolean; gone?: boolean; tell: () => void } {
    const { current: last } = useRef({
        at: location.hash,
        tell: () => last.gone && !last.busy && (last.problem || last.text) && last.at === location.hash && tellElsewhere({ ...last }),
    } as ReturnType<typeof useLast>);
    useEffect(() => () => ((last.gone = true), last.tell()), []);
    return last;
}

export function useAct(): Act {
    const last = useLast();
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState<Problem>();
    const [pending, setPending] = useState<{ what: string; key: string }>();
    const send = async <Answer,>(path: string, body?: object): Promise<Answer | undefined> => {
        const what = path + (body ? JSON.stringify(body) : '');
        const key = pending?.what === what ? pending.key : newId();
        const giveBack = keepFocus(); // a button that is busy cannot keep it
        last.at = location.hash;
        last.busy = true;
        delete last.problem;
        setBusy(true);
        setPending({ what, key });
        try {
            const answer = await post<Answer>(path, body, key);
            setProblem(undefined);
            setPending(undefined);
            delete last.text;
            return answer;
        } catch (error) {
            const refused = problemOf(error);
            last.problem = refused;
            setProblem(refused);
            if (refused.status) setPending(undefined);
            return undefined;
        } finally {
            last.busy = false;
            last.tell();
            setBusy(false);
            giveBack();
        }
    };
    return { busy, problem, send, write: (text) => void (last.text = text) };
}

// A decision with its reason, which is signed with the name of who is signed in. What is refused says all its reasons.
// `chosen`: what was chosen beside the reason, in words.
export function Decision({
    id,
    button,
    act,
    onReason,
    chosen,
    children,
}: {
    id: string;
    button: string;
    act: Act;
    onReason: (reason: string) => void;
    chosen?: string | undefined;
    children?: ComponentChildren;
}) {
    const { say } = useWords();
    const { name } = useMay();
    const [reason, setReason] = useState('');
    useEffect(() => () => void keepFocus()(), []); // it goes when it is decided
    useEffect(() => act.write(reason.trim() && [chosen, reason.trim()].filter(Boolean).join(': ')), [reason, chosen]);
    return (
        <form
            class="decision"
            onSubmit={(event) => {
                event.preventDefault();
                onReason(reason.trim());
            }}
        >
            {children}
            <label for={`${id}-reason`}>{say('reason')}</label>
            <textarea
                id={`${id}-reason`}
                rows={2}
                required
                maxLength={500}
                value={reason}
                onInput={(event) => setReason(event.currentTarget.value)}
            />
            {act.problem && <Notice problem={act.problem} />}
            <p class="signing">
                <button type="submit" class="primary" disabled={act.busy}>
                    {button}
                </button>{' '}
                <span class="quiet">
                    {say('signed_as')} {name}
                </span>
            </p>
        </form>
    );
}

// A decision that is a reason and a name alone.
export function Sign({ step, button, path, id = step }: { step: string; button: Word; path: string; id?: string }) {
    const { say } = useWords();
    const act = useAct();
    return <Decision id={id} button={say(button)} act={act} onReason={(reason) => void act.send(`${path}/${step}`, { reason })} />;
}
