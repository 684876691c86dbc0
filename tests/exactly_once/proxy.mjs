// A proxy on a bad network: it loses requests and answers, repeats requests, delays answers and breaks off in them.
import { createServer, request as httpRequest } from 'node:http';
import { sleep } from '../daemon.mjs';

const FATES = ['straight', 'straight', 'late', 'request lost', 'answer lost', 'answer broken off', 'sent twice', 'sent twice, answer lost'];
const DELAY_MS = 40;

export class LossyProxy {
  constructor(daemon) {
    this.daemon = daemon;
    this.met = new Map(); // how often each fate was met
    this.server = createServer((request, response) => { this.#take(request, response).catch(() => request.socket.destroy()); });
  }

  async start() {
    await new Promise((resolve) => { this.server.listen(0, '127.0.0.1', resolve); });
    this.port = this.server.address().port;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  async #take(request, response) {
    const parts = [];
    for await (const part of request) parts.push(part);
    const fate = FATES[Math.floor(Math.random() * FATES.length)];
    this.met.set(fate, (this.met.get(fate) ?? 0) + 1);
    if (fate === 'request lost') return request.socket.resetAndDestroy();
    const send = () => this.#forward(request, Buffer.concat(parts));
    const [answer] = await Promise.all(fate.startsWith('sent twice') ? [send(), send()] : [send()]);
    if (fate === 'late') await sleep(Math.random() * DELAY_MS);
    if (fate.endsWith('answer lost')) return request.socket.resetAndDestroy();
    if (fate === 'answer broken off') {
      response.writeHead(answer.status, { 'Content-Length': answer.body.length });
      response.write(answer.body.subarray(0, answer.body.length >> 1), () => request.socket.resetAndDestroy());
      return undefined;
    }
    response.writeHead(answer.status, { 'Content-Type': answer.type, 'Content-Length': answer.body.length });
    return response.end(answer.body);
  }

  #forward(request, body) {
    return new Promise((resolve, reject) => {
      const { authorization, 'content-type': type } = request.headers;
      const sent = httpRequest({ host: '127.0.0.1', port: this.daemon.port, method: request.method, path: request.url,
        headers: { Authorization: authorization, 'Content-Type': type, 'Content-Length': body.length } });
      sent.on('error', reject);
      sent.on('response', (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode, type: answer.headers['content-type'], body: Buffer.concat(parts) }));
        answer.on('error', reject);
      });
      sent.end(body);
    });
  }
}
