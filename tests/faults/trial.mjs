// One daemon whose disk meets one fault while a station posts; and the one after it, on the same database.
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Client, newId } from '../client.mjs';

const EVENTS = 7;
const STATES = ['productive', 'standby', 'engineering'];
const END_MS = 15000;
const GRACE_MS = 500; // for one that need not end
const LAST_LINE = 'racklined: the database could not be written; what was acknowledged is on disk, and nothing else';

export class Trial {
  constructor({ build, template, tokens, plan }) {
    this.plan = plan;
    this.tokens = tokens;
    this.daemon = template.copy();
    this.sound = this.daemon.racklined;
    this.faulty = join(build, 'tests/faults/racklined');
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
    this.events = Array.from({ length: EVENTS }, (_, i) => ({
      id: newId(), type: 'station.changed', at: new Date().toISOString(), state: STATES[i % STATES.length], reason: `event ${i}`,
    }));
    this.acknowledged = []; // by event: the entry that was answered
    this.faults = [];
  }

  get onlyReads() {
    return ['read', 'open'].includes(this.plan.operation);
  }

  // Whether the fault came at all.
  async run() {
    const { operation, nth, fault } = this.plan;
    this.daemon.racklined = this.faulty;
    const started = await this.daemon.start({ RACKLINE_DISK: `${operation} ${nth} ${fault} ${nth}` }).then(() => true, () => false);
    if (started) await this.#post();
    this.agent.destroy();
    const end = await this.#end();
    if (!started || this.lost) this.#judgeEnd(end, started);
    else if (end.status !== 0 && !this.daemon.complaints.includes(LAST_LINE)) this.faults.push(`it ended with ${JSON.stringify(end)}: ${this.daemon.complaints}`);
    await this.#startAgain();
    return !started || this.refused || end.status !== 0 || /failed|waiting for room/.test(this.daemon.complaints);
  }

  // One after the other, until the daemon does not acknowledge any more.
  async #post() {
    for (let i = 0; i < EVENTS; i++) {
      let answer = await this.#send(this.events[i]);
      if (answer.status === 507) {
        this.refused = true;
        answer = await this.#send(this.events[i]);
      }
      if (answer.status === 201) this.acknowledged[i] = answer.text;
      else if (answer.status === 200 && this.refused) this.faults.push(`event ${i} was refused, and is there: ${answer.text}`);
      else if (answer.status !== 0 && answer.status < 500) this.faults.push(`event ${i}: ${answer.status} ${answer.text}`);
      else {
        this.refused = true;
        this.lost = true;
        return;
      }
    }
  }

  #send(event) {
    return new Promise((resolve) => {
      const sent = httpRequest({
        host: '127.0.0.1', port: this.daemon.port, method: 'POST', path: '/v1/events', agent: this.agent,
        headers: { Authorization: `Bearer ${this.tokens.station}`, 'Content-Type': 'application/json' },
      });
      const nothing = () => resolve({ status: 0, text: '' });
      sent.setTimeout(END_MS, () => sent.destroy());
      sent.on('error', nothing);
      sent.on('response', (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => { text += part; });
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
        answer.on('error', nothing);
        answer.on('aborted', nothing);
      });
      sent.end(JSON.stringify(event));
    });
  }

  // One that failed ends by itself; any other is asked to.
  async #end() {
    let timer;
    const patience = !this.lost ? 0 : this.onlyReads ? GRACE_MS : END_MS;
    const wait = new Promise((resolve) => { timer = setTimeout(resolve, patience); });
    await Promise.race([this.daemon.ended, wait]);
    clearTimeout(timer);
    if (this.lost && this.daemon.runs) this.survived = true;
    return this.daemon.stop();
  }

  // Whoever was refused for the disk's sake finds the daemon gone, and why on its last line; only what merely read, and
  // changed nothing, may have failed a request alone.
  #judgeEnd(end, started) {
    const lines = this.daemon.complaints.trim().split('\n');
    const said = started ? lines.at(-1) === LAST_LINE : lines.at(-1).startsWith('racklined: ');
    if (this.survived && !this.onlyReads) this.faults.push('it did not end');
    if (!this.survived && (end.status !== 1 || !said)) this.faults.push(`it ended with ${JSON.stringify(end)}: ${this.daemon.complaints}`);
  }

  async #startAgain() {
    const { daemon } = this;
    daemon.racklined = this.sound;
    await daemon.start();
    const station = new Client(daemon, this.tokens.station);
    const admin = new Client(daemon, this.tokens.admin);
    for (const [i, event] of this.events.entries()) {
      const answer = await station.send('POST', '/v1/events', event);
      const first = this.acknowledged[i];
      if (first !== undefined && (answer.status !== 200 || answer.text !== first)) this.faults.push(`event ${i} was acknowledged as ${first}, and is ${answer.status} ${answer.text}`);
      if (answer.status !== 200 && answer.status !== 201) this.faults.push(`event ${i}: ${answer.status} ${answer.text}`);
    }
    const page = JSON.parse(await admin.get('/v1/events?limit=1000'));
    for (const { id } of this.events) {
      const times = page.items.filter((entry) => entry.id === id).length;
      if (times !== 1) this.faults.push(`${id} is there ${times} times`);
    }
    station.close();
    admin.close();
    const end = await daemon.stop();
    if (end.status !== 0) this.faults.push(`the one after it ended with ${JSON.stringify(end)}: ${daemon.complaints}`);
    const unequal = await daemon.check();
    if (unequal) this.faults.push(unequal);
  }

  remove() {
    this.daemon.remove();
  }
}
