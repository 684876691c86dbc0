// The processes that are measured and that measure: the daemon, and the bench program's commands and servers.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Daemon } from '../daemon.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const PAGE = 4096;

// Every process that runs, so that none is left behind.
const running = new Set();

export function endAll() {
  for (const child of running) child.kill('SIGKILL');
}

function note(child) {
  running.add(child);
  child.on('close', () => running.delete(child));
}

// What makes each sync of a process take so much longer, or so long at least.
const slowed = (build, { slowSyncUs, leastSyncUs }) => (slowSyncUs || leastSyncUs ? {
  LD_PRELOAD: join(build, 'tests/bench/libslow_sync.so'),
  RACKLINE_SLOW_SYNC_US: String(slowSyncUs ?? 0),
  RACKLINE_LEAST_SYNC_US: String(leastSyncUs ?? 0),
  ASAN_OPTIONS: 'verify_asan_link_order=0',
} : {});

// The daemon on a kit's database, with its default settings but for those that are given, and what it costs.
export class Measured extends Daemon {
  constructor(build, kit, { settings, ...syncs } = {}) {
    super(join(build, 'racklined'), { site: 'BNCH', training: undefined, ...settings }, slowed(build, syncs));
    rmSync(this.folder, { recursive: true });
    this.database = join(kit, 'bench.db');
  }

  async start() {
    const begun = performance.now();
    const ready = super.start();
    note(this.process);
    await ready;
    this.startMs = performance.now() - begun;
  }

  async stop() {
    const { status } = await super.stop();
    if (status !== 0) throw new Error(`the daemon ended with ${status}: ${this.complaints}`);
  }

  // Microseconds of all cores that it has used so far.
  cpuUs() {
    const tasks = `/proc/${this.process.pid}/task`;
    return readdirSync(tasks).reduce((sum, task) => sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / 1000, 0);
  }

  residentMib() {
    return Number(readFileSync(`/proc/${this.process.pid}/statm`, 'utf8').split(' ')[1]) * PAGE / (1 << 20);
  }
}

// A command of the bench program.
class Command {
  constructor(build, command, options, environment = {}) {
    const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.process = spawn(join(build, 'tests/bench/bench'), [command, ...words], { cwd: ROOT, env: { ...process.env, ...environment }, stdio: 'pipe' });
    note(this.process);
    this.output = '';
    let complaints = '';
    this.process.stdout.on('data', (text) => { this.output += text; });
    this.process.stderr.on('data', (text) => { complaints += text; });
    this.done = new Promise((resolve_, reject) => {
      this.process.on('error', reject);
      this.process.on('close', (status, signal) => {
        if (status === 0) resolve_(this.output.trim().split('\n').at(-1));
        else reject(new Error(`bench ${command} ended with ${status ?? signal}: ${complaints.slice(-4000)}`));
      });
    });
    this.done.catch(() => {});
  }

  // When a line of its output says so.
  async says(line) {
    const said = new Promise((resolve_) => {
      this.process.stdout.on('data', () => {
        if (line.test(this.output)) resolve_(line.exec(this.output));
      });
    });
    return Promise.race([said, this.done.then(() => { throw new Error(`the command ended without ${line}`); })]);
  }

  // Those that run until their standard input ends; the last line that they print.
  stop() {
    this.process.stdin.end();
    return this.done;
  }
}

// Runs a command to its end; the line that it printed, parsed.
export async function bench(build, command, options, syncs = {}) {
  const line = await new Command(build, command, options, slowed(build, syncs)).done;
  return line ? JSON.parse(line) : null;
}

// The bare HTTP server, answering so many bytes.
export async function constantServer(build, size) {
  const server = new Command(build, 'constant', { size });
  const [, port] = await server.says(/^listening on http:\/\/127\.0\.0\.1:(\d+)$/m);
  server.port = Number(port);
  return server;
}

// Live feeds that are read.
export async function followers(build, options) {
  const feeds = new Command(build, 'follow', options);
  await feeds.says(/^following$/m);
  return feeds;
}
