// The daemon is killed again and again while a floor works and others post: nothing that was acknowledged is lost,
// nothing is there twice, and every rack ships.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Claims } from '../claims.mjs';
import { Client } from '../client.mjs';
import { Daemon, sleep } from '../daemon.mjs';
import { Ledger } from './ledger.mjs';
import { Follower, Watch } from './watch.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const RATE = 28800; // a burn-in of 24 hours takes 3 seconds
const RACKS = 2;
const FLOOR_MS = 240000; // without a kill it takes a few seconds
const BURN_IN_WAIT_MS = 60000;
const IDLE_MS = 1300; // long enough for an idle daemon to note the time, which it does not do while it is busy

const build = resolve(process.argv[2] ?? join(ROOT, 'build/release'));
const kills = Number(process.argv[3] ?? 5);
if (!Number.isInteger(kills) || kills < 1) {
  console.error('usage: tests/crash/run [BUILD [KILLS]]');
  process.exit(2);
}

const claims = new Claims('crash');
const daemon = new Daemon(join(build, 'racklined'), { 'clock-rate': RATE, 'correction-window-min': 10080 });

// Floor after floor until the kills are over: {runs, faults}.
class Floors {
  constructor(tokenFile) {
    this.tokenFile = tokenFile;
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
      const fault = await this.#workOnce(1 + this.runs++);
      if (fault) this.faults.push(fault);
    } while (!this.enough && !this.faults.length);
    this.over = true;
  }

  #workOnce(seed) {
    const options = ['--url', `http://127.0.0.1:${daemon.port}`, '--admin-token-file', this.tokenFile, '--fast',
      '--racks', String(RACKS), '--seed', String(seed), '--products', join(ROOT, 'schema/products')];
    this.process = spawn(join(build, 'tests/floor/floor'), options, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (text) => { output += text; });
    const timer = setTimeout(() => this.process.kill('SIGKILL'), FLOOR_MS);
    return new Promise((resolve_) => {
      this.process.on('exit', (status, signal) => {
        clearTimeout(timer);
        resolve_(status === 0 ? null : `floor ${seed} ended with ${status ?? signal}:\n${output.slice(-3000)}`);
      });
    });
  }
}

// Kills at moments that nobody chose: now and then while it starts, the last one while a rack burns in.
async function killer(watch, floors) {
  const faults = [];
  for (let n = 1; n <= kills && !floors.over; n++) {
    const starting = n > 1 && n < kills && Math.random() < 0.2;
    if (n === kills) {
      const patienceEnds = Date.now() + BURN_IN_WAIT_MS;
      while (!watch.burning && !floors.over && Date.now() < patienceEnds) await sleep(5);
    } else if (!starting) {
      await sleep(100 + Math.random() * 1200);
    }
    watch.kills++;
    const end = await daemon.stop('SIGKILL');
    if (end.signal !== 'SIGKILL') faults.push(`the daemon was gone before kill ${n}: ${JSON.stringify(end)} ${daemon.complaints}`);
    const ready = daemon.start();
    if (n < kills && Math.random() < 0.2) await sleep(Math.random() * 60);
    else await ready;
  }
  await daemon.ready;
  return faults;
}

async function readJournal(client) {
  const lines = [];
  for (let got = true; got;) {
    const text = await client.get(`/v1/events?after=${lines.length}&limit=1000`, { Accept: 'application/x-ndjson' });
    const more = text.split('\n').slice(0, -1);
    lines.push(...more);
    got = more.length > 0;
  }
  return lines;
}

function journalFaults(entries) {
  const seen = new Map();
  const faults = [];
  entries.forEach((entry, i) => {
    if (entry.journal_position !== i + 1) faults.push(`position ${entry.journal_position} stands at place ${i + 1}`);
    if (seen.has(entry.id)) faults.push(`id ${entry.id} stands at ${seen.get(entry.id)} and ${entry.journal_position}`);
    seen.set(entry.id, entry.journal_position);
  });
  return faults;
}

// What was said to whoever posted is what stands in the journal.
function acknowledgedFaults(lines, entries, acknowledged) {
  return acknowledged.filter(({ id, position, bytes, within }) => {
    const line = lines[position - 1];
    return !line || entries[position - 1].id !== id || (bytes === null ? !within.includes(line) : line !== bytes);
  }).map(({ id, position }) => `${id} was acknowledged at ${position}, where there is ${lines[position - 1] ?? 'nothing'}`);
}

