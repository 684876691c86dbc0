// When the daemon is asked again: soon, and not more often than there is something to hear.
const PACE_MS = 100; // between two questions at the least
const BUSY_MS = 400; // after which it is looked whether the question before has its answer
const LOST_MS = 2000; // after one that got none

export class Rhythm {
    private asking = false;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private asked = 0;
    private due = 0;

    // ask: asks everything once; how long it may rest then.
    constructor(private readonly ask: () => Promise<number>) {}

    later(ms: number): void {
        const due = Math.max(Date.now() + ms, this.asked + PACE_MS);
        if (this.timer !== undefined && this.due <= due) return;
        clearTimeout(this.timer);
        this.due = due;
        this.timer = setTimeout(() => void this.run(), due - Date.now());
    }

    private async run(): Promise<void> {
        this.timer = undefined;
        if (this.asking) return this.later(BUSY_MS);
        this.asking = true;
        this.asked = Date.now();
        const rest = await this.ask().catch(() => LOST_MS);
        this.asking = false;
        this.later(rest);
    }

    close(): void {
        clearTimeout(this.timer);
    }
}
