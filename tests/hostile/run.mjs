// Sends every case of cases.json on a connection of its own: it is refused as the case says, and where that is with 400
// the connection is closed. The daemon lives through all of them.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendRaw } from '../api/http.mjs';
import { Claims } from '../claims.mjs';
import { Daemon } from '../daemon.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const build = resolve(process.argv[2] ?? join(HERE, '../../build/release'));
const cases = JSON.parse(readFileSync(join(HERE, 'cases.json'), 'utf8'));
const claims = new Claims('hostile');
const daemon = new Daemon(join(build, 'racklined'), { 'header-timeout-s': 2, 'request-timeout-s': 2 });

try {
  await daemon.start();
  for (const { name, raw, status } of cases) {
    // Half-closed: what the daemon still waits for does not come.
    const answer = await sendRaw(daemon.port, Buffer.from(raw, 'latin1'), { half_close: true });
    const refused = status.includes(answer.status);
    const closed = answer.status !== 400 || status.length > 1 || /^close$/i.test(answer.headers.connection ?? '');
    claims.claim(`${name} is refused`, refused && closed ? [] : [`${answer.status} ${answer.headers.connection ?? ''} ${answer.text.slice(0, 200)}`]);
  }
  const well = await sendRaw(daemon.port, Buffer.from('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n', 'latin1'));
  claims.claim('the daemon lives', well.status === 200 ? [] : [`${well.status}`]);
  const end = await daemon.stop();
  claims.claim('and stops cleanly', end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
} catch (error) {
  claims.claim('the test runs to its end', [error.stack, daemon.complaints]);
} finally {
  daemon.remove();
}
claims.sumUp();
