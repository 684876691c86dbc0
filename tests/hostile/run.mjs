// Sends every case of cases.json on a connection of its own. It is refused with the status that the case says, as a
// problem or, where the HTTP library refuses by itself (`by`), in its own words; then the connection is closed, or goes
// on where nothing about the request was ambiguous (`goes_on`). Status 0: closed without a word. `fill`: so many times
// an x, or what `with` says, stands where the case says, and `poster` for the headers of somebody who may post JSON.
// Whatever stood in or behind a request, the daemon lives through it, and its journal is as it was.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { send } from '../api/http.mjs';
import { Claims } from '../claims.mjs';
import { Daemon } from '../daemon.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const END_MS = 10000;
const AGAIN = 'GET /healthz HTTP/1.1\r\nHost: again\r\n\r\n';
const build = resolve(process.argv[2] ?? join(HERE, '../../build/release'));
const cases = JSON.parse(readFileSync(join(HERE, 'cases.json'), 'utf8'));
const claims = new Claims('hostile');
const daemon = new Daemon(join(build, 'racklined'), { 'header-timeout-s': 2, 'request-timeout-s': 2 });

// Everything that comes back until the daemon closes. `more` is sent when something has come.
function converse(bytes, more) {
  return new Promise((done) => {
    const socket = connect(daemon.port, '127.0.0.1', () => socket.write(bytes));
    let text = '', closed = true;
    socket.setTimeout(END_MS, () => { closed = false; socket.destroy(); });
    socket.on('data', (part) => {
      text += part.toString('latin1');
      if (more) socket.end(more);
      more = null;
    });
    socket.on('error', () => {});
    socket.on('close', () => done({ text, closed, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) }));
  });
}

const count = (text, what) => text.split(what).length - 1;

function faultsOf({ status, by, goes_on: goesOn }, answer) {
  const faults = [];
  const problem = /^content-type: application\/problem\+json\r$/im.test(answer.text) && /^rackline-training: /im.test(answer.text);
  if (answer.status !== status) faults.push(`status ${answer.status}`);
  if (!answer.closed) faults.push('the connection stays open');
  if (status && !by && !problem) faults.push('it is not a problem of a training site');
  if (by && problem) faults.push('the daemon refuses it: let the case say so');
  if (status && !goesOn && !/^connection: close\r$/im.test(answer.text)) faults.push('it does not say that it closes');
  if (!goesOn && count(answer.text, 'HTTP/1.1 200 ')) faults.push('what is behind it was served');
  if (goesOn && count(answer.text, 'HTTP/1.1 200 ') !== 1) faults.push('the connection does not go on');
  return faults.length ? [...faults, answer.text.slice(0, 300)] : [];
}

try {
  const token = daemon.token('looker', 'viewer');
  const poster = `Authorization: Bearer ${daemon.token('poster', 'operator')}\r\nContent-Type: application/json\r\n`;
  const look = () => send(daemon.port, { method: 'GET', path: '/v1/events?limit=1', headers: { Authorization: `Bearer ${token}` } });
  await daemon.start();
  const before = await look();
  await Promise.all(cases.map(async (one) => {
    const bytes = one.raw.replace('${fill}', (one.with ?? 'x').repeat(one.fill ?? 0)).replace('${poster}', poster);
    const answer = await converse(Buffer.from(bytes, 'latin1'), one.goes_on && AGAIN);
    claims.claim(`${one.name} is refused`, faultsOf(one, answer));
  }));
  const well = await converse(AGAIN, '\r\n');
  claims.claim('the daemon lives', well.status === 200 ? [] : [well.text]);
  const after = await look();
  claims.claim('its journal is as it was', before.status === 200 && after.headers.etag === before.headers.etag && after.text === before.text ? [] : [before.text, after.text]);
  const end = await daemon.stop();
  claims.claim('and stops cleanly', end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
} catch (error) {
  claims.claim('the test runs to its end', [error.stack, daemon.complaints]);
} finally {
  daemon.remove();
}
claims.sumUp();
