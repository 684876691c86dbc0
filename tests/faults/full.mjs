// A disk without room: the daemon says so, goes on reading, and goes on writing when there is room, without a restart.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Client, newId } from '../client.mjs';
import { sleep } from '../daemon.mjs';
import { Supervisor } from '../life/supervisor.mjs';

const ROOM_MS = 10000;
const POSTS_MAX = 3000;
const TMPFS = 'size=3m';

const event = () => ({ id: newId(), type: 'station.changed', at: new Date().toISOString(), state: 'standby', reason: 'x'.repeat(200) });

// Posts until the disk is full; what was wrong, and the event that found no room.
async function postUntilFull(station) {
  for (let i = 0; i < POSTS_MAX; i++) {
    const last = event();
    const answer = await station.send('POST', '/v1/events', last);
    if (answer.status === 507) return { last, answer, faults: [] };
    if (answer.status !== 201) return { last, answer, faults: [`event ${i}: ${answer.status} ${answer.text}`] };
  }
  return { faults: [`${POSTS_MAX} events found room`] };
}

async function awaitStatus(client, path, status) {
  const patienceEnds = Date.now() + ROOM_MS;
  for (;;) {
    const answer = await client.sendOnce('GET', path);
    if (answer.status === status || Date.now() > patienceEnds) return answer;
    await sleep(50);
  }
}

