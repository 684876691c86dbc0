// Several connections that change things without a pause and write down what was acknowledged.
import { Client, newId } from '../client.mjs';
import { sleep } from '../daemon.mjs';

const STATIONS = 4;
const STATES = ['productive', 'standby', 'engineering', 'scheduled_down'];
const ARRAY_MAX = 6;
const PRODUCT = { part_number: 'RL-TRAY-C1', revision: 'A' };
const PRODUCT_MS = 30000;
const PAUSE_MS = 30; // between two things that one of them sends, at most

const anyOf = (list) => list[Math.floor(Math.random() * list.length)];

export class Ledger {
  constructor(daemon, adminToken) {
    this.daemon = daemon;
    this.admin = new Client(daemon, adminToken);
    this.acknowledged = []; // {id, position, bytes}: bytes of the entry, or null where the answer was an array
    this.texts = [];        // whole answers to arrays, with the ids in them
    this.wrong = [];        // answers that should not have been
    this.unanswered = 0;    // sendings that got no answer
    this.known = 0;         // things that were sent again and turned out to be committed
  }

  // Its stations and their tokens; and the product that its orders are for, which the floor brings.
  async prepare() {
    const patienceEnds = Date.now() + PRODUCT_MS;
    for (let released = false; !released;) {
      const answer = await this.admin.send('GET', `/v1/products/${PRODUCT.part_number}/${PRODUCT.revision}`);
      released = answer.status === 200 && JSON.parse(answer.text).state === 'released';
      if (!released && Date.now() > patienceEnds) throw new Error(`no product: ${answer.status} ${answer.text.slice(0, 200)}`);
      await sleep(20);
    }
    this.stations = [];
    for (let i = 1; i <= STATIONS; i++) {
      const station = `LEDGER-${i}`;
      await this.#must('PUT', `/v1/stations/${station}`, { name: station, type: 'ledger' });
      const made = await this.#must('POST', '/v1/tokens', { token: station, role: 'station', station });
      this.stations.push(new Client(this.daemon, JSON.parse(made.text).secret));
    }
  }

  async #must(method, path, body) {
    const answer = await this.admin.send(method, path, body);
    if (answer.status !== 200 && answer.status !== 201) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  // Until stop() was called and the last thing sent was answered.
  run() {
    this.stopping = false;
    this.done = Promise.all([...this.stations.map((client, i) => this.#report(client, i)), this.#plan()]);
    return this.done;
  }

  async stop() {
    this.stopping = true;
    await this.done;
    for (const client of [this.admin, ...this.stations]) client.close();
  }

  // A station reports events of its own, one by one or in arrays.
  async #report(client, station) {
    for (let n = 0; !this.stopping; n++) {
      const events = Array.from({ length: Math.random() < 0.3 ? 1 + Math.floor(Math.random() * ARRAY_MAX) : 0 }, (_, i) => this.#event(station, n, i));
      if (events.length) this.#noteArray(events, await client.send('POST', '/v1/events', events));
      else await this.#post(client, '/v1/events', this.#event(station, n, 0));
      await sleep(Math.random() * PAUSE_MS);
    }
  }

  #event(station, n, i) {
    return { id: newId(), type: 'station.changed', at: new Date().toISOString(), state: anyOf(STATES), reason: `ledger ${station}, ${n}.${i}` };
  }

  // A planner plans and cancels orders; a lead holds them.
  async #plan() {
    for (let n = 0; !this.stopping; n++) {
      const order = `LEDGER-${n}`;
      await this.#keyed('/v1/orders', { order, ...PRODUCT, quantity: 1 });
      const hold = await this.#keyed('/v1/holds', { order, reason: `ledger ${n}` });
      await this.#keyed(`/v1/holds/${hold}/release`, { reason: `ledger ${n}` });
      await this.#keyed(`/v1/orders/${order}/cancel`, { reason: `ledger ${n}` });
      await sleep(Math.random() * PAUSE_MS);
    }
  }

  // A POST under a key of its own; the entry's journal position.
  async #keyed(path, body) {
    const id = newId();
    const answer = await this.admin.send('POST', path, body, { 'Idempotency-Key': id });
    return this.#note(id, path, answer);
  }

  async #post(client, path, event) {
    return this.#note(event.id, path, await client.send('POST', path, event));
  }

  #note(id, path, answer) {
    this.#count(answer.sendings, answer.status === 200);
    if (answer.status !== 201 && (answer.status !== 200 || answer.sendings === 1)) {
      this.wrong.push(`${path} ${id}: ${answer.status} after ${answer.sendings} sendings: ${answer.text}`);
      return 0;
    }
    const position = JSON.parse(answer.text).journal_position;
    this.acknowledged.push({ id, position, bytes: answer.text });
    return position;
  }

  #noteArray(events, answer) {
    const { outcomes } = answer.status === 200 ? JSON.parse(answer.text) : { outcomes: [] };
    const good = outcomes.length === events.length && outcomes.every((outcome, i) => outcome.entry?.id === events[i].id &&
      (outcome.status === 201 || (outcome.status === 200 && answer.sendings > 1)));
    if (!good) {
      this.wrong.push(`an array: ${answer.status} after ${answer.sendings} sendings: ${answer.text}`);
      return;
    }
    this.#count(answer.sendings, outcomes.some((outcome) => outcome.status === 200));
    // An array is one commit: all of it is new, or all of it was known.
    if (new Set(outcomes.map((outcome) => outcome.status)).size !== 1) this.wrong.push(`half of an array was committed: ${answer.text}`);
    this.texts.push(answer.text);
    for (const { entry } of outcomes) this.acknowledged.push({ id: entry.id, position: entry.journal_position, bytes: null, within: answer.text });
  }

  #count(sendings, known) {
    this.unanswered += sendings - 1;
    this.known += known ? 1 : 0;
  }
}
