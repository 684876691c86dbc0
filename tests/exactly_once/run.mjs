// Many stations post over a network that loses, repeats and breaks off, and send again until they have an answer: each
// event is in the journal once, and each station ends with the right answer for each.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Claims } from '../claims.mjs';
import { Client, newId } from '../client.mjs';
import { Daemon } from '../daemon.mjs';
import { LossyProxy } from './proxy.mjs';

const STATIONS = 24;
const STATES = ['productive', 'standby', 'engineering'];
const build = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../build/release'));
const events = Number(process.argv[3] ?? 20);
const claims = new Claims('exactly_once');
const daemon = new Daemon(join(build, 'racklined'), { 'clock-rate': 3600 });
const proxy = new LossyProxy(daemon);
const posted = []; // {id, text, status, refused}

async function work(station, secret) {
  const client = new Client(proxy, secret);
  for (let i = 0; i < events; i++) {
    // Every fifth is about a unit that is not there, and is refused however often it comes.
    const refused = i % 5 === 4;
    const event = { id: newId(), type: 'station.changed', at: new Date().toISOString(), state: STATES[i % STATES.length], reason: `${station}, ${i}` };
    if (refused) Object.assign(event, { type: 'unit.signed', unit: 'GHOST', operation: '010', operator: 'P-9', state: undefined, reason: undefined });
    const { status, text } = await client.send('POST', '/v1/events', event);
    posted.push({ id: event.id, status, text, refused });
  }
  client.close();
}

try {
  const token = daemon.token('admin', 'admin');
  await daemon.start();
  await proxy.start();
  const admin = new Client(daemon, token);
  const stations = [];
  for (let i = 1; i <= STATIONS; i++) {
    await admin.send('PUT', `/v1/stations/S-${i}`, { name: `S-${i}`, type: 'bench' });
    const made = await admin.send('POST', '/v1/tokens', { token: `s-${i}`, role: 'station', station: `S-${i}` });
    stations.push(JSON.parse(made.text).secret);
  }
  await Promise.all(stations.map((secret, i) => work(`S-${i + 1}`, secret)));
  const lines = [];
  for (let got = true; got;) {
    const more = (await admin.get(`/v1/events?after=${lines.length}&limit=1000`, { Accept: 'application/x-ndjson' })).split('\n').slice(0, -1);
    lines.push(...more);
    got = more.length > 0;
  }
  const times = new Map();
  for (const line of lines) times.set(JSON.parse(line).id, [...(times.get(JSON.parse(line).id) ?? []), line]);
  const good = posted.filter(({ refused }) => !refused);
  claims.claim('all that could be entered was', good.filter(({ status }) => status !== 200 && status !== 201).map(({ status, text }) => `${status} ${text}`));
  claims.claim('and is in the journal once', good.filter(({ id }) => times.get(id)?.length !== 1).map(({ id }) => `${id}: ${times.get(id)?.length ?? 0} times`));
  claims.claim('as the station was told', good.filter(({ id, text }) => times.get(id)?.[0] !== text).map(({ id, text }) => `${id}: ${text}`));
  const bad = posted.filter(({ refused }) => refused);
  claims.claim('what is refused is refused however often it comes', bad.filter(({ status }) => status !== 409).map(({ status, text }) => `${status} ${text}`));
  claims.claim('and is not in the journal', bad.filter(({ id }) => times.has(id)).map(({ id }) => id));
  claims.claim('the network did all that it can do', proxy.met.size === 7 ? [] : [[...proxy.met.keys()].join(', ')]);
  console.log([...proxy.met].map(([fate, count]) => `${fate}: ${count}`).join('; '));
  admin.close();
  proxy.stop();
  const end = await daemon.stop();
  claims.claim('the daemon stops cleanly', end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
  claims.claim('the journal makes the same tables again', [await daemon.check()].filter(Boolean));
} catch (error) {
  claims.claim('the test runs to its end', [error.stack, daemon.complaints]);
} finally {
  proxy.stop();
  daemon.remove();
}
claims.sumUp();
