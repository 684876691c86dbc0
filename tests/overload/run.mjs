// Stations post while 2,000 clients hold connections open, silent or a byte a second; while tokens and passwords are
// tried that nobody knows; while large bodies do not end and large answers are not read; and while a crowd reads the
// journal, of whom each gets every entry. Every event is entered,
// connections are cut by rule, memory stays bounded, and nothing of it is left when the crowd has gone. Nothing here is
// timed: how fast stations are served meanwhile is the bench's to tell.
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { send } from '../api/http.mjs';
import { Claims } from '../claims.mjs';
import { Client, newId } from '../client.mjs';
import { Daemon, sleep } from '../daemon.mjs';
import { readJournal } from '../feed_reader.mjs';
import { Crowd } from './crowd.mjs';

const STATIONS = 16;
const MAX = 1000; // connections
const CHANGING = 64; // beyond it, while others come to their end
const IN_FLIGHT = 32 << 20;
const ROOM = 128 << 20; // a thousand connections, what is in flight, and what reading it takes
const LARGE = 4000000;
const READERS = 40; // of what was entered last as an export, and as many of it as a feed
const LONG = 6000; // entries
const READ_QUEUE = 2;
const PATIENCE_MS = 30000;
const build = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../build/release'));
const milliseconds = Number(process.argv[3] ?? 2) * 1000;
const claims = new Claims('overload');
const daemon = new Daemon(join(build, 'racklined'), {
  'clock-rate': 3600, 'connections-max': MAX, 'connections-per-address-max': MAX, 'in-flight-max': IN_FLIGHT,
  'read-queue-max': READ_QUEUE, 'header-timeout-s': 2, 'request-timeout-s': 2, 'answer-timeout-s': 2,
}, { ASAN_OPTIONS: 'quarantine_size_mb=8' }); // a sanitized daemon keeps what was freed resident, 256 MiB of it if let
const addresses = ['127.0.0.11', '127.0.0.12', '127.0.0.13', '127.0.0.14'];
let working = true;
const posted = [];

async function work(secret) {
  const client = new Client(daemon, secret);
  for (let i = 0; working; i++) {
    const id = newId();
    const { status, sendings } = await client.send('POST', '/v1/events', { id, type: 'station.changed', at: new Date().toISOString(), state: i % 2 ? 'standby' : 'engineering', reason: 'crowded' });
    posted.push({ id, status, sendings });
    await sleep(5);
  }
  client.close();
}

