// How long a large forecast takes; see run.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, newId } from '../../client.mjs';
import { Daemon } from '../../daemon.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const TIMES = 5; // each is asked for; the median counts
const ORDERS = 200, RACKS = 20, TRAYS_A_RACK = 18, TRAYS_AN_ORDER = 2000;
const PLACES = 20; // at each type of station

const build = resolve(process.argv[2] ?? join(ROOT, 'build/release'));
const product = (file) => JSON.parse(readFileSync(join(ROOT, 'schema/products', file), 'utf8'));
const rack = product('nvl72-ref.json'), tray = product('compute-tray.json');

const daemon = new Daemon(join(build, 'racklined'), { site: 'OSK1', training: undefined });
const client = new Client(daemon, daemon.token('bench', 'admin'));

async function ask(method, path, body) {
  const answer = await client.send(method, path, body, method === 'POST' ? { 'Idempotency-Key': newId() } : {});
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}

async function define(of) {
  const path = `/v1/products/${of.part_number}/${of.revision}`;
  await ask('PUT', path, of);
  await ask('POST', `${path}/release`);
}

async function order(number, of, quantity, priority) {
  await ask('POST', '/v1/orders', { order: number, part_number: of.part_number, revision: of.revision, quantity, priority });
  await ask('POST', `/v1/orders/${number}/release`);
}

async function plant() {
  const types = new Set([...rack.routing, ...tray.routing].map((operation) => operation.station_type));
  for (const type of types) {
    const bays = type === 'burn-in' && Array.from({ length: PLACES }, (_, i) => ({ bay: `B${i}`, power_w: 200000, coolant_lpm: 300 }));
    await ask('PUT', `/v1/stations/${type}`, { station: type, name: type, type, ...(bays ? { bays } : { capacity: PLACES }) });
  }
  await define(tray);
  await define(rack);
  for (let left = ORDERS * RACKS * TRAYS_A_RACK; left > 0; left -= TRAYS_AN_ORDER) await order(`T-${left}`, tray, TRAYS_AN_ORDER, 1);
  for (let i = 0; i < ORDERS; i++) await order(`R-${i}`, rack, RACKS, 2 + i % 8);
}

async function median(work) {
  const seconds = [];
  for (let i = 1; i <= TIMES; i++) {
    const start = performance.now();
    await work(i);
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds.sort((a, b) => a - b)[TIMES >> 1];
}

const memory = (which) => Number(new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${daemon.process.pid}/status`, 'utf8'))[1]) / 1024;
const print = (name, value, unit) => console.log(JSON.stringify({ name: `forecast.${name}`, value: Number(value.toPrecision(4)), unit }));

try {
  await daemon.start();
  await plant();
  const { orders, operations } = JSON.parse((await ask('GET', '/v1/forecast')).text);
  if (!orders.every((each) => each.p90)) throw new Error('an order has no date');
  print('units', orders.reduce((sum, each) => sum + each.units, 0), 'units');
  print('operations', operations, 'operations');
  print('whole', await median((seed) => ask('GET', `/v1/forecast?seed=${seed + 1}`)), 's');
  print('what_if', await median((i) => ask('POST', '/v1/forecast/what-if', { priorities: [{ order: `R-${i}`, priority: 1 }] })), 's');
  print('memory_most', memory('VmHWM'), 'MiB');
  print('memory_after', memory('VmRSS'), 'MiB');
} finally {
  client.close();
  if (daemon.process) await daemon.stop();
  daemon.remove();
}
