// Stands before the daemon, and cuts its live streams: each soon, and now and then with a refusal when it is taken up again. Or
// it hangs: nothing breaks, and nothing comes any more.
import { createServer, request as httpRequest } from 'node:http';

const PAUSE = /^retry: \d+/m; // the daemon's, of seconds, would make a thousand cuts an hour
const REFUSED_EVERY = 400;

export class CuttingProxy {
  opened = 0; // streams, one after another
  atOnce = 0; // and how many at the most together
  cutting = true;
  hanging = false; // what was asked for or open meanwhile is never answered
  #open = new Set();

  constructor(daemon) {
    this.daemon = daemon;
    this.server = createServer((request, response) => this.#take(request, response));
  }

  async start() {
    await new Promise((resolve) => { this.server.listen(0, '127.0.0.1', resolve); });
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  #take(request, response) {
    if (this.hanging) return;
    const isStream = request.headers.accept === 'text/event-stream';
    if (isStream && this.cutting && this.opened > 0 && this.opened % REFUSED_EVERY === 0) {
      this.opened++;
      response.writeHead(503).end();
      return;
    }
    const { method, url, headers } = request;
    const sent = httpRequest({ host: '127.0.0.1', port: this.daemon.port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      if (!isStream) return answer.pipe(response);
      this.#cut(response);
      answer.on('data', (bytes) => !this.hanging && response.write(String(bytes).replace(PAUSE, 'retry: 1')));
      return answer.on('end', () => response.end());
    });
    sent.on('error', () => response.destroy());
    response.on('close', () => sent.destroy());
    request.pipe(sent);
  }

  // Within a few milliseconds: between two events, or in the middle of one.
  #cut(response) {
    this.opened++;
    this.#open.add(response);
    this.atOnce = Math.max(this.atOnce, this.#open.size);
    response.on('close', () => this.#open.delete(response));
    if (this.cutting) setTimeout(() => response.destroy(), 1 + Math.random() * 6);
  }
}
