// What one round measures, in its order: each thing beside what it is held against. A round is a flat table of figures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../daemon.mjs';
import { median } from './budgets.mjs';
import { drill } from './containment/drill.mjs';
import { copyOf } from './kits.mjs';
import { Crowd } from '../overload/crowd.mjs';
import { bench, constantServer, followers, Measured } from './processes.mjs';

const EVENTS_A_SECOND = 40000; // more than any machine that this was tried on does: so many events are made beforehand
const EVENTS_A_TRAY = 67;
const SLOW_SYNC_US = 5000;
const LEAST_SYNC_US = 200; // of the disk that the budgets against the bare loop were set on
const POLLERS = 16;
const CLIENTS = 64;
const GUESSERS = 64; // each from an address of its own: one alone would soon have to wait between two guesses
const HOLDING = { 'connections-max': 4000, 'connections-per-address-max': 4000, 'header-timeout-s': 600 };
const NEVER_ASKED = '/v1/units/%s/as-built?at=%d'; // as of another time to come each time: now
const TURNS = 4;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const perSecond = (count, { seconds }) => count / seconds;

// Two that are held against each other take turns, a part of their time each: what else the machine does meanwhile, and
// how the connections happen to fall on a server's threads, is neither's luck. A rate is that of all turns together,
// anything else the median of them.
async function inTurn(bench_, ...sides) {
  const part = { ...bench_, seconds: bench_.seconds / TURNS, warm: bench_.warm / TURNS };
  const turns = sides.map(() => []);
  for (let turn = 0; turn < TURNS; turn++) for (const [side, measure] of sides.entries()) turns[side].push(await measure(part));
  return turns.map((figures) => {
    const all = (name) => figures.map((turn) => turn[name]);
    return { ...Object.fromEntries(Object.keys(figures[0]).map((name) => [name, median(all(name))])), rate: mean(all('rate')) };
  });
}

// Cells that post: events/s, latencies and the daemon's CPU time an event.
async function post({ build, seconds, warm }, kit, daemon, stations, { array = 1, rate = EVENTS_A_SECOND } = {}) {
  const trays = Math.ceil(rate * (seconds + warm) / EVENTS_A_TRAY) + stations * (array > 1 ? 2 : 1);
  const before = daemon.cpuUs();
  const result = await bench(build, 'post', { kit, port: daemon.port, connections: stations, array, trays, warm, seconds });
  if (result.refused) throw new Error(`${result.refused} events were refused`);
  return {
    rate: perSecond(result.events, result),
    p50_us: result.p50_us,
    p99_us: result.p99_us,
    p999_us: result.p999_us,
    cpu_us: (daemon.cpuUs() - before) / result.events_in_all,
  };
}

// Trays enough for one round of everything below.
export const traysFor = ({ seconds, warm }, phases) => Math.ceil((EVENTS_A_SECOND * (seconds + warm) / EVENTS_A_TRAY + 600) * phases);

async function get(bench_, daemon, path, connections, kit) {
  const { build, seconds, warm } = bench_;
  const result = await bench(build, 'get', { ...(kit ? { kit } : {}), port: daemon.port, connections, path, warm, seconds });
  if (result.failed) throw new Error(`${path}: ${result.failed} answers were none`);
  return { ...result, rate: perSecond(result.answers, result) };
}

// A view, and the bare server asked the same and answering as many bytes.
async function viewBeside(bench_, daemon, path, kit) {
  const { body_size } = await get({ ...bench_, seconds: 0 }, daemon, path, CLIENTS, kit);
  const bare = await constantServer(bench_.build, body_size);
  const [view, constant] = await inTurn(bench_, (part) => get(part, daemon, path, CLIENTS, kit), (part) => get(part, bare, path, CLIENTS, kit));
  await bare.stop();
  return { ...view, constant_rate: constant.rate };
}

async function loop(bench_, kit, { group = 1, events }, syncs) {
  const { build, seconds, warm, scratch } = bench_;
  const result = await bench(build, 'loop', { kit, folder: scratch, events, group, warm, seconds }, syncs);
  return { ...result, rate: perSecond(result.events, result) };
}

