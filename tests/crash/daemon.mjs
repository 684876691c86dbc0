// The daemon that is killed, and the folder it leaves its database in.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MS = 30000;

export const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

export class Daemon {
  constructor(racklined, rate) {
    this.racklined = racklined;
    this.folder = mkdtempSync(join(tmpdir(), 'rackline-crash-'));
    this.options = ['--database', join(this.folder, 'line.db'), '--site', 'TST1', '--training', '--clock-rate', String(rate), '--correction-window-min', '10080',
      '--log-level', 'warning'];
    this.port = 0;
    this.complaints = '';
  }

  // A token made on the daemon's own machine, in a file.
  token(name, role) {
    const file = join(this.folder, `${name}.token`);
    const options = ['token', '--name', name, '--role', role, ...this.options];
    writeFileSync(file, execFileSync(this.racklined, options, { encoding: 'utf8' }), { mode: 0o600 });
    return file;
  }

  // Starts the process; it is `ready` when it listens, on the port that it had before. Rejects when it ends first.
  launch() {
    this.process = spawn(this.racklined, ['run', ...this.options, '--port', String(this.port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const { process: child } = this;
    child.stderr.on('data', (text) => { this.complaints = `${this.complaints}${text}`.slice(-4000); });
    this.ended = new Promise((resolve) => { child.on('exit', (status, signal) => resolve({ status, signal })); });
    this.ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the daemon does not get ready')), START_MS);
      createInterface(child.stdout).on('line', (line) => {
        const port = /^listening on http:\/\/127\.0\.0\.1:(\d+)$/.exec(line);
        if (!port) return;
        clearTimeout(timer);
        this.port = Number(port[1]);
        resolve();
      });
      this.ended.then((end) => {
        clearTimeout(timer);
        reject(new Error(`the daemon ended: ${JSON.stringify(end)}\n${this.complaints}`));
      });
    });
    this.ready.catch(() => {}); // one that is killed while it starts is never ready
    return this.ready;
  }

  // Ends the process with a signal; what it exited with.
  async end(signal) {
    this.process.kill(signal);
    return this.ended;
  }

  // Whether the journal makes the same tables again; what the check said when it does not.
  check() {
    try {
      execFileSync(this.racklined, ['check', ...this.options], { encoding: 'utf8', stdio: 'pipe' });
      return null;
    } catch (error) {
      return `${error.stdout}${error.stderr}`;
    }
  }

  remove() {
    if (this.process && this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
