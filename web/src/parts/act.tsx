import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { post, type Problem, problemOf } from '../api';
import { useMay } from '../session';
import { newId } from '../station/uuid';
import { useWords } from '../words';
import { keepFocus } from './focus';
import { Notice } from './notice';

export interface Act {
    busy: boolean;
    problem: Problem | undefined;
    // Sends a change. Where no answer came, the next one that is the same goes under the same key: it is done once.
    send: <Answer>(path: string, body?: object) => Promise<Answer | undefined>;
}

// Told where its form cannot: the line has moved on meanwhile, and taken the form away.
let tellElsewhere: (problem: Problem) => void = () => {};

// What was refused and has no form any more, until somebody has seen it or goes elsewhere.
export function Formless() {
    const { say } = useWords();
    const [problem, setProblem] = useState<Problem>();
    useEffect(() => void (tellElsewhere = setProblem), []);
    if (!problem) return null;
    return (
        <>
            <Notice problem={problem} about={say('formless')} />
            <p>
                <button type="button" onClick={() => setProblem(undefined)}>
                    {say('understood')}
                </button>
            </p>
        </>
    );
}

// Who goes elsewhere takes the form away, and wants to hear no more of it.
function useLast(): { problem?: Problem; at?: string; gone?: boolean; tell: () => void } {
    const { current: last } = useRef({
        tell: () => last.gone && last.problem && last.at === location.hash && tellElsewhere(last.problem),
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
        delete last.problem;
        setBusy(true);
        setPending({ what, key });
        try {
            const answer = await post<Answer>(path, body, key);
            setProblem(undefined);
            setPending(undefined);
            return answer;
        } catch (error) {
            const refused = problemOf(error);
            last.problem = refused;
            last.tell();
            setProblem(refused);
            if (refused.status) setPending(undefined);
            return undefined;
        } finally {
            setBusy(false);
            giveBack();
        }
    };
    return { busy, problem, send };
}

// A decision with its reason, which is signed with the name of who is signed in. What is refused says all its reasons.
export function Decision({
    id,
    button,
    act,
    onReason,
    children,
}: {
    id: string;
    button: string;
    act: Act;
    onReason: (reason: string) => void;
    children?: ComponentChildren;
}) {
    const { say } = useWords();
    const { name } = useMay();
    const [reason, setReason] = useState('');
    useEffect(() => () => void keepFocus()(), []); // it goes when it is decided
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
