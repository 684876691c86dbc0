// The station's state in this browser: who works there, with what, on which unit; what was scanned and what came of it.
// It is kept over a reload. A screen is a view of it.
import { post, type Problem } from '../api';
import { listen } from '../live';
import { Acts } from './acts';
import type { Defect, DispatchItem, Draft, Need, Person, PostedEvent, StationFacts, Tool } from './answers';
import { type AtPage, readCodes, readOnBench, readStation, whyNone } from './asking';
import { Inside } from './inside';
import { afterAccepted, cameOf, doneWithout, type Kept, type Said, type There, undoable, usedIn } from './kept';
import type { Label } from './label';
import { Leaving } from './leaving';
import { type Context, type Meaning, meaningOf, signed } from './meaning';
import { type Hindrance, Outbox, type Refused, type Settled, toldOf, type Waiting } from './outbox';
import { plantTime, told } from './plant_time';
import { Rhythm } from './rhythm';
import { OPEN, type Stand, standing, standOf, type Task, taskFor, toolFor } from './stand';
import { Who } from './who';

const SAID_MOST = 12;
const DOUBLE_MS = 500; // between two readings of one label by an unquiet hand
const PACE_MS = 400; // between two questions after what happens on the line
const WAIT_MS = 2000; // between two questions whether a time is over
const READ_MS = 2000; // that it takes to read a refusal
const AGE_MS = 15000; // after which what depends on the time is asked for again

export class Bench {
    kept: Kept = { since: [], done: [], people: [], tools: [], codes: [] };
    part: Label | undefined;
    chosen: Need | undefined;
    claim: { person: Person; signs: boolean } | undefined; // that has not been shown to be true
    said: Said[] = [];
    waiting: Waiting[] = [];
    defects: Defect[] = [];
    readonly acts = new Acts(this);
    readonly leaving = new Leaving(this.acts, () => this.changed());
    readonly inside = new Inside(() => this.changed());
    sound: (good: boolean) => void = () => {};
    private refusals: Refused[] = [];
    private readonly place: string;
    private readonly who: Who;
    private readonly outbox: Outbox;
    private readonly leave: () => void;
    private readonly rhythm = new Rhythm(() => this.ask());
    private closed = false;
    private learnt = false; // who and what has a code, since the page was opened
    private keys = 0;
    private turned = 0; // the key of what was said first since the unit or the operator went
    private last = { text: '', time: 0 };
    private insisted: string | undefined; // what was not taken for what it seems to be
    private moves = 0; // grows with whatever changes how the unit stands

    constructor(
        readonly station: string,
        private readonly changed: () => void,
    ) {
        this.place = `rackline-bench/${encodeURIComponent(station)}`;
        const kept = localStorage.getItem(this.place);
        if (kept) this.kept = { ...this.kept, ...(JSON.parse(kept) as Kept) };
        this.who = new Who(station, (there) => this.takeThere(there));
        this.kept = { ...this.kept, ...this.who.there };
        const now = () => plantTime(this.kept.time, Date.now());
        this.outbox = new Outbox(station, now, () => this.outboxChanged(), (settled) => this.answered(settled), (taken, correction) => this.cancelled(taken, correction));
        this.leave = listen(({ stand }) => {
            if (stand === 'live' && this.hindrance) this.outbox.wake();
            this.rhythm.later(PACE_MS);
        });
        this.outbox.wake();
        this.rhythm.later(0);
    }

    // Another tab may be the station from then on: what is answered late is not kept over what that one keeps.
    close(): void {
        this.closed = true;
        this.outbox.close();
        this.leave();
        this.rhythm.close();
    }

    private keep(changes: Partial<Omit<Kept, keyof There>>): void {
        if (this.closed) return;
        this.kept = { ...this.kept, ...changes };
        localStorage.setItem(this.place, JSON.stringify({ ...this.kept, operator: undefined, tool: undefined, time: undefined }));
        this.changed();
    }

