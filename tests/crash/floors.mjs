// Floor after floor, until there were enough: each builds racks from order to shipped.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const RACKS = 1;
const FLOOR_MS = 600000; // without a kill it takes a few seconds

export class Floors {
  constructor(daemon, { build, products, tokenFile, seed }) {
    this.daemon = daemon;
    this.program = join(build, 'tests/floor/floor');
    this.options = ['--admin-token-file', tokenFile, '--fast', '--racks', String(RACKS), '--products', products];
    this.seed = seed; // of the first; each other one's is one more
    this.faults = [];
    this.runs = 0;
    this.enough = false;
  }

  run() {
    this.done = this.#work();
    return this.done;
  }

  async #work() {
    do {
      const fault = await this.#workOnce(this.seed + this.runs++);
      if (fault) this.faults.push(fault);
    } while (!this.enough && !this.faults.length);
    this.over = true;
  }

  #workOnce(seed) {
    const options = ['--url', `http://127.0.0.1:${this.daemon.port}`, '--seed', String(seed), ...this.options];
    const floor = spawn(this.program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [floor.stdout, floor.stderr]) stream.on('data', (text) => { output += text; });
    const timer = setTimeout(() => floor.kill('SIGKILL'), FLOOR_MS);
    return new Promise((resolve) => {
      floor.on('exit', (status, signal) => {
        clearTimeout(timer);
        resolve(status === 0 ? null : `floor ${seed} ended with ${status ?? signal}:\n${output.slice(0, 3000)}`);
      });
    });
  }
}
