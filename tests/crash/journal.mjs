// The journal as somebody reads it who was told what is in it: what was acknowledged is there, once, and as it was said.
import { Client } from '../client.mjs';

export class Journal {
  constructor(daemon, token) {
    this.client = new Client(daemon, token);
    this.lines = []; // [journal position - 1]
    this.entries = [];
    this.places = new Map(); // positions by id
    this.held = 0; // acknowledgements that were held against it
  }

  close() {
    this.client.close();
  }

  // Reads on to the end: what is wrong with what is new.
  async readOn() {
    const faults = [];
    for (let got = true; got;) {
      const text = await this.client.get(`/v1/events?after=${this.lines.length}&limit=1000`, { Accept: 'application/x-ndjson' });
      const more = text.split('\n').slice(0, -1);
      for (const line of more) faults.push(...this.#take(line));
      got = more.length > 0;
    }
    return faults;
  }

  #take(line) {
    const faults = [];
    const entry = JSON.parse(line);
    const known = this.places.get(entry.id);
    this.lines.push(line);
    this.entries.push(entry);
    if (entry.journal_position !== this.lines.length) faults.push(`position ${entry.journal_position} stands at place ${this.lines.length}`);
    if (known) faults.push(`id ${entry.id} stands at ${known} and ${entry.journal_position}`);
    this.places.set(entry.id, entry.journal_position);
    return faults;
  }

  // What was said to whoever posted is what stands here: of the acknowledgements that were not yet held against it.
  async hold(acknowledged) {
    const held = acknowledged.length;
    const faults = await this.readOn();
    for (const { id, position, bytes, within } of acknowledged.slice(this.held, held)) {
      const line = this.lines[position - 1];
      if (!line || this.entries[position - 1].id !== id || (bytes === null ? !within.includes(line) : line !== bytes))
        faults.push(`${id} was acknowledged at ${position}, where there is ${line ?? 'nothing'}`);
    }
    this.held = held;
    return faults;
  }

  // Things that are done once are there once: what a ledger's order, hold and event were named after.
  twice() {
    const seen = new Map();
    for (const { type, data } of this.entries) {
      const name = data.reason?.startsWith('ledger ') ? data.reason : type === 'order.planned' ? data.order : null;
      if (name) seen.set(`${type} ${name}`, (seen.get(`${type} ${name}`) ?? 0) + 1);
    }
    return [...seen].filter(([, times]) => times > 1).map(([name, times]) => `${name}: ${times} times`);
  }

  // The burn-ins' times: what ran between start, pause, resumption and end, and nothing else.
  burnIns() {
    const runs = new Map();
    const faults = [];
    let ended = 0;
    for (const { type, recorded, data, result, journal_position: position } of this.entries) {
      const key = `${data.unit} ${data.operation}`;
      const now = Date.parse(recorded) * 1000 + Number(/\.\d{3}(\d{3})Z$/.exec(recorded)?.[1] ?? 0);
      const run = runs.get(key);
      if (type === 'operation.started' && result.power_w > 0) runs.set(key, { ran: 0, since: now });
      else if (run && type === 'operation.resumed') run.since = now;
      else if (run && (type === 'operation.paused' || type === 'operation.completed')) {
        run.ran += now - run.since;
        if (run.ran !== result.accumulated_us) faults.push(`${key} at ${position}: ran ${run.ran} us, accumulated ${result.accumulated_us}`);
        if (type === 'operation.completed') {
          runs.delete(key);
          ended++;
        }
      } else if (type === 'operation.aborted') runs.delete(key);
    }
    return ended ? faults : ['no burn-in ended'];
  }

  // The runs that were paused, named as the watch names them: by serial and start.
  pausedRuns() {
    const started = new Map();
    const paused = new Set();
    for (const { type, recorded, data } of this.entries) {
      const key = `${data.unit} ${data.operation}`;
      if (type === 'operation.started') started.set(key, `${data.unit} ${recorded}`);
      else if (type === 'operation.paused') paused.add(started.get(key));
    }
    return paused;
  }
}
