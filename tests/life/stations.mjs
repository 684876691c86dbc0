// Stations that post without a pause, each event until it is answered: some on a connection that they keep, some on a
// new one for each. They count what became of every sending.
import { Agent, request as httpRequest } from 'node:http';
import { newId } from '../client.mjs';
import { sleep } from '../daemon.mjs';

const ANSWER_MS = 15000;

export class Station {
  constructor(port, code, secret, keeps) {
    this.port = port;
    this.code = code;
    this.secret = secret;
    this.keeps = keeps;
    this.agent = keeps ? new Agent({ keepAlive: true, maxSockets: 1 }) : false;
    this.positions = new Map(); // of the events that were acknowledged, by id
    this.refused = 0;    // connections that were not taken
    this.unanswered = 0; // sendings whose connection ended without an answer
    this.away = 0;       // sendings that were told to come again
    this.wrong = [];     // answers that should not have been
  }

  // One that the daemon knows from now on, by a token of its own.
  static async make(admin, port, code, keeps) {
    await admin.send('PUT', `/v1/stations/${code}`, { name: code, type: 'loading' });
    const made = await admin.send('POST', '/v1/tokens', { token: code, role: 'station', station: code });
    return new Station(port, code, JSON.parse(made.text).secret, keeps);
  }

  get posted() {
    return this.positions.size;
  }

  run() {
    this.stopping = false;
    this.done = this.#post();
    return this.done;
  }

  async stop() {
    this.stopping = true;
    await this.done;
    if (this.agent) this.agent.destroy();
  }

  async #post() {
    for (let n = 0; !this.stopping; n++) {
      const event = { id: newId(), type: 'station.changed', at: new Date().toISOString(), state: n % 2 ? 'standby' : 'productive' };
      const text = JSON.stringify(event);
      for (let answered = false; !answered;) answered = await this.#sendOnce(event.id, text);
    }
  }

  async #sendOnce(id, text) {
    try {
      const { status, body } = await this.#ask(text);
      if (status === 503) {
        this.away++;
        await sleep(20);
        return false;
      }
      if (status === 201 || status === 200) this.positions.set(id, JSON.parse(body).journal_position);
      else this.wrong.push(`${this.code} ${id}: ${status} ${body}`);
      return true;
    } catch (error) {
      if (error.code === 'ECONNREFUSED') this.refused++;
      else this.unanswered++;
      await sleep(20);
      return false;
    }
  }

  #ask(text) {
    return new Promise((resolve, reject) => {
      const sent = httpRequest({
        host: '127.0.0.1', port: this.port, method: 'POST', path: '/v1/events', agent: this.agent,
        headers: { Authorization: `Bearer ${this.secret}`, 'Content-Type': 'application/json', ...(this.keeps ? {} : { Connection: 'close' }) },
      }, (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => { body += part; });
        answer.on('end', () => (answer.complete ? resolve({ status: answer.statusCode, body }) : reject(new Error('the answer broke off'))));
        answer.on('error', reject);
      });
      sent.setTimeout(ANSWER_MS, () => sent.destroy(new Error('no answer')));
      sent.on('error', reject);
      sent.end(text);
    });
  }
}
