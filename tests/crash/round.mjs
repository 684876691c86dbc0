// One database, whose daemon is killed again and again while a floor works and others post: after each kill the
// database is sound and makes the same tables from its journal, and all that was acknowledged is there, once.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Daemon, sleep } from '../daemon.mjs';
import { Floors } from './floors.mjs';
import { Journal } from './journal.mjs';
import { Ledger } from './ledger.mjs';
import { Follower, Watch } from './watch.mjs';

const BURN_IN_WAIT_MS = 300000; // patience for a slow machine, and a sanitized daemon on it
const IDLE_MS = 1300; // long enough for an idle daemon to note the time, which it does not do while it is busy
const PAUSE_MS = 250; // between a restart and the next kill, at most
const STARTING = 0.2; // of the kills hit a daemon that has not said that it listens
const STARTING_MS = 60;

export class Round {
  constructor({ build, products, kills, rate, seed }) {
    this.kills = kills;
    this.daemon = new Daemon(join(build, 'racklined'), { 'clock-rate': rate, 'correction-window-min': 10080 });
    const tokenFile = this.daemon.tokenFile('admin', 'admin');
    const token = readFileSync(tokenFile, 'utf8').trim();
    this.floors = new Floors(this.daemon, { build, products, tokenFile, seed });
    this.ledger = new Ledger(this.daemon, token);
    this.watch = new Watch(this.daemon, token, rate);
    this.follower = new Follower(this.daemon, token);
    this.journal = new Journal(this.daemon, token);
    this.missing = [];  // after a kill, what was acknowledged and was not there or not once
    this.unsound = [];  // databases that a kill left
    this.killed = [];   // kills that hit nothing
    this.failures = []; // of those who post and look
  }

  async run() {
    const note = (error) => this.failures.push(error.stack);
    await this.daemon.start();
    await sleep(IDLE_MS);
    this.floors.run();
    await this.ledger.prepare();
    for (const part of [this.ledger, this.watch, this.follower]) part.run().catch(note);
    await this.#killAll();
    this.floors.enough = true;
    await this.floors.done;
    await this.ledger.stop().catch(note);
    await this.watch.stop().catch(note);
    this.missing.push(...await this.journal.hold(this.ledger.acknowledged));
    await this.follower.stop(this.journal.lines.length).catch(note);
    this.changed = await this.#readAgain();
    this.journal.close();
    this.end = await this.daemon.stop();
    this.unequal = await this.daemon.check();
  }

  // At moments that nobody chose: now and then while it starts, the last one while a rack burns in.
  async #killAll() {
    for (let n = 1; n <= this.kills && !this.floors.over; n++) {
      const last = n === this.kills;
      const starting = n > 1 && !last && Math.random() < STARTING;
      if (last) await this.#awaitBurnIn();
      else if (starting) await sleep(Math.random() * STARTING_MS);
      else await sleep(Math.random() * PAUSE_MS);
      await this.#kill(n);
      if (last || Math.random() >= STARTING) {
        await this.daemon.ready;
        this.missing.push(...await this.journal.hold(this.ledger.acknowledged));
      }
    }
    await this.daemon.ready;
  }

  async #awaitBurnIn() {
    const patienceEnds = Date.now() + BURN_IN_WAIT_MS;
    while (!this.watch.burning && !this.floors.over && Date.now() < patienceEnds) await sleep(5);
  }

  async #kill(n) {
    this.watch.kills++;
    const end = await this.daemon.stop('SIGKILL');
    if (end.signal !== 'SIGKILL') this.killed.push(`the daemon was gone before kill ${n}: ${JSON.stringify(end)} ${this.daemon.complaints}`);
    const unequal = await this.daemon.check();
    if (unequal) this.unsound.push(`after kill ${n}: ${unequal}`);
    this.daemon.start();
  }

  // From the first entry to the last, once more: nothing that stood there has changed meanwhile.
  async #readAgain() {
    const again = new Journal(this.daemon, this.ledger.admin.token);
    const faults = await again.readOn();
    again.close();
    return faults.concat(again.lines.filter((line, i) => line !== this.journal.lines[i]),
      again.lines.length === this.journal.lines.length ? [] : [`${again.lines.length} entries after ${this.journal.lines.length}`]);
  }

  claimAll(claims) {
    const { daemon, end, floors, follower, journal, kills, ledger, watch } = this;
    claims.claim(`the daemon was there to be killed, ${kills} times`, this.killed);
    claims.claim('every kill fell into the floor\'s work', watch.kills === kills ? [] : [`${watch.kills} of ${kills}`]);
    claims.claim('whoever posts and looks gets an answer in the end', this.failures);
    claims.claim('every rack of every floor shipped', floors.faults);
    claims.claim('every answer was the right one', ledger.wrong);
    claims.claim('after each kill the database is sound, and the journal makes the same tables again', this.unsound);
    claims.claim('after each restart all that was acknowledged is there as it was acknowledged, without a gap, no id twice', this.missing);
    claims.claim('nothing that stood in the journal has changed', this.changed);
    claims.claim('nothing was done twice', journal.twice());
    claims.claim('things were sent again', ledger.unanswered ? [] : ['every request was answered at once']);
    claims.claim('the live feed told of nothing that is not there', follower.faults.concat(
      follower.lines.length === journal.lines.length ? [] : [`it told of ${follower.lines.length} of ${journal.lines.length}`],
      follower.lines.filter((line, i) => line !== journal.lines[i])));
    claims.claim('no clock and no burn-in lost or won a minute', watch.faultsWith(journal.pausedRuns()).concat(journal.burnIns()));
    claims.claim('a burn-in went on across a kill', watch.crossings ? [] : ['none was seen before and after one']);
    claims.claim('the daemon stops cleanly', end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
    claims.claim('and leaves a sound database', [this.unequal].filter(Boolean));
  }

  get summary() {
    const { floors, follower, journal, ledger, watch } = this;
    return `${watch.kills} kills, ${floors.runs} floors, ${journal.lines.length} entries; ${ledger.acknowledged.length} acknowledged to the ledger, ` +
      `${ledger.unanswered} sendings unanswered, ${ledger.known} of them committed all the same; ${watch.crossings} looks at a burn-in ` +
      `and ${watch.clocks} at the clock across a kill; ${follower.connections} connections to the feed`;
  }

  remove() {
    this.daemon.remove();
  }
}