    private takeThere({ operator, tool, time }: There): void {
        if (operator !== this.kept.operator) this.claim = undefined;
        this.kept = { ...this.kept, operator, tool, time };
        this.changed();
    }

    private outboxChanged(): void {
        this.waiting = this.outbox.waiting;
        this.refusals = this.outbox.refused;
        this.changed();
    }

    get hindrance(): Hindrance {
        return this.outbox.hindrance;
    }

    // What nobody has read: the last answer is shown itself, until another one follows.
    get refused(): Refused[] {
        return this.refusals.filter(({ late, event }) => late || event.id !== this.answer?.event?.id);
    }

    // The last one that is for who is here, and for the unit.
    get answer(): Said | undefined {
        return this.said.find(({ key }) => key >= this.turned);
    }

    // --- what stands here ---

    get facts(): StationFacts {
        return this.kept.facts ?? { station: this.station, name: this.station, type: '', state: '' };
    }

    get operator(): Person | undefined {
        const { operator } = this.kept;
        return this.kept.people.find((person) => person.operator === operator) ?? (operator ? { operator, name: operator } : undefined);
    }

    get tool(): Tool | undefined {
        return this.kept.tools.find((tool) => tool.tool === this.kept.tool);
    }

    private get since(): PostedEvent[] {
        return [...this.kept.since, ...this.waiting.map(toldOf)];
    }

    get stand(): Stand | undefined {
        return this.kept.bench && standOf(this.kept.bench, this.facts, this.since);
    }

    get task(): Task | undefined {
        const { bench } = this.kept;
        if (!bench) return undefined;
        const bays = (this.facts.bays?.length ?? 0) > 0;
        return taskFor(bench, this.stand!, { tool: this.tool, bays, chosen: this.chosen, station: this.facts.type, settled: this.leaving.settled });
    }

    // What could be done here.
    get items(): DispatchItem[] {
        return this.kept.dispatch?.items ?? [];
    }

    // What is worked on here beside the unit on the bench.
    get others(): string {
        const serial = this.kept.bench?.unit.serial;
        return this.items.filter((item) => OPEN.includes(item.state) && item.serial !== serial).map((item) => item.serial).join(', ');
    }

    context(choices: number): Context {
        const events = [...this.kept.done, ...this.waiting].map(({ event }) => event);
        const bays = (this.facts.bays ?? []).map(({ bay }) => bay);
        return {
            operator: this.kept.operator,
            claims: this.claim !== undefined,
            tool: this.tool,
            bench: this.kept.bench,
            task: this.task,
            part: this.part,
            people: this.kept.people,
            tools: this.kept.tools,
            bays,
            units: this.items,
            codes: [...this.kept.codes, this.station, this.kept.bench?.unit.order ?? '', ...bays, ...this.items.map(({ order }) => order)],
            insisted: this.insisted,
            choices,
            used: usedIn(standing(events), this.kept.bench?.unit.serial),
        };
    }

    // --- what is scanned ---

    // choose: does what the screen offers under a number. act: does what it asks for.
    take(text: string, screen: { choices: number; choose: (index: number) => void; act: () => boolean }): void {
        if (this.inside.takes(text)) return this.note(text);
        const meaning = meaningOf(text, this.context(screen.choices));
        if (this.isDouble(text, meaning)) return;
        this.insisted = meaning.is === 'wrong' && meaning.why === 'is_trade' ? meaning.about : undefined;
        this.perform(meaning, text, screen);
        this.changed();
    }

    // A number is measured, and a question answered in its words, as often as it is asked for. The number of a choice
    // means another one each time.
    private isDouble(text: string, meaning: Meaning): boolean {
        const now = Date.now();
        const again = text === this.last.text && now - this.last.time < DOUBLE_MS;
        this.last = { text, time: now };
        return again && !(meaning.is === 'event' && meaning.draft.type !== 'component.installed');
    }

