// The daemon is killed again and again while a floor works and others post, on one database after another.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Claims } from '../claims.mjs';
import { Round } from './round.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const KILLS = 50; // of one database: each is checked whole after each kill, so that it must not grow without end
const RATE = 28800; // of the clock: a burn-in of 24 hours takes 3 seconds, in which a daemon must be there again

const build = resolve(process.argv[2] ?? join(ROOT, 'build/release'));
const kills = Number(process.argv[3] ?? KILLS);
const rate = Number(process.argv[4] ?? RATE);
if (!Number.isInteger(kills) || kills < 1 || !(rate >= 1)) {
  console.error('usage: tests/crash/run [BUILD [KILLS [RATE]]]');
  process.exit(2);
}

const claims = new Claims('crash');
for (let left = kills, seed = 1; left > 0; left -= KILLS, seed += 100) {
  const round = new Round({ build, products: join(ROOT, 'schema/products'), kills: Math.min(left, KILLS), rate, seed });
  try {
    await round.run();
    round.claimAll(claims);
    console.log(round.summary);
  } catch (error) {
    claims.claim('the test runs to its end', [error.stack, round.daemon.complaints]);
  } finally {
    round.remove();
  }
}
claims.sumUp();