async function look(viewer) {
  const { text } = await viewer.send('GET', '/metrics');
  const of = (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
  return { head: of('rackline_journal_head'), reading: of('rackline_feeds_reading'), connections: of('rackline_connections'), resident: of('process_resident_memory_bytes'), in_flight: of('rackline_in_flight_bytes'),
    descriptors: readdirSync(`/proc/${daemon.process.pid}/fd`).length };
}

// Lets a crowd be there for a while, and until it has done what it came for, with the most that was seen of everything
// meanwhile.
async function crowded(viewer, crowds, hasDone) {
  const most = { connections: 0, resident: 0, in_flight: 0, reading: 0 };
  const before = posted.length;
  const isOver = () => posted.length >= before + STATIONS && hasDone(most);
  for (const begun = Date.now(); Date.now() < begun + milliseconds || (!isOver() && Date.now() < begun + PATIENCE_MS);) {
    const now = await look(viewer);
    for (const name of Object.keys(most)) most[name] = Math.max(most[name], now[name]);
    await sleep(100);
  }
  most.cuts = crowds.reduce((sum, crowd) => sum + crowd.cuts, 0);
  most.answers = crowds.map((crowd) => crowd.answers).join('');
  await Promise.all(crowds.map((crowd) => crowd.leave()));
  return { ...most, posted: posted.length - before };
}

// What is so within ten seconds; what it was last, where it never is.
async function settles(viewer, isSo) {
  let now;
  for (let i = 0; i < 300 && (now === undefined || !isSo(now)); i++) {
    now = await look(viewer);
    await sleep(100);
  }
  return isSo(now) ? [] : [JSON.stringify(now)];
}

try {
  const token = daemon.token('admin', 'admin');
  await daemon.start();
  const admin = new Client(daemon, token);
  const secrets = [];
  for (let i = 1; i <= STATIONS; i++) {
    await admin.send('PUT', `/v1/stations/S-${i}`, { name: `S-${i}`, type: 'bench' });
    secrets.push(JSON.parse((await admin.send('POST', '/v1/tokens', { token: `s-${i}`, role: 'station', station: `S-${i}` })).text).secret);
  }
  const workers = secrets.slice(1).map(work);
  await sleep(300);
  const before = await look(admin);
  const within = ({ resident }) => (resident < before.resident + ROOM ? [] : [`${resident >> 20} MiB, ${before.resident >> 20} before`]);

  const held = addresses.map((address, i) => new Crowd(daemon, { address, count: 500,
    greet: (socket) => { if (i % 2) socket.write('GET /healthz HTTP/1.1\r\nX-Slow: '); }, step: (socket) => { if (i % 2) socket.write('x'); } }));
  await sleep(500);
  workers.push(work(secrets[0])); // who comes when all places are taken
  const most = await crowded(admin, held, ({ connections }) => connections >= MAX - 1 && held.reduce((sum, { cuts }) => sum + cuts, 0) >= MAX / 2);
  claims.claim('the crowd takes every place', most.connections >= MAX - 1 ? [] : [`${most.connections}`]);
  claims.claim('but no more than there are', most.connections <= MAX + CHANGING ? [] : [`${most.connections}`]);
  claims.claim('and is cut by rule', most.cuts >= MAX / 2 ? [] : [`${most.cuts}`]);
  claims.claim('memory is bounded while connections are held', within(most));
  claims.claim('stations post meanwhile', most.posted >= STATIONS ? [] : [`${most.posted}`]);

  const guess = () => `GET /v1/orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer rackline_${newId()}\r\n\r\n`;
  const guessers = new Crowd(daemon, { address: addresses[0], count: 32, greet: (socket) => { socket.on('data', () => socket.write(guess())); socket.write(guess()); } });
  const guessed = await crowded(admin, [guessers], () => guessers.answers);
  claims.claim('a token that is tried is unknown', /401/.test(guessed.answers) && !/ 200/.test(guessed.answers) ? [] : [guessed.answers.slice(0, 200)]);
  claims.claim('stations post while tokens are tried', guessed.posted >= STATIONS ? [] : [`${guessed.posted}`]);
  claims.claim('memory is bounded while tokens are tried', within(guessed));

  let names = 0;
  const signIn = () => {
    const body = JSON.stringify({ account: `nobody-${++names}`, password: 'correct horse battery staple' });
    return `POST /v1/session/account HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const met = new Set(); // the statuses that they were answered with
  const isMet = () => met.has('401') && (met.has('429') || met.has('503'));
  const strangers = new Crowd(daemon, { address: addresses[3], count: 200,
    greet: (socket) => {
      socket.on('data', (part) => {
        met.add(/^HTTP\/1\.1 (\d{3})/.exec(part)?.[1] ?? 'half');
        socket.write(signIn());
      });
      socket.write(signIn());
    } });
  const signing = await crowded(admin, [strangers], isMet);
  claims.claim('a password that is tried is wrong, or asked to come later', isMet() && ![...met].some((status) => /^2/.test(status)) ? [] : [[...met].join()]);
  claims.claim('stations post while passwords are tried', signing.posted >= STATIONS ? [] : [`${signing.posted}`]);
  claims.claim('memory is bounded while passwords are tried', within(signing));

  const upload = `POST /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${secrets[1]}\r\nContent-Type: application/json\r\nContent-Length: ${LARGE}\r\n\r\n`;
  const endless = Buffer.alloc(LARGE - 1, ' '); // made once: a machine with much to do would send none of it in time
  const whole = await send(daemon.port, { method: 'GET', path: '/v1/openapi.json', headers: { Authorization: `Bearer ${token}` } });
  const bodies = new Crowd(daemon, { address: addresses[1], count: 60, greet: (socket) => { socket.write(upload); socket.write(endless); } });
  const readers = new Crowd(daemon, { address: addresses[2], count: 200, reads: false,
    greet: (socket) => { for (let i = 0; i < 64; i++) socket.write(`GET /v1/openapi.json HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`); } });
  const large = await crowded(admin, [bodies, readers], ({ in_flight: bytes }) => bytes > LARGE);
  claims.claim('what is in flight is bounded', whole.status === 200 && large.in_flight > LARGE && large.in_flight <= IN_FLIGHT ? [] : [`${large.in_flight}`]);
  claims.claim('memory is bounded while bodies do not end', within(large));
  claims.claim('stations post while bodies do not end', large.posted >= STATIONS ? [] : [`${large.posted}`]);

  const { head } = await look(admin);
  const after = Math.max(0, head - LONG);
  let over = false;
  const reading = Promise.all(Array.from({ length: 2 * READERS }, (_, i) => readJournal(daemon, token, { after, ...(i % 2 ? { live: true, last: head } : {}) })))
    .finally(() => { over = true; });
  const feeds = await crowded(admin, [], () => over);
  const journals = await reading;
  claims.claim('feeds and exports wait for a thread, more of them than views may', feeds.reading > 2 * READ_QUEUE ? [] : [`${feeds.reading}`]);
  claims.claim('each gets every entry, in order', journals.flatMap(({ status, whole, read, faults }, i) =>
    [...(status === 200 && read >= head && (whole || i % 2) ? [] : [`${i}: ${status}, ${read} of ${head}`]), ...faults.slice(0, 3)]));
  claims.claim('stations post while a crowd reads the journal', feeds.posted >= STATIONS ? [] : [`${feeds.posted}`]);
  claims.claim('memory is bounded while a crowd reads the journal', within(feeds));

  claims.claim('when all have gone, nothing is left of them', await settles(admin, (now) =>
    now.in_flight === 0 && now.connections <= STATIONS + 1 && now.descriptors <= before.descriptors + 2 * STATIONS));
  working = false;
  await Promise.all(workers);
  claims.claim('every event was entered', posted.filter(({ status }) => status !== 201 && status !== 200).map(({ status }) => `${status}`));
  const lines = new Set();
  for (let after = 0, got = 1; got; after += got) {
    const page = (await admin.get(`/v1/events?after=${after}&limit=1000`, { Accept: 'application/x-ndjson' })).split('\n').slice(0, -1);
    for (const line of page) lines.add(JSON.parse(line).id);
    got = page.length;
  }
  claims.claim('and is in the journal', posted.filter(({ id }) => !lines.has(id)).map(({ id }) => id));
  console.log(`${posted.length} events, ${most.cuts} connections cut, at most ${most.connections} open, ` +
    `${[before, most, guessed, signing, large, feeds].map(({ resident }) => `${resident >> 20}`).join(', ')} MiB`);
  admin.close();
  const end = await daemon.stop();
  claims.claim('the daemon stops cleanly', end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
  claims.claim('the journal makes the same tables again', [await daemon.check()].filter(Boolean));
} catch (error) {
  claims.claim('the test runs to its end', [error.stack, daemon.complaints]);
} finally {
  working = false;
  daemon.remove();
}
claims.sumUp();