    // asked: the daemon was asked already who and what has a code.
    private perform(meaning: Meaning, text: string, screen: { choose: (index: number) => void; act: () => boolean }, asked = false): void {
        switch (meaning.is) {
            case 'badge':
                this.claim = { person: meaning.person, signs: meaning.signs };
                return this.note(meaning.person.name);
            case 'pin':
                return void this.show(meaning.pin);
            case 'tool':
                this.who.change({ tool: meaning.tool.tool });
                return this.note([meaning.tool.tool, meaning.tool.name].join(' '));
            case 'bay':
                return this.acts.start(meaning.bay);
            case 'choice':
                return screen.choose(meaning.index);
            case 'act':
                if (!screen.act()) this.tell({ text, fate: 'wrong', why: 'not_now' });
                return;
            case 'unit':
                return void this.open(meaning.serial);
            case 'part':
                this.part = meaning.label;
                return this.note(meaning.label.parts[0]!);
            case 'event':
                return this.post(meaning.draft, meaning.need);
            case 'unknown':
                return void this.lookUp(text);
            case 'wrong':
                if (meaning.why === 'badge_first' && !asked) return void this.lookUp(text);
                return this.tell({ text: meaning.about, fate: 'wrong', why: meaning.why, wanted: meaning.wanted });
        }
    }

    // The daemon says whether badge and PIN belong together. Who signs off another's work leaves them at the station.
    private async show(pin: string): Promise<void> {
        const { person, signs } = this.claim!;
        try {
            const at = await post<AtPage>('/v1/session/operator', { badge: person.badge ?? person.operator, pin, ...(signs ? { signs } : {}) });
            this.claim = undefined;
            const { task } = this;
            if (signs && task?.is === 'sign') {
                const { draft, need } = signed(this.context(0), task, person.operator);
                return this.post(draft, need);
            }
            this.who.change({ operator: person.operator, time: told(at, Date.now()) });
            this.note(person.name);
            this.rhythm.later(0);
        } catch (problem) {
            const why = whyNone(problem);
            this.tell({ text: person.name, fate: 'wrong', ...(why ? { why } : { reasons: (problem as Problem).reasons }) });
        }
    }

    unclaim(): void {
        this.claim = undefined;
        this.changed();
    }

    // Locally it is so at once; the daemon is told when it can be.
    badgeOut(): void {
        this.claim = undefined;
        this.turned = this.keys;
        this.who.change({ operator: undefined, tool: undefined });
        void fetch('/v1/session/operator', { method: 'DELETE' }).catch(() => {});
    }

    private note(text: string): void {
        this.say({ text, fate: 'noted' });
        this.sound(true);
    }

    private tell(said: Omit<Said, 'key'>): void {
        this.say(said);
        this.sound(said.fate === 'accepted' || said.fate === 'noted' || said.fate === 'undone');
    }

    private say(said: Omit<Said, 'key'>): void {
        this.said = [{ key: this.keys++, ...said }, ...this.said].slice(0, SAID_MOST);
        this.changed();
    }

    // --- what is posted ---

    post(draft: Draft, need?: Need): void {
        this.part = undefined;
        this.chosen = undefined;
        this.moves++;
        const event = this.outbox.add(draft, need ? { need } : {});
        this.say({ event, fate: 'waiting' });
    }

    // Takes back the last thing that was done here and is not taken back yet.
    undo(reason: string): void {
        const taken = new Set(this.waiting.map((waiting) => waiting.taken?.id));
        const last = undoable([...this.kept.done, ...this.waiting]).filter(({ event }) => !taken.has(event.id)).at(-1);
        const { operator } = this.kept;
        if (!last || !operator) return this.tell({ fate: 'wrong', why: last ? 'badge_first' : 'nothing_to_undo' });
        this.part = this.chosen = undefined;
        this.moves++;
        const { id } = this.outbox.add({ type: 'event.corrected', event: last.event.id, reason, operator }, { taken: last.event });
        const waiting = this.waiting.find(({ event }) => event.id === id);
        if (waiting) this.say({ event: toldOf(waiting), fate: 'waiting' });
    }

    // Neither was sent, and neither is.
    private cancelled(taken: PostedEvent, correction: PostedEvent): void {
        this.moves++;
        this.said = this.said.filter(({ event }) => event?.id !== taken.id && event?.id !== correction.id);
        this.tell({ event: taken, fate: 'undone' });
    }

