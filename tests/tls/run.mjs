// Over TLS everything is as it is without: posts of many stations at once, a feed that goes on, large bodies and answers,
// people who sign in. Nothing else is spoken on that port, and who says nothing is cut. A daemon whose certificate is
// none does not start, and says why.
import { execFile } from 'node:child_process';
import { appendFileSync, chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Claims } from '../claims.mjs';
import { Client, newId } from '../client.mjs';
import { Daemon, sleep, within } from '../daemon.mjs';
import { makeCertificates, renewCertificate } from './certificates.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIONS = 24;
const POSTS = 20;
const PAGE = 'x'.repeat(500);
const WAIT_MS = 30000;

const build = resolve(process.argv[2] ?? join(HERE, '../../build/release'));
const claims = new Claims('tls');
const daemon = new Daemon(join(build, 'racklined'), { 'header-timeout-s': 1, 'log-level': 'info' });
const { certificate, key, otherKey, rootKey, ca, caFile } = makeCertificates(daemon.folder);
Object.assign(daemon.settings, { 'tls-certificate': certificate, 'tls-key': key });
daemon.ca = ca;

async function attempt(what, act) {
  try {
    claims.claim(what, (await act()) ?? []);
  } catch (error) {
    claims.claim(what, [error.stack]);
  }
}

const change = (i) => ({ id: newId(), type: 'station.changed', at: new Date().toISOString(), state: i % 2 ? 'standby' : 'engineering', reason: PAGE });

async function makeStation(admin, name) {
  await admin.send('PUT', `/v1/stations/${name}`, { name, type: 'bench' });
  const { text } = await admin.send('POST', '/v1/tokens', { token: name, role: 'station', station: name });
  return new Client(daemon, JSON.parse(text).secret);
}

async function post(station) {
  const statuses = [];
  for (let i = 0; i < POSTS; i++) statuses.push((await station.send('POST', '/v1/events', change(i))).status);
  return statuses.filter((status) => status !== 201);
}

