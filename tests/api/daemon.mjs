// A racklined of the build under test: its database, its tokens, its start and its end.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MS = 20000;
const STOP_MS = 20000;

// Tokens that every scenario has: people's, for a station's is made when its station is there.
const PEOPLE = ['viewer', 'operator', 'quality', 'planner', 'admin'];

// A founded database with tokens in it, to be copied for each scenario.
export class Template {
  constructor(racklined) {
    this.racklined = racklined;
    this.directory = mkdtempSync(join(tmpdir(), 'rackline-api-'));
    this.tokens = {};
    const config = '[site]\nsite = TST1\ntraining = true\nclock_rate = 3600\n[http]\nport = 0\n[log]\nlog_level = warning\n';
    writeFileSync(join(this.directory, 'rackline.conf'), config);
    for (const role of PEOPLE) this.tokens[role] = this.#token(role);
  }

  #token(role) {
    const options = ['token', '--name', role, '--role', role, ...this.options(this.directory)];
    return execFileSync(this.racklined, options, { encoding: 'utf8' }).trim();
  }

  options(directory) {
    return ['--config', join(this.directory, 'rackline.conf'), '--database', join(directory, 'rackline.db')];
  }

  // A daemon on a copy of its own.
  daemon(settings) {
    const directory = mkdtempSync(join(tmpdir(), 'rackline-api-'));
    cpSync(join(this.directory, 'rackline.db'), join(directory, 'rackline.db'));
    return new Daemon(this, directory, settings);
  }

  remove() {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

class Daemon {
  constructor(template, directory, settings = {}) {
    this.template = template;
    this.directory = directory;
    this.tokens = { ...template.tokens };
    this.settings = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
    this.complaints = '';
  }

  async start() {
    const options = ['run', ...this.template.options(this.directory), ...this.settings];
    this.process = spawn(this.template.racklined, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stderr.on('data', (text) => { this.complaints += text; });
    this.ended = new Promise((resolve) => this.process.on('exit', (status, signal) => resolve({ status, signal })));
    const ready = new Promise((resolve) => {
      createInterface(this.process.stdout).on('line', (line) => {
        const port = /^listening on http:\/\/127\.0\.0\.1:(\d+)$/.exec(line);
        if (port) resolve(Number(port[1]));
      });
    });
    const failed = this.ended.then(() => { throw new Error(`the daemon did not start:\n${this.complaints}`); });
    this.port = await within(START_MS, Promise.race([ready, failed]), 'the daemon did not get ready');
    failed.catch(() => {});
  }

  // Ends it with a signal; what it exited with.
  async stop(signal = 'SIGTERM') {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    try {
      return await within(STOP_MS, this.ended, 'the daemon did not stop');
    } catch (error) {
      this.process.kill('SIGKILL');
      await this.ended;
      throw error;
    }
  }

  // Whether the journal makes the same tables again; what the check said when it does not.
  check() {
    try {
      execFileSync(this.template.racklined, ['check', ...this.template.options(this.directory)], { encoding: 'utf8', stdio: 'pipe' });
      return null;
    } catch (error) {
      return `${error.stdout}${error.stderr}`;
    }
  }

  remove() {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function within(milliseconds, promise, complaint) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
