// What was scanned and has no answer yet, in the browser's own storage: it outlives the page, and is posted in order,
// each event under the id that it was given when it was scanned, until the daemon has answered. So it is entered once,
// whatever becomes of the page, the network or the daemon in between.
import { type Reason, spoken } from '../api';
import type { Draft, Need, Outcome, PostedEvent } from './answers';
import { newId } from './uuid';

export interface Waiting {
    event: PostedEvent;
    need?: Need; // that it fulfils, so that it can be asked for again
    taken?: PostedEvent; // that this one takes back
    made?: number; // when, by the browser's clock
    tried?: boolean; // it may have been entered already
}

// With what it takes back, for who reads of it.
export const toldOf = ({ event, taken }: Waiting): PostedEvent => (taken ? { ...event, taken } : event);

export interface Refused {
    event: PostedEvent;
    status: number;
    reasons: Reason[];
    late: boolean; // it waited, so that nobody saw its answer
}

export interface Settled {
    waiting: Waiting;
    outcome: Outcome;
    late: boolean;
}

// Why what waits is not sent: nobody answers, or the session ended.
export type Hindrance = 'network' | 'session' | undefined;

const BATCH = 50;
const ANSWER_MS = 10000;
const RETRY_MS = [250, 500, 1000, 2000, 4000];
const LATE_MS = 2000;

export class Outbox {
    hindrance: Hindrance;
    private failures = 0;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private sending = false;
    private again = false;
    private closed = false;

    // station: whose events they are; another station's are another outbox. now: the plant's time. changed: what waits
    // or is refused is another. settled: one has its answer. cancelled: one that was never sent was taken back, and
    // neither is sent. It sends nothing before it is woken.
    constructor(
        private readonly station: string,
        private readonly now: () => string,
        private readonly changed: () => void,
        private readonly settled: (settled: Settled) => void,
        private readonly cancelled: (taken: PostedEvent, correction: PostedEvent) => void,
    ) {
        addEventListener('online', this.wake);
    }

    // What is under way is answered to whoever opens it next, who sends it once more.
    close(): void {
        this.closed = true;
        removeEventListener('online', this.wake);
        clearTimeout(this.timer);
    }

    readonly wake = (): void => {
        clearTimeout(this.timer);
        if (!this.closed) void this.send();
    };

    private place(kind: 'scan' | 'refused', id = ''): string {
        return `rackline-${kind}/${encodeURIComponent(this.station)}/${id}`;
    }

    // In the order of their ids, which is that of their making.
    private read<Item>(kind: 'scan' | 'refused'): Item[] {
        const prefix = this.place(kind);
        return Object.keys(localStorage)
            .filter((key) => key.startsWith(prefix))
            .sort()
            .map((key) => JSON.parse(localStorage.getItem(key)!) as Item);
    }

    get waiting(): Waiting[] {
        return this.read<Waiting>('scan');
    }

    get refused(): Refused[] {
        return this.read<Refused>('refused');
    }

    add(draft: Draft, more: Pick<Waiting, 'need' | 'taken'> = {}): PostedEvent {
        const event = { id: newId(), at: this.now(), ...draft } as PostedEvent;
        const waiting: Waiting = { event, made: Date.now(), ...more };
        localStorage.setItem(this.place('scan', event.id), JSON.stringify(waiting));
        this.changed();
        if (waiting.taken) this.cancel();
        if (!this.failures) this.wake();
        return event;
    }

    acknowledge(id: string): void {
        localStorage.removeItem(this.place('refused', id));
        this.changed();
    }

    // What was never sent and is taken back never was. What may have been sent is followed by what takes it back.
    private cancel(): void {
        const unsent = this.waiting.filter(({ tried }) => !tried);
        for (const { event: correction, taken } of unsent) {
            if (!taken || !unsent.some(({ event }) => event.id === taken.id)) continue;
            for (const { id } of [taken, correction]) localStorage.removeItem(this.place('scan', id));
            this.cancelled(taken, correction);
        }
        this.changed();
    }

    private async send(): Promise<void> {
        this.again = true;
        if (this.sending) return;
        this.sending = true;
        while (this.again) {
            this.again = false;
            await this.drain().catch(() => this.hinder('network'));
        }
        this.sending = false;
    }

    private async drain(): Promise<void> {
        let most = BATCH;
        this.cancel();
        for (let batch = this.waiting.slice(0, most); batch.length; batch = this.waiting.slice(0, most)) {
            for (const waiting of batch)
                localStorage.setItem(this.place('scan', waiting.event.id), JSON.stringify({ ...waiting, tried: true }));
            const outcomes = await this.post(batch.map(({ event }) => event));
            if (outcomes === 'whole') {
                most = 1; // one of them is not understood, or they are too much at once: each is asked for itself
                continue;
            }
            if (!outcomes || this.closed) return;
            this.free();
            batch.forEach((waiting, i) => this.settle(waiting, outcomes[i]!));
            this.cancel();
        }
    }

    private free(): void {
        if (!this.failures) return;
        this.failures = 0;
        this.hindrance = undefined;
        this.changed();
    }

    // An outcome an event; that they were refused as a whole; undefined where there was no answer, and they are to be
    // tried again.
    private async post(events: PostedEvent[]): Promise<Outcome[] | 'whole' | undefined> {
        let response: Response;
        try {
            response = await fetch('/v1/events', {
                method: 'POST',
                headers: { 'Content-Type': 'application/json', ...spoken() },
                body: JSON.stringify(events),
                signal: AbortSignal.timeout(ANSWER_MS),
            });
            const answer = (await response.json().catch(() => ({}))) as { outcomes?: Outcome[] };
            if (response.ok && answer.outcomes?.length === events.length) return answer.outcomes;
            if (response.status >= 400 && response.status < 500 && ![401, 408, 429].includes(response.status))
                return events.length > 1 ? 'whole' : [{ status: response.status, problem: answer as NonNullable<Outcome['problem']> }];
            this.hinder(response.status === 401 ? 'session' : 'network');
        } catch {
            this.hinder('network');
        }
        return undefined;
    }

    private hinder(hindrance: Hindrance): void {
        this.hindrance = hindrance;
        clearTimeout(this.timer);
        this.timer = setTimeout(this.wake, RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]);
        this.changed();
    }

    private settle(waiting: Waiting, outcome: Outcome): void {
        const { event } = waiting;
        const late = Date.now() - (waiting.made ?? 0) > LATE_MS;
        if (outcome.status >= 400) {
            const refused: Refused = { event: toldOf(waiting), status: outcome.status, reasons: outcome.problem?.reasons ?? [], late };
            if (!refused.reasons.length) refused.reasons.push({ code: '', detail: outcome.problem?.title ?? String(outcome.status) });
            localStorage.setItem(this.place('refused', event.id), JSON.stringify(refused));
        }
        localStorage.removeItem(this.place('scan', event.id));
        this.settled({ waiting, outcome, late });
    }
}
