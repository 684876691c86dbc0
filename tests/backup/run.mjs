// Copies of a database: taken while stations post and while nothing runs, looked at, and put in its place. Whatever ends
// a command, nothing half is left of it, and the daemon goes on.
import { execFile } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, statSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { Claims } from '../claims.mjs';
import { Client } from '../client.mjs';
import { Daemon, sleep } from '../daemon.mjs';
import { Station } from '../life/stations.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const STATIONS = 8;
const BACKUPS = 3;
const KILLS = 4;
const NOBODY = 65534;
const UNSOUND = 3;

const build = resolve(process.argv[2] ?? join(ROOT, 'build/release'));
const claims = new Claims('backup');
const daemon = new Daemon(join(build, 'racklined'), { 'clock-rate': 86400, 'correction-window-min': 10080, 'log-level': 'info' });
const folder = join(daemon.folder, 'copies');
const token = daemon.token('admin', 'admin');
let made = 0;
const newName = (what) => join(folder, `${what}-${++made}`);
const told = (text, what) => (text ? [] : [what]);

// A command to its end, or to a signal after some milliseconds: {status, out, err}.
function run(words, { program = daemon.racklined, options = ['--database', daemon.database], signal = null, after = 0, ...how } = {}) {
  return new Promise((resolve_) => {
    const child = execFile(program, [...words, ...options], { timeout: 120000, ...how }, (error, out, err) => {
      resolve_({ status: error ? error.code ?? error.signal : 0, out, err });
    });
    if (signal) setTimeout(() => child.kill(signal), after);
  });
}
// A line of the shell; `alone`: in a view of the file system of its own.
const shell = (text, alone = false) => new Promise((resolve_) => {
  const words = [...(alone ? ['unshare', '--mount', '--propagation', 'private'] : []), 'sh', '-c', text];
  execFile(words[0], words.slice(1), { timeout: 120000 }, (error, out, err) => resolve_({ status: error ? error.code : 0, out, err }));
});

// What a command ended with, and words of what it said.
function ends(what, { status, out, err }, expected, ...words) {
  const faults = told(status === expected, `it ended with ${status}: ${out}${err}`);
  for (const word of words) faults.push(...told(`${out}${err}`.includes(word), `it does not say ${word}: ${out}${err}`));
  claims.claim(what, faults);
}
const leaves = (what, names) => claims.claim(what, told(readdirSync(folder).sort().join() === names.sort().join(), `there is ${readdirSync(folder)}`));
const entriesOf = ({ out }) => Number(/: (\d+) entries in its journal/.exec(out)?.[1] ?? NaN);

// ---- without a daemon ----

async function takeWithoutDaemon() {
  const copy = newName('still');
  const taken = await run(['backup', copy]);
  ends('a database that nothing has open is copied', taken, 0, `${copy}: `, 'verified');
  claims.claim('for its owner alone', told((statSync(copy).mode & 0o777) === 0o600, `mode ${statSync(copy).mode.toString(8)}`));
  ends('the copy is sound', await run(['check', copy]), 0, 'every page, index and reference is sound', 'without a gap');
  leaves('and looking at it leaves nothing beside it', [copy].map((path) => path.slice(folder.length + 1)));
  ends('a copy does not overwrite', await run(['backup', copy]), 1, 'is there already');
  ends('it needs a name', await run(['backup']), 2, 'name the file');
  ends('and a folder', await run(['backup', join(folder, 'nowhere/x')]), 1, 'No such file or directory');
  ends('and a database', await run(['backup', newName('none')], { options: ['--database', join(folder, 'none.db')] }), 1, 'none.db');
  ends('and room', await shell(`ulimit -f 100; exec '${daemon.racklined}' backup '${newName('full')}' --database '${daemon.database}'`), 1, 'no room');
  leaves('of what failed nothing is left', [copy].map((path) => path.slice(folder.length + 1)));
  return copy;
}

function damage(from, how) {
  const copy = newName('damaged');
  copyFileSync(from, copy);
  chmodSync(copy, 0o600);
  how(copy);
  return copy;
}
function overwrite(copy, at, text) {
  const file = openSync(copy, 'r+');
  writeSync(file, text, at);
  closeSync(file);
}