async function writes(bench_, kit, table, syncs) {
  const time = bench_.seconds + bench_.warm;
  table.loop = await loop(bench_, kit, { events: Math.ceil(6000 * time) + 8 }, syncs);
  table.loop_64 = await loop(bench_, kit, { group: 64, events: Math.ceil(20000 * time) + 8 * 64 }, syncs);
  const daemon = new Measured(bench_.build, kit, syncs);
  await daemon.start();
  table.post_1 = await post(bench_, kit, daemon, 1, { rate: 6000 });
  table.post_8 = await post(bench_, kit, daemon, 8);
  table.post_64 = await post(bench_, kit, daemon, 64);
  table.post_256 = await post(bench_, kit, daemon, 256);
  table.post_64x32 = await post(bench_, kit, daemon, 64, { array: 32 });
  return daemon;
}

// The faster a disk syncs, the less there is to be gained from syncing for many at once, whoever does it. So that a
// budget asks the same of every machine, a faster disk is held back to the one it was set on, for both sides alike; on a
// slower one the figures are those that were measured already.
async function evenWrites(bench_, kit, table) {
  table.sync = await bench(bench_.build, 'sync', { folder: bench_.scratch, seconds: bench_.seconds / 4 });
  const even = { ...table };
  if (table.sync.p50_us < (bench_.leastSyncUs ?? LEAST_SYNC_US)) {
    const copy = await copyOf(bench_.build, kit, join(bench_.work, 'even'), traysFor(bench_, 5));
    await (await writes(bench_, copy, even, { leastSyncUs: bench_.leastSyncUs ?? LEAST_SYNC_US })).stop();
    table.evened_ms = (bench_.leastSyncUs ?? LEAST_SYNC_US) / 1000;
  }
  for (const name of ['loop', 'loop_64', 'post_1', 'post_64', 'post_256', 'post_64x32']) table[`even_${name}`] = even[name];
}

async function reads(bench_, kit, daemon, table) {
  table.unit = await viewBeside(bench_, daemon, '/v1/units/%s', kit);
  table.line = await viewBeside(bench_, daemon, '/v1/line', kit);
  table.trees_bare = await bench(bench_.build, 'trees', { kit, seconds: bench_.seconds });
  table.trees_bare.rate = perSecond(table.trees_bare.trees, table.trees_bare);
  table.trees = await get(bench_, daemon, '/v1/units/%s/as-built', POLLERS, kit);
  table.trees_cold = await get(bench_, daemon, NEVER_ASKED, POLLERS, kit);
  for (const [name, path] of [['unit', '/v1/units/%s'], ['line', '/v1/line'], ['trees', '/v1/units/%s/as-built'], ['trees_cold', NEVER_ASKED]]) {
    table[`post_64_before_${name}`] = await post(bench_, kit, daemon, 64);
    const [posted, got] = await Promise.all([post(bench_, kit, daemon, 64), get(bench_, daemon, path, POLLERS, kit)]);
    table[`post_64_while_${name}`] = posted;
    table[`${name}_while_64_post`] = got;
  }
}

async function slowWrites(bench_, kit, table) {
  const time = bench_.seconds + bench_.warm;
  table.slow_loop = await loop(bench_, kit, { events: Math.ceil(220 * time) + 8 }, { slowSyncUs: SLOW_SYNC_US });
  const daemon = new Measured(bench_.build, kit, { slowSyncUs: SLOW_SYNC_US });
  await daemon.start();
  table.slow_post_64 = await post(bench_, kit, daemon, 64);
  await daemon.stop();
}

async function metricOf(daemon, kit, name) {
  const token = readFileSync(join(kit, 'tokens'), 'utf8').split('\n', 1)[0];
  const answer = await fetch(`http://127.0.0.1:${daemon.port}/metrics`, { headers: { Authorization: `Bearer ${token}` } });
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(await answer.text())[1]);
}

