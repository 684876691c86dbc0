// The drill of containment: the database that it is held on, and what it takes to contain a lot there.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, newId } from '../../client.mjs';
import { Daemon } from '../../daemon.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const TIMES = 5; // that what changes nothing is repeated, unless told otherwise; the median counts
const HOLD = { lot: 'DRILL-7', reason: "the supplier's notice of the drill" }; // the lot that racks.c gives to half of the racks

// The database of so many racks in a folder, built where it is not there.
export function racksDatabase(build, data, racks) {
  const database = join(data, `racks-${racks}.db`);
  if (existsSync(database)) return database;
  const begun = `${database}.new`;
  mkdirSync(data, { recursive: true });
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${begun}${end}`, { force: true });
  execFileSync(join(build, 'tests/bench/containment/racks'), [begun, join(ROOT, 'schema/products'), String(racks)], { stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(begun, database);
  return database;
}

async function timed(work) {
  const start = performance.now();
  const answer = await work();
  return { seconds: (performance.now() - start) / 1000, answer };
}

async function median(times, work) {
  const runs = [];
  for (let i = 0; i < times; i++) runs.push(await timed(work));
  return runs.sort((a, b) => a.seconds - b.seconds)[times >> 1];
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

// Small changes, one at least and one after another, until `over` says so; how long the slowest took, in seconds.
async function change(client, over) {
  const define = (headers) => client.send('PUT', '/v1/defects/DRILL', { family: 'drill', name: 'as if a station posted' }, headers);
  let slowest = 0;
  await define(); // or it is there
  do {
    const { seconds } = await timed(() => define({ 'If-Match': '*' }));
    slowest = Math.max(slowest, seconds);
  } while (!over());
  return slowest;
}

function demand(holds, what) {
  if (!holds) throw new Error(what);
}

async function contain(daemon, tokens, times) {
  const quality = new Client(daemon, tokens[0]), station = new Client(daemon, tokens[1]);
  const preview = await median(times, () => post(quality, '/v1/holds/preview?limit=500', HOLD));
  let placed = false;
  const [place, waited] = await Promise.all([
    timed(() => post(quality, '/v1/holds', HOLD)).finally(() => { placed = true; }),
    change(station, () => placed),
  ]);
  const hold = place.answer.journal_position;
  const listed = await median(times, () => list(quality, `/v1/holds/${hold}/units`));
  const exported = await median(times, () => quality.get(`/v1/holds/${hold}/units`, { Accept: 'text/csv' }));
  const release = await timed(() => post(quality, `/v1/holds/${hold}/release`, { reason: 'the drill is over' }));
  const held = place.answer.result.units;
  demand(held.length > 0, 'the hold lies on nothing');
  demand(JSON.stringify(listed.answer.map((unit) => unit.serial)) === JSON.stringify(held.map((unit) => unit.unit)), 'the list differs from what was placed');
  demand(exported.answer.split('\r\n').slice(1, -1).every((line, i) => line.startsWith(`${held[i].unit},`)), 'the export differs from what was placed');
  demand(exported.answer.split('\r\n').length === held.length + 2, 'the export is not whole');
  demand(preview.answer.items.every((unit, i) => unit.serial === held[i].unit), 'the preview differs from what was placed');
  quality.close();
  station.close();
  return {
    units_held: held.length,
    preview_s: preview.seconds,
    place_s: place.seconds,
    others_waited_s: waited,
    list_s: listed.seconds,
    export_s: exported.seconds,
    exported_bytes: Buffer.byteLength(exported.answer),
    release_s: release.seconds,
  };
}

// Previews, places, lists, exports and releases a hold on a lot that is in half of the racks, with a daemon of its own;
// how long each took, and how long a small change of somebody else waited meanwhile. Throws where any list differs.
export async function drill(build, database, times = TIMES) {
  const daemon = new Daemon(join(build, 'racklined'), { site: 'OSK1', 'clock-rate': 1 });
  daemon.database = database;
  const run = `${process.pid}-${Date.now()}`;
  const tokens = ['quality', 'station'].map((name) => daemon.token(`${name}-${run}`, 'quality'));
  try {
    await daemon.start();
    return await contain(daemon, tokens, times);
  } finally {
    if (daemon.process) await daemon.stop();
    daemon.remove();
  }
}