// Things that are done once are there once: what a ledger's order, hold and event were named after.
function twiceFaults(entries) {
  const seen = new Map();
  for (const { type, data } of entries) {
    const name = data.reason?.startsWith('ledger ') ? data.reason : type === 'order.planned' ? data.order : null;
    if (name) seen.set(`${type} ${name}`, (seen.get(`${type} ${name}`) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1).map(([name, times]) => `${name}: ${times} times`);
}

// The burn-ins' times as the journal tells them: what ran between start, pause, resumption and end, and nothing else.
function burnInFaults(entries) {
  const runs = new Map();
  const faults = [];
  let ended = 0;
  for (const { type, recorded, data, result, journal_position: position } of entries) {
    const key = `${data.unit} ${data.operation}`;
    const now = Date.parse(recorded) * 1000 + Number(/\.\d{3}(\d{3})Z$/.exec(recorded)?.[1] ?? 0);
    const run = runs.get(key);
    if (type === 'operation.started' && result.power_w > 0) runs.set(key, { ran: 0, since: now });
    else if (run && type === 'operation.resumed') run.since = now;
    else if (run && (type === 'operation.paused' || type === 'operation.completed')) {
      run.ran += now - run.since;
      if (run.ran !== result.accumulated_us) faults.push(`${key} at ${position}: ran ${run.ran} us, accumulated ${result.accumulated_us}`);
      if (type === 'operation.completed') {
        runs.delete(key);
        ended++;
      }
    } else if (type === 'operation.aborted') runs.delete(key);
  }
  return ended ? faults : ['no burn-in ended'];
}

// The runs that were paused, named as the watch names them: by serial and start.
function pausedRuns(entries) {
  const started = new Map();
  const paused = new Set();
  for (const { type, recorded, data } of entries) {
    const key = `${data.unit} ${data.operation}`;
    if (type === 'operation.started') started.set(key, `${data.unit} ${recorded}`);
    else if (type === 'operation.paused') paused.add(started.get(key));
  }
  return paused;
}

async function main() {
  const tokenFile = daemon.tokenFile('admin', 'admin');
  const token = readFileSync(tokenFile, 'utf8').trim();
  await daemon.start();
  await sleep(IDLE_MS);
  const ledger = new Ledger(daemon, token);
  const watch = new Watch(daemon, token, RATE);
  const follower = new Follower(daemon, token);
  const floors = new Floors(tokenFile);
  floors.run();
  await ledger.prepare();
  const failures = [];
  const note = (error) => failures.push(error.stack);
  for (const part of [ledger, watch, follower]) part.run().catch(note);

  claims.claim(`the daemon was there to be killed, ${kills} times`, await killer(watch, floors));
  floors.enough = true;
  await floors.done;
  await ledger.stop().catch(note);
  await watch.stop().catch(note);
  const client = new Client(daemon, token);
  const lines = await readJournal(client);
  await follower.stop(lines.length).catch(note);
  client.close();
  const entries = lines.map((line) => JSON.parse(line));
  const end = await daemon.stop();

  claims.claim('whoever posts and looks gets an answer in the end', failures);
  claims.claim('every rack of every floor shipped', floors.faults);
  claims.claim('every kill fell into the floor\'s work', watch.kills === kills ? [] : [`${watch.kills} of ${kills}`]);
  claims.claim('every answer was the right one', ledger.wrong);
  claims.claim('the journal has no gap, and no id twice', journalFaults(entries));
  claims.claim('all that was acknowledged is there as it was acknowledged', acknowledgedFaults(lines, entries, ledger.acknowledged));
  claims.claim('nothing was done twice', twiceFaults(entries));
  claims.claim('things were sent again', ledger.unanswered ? [] : ['every request was answered at once']);
  claims.claim('the live feed told of nothing that is not there', follower.faults.concat(
    follower.lines.length === lines.length ? [] : [`it told of ${follower.lines.length} of ${lines.length}`],
    follower.lines.filter((line, i) => line !== lines[i])));
  claims.claim('no clock and no burn-in lost or won a minute', watch.faultsWith(pausedRuns(entries)).concat(burnInFaults(entries)));
  claims.claim('a burn-in went on across a kill', watch.crossings ? [] : ['none was seen before and after one']);
  claims.claim('the daemon stops cleanly', end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
  claims.claim('the journal makes the same tables again', [daemon.check()].filter(Boolean));
  console.log(`${watch.kills} kills, ${floors.runs} floors, ${lines.length} entries; ${ledger.acknowledged.length} acknowledged to the ledger, ` +
    `${ledger.unanswered} sendings unanswered, ${ledger.known} of them committed all the same; ${watch.crossings} looks at a burn-in ` +
    `and ${watch.clocks} at the clock across a kill; ${follower.connections} connections to the feed`);
}

try {
  await main();
} catch (error) {
  claims.claim('the test runs to its end', [error.stack, daemon.complaints]);
} finally {
  daemon.remove();
}
claims.sumUp();
