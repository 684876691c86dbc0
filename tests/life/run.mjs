// A daemon whose supervisor keeps the socket, as systemd does: it is restarted and killed while stations post, and no
// connection is refused; it ends in time whatever clients do; and it says what it is doing.
import { connect } from 'node:net';
import { request as httpRequest } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Claims } from '../claims.mjs';
import { Client, newId } from '../client.mjs';
import { Daemon, sleep } from '../daemon.mjs';
import { readJournal } from '../feed_reader.mjs';
import { Station } from './stations.mjs';
import { Supervisor } from './supervisor.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const STATIONS = 8;
const RESTARTS = 3;
const STOP_MS = 5000;
const READERS = 300; // of the whole journal, a third of them as live feeds
const WATCHDOG_US = 4000000;

const build = resolve(process.argv[2] ?? join(ROOT, 'build/release'));
const claims = new Claims('life');
const home = new Daemon(join(build, 'racklined'), { 'log-level': 'info' });
const token = home.token('admin', 'admin');
const supervisor = new Supervisor(join(build, 'tests/life/supervisor'), [home.racklined, 'run', ...home.options, '--port', '1'], { WATCHDOG_USEC: String(WATCHDOG_US) });

const told = (text, what) => (text ? [] : [what]);
const ended = ({ status, ms }) => told(status === 0, `it ended with ${status}\n${supervisor.complaints.slice(-2000)}`).concat(told(ms <= STOP_MS, `it took ${ms} ms`));

