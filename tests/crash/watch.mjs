// Somebody who looks on: at the plant's clock, at the racks that burn in, and at the live feed.
import { request as httpRequest } from 'node:http';
import { Client } from '../client.mjs';
import { sleep } from '../daemon.mjs';

const LOOK_MS = 20;
const MINUTE_MS = 60000;
// How far two clocks that are read one after the other may be apart, in the world's time: the reader may be put aside
// between them. A restart reads them twice more.
const SLACK_MS = 15;
const RESTART_SLACK_MS = 15;
// A pause counts from when its batch began, and is seen when that is on disk: in between a burn-in seems to run on.
const PAUSE_SLACK_MS = 500;
// A burn-in with so much left will still be there after a restart.
const LEFT_MIN = 480;

export class Watch {
  constructor(daemon, token, rate) {
    this.daemon = daemon;
    this.client = new Client(daemon, token);
    this.rate = rate;
    this.kills = 0;        // so far: the killer counts
    this.burning = false;  // a rack burns in right now, as far as anybody knows
    this.crossings = 0;    // burn-ins that were seen before a kill and after it
    this.clocks = 0;       // looks at the clock across a kill
    this.faults = [];
    this.runs = new Map(); // of burn-ins, as last seen
    this.strays = [];      // {key, ms, fault}: burn-ins that went another way than the clock, in the world's time
  }

  run() {
    this.stopping = false;
    this.done = this.#look();
    return this.done;
  }

  async stop() {
    this.stopping = true;
    await this.done;
    this.client.close();
  }

  async #look() {
    while (!this.stopping) {
      await this.#lookAtClock();
      await this.#lookAtBurnIns();
      await sleep(LOOK_MS);
    }
  }

  // The kills before and after a request: only where they are the same is the answer of one known life of the daemon.
  async #timed(path) {
    for (;;) {
      const kills = this.kills;
      const from = performance.now();
      const answer = await this.client.send('GET', path);
      const seen = { from, to: performance.now(), kills };
      if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
      if (kills === this.kills && answer.sendings === 1) return { ...seen, body: JSON.parse(answer.text) };
    }
  }

  // The plant's time goes on by the world's times the rate, killed or not: no minute is lost, none is invented.
  async #lookAtClock() {
    const { body, ...seen } = await this.#timed('/v1/line');
    const now = { ...seen, plant: Date.parse(body.now) };
    const before = this.clock ?? now;
    const passed = (now.plant - before.plant) / this.rate;
    const slack = SLACK_MS + (now.kills - before.kills) * RESTART_SLACK_MS;
    if (now.kills > before.kills) this.clocks++;
    if (passed < now.from - before.to - slack || passed > now.to - before.from + slack)
      this.faults.push(`the plant's clock went on by ${passed.toFixed(1)} ms of the world's in ${(now.from - before.to).toFixed(1)} to ${(now.to - before.from).toFixed(1)}, across ${now.kills - before.kills} kills`);
    this.clock = now;
  }

  async #lookAtBurnIns() {
    const { body } = await this.#timed('/v1/line');
    const runs = body.stations.filter(({ type }) => type.startsWith('burn')).flatMap((station) => station.runs ?? []);
    let burning = false;
    for (const { serial, operation } of runs) burning = await this.#lookAtBurnIn(serial, operation) || burning;
    this.burning = burning;
  }

  // A burn-in's time never goes back, and goes on no faster than the plant's clock. Whether it runs for a while yet.
  async #lookAtBurnIn(serial, number) {
    const { body, ...seen } = await this.#timed(`/v1/units/${serial}`);
    const operation = body.operations.find((one) => one.operation === number);
    if (operation.accumulated_min === undefined) return false; // it has ended meanwhile
    const burning = operation.state === 'running' && operation.remaining_min > LEFT_MIN;
    const key = `${serial} ${operation.started}`;
    const before = this.runs.get(key);
    this.runs.set(key, { ...seen, minutes: operation.accumulated_min });
    if (!before) return burning;
    const passed = ((operation.accumulated_min - before.minutes) * MINUTE_MS) / this.rate;
    const most = seen.to - before.from + SLACK_MS + (seen.kills - before.kills) * RESTART_SLACK_MS;
    const ms = Math.max(-passed, passed - most);
    if (seen.kills > before.kills) this.crossings++;
    if (ms > 0) this.strays.push({ key, ms, fault: `the burn-in of ${serial} went on by ${passed} ms of the world's in at most ${most}, across ${seen.kills - before.kills} kills` });
    return burning;
  }

  // What was wrong, now that it is known which runs of burn-ins were paused.
  faultsWith(paused) {
    return this.faults.concat(this.strays.filter(({ key, ms }) => !paused.has(key) || ms > PAUSE_SLACK_MS).map(({ fault }) => fault));
  }
}

// A dashboard on the live feed, which comes again after each kill with the last id that it has.
export class Follower {
  constructor(daemon, token) {
    this.daemon = daemon;
    this.token = token;
    this.lines = []; // [journal position - 1]
    this.faults = [];
    this.connections = 0;
  }

  run() {
    this.stopping = false;
    this.done = this.#follow();
    return this.done;
  }

  // Until it has everything up to a position.
  async stop(head) {
    const patienceEnds = Date.now() + 20000;
    while (this.lines.length < head && Date.now() < patienceEnds) await sleep(20);
    this.stopping = true;
    this.request?.destroy();
    await this.done;
  }

  async #follow() {
    while (!this.stopping) {
      await this.#connect().catch(() => {});
      if (!this.stopping) await sleep(20);
    }
  }

  #connect() {
    return new Promise((resolve, reject) => {
      this.request = httpRequest({
        host: '127.0.0.1', port: this.daemon.port, path: '/v1/events', agent: false,
        headers: { Authorization: `Bearer ${this.token}`, Accept: 'text/event-stream', 'Last-Event-ID': String(this.lines.length) },
      });
      this.request.on('error', reject);
      this.request.on('response', (answer) => {
        let text = '';
        this.connections++;
        answer.setEncoding('utf8');
        answer.on('data', (part) => {
          const blocks = `${text}${part}`.split('\n\n');
          text = blocks.pop();
          for (const block of blocks) this.#take(block);
        });
        answer.on('end', resolve);
        answer.on('error', reject);
        answer.on('aborted', () => reject(new Error('the feed broke off')));
      });
      this.request.end();
    });
  }

  #take(block) {
    const id = /^id: (\d+)$/m.exec(block);
    const data = /^data: (.*)$/m.exec(block);
    if (!id || !data) return; // a comment
    if (Number(id[1]) !== this.lines.length + 1) this.faults.push(`after ${this.lines.length} came ${id[1]}`);
    else this.lines.push(data[1]);
  }
}
