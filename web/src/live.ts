// The journal as it grows, over one stream for all of a person's tabs. One tab holds the stream and tells the others;
// when it closes, another takes it up. What is told is only that something happened: a view that shows it asks for
// itself again, so that after any disconnection the next answer is right.
import { get, problemOf } from './api';

export type Stand = 'live' | 'lost';

interface Told {
    stand: Stand;
    position: number;
}

type Listener = (told: Told) => void;

const RETRY_MS = 2000;
const SILENCE_MS = 12000; // the daemon says something every 5 s: two of its heartbeats, and what they take on the way
const listeners = new Set<Listener>();
const channel = 'BroadcastChannel' in self ? new BroadcastChannel('rackline') : null;
let last: Told = { stand: 'live', position: 0 };

function tell(told: Told): void {
    last = told;
    for (const listener of listeners) listener(told);
}

// What is on screen is asked for again: in another language, say.
export const tellAgain = (): void => tell(last);

function tellAll(told: Told): void {
    channel?.postMessage(told);
    tell(told);
}

const head = async (): Promise<number> => (await get<{ head: number }>('/v1/events?limit=1')).head;

// One stream until it closes for good, or nothing is heard of it: a connection may hang without ever breaking. The browser
// itself takes one up again that only broke. Where it came to, from which the next one goes on; undefined if the daemon
// never took it.
function hold(position: number): Promise<number | undefined> {
    return new Promise((resolve) => {
        const source = new EventSource(`/v1/events?after=${position}`);
        let came = false;
        let patience: ReturnType<typeof setTimeout>;
        const heard = () => {
            clearTimeout(patience);
            patience = setTimeout(() => {
                source.close();
                tellAll({ stand: 'lost', position });
                resolve(position);
            }, SILENCE_MS);
        };
        heard();
        source.onopen = () => {
            heard();
            came = true;
            tellAll({ stand: 'live', position });
        };
        source.onmessage = (message) => {
            heard();
            position = Number(message.lastEventId);
            tellAll({ stand: 'live', position });
        };
        source.addEventListener('heartbeat', heard);
        source.onerror = () => {
            tellAll({ stand: 'lost', position });
            if (source.readyState !== EventSource.CLOSED) return;
            clearTimeout(patience);
            resolve(came ? position : undefined);
        };
    });
}

let wake = () => {};

// A tab that takes the stream up goes on from where the one before it came to. Where nobody is signed in any more, it
// waits until somebody is.
async function run(): Promise<never> {
    let position = last.position || undefined;
    for (;;) {
        let over = false;
        const signedIn = new Promise<void>((resolve) => (wake = resolve));
        try {
            position = await hold(position ?? (await head()));
        } catch (problem) {
            over = problemOf(problem).status === 401;
            tellAll({ stand: 'lost', position: last.position });
        }
        await Promise.race([signedIn, ...(over ? [] : [new Promise((resolve) => setTimeout(resolve, RETRY_MS))])]);
    }
}

let begun = false;

// Begins once somebody has signed in, and again whenever somebody has. Where there are no locks (no secure context) each
// tab has a stream of its own.
export function begin(): void {
    wake();
    if (begun) return;
    begun = true;
    if (!('locks' in navigator) || !channel) {
        void run();
        return;
    }
    channel.onmessage = (message: MessageEvent<Told>) => tell(message.data);
    void navigator.locks.request('rackline-stream', run);
}

export function listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export const stand = (): Stand => last.stand;
