import { useEffect, useState } from 'preact/hooks';
import { type Problem, problemOf } from './api';
import { listen } from './live';

const QUIET_MS = 20; // after something happened, for what comes with it
const PACE_MS = 200; // between two questions at the least, where nobody says otherwise
const AGE_MS = 30000; // after which what depends on the time is asked for again

export const FORECAST_PACE_MS = 5000; // it speaks in minutes

export interface Viewed<Answer> {
    answer: Answer | undefined;
    problem: Problem | undefined;
}

// Asks for a view, and again whenever the line has moved. The answer stays on screen while the next one is asked for,
// and when there is none. `key` says which view it is: for another one, what was there is thrown away. `paceMs`: between
// two questions at the least, for what takes the daemon long.
export function useView<Answer>(key: string, read: (signal: AbortSignal) => Promise<Answer>, paceMs = PACE_MS): Viewed<Answer> {
    const [viewed, setViewed] = useState<Viewed<Answer> & { key: string }>({
        key,
        answer: undefined,
        problem: undefined,
    });
    useEffect(() => {
        const control = new AbortController();
        let timer: ReturnType<typeof setTimeout> | undefined;
        let asking = false;
        let again = false;
        let asked = 0;
        const ask = async () => {
            timer = undefined;
            asking = true;
            again = false;
            asked = Date.now();
            try {
                const answer = await read(control.signal);
                setViewed({ key, answer, problem: undefined });
            } catch (problem) {
                if (control.signal.aborted) return;
                const kept = problemOf(problem);
                setViewed((before) => ({
                    key,
                    answer: before.key === key ? before.answer : undefined,
                    problem: kept,
                }));
            }
            asking = false;
            if (again) later(QUIET_MS);
            else later(AGE_MS);
        };
        const later = (ms: number) => {
            if (timer !== undefined) clearTimeout(timer);
            timer = setTimeout(() => void ask(), Math.max(ms, asked + paceMs - Date.now()));
        };
        const leave = listen(() => {
            if (asking) again = true;
            else later(QUIET_MS);
        });
        void ask();
        return () => {
            control.abort();
            clearTimeout(timer);
            leave();
        };
    }, [key]);
    return viewed.key === key ? viewed : { answer: undefined, problem: undefined };
}
