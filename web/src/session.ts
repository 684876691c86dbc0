// Who is signed in, for what a page lets them do. The daemon asks again; a page only spares them a refusal.
import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { onDoubt, Problem, problemOf, type Session, signOut, whoAmI } from './api';
import { begin, listen } from './live';

export const Signed = createContext<Session | undefined>(undefined);

// What lib/domain/role.h says.
const MAY = {
    judge: ['quality', 'admin'],
    lead: ['planner', 'quality', 'admin'],
    plan: ['planner', 'admin'],
    administer: ['admin'],
};

export function useMay(): Record<keyof typeof MAY, boolean> & { name: string; account: boolean } {
    const session = useContext(Signed);
    const may = (what: keyof typeof MAY) => session !== undefined && MAY[what].includes(session.role);
    return { judge: may('judge'), lead: may('lead'), plan: may('plan'), administer: may('administer'), name: session?.token ?? '', account: session?.account === true };
}

const QUIET_MS = 50; // after something spoke against the session, for what comes with it
const RETRY_MS = 2000;
const SIGNED_IN = new Problem(0, '', [], 'signed-in'); // nobody answered whoever signs out
const channel = 'BroadcastChannel' in self ? new BroadcastChannel('rackline-session') : null;

export interface Signing {
    session: Session | undefined; // who is signed in, or was last
    nobody: boolean; // nobody is signed in, or not any more
    problem: Problem | undefined;
}

// A session begins and ends in every tab of a browser at once, and may end by itself: whenever something speaks against
// it, the daemon is asked.
export function useSigning(): Signing & { enter: (session: Session) => void; leave: () => void } {
    const [signing, setSigning] = useState<Signing>({ session: undefined, nobody: false, problem: undefined });
    const asked = useRef(0); // an answer counts until somebody signs in or asks again
    const known = (session: Session) => {
        asked.current++;
        setSigning({ session, nobody: false, problem: undefined });
        begin();
    };
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout>;
        const askIn = (ms: number) => {
            clearTimeout(timer);
            timer = setTimeout(ask, ms);
        };
        const ask = () => {
            const mine = ++asked.current;
            whoAmI().then(
                (session) => mine === asked.current && known(session),
                (error: unknown) => {
                    if (mine !== asked.current) return;
                    const problem = problemOf(error);
                    if (problem.status === 401) return setSigning(({ session }) => ({ session, nobody: true, problem: undefined }));
                    // Where somebody is signed in the header says that there is no answer.
                    setSigning((before) => (before.session ? before : { ...before, problem }));
                    askIn(RETRY_MS);
                },
            );
        };
        const doubt = () => askIn(QUIET_MS);
        onDoubt(doubt);
        listen(({ stand }) => stand === 'lost' && doubt());
        channel?.addEventListener('message', doubt);
        ask();
    }, []);
    const tellTabs = () => channel?.postMessage('');
    const enter = (session: Session) => (known(session), tellTabs());
    const left = () => (tellTabs(), location.reload());
    const stays = (error: unknown) => {
        const problem = problemOf(error);
        setSigning((before) => ({ ...before, problem: problem.status ? problem : SIGNED_IN }));
    };
    const leave = () => void signOut().then(left, stays);
    return { ...signing, enter, leave };
}