    acknowledge(refused: Refused): void {
        this.outbox.acknowledge(refused.event.id);
    }

    // --- what the daemon answers ---

    private answered({ waiting, outcome, late }: Settled): void {
        const { event } = waiting;
        const came = cameOf(outcome);
        const good = came.fate !== 'refused';
        this.moves++;
        const badge = outcome.problem?.reasons?.some(({ code }) => code === 'badge-none');
        if (good) this.keep(afterAccepted(this.kept, waiting));
        else if (!badge) this.keep({ done: doneWithout(this.kept.done, event.event) });
        this.said = this.said.map((said) => (said.event?.id === event.id ? { ...said, ...came } : said));
        this.sound(came.fate === 'accepted');
        if (!good && !late) setTimeout(() => this.read(event.id), READ_MS);
        if (badge && event.operator === this.kept.operator) void this.who.ask().catch(() => {});
        this.rhythm.later(0);
    }

    // It stood there for a while; what another answer followed sooner stays until somebody says that they saw it.
    private read(id: string): void {
        if (this.answer?.event?.id === id) this.outbox.acknowledge(id);
    }

    // Asks how everything stands; for how long it may rest then. What went wrong is told by the header.
    private async ask(): Promise<number> {
        this.keep(await readStation(this.station));
        if (!this.learnt) this.learn().catch(() => {}); // again with the next answer
        await this.who.ask();
        if (this.kept.bench) await this.readUnit(this.kept.bench.unit);
        return this.task?.is === 'wait' ? WAIT_MS : AGE_MS;
    }

    // An answer counts only if nothing was under way meanwhile: else nobody could tell what of it is in there already.
    private async readUnit(unit: { serial: string; part_number?: string | undefined }): Promise<void> {
        const moves = this.moves;
        if (this.waiting.length) return this.rhythm.later(PACE_MS);
        const bench = await readOnBench(unit, this.kept.operator, toolFor(this.stand?.current, this.tool));
        if (moves === this.moves && !this.waiting.length) this.keep({ bench, since: [] });
        else this.rhythm.later(0);
    }

    // Puts a unit on the bench. What was scanned for the one before goes on its way.
    async open(serial: string): Promise<void> {
        const before = this.kept.bench;
        try {
            this.moves++;
            const moves = this.moves;
            const bench = await readOnBench({ serial });
            if (moves !== this.moves && this.kept.bench !== before) return;
            this.part = this.chosen = undefined;
            this.leaving.forget();
            this.keep({ bench, since: [] });
            this.note(serial);
            this.rhythm.later(0);
        } catch (problem) {
            const ships = this.task?.is === 'ship';
            const why = whyNone(problem) ?? (ships ? this.leaving.takes(serial, this.context(0).codes) : 'unit_unknown');
            if (!why) return this.note(serial);
            this.tell({ text: serial, fate: 'wrong', why, wanted: this.leaving.shipment.tracking_number });
        }
    }

    putAway(): void {
        this.turned = this.keys;
        this.moves++;
        this.part = this.chosen = undefined;
        this.leaving.forget();
        this.keep({ bench: undefined, since: [] });
        this.rhythm.later(0);
    }

    // Nobody here knows the text: a badge or a tool that came since, or a unit that is not on the list.
    private async lookUp(text: string): Promise<void> {
        const why = await this.learn().then(() => undefined, whyNone);
        const meaning = meaningOf(text, this.context(0));
        if (meaning.is !== 'unknown') return this.perform(meaning, text, { choose: () => {}, act: () => false }, true);
        if (!why) return this.open(text.trim());
        this.tell({ text, fate: 'wrong', why });
    }

    private async learn(): Promise<void> {
        const { defects, ...codes } = await readCodes();
        this.defects = defects;
        this.learnt = true;
        this.keep(codes);
    }

    choose(need: Need): void {
        this.chosen = need;
        this.changed();
    }
}
