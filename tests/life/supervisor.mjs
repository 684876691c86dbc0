// The test's end of supervisor.c: what it says, line by line, and what it is told.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { within } from '../daemon.mjs';

const PATIENCE_MS = 20000;

export class Supervisor {
  // `command` is the daemon's; `environment` what it sees besides ours.
  constructor(program, command, environment = {}) {
    this.lines = [];   // all that was said
    this.awaited = []; // {from, pattern, resolve}
    this.complaints = '';
    this.process = spawn(program, command, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    this.process.stderr.on('data', (text) => { this.complaints = `${this.complaints}${text}`.slice(-20000); });
    createInterface(this.process.stdout).on('line', (line) => {
      this.lines.push(line);
      this.#look();
    });
  }

  #look() {
    this.awaited = this.awaited.filter(({ from, pattern, resolve }) => {
      const found = this.lines.slice(from).map((line) => pattern.exec(line)).find(Boolean);
      if (found) resolve(found);
      return !found;
    });
  }

  // A line from now on, or from an earlier place, that fits a pattern: its match.
  hears(pattern, from = this.lines.length) {
    const line = new Promise((resolve) => { this.awaited.push({ from, pattern, resolve }); });
    this.#look();
    return within(PATIENCE_MS, line, `the supervisor did not say ${pattern}:\n${this.lines.slice(-20).join('\n')}\n${this.complaints}`);
  }

  tell(order) {
    this.process.stdin.write(`${order}\n`);
  }

  // Sends a signal; {status, ms}: what the daemon ended with, and how long it took.
  async end(signal) {
    const ended = this.hears(/^ended (\d+) (\d+)$/);
    this.tell(signal);
    const [, status, ms] = await ended;
    return { status: Number(status), ms: Number(ms) };
  }

  async start() {
    const ready = this.hears(/^ready$/);
    this.tell('start');
    await ready;
  }

  remove() {
    this.process.kill('SIGKILL');
  }
}