async function putInPlace(copy) {
  const place = newName('restored');
  const into = { options: ['--database', place] };
  const restored = await run(['restore', copy], into);
  ends('a copy is put in the place of a database', restored, 0, `${place}: `, 'verified');
  const again = new Daemon(daemon.racklined, { ...daemon.settings, database: place });
  await again.start();
  const client = new Client(again, token);
  const head = JSON.parse(await client.get('/v1/events?limit=1')).head;
  client.close();
  claims.claim('a daemon runs on it, and has every entry', told(head === entriesOf(restored), `${head} of ${entriesOf(restored)}`));
  ends('nothing is put in the place of a database that runs', await run(['restore', copy], into), 1, 'another process has');
  ends('nor taken of it behind its back', await run(['restore', place], { options: ['--database', newName('other')] }), 1, 'racklined backup');
  await again.stop();
  again.remove();
  ends('nor in the place of one that does not run', await run(['restore', copy], into), 1, 'is there already');
  const remains = newName('remains');
  writeFileSync(`${remains}-wal`, 'a log');
  ends('nor beside the log of one that is gone', await run(['restore', copy], { options: ['--database', remains] }), 1, `${remains}-wal is there`);
  ends('a restoration names what it is made from', await run(['restore'], into), 2, 'name the backup');

  const target = { options: ['--database', newName('target')] };
  const half = damage(copy, (path) => truncateSync(path, statSync(path).size / 2 & ~4095));
  ends('half a copy is found out', await run(['restore', half], target), UNSOUND);
  const spoilt = damage(copy, (path) => { for (let page = 3; page < 40; page++) overwrite(path, page * 4096 + 5, 'damage'); });
  ends('a damaged one too', await run(['restore', spoilt], target), UNSOUND);
  ends('by a look at it as well', await run(['check', spoilt]), UNSOUND);
  const text = newName('text');
  writeFileSync(text, 'no database at all, but a text that is longer than the header of one would be'.repeat(20));
  ends('a file that is none is refused', await run(['restore', text], target), UNSOUND);
  const empty = newName('empty');
  writeFileSync(empty, '');
  ends('and an empty one', await run(['restore', empty], target), 1, 'no database of Rackline');
  claims.claim('and nothing is put in the place by any of them', told(!existsSync(target.options[1]), 'it is there'));
}

// ---- while a daemon runs ----

async function takeUnderLoad(admin, stations) {
  const faults = [];
  for (let n = 0; n < BACKUPS; n++) {
    await sleep(100);
    const before = Math.max(0, ...stations.flatMap((station) => [...station.positions.values()].slice(-1)));
    const copy = newName('live');
    const taken = await run(['backup', copy]);
    const entries = entriesOf(taken);
    const { head } = JSON.parse(await admin.get('/v1/events?limit=1'));
    faults.push(...told(taken.status === 0, `it ended with ${taken.status}: ${taken.err}`));
    faults.push(...told(entries >= before && entries <= head, `it has ${entries} entries; ${before} were acknowledged before it, ${head} after`));
    const checked = await run(['check', copy]);
    faults.push(...told(checked.status === 0, `its check ended with ${checked.status}: ${checked.err}`));
  }
  claims.claim('copies under load are sound, and have what was acknowledged before them', faults);
  const copies = [newName('twin'), newName('twin')];
  const twins = await Promise.all(copies.map((copy) => run(['backup', copy])));
  claims.claim('two that are asked for at once are both taken', twins.flatMap(({ status, err }) => told(status === 0, `${status}: ${err}`)));
  ends('a database that a daemon has open is not looked at', await run(['check']), 1, 'racklined backup');
}

