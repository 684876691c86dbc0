// One tab of a browser is the station at a time: each scan is answered where it was made, and what is taken back is the
// last thing that was done, whichever tab did it.
import { useEffect, useState } from 'preact/hooks';

const ALONE = !('locks' in navigator); // nobody can tell; what two tabs post is entered once all the same
const SOON_MS = 200;

// Whether this tab is it, undefined until that is known; and what makes it so. A tab that waits becomes it when the other
// one is closed.
export function useOnlyTab(station: string): [mine: boolean | undefined, take: () => void] {
    const [mine, setMine] = useState<boolean | undefined>(ALONE || undefined);
    const [turn, setTurn] = useState({ steal: false });
    useEffect(() => {
        if (ALONE) return;
        const gone = new AbortController();
        const { signal } = gone;
        const hold = () => {
            setMine(true);
            return new Promise<void>((leave) => signal.addEventListener('abort', () => leave()));
        };
        const lost = () => {
            if (signal.aborted) return;
            setMine(false);
            setTurn({ steal: false });
        };
        navigator.locks.request(`rackline-station/${station}`, turn.steal ? turn : { signal }, hold).catch(lost);
        const timer = setTimeout(() => setMine((known) => known ?? false), SOON_MS);
        return () => {
            clearTimeout(timer);
            gone.abort();
        };
    }, [station, turn]);
    return [mine, () => setTurn({ steal: true })];
}