// A daemon that runs, whose disk `fill` fills and `clear` clears.
async function fillOne({ name, daemon, tokens, claims, fill, clear }) {
  const station = new Client(daemon, tokens.station);
  const admin = new Client(daemon, tokens.admin);
  const { pid } = daemon.process;
  const before = await station.send('POST', '/v1/events', event());
  fill();
  const { last, answer, faults } = await postUntilFull(station);
  claims.claim(`${name}: a full disk is 507`, faults);
  if (faults.length) return;
  claims.claim(`${name}: and says what to do`, /storage-full/.test(answer.text) ? [] : [answer.text]);
  const unready = await awaitStatus(admin, '/readyz', 503);
  claims.claim(`${name}: the daemon is not ready`, /"full"/.test(unready.text) ? [] : [`${unready.status} ${unready.text}`]);
  const read = await admin.send('GET', '/v1/line');
  claims.claim(`${name}: what is there can be read`, read.status === 200 ? [] : [`${read.status} ${read.text}`]);
  clear();
  const ready = await awaitStatus(admin, '/readyz', 200);
  claims.claim(`${name}: it is ready again when there is room`, ready.status === 200 ? [] : [`${ready.status} ${ready.text}`]);
  const again = await station.send('POST', '/v1/events', last);
  claims.claim(`${name}: what found no room was not entered, and is taken now`, again.status === 201 ? [] : [`${again.status} ${again.text}`]);
  const journal = await admin.get('/v1/events?limit=1000');
  claims.claim(`${name}: what was acknowledged is there`, journal.includes(before.text) ? [] : [before.text]);
  claims.claim(`${name}: all that without a restart`, daemon.runs && daemon.process.pid === pid ? [] : [daemon.complaints]);
  station.close();
  admin.close();
  const end = await daemon.stop();
  claims.claim(`${name}: it stops cleanly`, end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
}

// With the disk that does as it is told.
async function fillPlayed({ build, template, tokens, claims }) {
  const daemon = template.copy();
  const mark = join(daemon.folder, 'full');
  daemon.racklined = join(build, 'tests/faults/racklined');
  try {
    await daemon.start({ RACKLINE_DISK_FULL: mark });
    await fillOne({ name: 'played', daemon, tokens, claims, fill: () => writeFileSync(mark, ''), clear: () => rmSync(mark) });
    daemon.racklined = template.racklined;
    claims.claim('played: and leaves a sound database', [await daemon.check()].filter(Boolean));
  } finally {
    daemon.remove();
  }
}

// Started while its disk is full, it waits for room.
async function startFull({ build, template, tokens, claims }) {
  const daemon = template.copy();
  const mark = join(daemon.folder, 'full');
  daemon.racklined = join(build, 'tests/faults/racklined');
  writeFileSync(mark, '');
  try {
    const started = daemon.start({ RACKLINE_DISK_FULL: mark });
    const patienceEnds = Date.now() + ROOM_MS;
    while (!/waiting for room/.test(daemon.complaints) && Date.now() < patienceEnds) await sleep(20);
    claims.claim('started on a full disk: it says so, and waits', /waiting for room/.test(daemon.complaints) && daemon.runs ? [] : [daemon.complaints]);
    rmSync(mark);
    await started;
    const station = new Client(daemon, tokens.station);
    const taken = await station.send('POST', '/v1/events', event());
    station.close();
    claims.claim('started on a full disk: when there is room it serves', taken.status === 201 ? [] : [`${taken.status} ${taken.text}`]);
    await daemon.stop();
    writeFileSync(mark, '');
    const waiting = daemon.start({ RACKLINE_DISK_FULL: mark }).catch(() => {});
    while (!/waiting for room/.test(daemon.complaints) && Date.now() < patienceEnds) await sleep(20);
    const end = await daemon.stop();
    await waiting;
    claims.claim('started on a full disk: a signal ends the wait', end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
  } finally {
    daemon.remove();
  }
}

// Looked at where there is no room for the tables that are made again: it says where that is, and leaves nothing there.
async function checkFull({ build, template, claims }) {
  const daemon = template.copy();
  const mark = join(daemon.folder, 'full');
  const scratch = join(daemon.folder, 'scratch');
  daemon.racklined = join(build, 'tests/faults/racklined');
  mkdirSync(scratch);
  writeFileSync(mark, '');
  try {
    const said = await daemon.check({ RACKLINE_DISK_FULL: mark, TMPDIR: scratch });
    claims.claim('a check that finds no room says where', said?.includes(scratch) && /has no room.*TMPDIR/.test(said) ? [] : [`${said}`]);
    claims.claim('and leaves nothing there', readdirSync(scratch));
  } finally {
    daemon.remove();
  }
}

// Handed a socket, it waits with it: what serves in the end is that address, and who connects meanwhile waits there.
async function startFullSupervised({ build, template, claims }) {
  const daemon = template.copy();
  const mark = join(daemon.folder, 'full');
  writeFileSync(mark, '');
  const command = [join(build, 'tests/faults/racklined'), 'run', ...daemon.options, '--port', '1'];
  const supervisor = new Supervisor(join(build, 'tests/life/supervisor'), command, { RACKLINE_DISK_FULL: mark });
  try {
    const [, port] = await supervisor.hears(/^port (\d+)$/, 0);
    daemon.port = Number(port);
    await supervisor.hears(/^said STATUS=Waiting for room on the disk$/, 0);
    await supervisor.hears(/^said STATUS=Waiting for room on the disk$/);
    const asked = fetch(`http://127.0.0.1:${port}/healthz`).catch((error) => ({ status: error.cause }));
    rmSync(mark);
    await supervisor.hears(new RegExp(`^said STATUS=Serving on http://127.0.0.1:${port}$`), 0);
    const { status } = await asked;
    claims.claim('started on a full disk by systemd: it serves on the socket that it was handed', status === 200 ? [] : [`${status}`]);
    await supervisor.end('TERM');
  } catch (error) {
    claims.claim('started on a full disk by systemd: it waits, and serves', [error.stack, supervisor.complaints]);
  } finally {
    supervisor.remove();
    daemon.remove();
  }
}

// How to get a small disk of one's own, as root or as a user who may have a namespace; null: not here.
function mayMount() {
  for (const options of [['-m'], ['-U', '-r', '-m']]) {
    try {
      execFileSync('unshare', [...options, 'sh', '-c', `mount -t tmpfs -o ${TMPFS} none /tmp`], { stdio: 'ignore' });
      return options;
    } catch {
      // the next way
    }
  }
  return null;
}

function writeUntilFull(path) {
  const file = openSync(path, 'a');
  const bytes = Buffer.alloc(4096, 1);
  try {
    for (;;) writeSync(file, bytes);
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

// With a real one: a file system in memory that the daemon alone sees.
async function fillMounted({ template, tokens, claims }) {
  const options = mayMount();
  if (!options) {
    console.log('no small disk can be mounted here: a full one was only played');
    return;
  }
  const daemon = template.copy();
  const disk = join(daemon.folder, 'disk');
  const program = join(daemon.folder, 'on-a-small-disk');
  writeFileSync(program, `#!/bin/sh
mkdir -p '${disk}'
exec unshare ${options.join(' ')} sh -c 'mount -t tmpfs -o ${TMPFS} none "$0" && cp "$0/../rackline.db" "$0" && exec "$@"' \
    '${disk}' '${template.racklined}' "$@"
`, { mode: 0o755 });
  daemon.racklined = program;
  daemon.database = join(disk, 'rackline.db');
  try {
    await daemon.start();
    const filler = `/proc/${daemon.process.pid}/root${join(disk, 'filler')}`;
    await fillOne({ name: 'mounted', daemon, tokens, claims, fill: () => writeUntilFull(filler), clear: () => rmSync(filler) });
  } finally {
    daemon.remove();
  }
}

export async function fillDisks(line) {
  await fillPlayed(line);
  await startFull(line);
  await startFullSupervised(line);
  await checkFull(line);
  await fillMounted(line);
}