async function showProgress() {
  const copy = newName('shown');
  const { status, out } = await shell(`script -qec "'${daemon.racklined}' backup '${copy}' --database '${daemon.database}'" /dev/null`);
  claims.claim('on a terminal it shows how far it is', told(status === 0 && /copying \[#+\.*\] +\d+ % of \d+\.\d MB/.test(out), `${status}: ${JSON.stringify(out)}`));
}

async function refuseStrangers() {
  if (process.getuid() !== 0) return;
  const theirs = join(daemon.folder, 'theirs');
  mkdirSync(theirs);
  chownSync(theirs, NOBODY, NOBODY);
  chmodSync(daemon.folder, 0o755);
  const program = join(daemon.folder, 'racklined'); // where they may come: root's home is nobody else's
  copyFileSync(daemon.racklined, program);
  ends('another user is not served', await run(['backup', join(theirs, 'copy')], { program, uid: NOBODY, gid: NOBODY, cwd: '/' }), 1, 'be its user, or root');
  claims.claim('and left with nothing', told(!readdirSync(theirs).length, `there is ${readdirSync(theirs)}`));
}

// Ended at any moment, by a signal that it can answer and by one that it cannot.
async function endTheCommand() {
  const names = readdirSync(folder);
  const faults = [];
  let ended = 0;
  for (let n = 0; n < KILLS; n++) {
    const copy = newName('ended');
    const signal = n % 2 ? 'SIGKILL' : 'SIGINT';
    const { status, err } = await run(['backup', copy], { signal, after: 5 + n * 15 });
    if (status === 0) names.push(copy.slice(folder.length + 1));
    else ended++;
    if (status !== 0 && status !== signal) faults.push(...told(status === 1 && err.includes('nothing was left of it'), `${signal}: ${status} ${err}`));
  }
  claims.claim('a command that is ended says so', faults);
  claims.claim('some were ended in time', told(ended > 0, 'none was'));
  leaves('and leaves nothing half', names);
}

// A disk that only the command sees, and that is too small: the daemon writes to it all the same.
async function runOutOfRoom(admin) {
  const small = join(daemon.folder, 'small');
  mkdirSync(small);
  const mount = `mount -t tmpfs -o size=1m tmpfs '${small}'`;
  if ((await shell(mount, true)).status !== 0) return; // not everybody may
  const backup = `'${daemon.racklined}' backup '${small}/copy' --database '${daemon.database}'`;
  ends('where the copy finds no room that is told', await shell(`${mount} && { ${backup}; status=$?; echo "left: $(ls '${small}')."; exit $status; }`, true), 1,
    'no room', 'left: .');
  const ready = await admin.get('/readyz');
  claims.claim('and the daemon does not mind', told(ready.includes('ready'), ready));
}

async function endTheDaemon() {
  const names = readdirSync(folder);
  const copy = newName('orphan');
  const taken = run(['backup', copy]);
  await sleep(15);
  await daemon.stop('SIGKILL');
  const { status, err } = await taken;
  claims.claim('a daemon that ends meanwhile is told of', told(status === 0 || (status === 1 && /daemon (ended|has|could)/.test(err)), `${status}: ${err}`));
  if (status === 0) names.push(copy.slice(folder.length + 1));
  leaves('and nothing half is left', names);
  const late = newName('log');
  const fromLog = await run(['backup', late]);
  ends('what a killed daemon left in its log is in a copy too', fromLog, 0, 'verified');
  ends('which is sound', await run(['check', late]), 0);
  return entriesOf(fromLog);
}

async function work() {
  const floor = ['--url', `http://127.0.0.1:${daemon.port}`, '--admin-token-file', join(daemon.folder, 'token'), '--racks', '1', '--fast', '--products', join(ROOT, 'schema/products')];
  writeFileSync(join(daemon.folder, 'token'), token, { mode: 0o600 });
  await new Promise((resolve_, reject) => { execFile(join(build, 'tests/floor/floor'), floor, { timeout: 240000 }, (error) => (error ? reject(error) : resolve_())); });
}

async function main() {
  mkdirSync(folder);
  await daemon.start();
  const admin = new Client(daemon, token);
  await work();
  await daemon.stop();
  await putInPlace(await takeWithoutDaemon());

  await daemon.start();
  const stations = [];
  for (let i = 1; i <= STATIONS; i++) stations.push(await Station.make(admin, daemon.port, `BACKUP-${i}`, true));
  for (const station of stations) station.run();
  await takeUnderLoad(admin, stations);
  await showProgress();
  await refuseStrangers();
  await endTheCommand();
  const unanswered = stations.reduce((total, station) => total + station.unanswered + station.away + station.wrong.length, 0);
  claims.claim('no station noticed any of it', told(!unanswered, `${unanswered} posts were not answered well`));
  for (const station of stations) await station.stop();
  await runOutOfRoom(admin);
  const { head } = JSON.parse(await admin.get('/v1/events?limit=1'));
  claims.claim('and nothing that was acknowledged is missing', told(await endTheDaemon() >= head, 'entries are missing'));
  admin.close();
  claims.claim('the database is sound after all that', [await daemon.check()].filter(Boolean));
}

try {
  await main();
} catch (error) {
  claims.claim('the test runs to its end', [error.stack, daemon.complaints]);
} finally {
  daemon.remove();
}
claims.sumUp();