// The feed's entries as they come: resolves when `wanted` have.
function follow(token, wanted, after = 0) {
  return within(WAIT_MS, new Promise((done, failed) => {
    const asked = request({ host: '127.0.0.1', port: daemon.port, ca, path: `/v1/events?after=${after}`, headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' } });
    asked.on('error', failed);
    asked.on('response', (answer) => {
      let text = '';
      answer.on('data', (part) => {
        text += part;
        const entries = text.split('\n').filter((line) => line.startsWith('data: ')).length;
        if (entries < wanted) return;
        asked.destroy();
        done(entries);
      });
      answer.on('close', () => failed(new Error('the feed ended')));
    });
    asked.end();
  }), 'the feed does not go on');
}

async function serve(admin, token) {
  const stations = [];
  for (let i = 0; i < STATIONS; i++) stations.push(await makeStation(admin, `tls-${i}`));
  await attempt('a feed over TLS goes on while stations post', async () => {
    const followed = follow(token, STATIONS * POSTS);
    const refused = (await Promise.all(stations.map(post))).flat();
    await followed;
    return refused.map(String);
  });
  await attempt('a large body is taken and a large answer read', async () => {
    const { status } = await stations[0].send('POST', '/v1/events', Array.from({ length: 500 }, (_, i) => change(i)));
    const { items } = JSON.parse(await admin.get('/v1/events?limit=900'));
    return status === 200 && items.length === 900 ? [] : [`${status}, ${items.length} entries`];
  });
  for (const station of stations) station.close();
}

// As a page does it: with an Origin, and the cookie from then on.
async function signIn(admin) {
  const origin = `https://127.0.0.1:${daemon.port}`;
  await admin.send('PUT', '/v1/accounts/yuki', { role: 'viewer' });
  await admin.send('POST', '/v1/accounts/yuki/password', { password: 'a password for a test' });
  const headers = (cookie) => ({ host: '127.0.0.1', port: daemon.port, ca, headers: { Origin: origin, 'Content-Type': 'application/json', ...(cookie && { Cookie: cookie }) } });
  const ask = (method, path, cookie, body) => new Promise((done, failed) => {
    const asked = request({ ...headers(cookie), method, path }, (answer) => { answer.resume(); answer.on('end', () => done(answer)); });
    asked.on('error', failed);
    asked.end(body && JSON.stringify(body));
  });
  const begun = await ask('POST', '/v1/session/account', undefined, { account: 'yuki', password: 'a password for a test' });
  const [cookie = ''] = begun.headers['set-cookie'] ?? [];
  if (!/^__Host-rackline=session_.*Secure/.test(cookie)) return [`${begun.statusCode}, the cookie ${cookie}`];
  const { statusCode } = await ask('GET', '/v1/session', cookie.split(';')[0]);
  return statusCode === 200 ? [] : [`the session is answered with ${statusCode}`];
}

// What is heard, until the daemon closes, by who says these bytes.
const hear = (bytes) => within(WAIT_MS, new Promise((done) => {
  const socket = connect(daemon.port, '127.0.0.1', () => socket.write(bytes));
  let text = '';
  socket.on('data', (part) => { text += part.toString('latin1'); });
  socket.on('error', () => {});
  socket.on('close', () => done(text));
}), 'the connection stays open');

const agree = (version) => within(WAIT_MS, new Promise((done) => {
  const socket = connectTls({ host: '127.0.0.1', port: daemon.port, ca, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' });
  socket.on('secureConnect', () => { done(socket.getProtocol()); socket.destroy(); });
  socket.on('error', () => done(null));
}), 'no handshake');

async function refuse() {
  const plain = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n';
  await attempt('plain HTTP is not answered', async () => (/^HTTP/.test(await hear(plain)) ? ['it is'] : []));
  await attempt('who says nothing is cut', async () => void await hear(''));
  await attempt('who begins a handshake and does not go on is cut', async () => void await hear('\x16\x03\x01\x02'));
  for (const [version, spoken] of [['TLSv1', null], ['TLSv1.1', null], ['TLSv1.2', 'TLSv1.2'], ['TLSv1.3', 'TLSv1.3']]) {
    await attempt(`${version} is ${spoken ? 'spoken' : 'refused'}`, async () => {
      const agreed = await agree(version);
      return agreed === spoken ? [] : [`it is ${agreed}`];
    });
  }
}

const servedWith = () => within(WAIT_MS, new Promise((done, failed) => {
  const socket = connectTls({ host: '127.0.0.1', port: daemon.port, ca }, () => { done(socket.getPeerCertificate().fingerprint256); socket.destroy(); });
  socket.on('error', failed);
}), 'no handshake');

// Tells the daemon to reread, and waits until something is so; or until it has said something since.
async function rereads(isSo) {
  daemon.complaints = '';
  daemon.process.kill('SIGHUP');
  for (const ends = Date.now() + WAIT_MS; Date.now() < ends; await sleep(20)) if (await isSo()) return [];
  return ['it does not come to that'];
}

const says = (words) => () => words.test(daemon.complaints);

// The certificate is renewed, first without its key, while a feed goes on; before that its key alone is.
async function renew(token, admin) {
  const rename = async (name) => JSON.parse((await admin.send('PUT', '/v1/stations/tls-0', { name, type: 'bench' }, { 'If-Match': '*' })).text);
  const feed = follow(token, 1, (await rename('early')).journal_position);
  feed.catch(() => {});
  const before = await servedWith();
  const itsKey = readFileSync(key);
  copyFileSync(otherKey, key);
  await attempt('a key that is not the certificate\'s is told of on SIGHUP', () => rereads(says(/certificate not reread/)));
  writeFileSync(key, '');
  await attempt('a key that cannot be read is named', () => rereads(() => daemon.complaints.includes(`${key}: the file is empty`)));
  writeFileSync(key, itsKey);
  appendFileSync(key, 'the same, said in another way\n');
  await attempt('another file of its key is taken', () => rereads(says(/certificate reread/)));
  renewCertificate(daemon.folder);
  await attempt('a certificate without its key is not taken on SIGHUP', () => rereads(says(/certificate not reread/)));
  await attempt('and the one before goes on', async () => ((await servedWith()) === before ? [] : ['another is served']));
  copyFileSync(otherKey, key);
  await attempt('one with its key is', () => rereads(async () => (await servedWith()) !== before));
  await attempt('a connection that was open goes on', () => admin.get('/v1/line').then(() => []));
  await attempt('and so does a feed', async () => {
    await rename('late');
    await feed;
  });
  const again = await servedWith();
  await attempt('told again, it goes on with what it has', async () => {
    daemon.process.kill('SIGHUP');
    await sleep(200);
    return (await servedWith()) === again ? [] : ['another is served'];
  });
}

// A daemon with such settings ends before it listens, and its log says why.
async function demandEnd(what, settings, words) {
  await attempt(what, async () => {
    const wrong = daemon.copy(settings);
    const started = await wrong.start().then(() => 'it started', (error) => (words.test(error.message) ? null : error.message));
    await wrong.stop();
    wrong.remove();
    return started ? [started] : [];
  });
}

async function misconfigure() {
  await demandEnd('a certificate without its key does not start', { 'tls-key': undefined }, /needs both/);
  await demandEnd('a file that is not there does not start', { 'tls-certificate': `${certificate}.gone` }, /cannot be read/);
  await demandEnd('another certificate\'s key does not start', { 'tls-key': rootKey }, /could not be started/);
  await demandEnd('a file that is no certificate does not start', { 'tls-certificate': key }, /could not be started/);
  chmodSync(key, 0o644);
  await demandEnd('a key that everybody may read does not start', {}, /everybody/);
}

// A daemon that cannot serve makes nothing.
async function found() {
  await attempt('another certificate\'s key founds no database', async () => {
    const wrong = new Daemon(daemon.racklined, { ...daemon.settings, 'tls-key': rootKey });
    const started = await wrong.start().then(() => ['it started'], () => []);
    await wrong.stop();
    const made = existsSync(wrong.database) ? ['there is one'] : [];
    wrong.remove();
    return [...started, ...made];
  });
}

// Somebody at a shell, whose machine does not know the plant's authority.
async function askAsClient(token) {
  const env = { PATH: process.env.PATH, RACKLINE_URL: `https://127.0.0.1:${daemon.port}`, RACKLINE_TOKEN: token };
  const ask = (words, more) => promisify(execFile)(join(build, 'rackline'), ['line', 'show', ...words], { env: { ...env, ...more } });
  await attempt('the client trusts no authority that it was not told of', () => ask([]).then(() => ['it does'], () => []));
  await attempt('but one that a file has', async () => void await ask(['--ca-file', caFile]));
  await attempt('or the environment names', async () => void await ask([], { RACKLINE_CA_FILE: caFile }));
  await attempt('a file that is none is none', () => ask(['--ca-file', key]).then(() => ['it is'], () => []));
}

try {
  const token = daemon.token('admin', 'admin');
  const admin = new Client(daemon, token);
  await daemon.start();
  await serve(admin, token);
  await attempt('a person signs in', () => signIn(admin));
  await askAsClient(token);
  await refuse();
  const early = follow(token, Infinity).catch(() => {});
  await renew(token, admin);
  const open = follow(token, Infinity).catch(() => {}); // the end comes upon a feed that is read
  await attempt('it ends in order', async () => {
    const { status } = await daemon.stop();
    return status === 0 ? [] : [`status ${status}`];
  });
  await open;
  await early;
  await misconfigure();
  await found();
  claims.claim('the journal makes the same tables', [await daemon.check()].filter(Boolean));
  admin.close();
} catch (error) {
  claims.claim('the daemon can be tried', [error.stack]);
} finally {
  daemon.remove();
  claims.sumUp();
}
