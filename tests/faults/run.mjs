// A daemon whose disk fails: it acknowledges nothing any more, ends and says why; the next one has all that was
// acknowledged, and takes the rest. One whose disk is full says so, and goes on when there is room.
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Claims } from '../claims.mjs';
import { Client } from '../client.mjs';
import { Daemon } from '../daemon.mjs';
import { fillDisks } from './full.mjs';
import { Trial } from './trial.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
// Of each operation: the faults it meets, and which of them in the short form.
const KINDS = [
  ['write', 13, ['error', 'no-room', 'torn', 'gone', 'cut']],
  ['sync', 3, ['error', 'gone', 'cut']],
  ['truncate', 2, ['error', 'cut']],
  ['delete', 2, ['error']],
  ['open', 5, ['error', 'gone']],
  ['read', 19, ['error']],
].flatMap(([operation, step, faults]) => faults.map((fault) => ({ operation, step, fault })));

const TRIALS_MAX = 1000; // of each fault: a daemon that never starts would be tried for ever

const build = resolve(process.argv[2] ?? join(ROOT, 'build/release'));
const full = process.argv[3] === 'full';
const claims = new Claims('faults');

// A founded database with a station in it, and the tokens of who works there.
async function makeTemplate() {
  const template = new Daemon(join(build, 'racklined'), { 'clock-rate': 3600 });
  const tokens = { admin: template.token('admin', 'admin') };
  await template.start();
  const admin = new Client(template, tokens.admin);
  await admin.send('PUT', '/v1/stations/DISK-1', { name: 'DISK-1', type: 'bench' });
  const made = await admin.send('POST', '/v1/tokens', { token: 'disk-1', role: 'station', station: 'DISK-1' });
  tokens.station = JSON.parse(made.text).secret;
  admin.close();
  await template.stop();
  return { template, tokens };
}

// Trial after trial with later and later operations, until one passes without a failure: what was wrong with any.
async function sweep({ operation, step, fault }, offset, template, tokens) {
  const faults = [];
  let trials = 0;
  for (let nth = full ? 1 : 1 + (offset % step), struck = true; struck; nth += full ? 1 : step) {
    if (trials === TRIALS_MAX) {
      faults.push(`${operation} ${nth}: no daemon has come so far without it`);
      break;
    }
    const trial = new Trial({ build, template, tokens, plan: { operation, nth, fault } });
    try {
      struck = await trial.run();
      faults.push(...trial.faults.map((text) => `${operation} ${nth}: ${text}`));
    } catch (error) {
      faults.push(`${operation} ${nth}: ${error.stack}`);
    } finally {
      trial.remove();
    }
    trials++;
  }
  claims.claim(`a ${operation} that fails (${fault}) loses nothing that was acknowledged`, faults);
  return trials;
}

const { template, tokens } = await makeTemplate();
try {
  const waiting = KINDS.map((kind, i) => ({ kind, offset: i * 5 }));
  let trials = 0;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) trials += await sweep(next.kind, next.offset, template, tokens);
  };
  await Promise.all(cpus().slice(0, 4).map(work));
  console.log(`${trials} daemons on disks that fail`);
  await fillDisks({ build, template, tokens, claims });
} catch (error) {
  claims.claim('the test runs to its end', [error.stack]);
} finally {
  template.remove();
}
claims.sumUp();
