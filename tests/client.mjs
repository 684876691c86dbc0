// One connection of somebody who sends a thing again, just as it was, until there is an answer.
import { Agent, request as httpRequest } from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import { randomBytes } from 'node:crypto';
import { sleep } from './daemon.mjs';

const ANSWER_MS = 20000;
const PATIENCE_MS = 60000;

// A UUID of version 7: the time first.
export function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export class Client {
  constructor(daemon, token) {
    this.daemon = daemon;
    this.token = token;
    // Of a daemon that serves TLS, `ca` is the certificate that its own is verified by.
    this.request = daemon.ca ? httpsRequest : httpRequest;
    this.agent = new (daemon.ca ? TlsAgent : Agent)({ keepAlive: true, maxSockets: 1, ca: daemon.ca });
  }

  // {status, text} of one sending; rejects where there is no answer.
  sendOnce(method, path, body, headers = {}) {
    return new Promise((resolve, reject) => {
      const sent = this.request({
        host: '127.0.0.1', port: this.daemon.port, method, path, agent: this.agent,
        headers: { Authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      });
      sent.setTimeout(ANSWER_MS, () => sent.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
      sent.on('error', reject);
      sent.on('response', (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString('utf8') }));
        answer.on('error', reject);
        // Half an answer is none: a killed daemon's connection ends without an end.
        answer.on('aborted', () => reject(new Error('the answer broke off')));
      });
      sent.end(body);
    });
  }

  // {status, text, sendings}: with the first answer that is not "try again".
  async send(method, path, body, headers = {}) {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const patienceEnds = Date.now() + PATIENCE_MS;
    for (let sendings = 1; ; sendings++) {
      try {
        const answer = await this.sendOnce(method, path, text, headers);
        if (answer.status !== 503) return { ...answer, sendings };
      } catch (error) {
        if (Date.now() > patienceEnds) throw error;
      }
      if (Date.now() > patienceEnds) throw new Error(`${method} ${path}: busy for too long`);
      await sleep(10 + Math.random() * 40);
    }
  }

  async get(path, headers) {
    const answer = await this.send('GET', path, undefined, headers);
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
    return answer.text;
  }

  close() {
    this.agent.destroy();
  }
}
