// The drill of containment; see run.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client, newId } from '../../client.mjs';
import { Daemon } from '../../daemon.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const TIMES = 5; // that what changes nothing is repeated; the median counts
const HOLD = { lot: 'DRILL-7', reason: "the supplier's notice of the drill" }; // the lot that racks.c gives to half of the racks

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { racks: { type: 'string', default: '2000' }, data: { type: 'string', default: join(ROOT, 'var/bench') } },
});
const build = resolve(positionals[0] ?? join(ROOT, 'build/release'));

function print(name, value, unit) {
  console.log(JSON.stringify({ name: `containment.${name}`, value: Number(value.toPrecision(4)), unit }));
}

// The database, built where it is not there.
function racks() {
  const database = join(resolve(values.data), `racks-${values.racks}.db`);
  if (existsSync(database)) return database;
  const begun = `${database}.new`;
  mkdirSync(dirname(database), { recursive: true });
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${begun}${end}`, { force: true });
  execFileSync(join(build, 'tests/bench/containment/racks'), [begun, join(ROOT, 'schema/products'), values.racks], { stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(begun, database);
  return database;
}

async function timed(work) {
  const start = performance.now();
  const answer = await work();
  return { seconds: (performance.now() - start) / 1000, answer };
}

async function median(work) {
  const runs = [];
  for (let i = 0; i < TIMES; i++) runs.push(await timed(work));
  return runs.sort((a, b) => a.seconds - b.seconds)[TIMES >> 1];
}

async function post(client, path, body) {
  const answer = await client.send('POST', path, body, { 'Idempotency-Key': newId() });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text);
}

// Every item of a list, page by page.
async function list(client, path) {
  const items = [];
  for (let cursor = ''; ;) {
    const page = JSON.parse(await client.get(`${path}?limit=500${cursor}`));
    items.push(...page.items);
    if (!page.next_cursor) return items;
    cursor = `&cursor=${page.next_cursor}`;
  }
}

// Small changes, one after another, until `over` says so; how long the slowest took, in seconds.
async function change(client, over) {
  let slowest = 0;
  while (!over()) {
    const { seconds } = await timed(() => client.send('PUT', '/v1/defects/DRILL', { family: 'drill', name: 'as if a station posted' }, { 'If-Match': '*' }));
    slowest = Math.max(slowest, seconds);
  }
  return slowest;
}

function demand(holds, what) {
  if (!holds) throw new Error(what);
}

async function drill(daemon, tokens) {
  const quality = new Client(daemon, tokens[0]), station = new Client(daemon, tokens[1]);
  const preview = await median(() => post(quality, '/v1/holds/preview?limit=500', HOLD));
  let placed = false;
  const [place, waited] = await Promise.all([
    timed(() => post(quality, '/v1/holds', HOLD)).finally(() => { placed = true; }),
    change(station, () => placed),
  ]);
  const hold = place.answer.journal_position;
  const listed = await median(() => list(quality, `/v1/holds/${hold}/units`));
  const exported = await median(() => quality.get(`/v1/holds/${hold}/units`, { Accept: 'text/csv' }));
  const release = await timed(() => post(quality, `/v1/holds/${hold}/release`, { reason: 'the drill is over' }));
  const held = place.answer.result.units;
  demand(held.length > 0, 'the hold lies on nothing');
  demand(JSON.stringify(listed.answer.map((unit) => unit.serial)) === JSON.stringify(held.map((unit) => unit.unit)), 'the list differs from what was placed');
  demand(exported.answer.split('\r\n').slice(1, -1).every((line, i) => line.startsWith(`${held[i].unit},`)), 'the export differs from what was placed');
  demand(exported.answer.split('\r\n').length === held.length + 2, 'the export is not whole');
  demand(preview.answer.items.every((unit, i) => unit.serial === held[i].unit), 'the preview differs from what was placed');
  print('racks', Number(values.racks), 'racks');
  print('units_held', held.length, 'units');
  print('preview', preview.seconds, 's');
  print('place', place.seconds, 's');
  print('others_waited', waited, 's');
  print('list', listed.seconds, 's');
  print('export', exported.seconds, 's');
  print('exported', Buffer.byteLength(exported.answer), 'bytes');
  print('release', release.seconds, 's');
  quality.close();
  station.close();
}

const daemon = new Daemon(join(build, 'racklined'), { site: 'OSK1', 'clock-rate': 1 });
daemon.database = racks();
const run = Date.now();
const tokens = ['quality', 'station'].map((name) => daemon.token(`${name}-${run}`, 'quality'));
try {
  await daemon.start();
  await drill(daemon, tokens);
} finally {
  if (daemon.process) await daemon.stop();
  daemon.remove();
}
