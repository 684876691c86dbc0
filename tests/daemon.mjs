// For suites of tests that run on node: a racklined of the build under test, on a database of its own. Its tokens, its
// start, its end, and the check of what it left.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const START_MS = 30000;
const STOP_MS = 20000;
const COMPLAINTS_MAX = 8000;
const TRAINING = { site: 'TST1', training: true, 'log-level': 'warning' };

export const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

export function within(milliseconds, promise, complaint) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export class Daemon {
  // Settings are options of racklined; one that is `true` is a switch. The site is a training one unless they say
  // `training: undefined`. `environment` is what the process sees besides ours.
  constructor(racklined, settings = {}, environment = {}) {
    this.racklined = racklined;
    // packaging/test removes those whose process, which is in the name, is no more.
    this.folder = mkdtempSync(join(tmpdir(), `rackline-test-${process.pid}-`));
    this.database = join(this.folder, 'rackline.db');
    this.settings = { ...TRAINING, ...settings };
    this.environment = environment;
    this.port = 0;
    this.complaints = '';
  }

  get options() {
    const given = Object.entries({ database: this.database, ...this.settings }).filter(([, value]) => value !== undefined);
    return given.map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
  }

  // A daemon that does not run yet, on a copy of the database, which nobody may have open.
  copy(settings = {}) {
    const copy = new Daemon(this.racklined, { ...this.settings, ...settings }, this.environment);
    cpSync(this.database, copy.database);
    return copy;
  }

  // The text of a token made on the daemon's own machine, while it does not run.
  token(name, role) {
    return execFileSync(this.racklined, ['token', '--name', name, '--role', role, ...this.options], { encoding: 'utf8' }).trim();
  }

  // The same in a file, whose path it returns.
  tokenFile(name, role) {
    const file = join(this.folder, `${name}.token`);
    writeFileSync(file, `${this.token(name, role)}\n`, { mode: 0o600 });
    return file;
  }

  // Starts the process. Resolves when it listens, on the port that it had before if there was one; rejects when it ends
  // first. `ended` is what it exits with.
  start(environment = {}) {
    this.complaints = '';
    this.process = spawn(this.racklined, ['run', ...this.options, '--port', String(this.port)],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...this.environment, ...environment } });
    const { process: child } = this;
    child.stderr.on('data', (text) => { this.complaints = `${this.complaints}${text}`.slice(-COMPLAINTS_MAX); });
    this.ended = new Promise((resolve) => { child.on('close', (status, signal) => resolve({ status, signal })); });
    const listening = new Promise((resolve) => {
      createInterface(child.stdout).on('line', (line) => {
        const port = /^listening on https?:\/\/127\.0\.0\.1:(\d+)$/.exec(line);
        if (port) resolve(this.port = Number(port[1]));
      });
    });
    const failed = this.ended.then((end) => { throw new Error(`the daemon ended: ${JSON.stringify(end)}\n${this.complaints}`); });
    this.ready = within(START_MS, Promise.race([listening, failed]), 'the daemon does not get ready');
    failed.catch(() => {});
    this.ready.catch(() => {}); // one that is killed while it starts is never ready
    return this.ready;
  }

  get runs() {
    return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null;
  }

  // Ends the process with a signal; what it exited with.
  async stop(signal = 'SIGTERM') {
    if (this.runs) this.process.kill(signal);
    try {
      return await within(STOP_MS, this.ended, 'the daemon did not stop');
    } catch (error) {
      this.process.kill('SIGKILL');
      await this.ended;
      throw error;
    }
  }

  // Whether the journal makes the same tables again: null, or what the check said when it does not.
  async check(environment = {}) {
    try {
      await promisify(execFile)(this.racklined, ['check', ...this.options], { env: { ...process.env, ...environment } });
      return null;
    } catch (error) {
      return `${error.stdout}${error.stderr}`;
    }
  }

  remove() {
    if (this.runs) this.process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