// A dashboard on the live feed, until it ends: whether it ended whole.
function follow() {
  return new Promise((resolve_, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port: home.port, path: '/v1/events', agent: false, headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' } }, (answer) => {
      answer.resume();
      answer.on('close', () => resolve_(answer.complete));
      answer.on('error', () => {});
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function restartUnderLoad(stations) {
  const faults = [];
  for (let n = 0; n < RESTARTS; n++) {
    await sleep(300 + Math.random() * 300);
    const feed = follow();
    await sleep(200);
    const from = supervisor.lines.length;
    faults.push(...ended(await supervisor.end('TERM')));
    faults.push(...told(await feed, 'the live feed broke off'));
    faults.push(...told(supervisor.lines.slice(from).includes('said STOPPING=1'), 'it did not say that it stops'));
    await sleep(100);
    await supervisor.start();
  }
  await sleep(300);
  claims.claim('under load it ends in time, with its feeds whole, and says so', faults);
  const sum = (what, list = stations) => list.reduce((total, station) => total + station[what], 0);
  const posted = sum('posted');
  claims.claim('stations posted all the while', told(posted > STATIONS * RESTARTS, `${posted} events`));
  claims.claim('no connection was refused', told(!sum('refused'), `${sum('refused')} of ${posted}`));
  claims.claim('no change was turned away', told(!sum('away'), `${sum('away')} of ${posted}`));
  const fresh = stations.filter((station) => !station.keeps);
  claims.claim('whoever came with a new connection was answered on it', told(!sum('unanswered', fresh), `${sum('unanswered', fresh)} of ${sum('posted', fresh)} were not`));
  const kept = stations.filter((station) => station.keeps);
  claims.claim('and whoever posted without a pause on one was asked to come again', told(!sum('unanswered', kept), `${sum('unanswered', kept)} of ${sum('posted', kept)} found it closed`));
  return posted;
}

async function killUnderLoad(stations) {
  const end = await supervisor.end('KILL');
  await sleep(100);
  await supervisor.start();
  await sleep(300);
  const refused = stations.reduce((total, station) => total + station.refused, 0);
  claims.claim('a kill refuses no connection either', told(end.status === 137 && !refused, `status ${end.status}, ${refused} refused`));
}

async function journalIds(admin) {
  const ids = new Map();
  const faults = [];
  for (let after = 0, got = true; got;) {
    const text = await admin.get(`/v1/events?after=${after}&limit=1000`, { Accept: 'application/x-ndjson' });
    const entries = text.split('\n').slice(0, -1).map((line) => JSON.parse(line));
    for (const { id, journal_position: position } of entries) {
      if (ids.has(id)) faults.push(`${id} stands at ${ids.get(id)} and ${position}`);
      ids.set(id, position);
    }
    after += entries.length;
    got = entries.length > 0;
  }
  return { ids, faults };
}

// Clients that would keep a daemon from its end if it let them.
function beHostile() {
  const openings = ['', 'GET /v1/ord', `POST /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"id"`];
  return openings.map((opening) => {
    const socket = connect(home.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(opening);
    return socket;
  });
}

async function stopAmongReaders(admin, poster) {
  for (let i = 0; i < 3; i++) await poster.send('POST', '/v1/events', Array.from({ length: 2000 }, (_, n) => ({ id: newId(), type: 'station.changed', at: new Date().toISOString(), state: n % 2 ? 'standby' : 'engineering', reason: 'a long past' })));
  const of = async (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(await admin.get('/metrics'))[1]);
  const head = await of('rackline_journal_head');
  const readers = Array.from({ length: READERS }, (_, i) => readJournal(home, token, { live: i % 3 === 0 }));
  let waiting = 0;
  const are = async () => (await of('rackline_connections')) > READERS && (waiting = await of('rackline_feeds_reading')) >= READERS / 2;
  for (let i = 0; i < 1000 && !(await are()); i++);
  claims.claim('a crowd of feeds and exports waits for its turn', told(waiting >= READERS / 2, `${waiting} of ${READERS}`));
  claims.claim('among them it ends in time', ended(await supervisor.end('TERM')));
  const answers = await Promise.all(readers);
  claims.claim('no export that broke off seems whole', answers.flatMap(({ status, whole, read }, i) => told(i % 3 === 0 || status === 503 || !whole || read >= head, `${status}: ${read} of ${head}`)));
  claims.claim('what came of each was in order', answers.flatMap(({ faults }) => faults.slice(0, 1)));
}

async function main() {
  const [, port] = await supervisor.hears(/^port (\d+)$/, 0);
  home.port = Number(port);
  await supervisor.hears(/^ready$/, 0);
  await supervisor.hears(new RegExp(`^said STATUS=Serving on http://127.0.0.1:${port}$`), 0);
  claims.claim('it serves on the socket that it was handed, and says when it is ready', []);
  const admin = new Client(home, token);
  const stations = [];
  for (let i = 1; i <= STATIONS; i++) stations.push(await Station.make(admin, home.port, `LIFE-${i}`, i % 2 === 0));
  for (const station of stations) station.run();
  const posted = await restartUnderLoad(stations);
  await killUnderLoad(stations);
  for (const station of stations) await station.stop();

  const { ids, faults } = await journalIds(admin);
  claims.claim('nothing was entered twice', faults);
  claims.claim('every answer was the right one', stations.flatMap((station) => station.wrong));
  claims.claim('all that was acknowledged stands where it was said to', stations.flatMap((station) => [...station.positions]
    .filter(([id, position]) => ids.get(id) !== position).map(([id, position]) => `${id} at ${position}`)));
  const from = supervisor.lines.length;
  supervisor.tell('HUP');
  await supervisor.hears(/^said RELOADING=1$/, from);
  await supervisor.hears(/^ready$/, from);
  claims.claim('it says when it rereads its settings, and when it has', []);
  await supervisor.hears(/^said WATCHDOG=1$/);
  claims.claim('the watchdog is fed', []);

  const hostile = beHostile();
  await sleep(100);
  claims.claim('it ends in time whatever clients do', ended(await supervisor.end('TERM')));
  hostile.forEach((socket) => socket.destroy());
  await supervisor.start();
  const poster = new Client(home, stations[0].secret);
  await stopAmongReaders(admin, poster);
  poster.close();
  admin.close();
  claims.claim('the journal makes the same tables again', [await home.check()].filter(Boolean));
  console.log(`${posted} events posted across ${RESTARTS} restarts; ended after ${supervisor.lines.map((line) => /^ended \d+ (\d+)/.exec(line)?.[1]).filter(Boolean).join(', ')} ms`);
}

try {
  await main();
} catch (error) {
  claims.claim('the test runs to its end', [error.stack, supervisor.complaints]);
} finally {
  supervisor.remove();
  home.remove();
}
claims.sumUp();