// Clients who hold connections, half of them idle and half of them sending a byte a second, and others who try passwords
// of accounts that there are not, one after the other.
function crowdsOf(daemon, count) {
  const hold = (slow) => new Crowd(daemon, { address: `127.0.0.${slow ? 11 : 12}`, count: count / 2,
    greet: (socket) => { if (slow) socket.write('GET /healthz HTTP/1.1\r\nX-Slow: '); }, step: (socket) => { if (slow) socket.write('x'); } });
  let guesses = 0;
  const guess = (socket) => {
    const body = JSON.stringify({ account: `nobody-${++guesses}`, password: 'correct horse battery staple' });
    socket.write(`POST /v1/session/account HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  };
  const guessers = Array.from({ length: GUESSERS }, (_, i) => new Crowd(daemon, { address: `127.0.1.${i + 1}`, count: 1,
    greet: (socket) => { socket.on('data', () => guess(socket)); guess(socket); } }));
  return { held: [hold(true), hold(false)], guessers };
}

const HOLDING_MS = 5000;

// Stations alone, and then in a crowd.
async function crowdedWrites(bench_, kit, table) {
  const daemon = new Measured(bench_.build, kit, { settings: HOLDING });
  await daemon.start();
  table.post_64_uncrowded = await post(bench_, kit, daemon, 64);
  const { held, guessers } = crowdsOf(daemon, bench_.held);
  // Deadlines close some while others open: from a while on it is never all of them.
  const ends = Date.now() + HOLDING_MS;
  while (await metricOf(daemon, kit, 'rackline_connections') < bench_.held && Date.now() < ends) await sleep(20);
  table.post_64_crowded = await post(bench_, kit, daemon, 64);
  await Promise.all([...held, ...guessers].map((crowd) => crowd.leave()));
  await daemon.stop();
}

export async function mediumPast(bench_, kit, table) {
  const daemon = new Measured(bench_.build, kit);
  await daemon.start();
  table.medium_post_64 = await post(bench_, kit, daemon, 64);
  await daemon.stop();
}

// A daemon on a long past, and one on a short past beside it: its start, its writes, and its memory with many live feeds.
export async function longPast(bench_, kit, short, table) {
  const daemon = new Measured(bench_.build, kit);
  await daemon.start();
  table.start_ms = daemon.startMs;
  const copy = await copyOf(bench_.build, short, join(bench_.work, 'beside'), traysFor(bench_, 1));
  const beside = new Measured(bench_.build, copy);
  await beside.start();
  await post(bench_, kit, daemon, CLIENTS); // until the pages that are used again and again are in memory, as on a machine that runs
  [table.long_post_64, table.short_post_64] = await inTurn(bench_, (part) => post(part, kit, daemon, CLIENTS), (part) => post(part, copy, beside, CLIENTS));
  await beside.stop();
  const feeds = await followers(bench_.build, { kit, port: daemon.port, connections: bench_.feeds, from: await metricOf(daemon, kit, 'rackline_journal_head') });
  table.long_post_64_with_feeds = await post(bench_, kit, daemon, CLIENTS, { rate: 20000 });
  table.resident_mib = daemon.residentMib();
  table.feeds = JSON.parse(await feeds.stop());
  await daemon.stop();
}

// A lot in half of the racks that there are: what was used is in a database that only grows by this. What it takes grows
// with what is found, so fewer racks tell of 2,000.
export async function containment({ build, drills }, { database, racks }, table) {
  const figures = await drill(build, database, drills);
  table.containment = { racks, for_2000_s: (figures.place_s + figures.list_s + figures.export_s) * 2000 / racks, ...figures };
}

export async function shortPast(bench_, kit, table) {
  const copy = await copyOf(bench_.build, kit, join(bench_.work, 'short'), traysFor(bench_, 13));
  const daemon = await writes(bench_, copy, table);
  await reads(bench_, copy, daemon, table);
  await daemon.stop();
  await evenWrites(bench_, kit, table);
  await slowWrites(bench_, await copyOf(bench_.build, kit, copy, traysFor(bench_, 2)), table);
  await crowdedWrites(bench_, await copyOf(bench_.build, kit, copy, traysFor(bench_, 3)), table);
}
