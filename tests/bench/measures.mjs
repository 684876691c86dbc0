// What one round measures, in its order: each thing beside what it is held against. A round is a flat table of figures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf } from './kits.mjs';
import { bench, constantServer, followers, Measured } from './processes.mjs';

const EVENTS_A_SECOND = 40000; // more than any machine that this was tried on does: so many events are made beforehand
const EVENTS_A_TRAY = 67;
const SLOW_SYNC_US = 5000;
const POLLERS = 16;
const CLIENTS = 64;
const NEVER_ASKED = '/v1/units/%s/as-built?at=%d'; // as of another later position each time than there is: now

const perSecond = (count, { seconds }) => count / seconds;

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

// A view, and right after it the bare server answering as many bytes.
async function viewBeside(bench_, daemon, path, kit) {
  const view = await get(bench_, daemon, path, CLIENTS, kit);
  const bare = await constantServer(bench_.build, view.body_size);
  const constant = await get(bench_, bare, '/', CLIENTS);
  await bare.stop();
  return { ...view, constant_rate: constant.rate };
}

async function loop(bench_, kit, { group = 1, slowSyncUs = 0, events }) {
  const { build, seconds, warm, scratch } = bench_;
  const result = await bench(build, 'loop', { kit, folder: scratch, events, group, warm, seconds }, { slowSyncUs });
  return { ...result, rate: perSecond(result.events, result) };
}

async function writes(bench_, kit, table) {
  const time = bench_.seconds + bench_.warm;
  table.loop = await loop(bench_, kit, { events: Math.ceil(6000 * time) + 8 });
  table.loop_64 = await loop(bench_, kit, { group: 64, events: Math.ceil(20000 * time) + 8 * 64 });
  const daemon = new Measured(bench_.build, kit);
  await daemon.start();
  table.post_1 = await post(bench_, kit, daemon, 1, { rate: 6000 });
  table.post_8 = await post(bench_, kit, daemon, 8);
  table.post_64 = await post(bench_, kit, daemon, 64);
  table.post_256 = await post(bench_, kit, daemon, 256);
  table.post_64x32 = await post(bench_, kit, daemon, 64, { array: 32 });
  return daemon;
}

async function reads(bench_, kit, daemon, table) {
  table.unit = await viewBeside(bench_, daemon, '/v1/units/%s', kit);
  table.line = await viewBeside(bench_, daemon, '/v1/line', kit);
  table.trees_bare = await bench(bench_.build, 'trees', { kit, seconds: bench_.seconds });
  table.trees_bare.rate = perSecond(table.trees_bare.trees, table.trees_bare);
  table.trees = await get(bench_, daemon, '/v1/units/%s/as-built', POLLERS, kit);
  table.trees_cold = await get(bench_, daemon, NEVER_ASKED, POLLERS, kit);
  for (const [name, path] of [['unit', '/v1/units/%s'], ['line', '/v1/line'], ['trees', '/v1/units/%s/as-built'], ['trees_cold', NEVER_ASKED]]) {
    const [posted, got] = await Promise.all([post(bench_, kit, daemon, 64), get(bench_, daemon, path, POLLERS, kit)]);
    table[`post_64_while_${name}`] = posted;
    table[`${name}_while_64_post`] = got;
  }
}

async function slowWrites(bench_, kit, table) {
  const time = bench_.seconds + bench_.warm;
  table.slow_loop = await loop(bench_, kit, { slowSyncUs: SLOW_SYNC_US, events: Math.ceil(220 * time) + 8 });
  const daemon = new Measured(bench_.build, kit, { slowSyncUs: SLOW_SYNC_US });
  await daemon.start();
  table.slow_post_64 = await post(bench_, kit, daemon, 64);
  await daemon.stop();
}

async function headOf(daemon, kit) {
  const token = readFileSync(join(kit, 'tokens'), 'utf8').split('\n', 1)[0];
  const answer = await fetch(`http://127.0.0.1:${daemon.port}/metrics`, { headers: { Authorization: `Bearer ${token}` } });
  return Number(/^rackline_journal_head (\d+)$/m.exec(await answer.text())[1]);
}

// A daemon on a long past: its start, its writes, and its memory with many live feeds.
export async function longPast(bench_, kit, table) {
  const daemon = new Measured(bench_.build, kit);
  await daemon.start();
  table.start_ms = daemon.startMs;
  table.long_post_64 = await post(bench_, kit, daemon, 64);
  const feeds = await followers(bench_.build, { kit, port: daemon.port, connections: bench_.feeds, from: await headOf(daemon, kit) });
  table.long_post_64_with_feeds = await post(bench_, kit, daemon, 64, { rate: 20000 });
  table.resident_mib = daemon.residentMib();
  table.feeds = JSON.parse(await feeds.stop());
  await daemon.stop();
}

export async function shortPast(bench_, kit, table) {
  const copy = await copyOf(bench_.build, kit, join(bench_.work, 'short'), traysFor(bench_, 9));
  const daemon = await writes(bench_, copy, table);
  await reads(bench_, copy, daemon, table);
  await daemon.stop();
  await slowWrites(bench_, await copyOf(bench_.build, kit, copy, traysFor(bench_, 2)), table);
}
