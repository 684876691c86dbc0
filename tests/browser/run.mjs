// Every page in headless Chromium: what it says, that it breaks no rule of its own policy, that it can be used by
// everybody, that it fits every screen. run.mjs [BUILD [PICTURES]]
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Claims } from '../claims.mjs';
import { tryAddresses } from './addresses.mjs';
import { tryByHand } from './by_hand.mjs';
import { tryDescribed } from './described.mjs';
import { tryEmpty } from './empty.mjs';
import { tryGrey } from './grey.mjs';
import { tryKeys } from './keys.mjs';
import { tryLate } from './late.mjs';
import { tryOrders } from './orders.mjs';
import { tryOvertaken } from './overtaken.mjs';
import { tryPages } from './pages.mjs';
import { tryQuality } from './quality.mjs';
import { tryRack } from './rack.mjs';
import { tryRackSize } from './rack_size.mjs';
import { tryRefusals } from './refusals.mjs';
import { trySession } from './session.mjs';
import { trySetup } from './setup.mjs';
import { HERE, Stage } from './stage.mjs';
import { tryScans } from './scan_tables.mjs';
import { tryStands } from './stand_tables.mjs';
import { tryStation } from './station.mjs';
import { tryStream } from './stream.mjs';
import { tryUpgrade } from './upgrade.mjs';
import { tryWaivers } from './waivers.mjs';
import { tryWall } from './wall.mjs';
import { tryWords } from './words.mjs';

const PARTS = [tryPages, tryAddresses, tryOrders, tryQuality, tryDescribed, tryWaivers, tryOvertaken, tryUpgrade, tryRack, tryRackSize, trySetup, trySession, tryLate, tryRefusals, tryStation, tryKeys, tryByHand, tryGrey, tryWall, tryEmpty, tryStream];

const [build = join(HERE, '../../build/release'), pictures] = process.argv.slice(2).map((path) => resolve(path));
if (pictures) mkdirSync(pictures, { recursive: true });
const claims = new Claims('browser');
const stage = new Stage(build, claims, pictures);

// What esbuild passes over: whether every value is of the type that it is used as, and every word there in each
// language.
function checkTypes() {
  const web = join(HERE, '../../web');
  return stage.attempt('the types of the pages agree',
    () => promisify(execFile)(join(web, 'node_modules/.bin/tsc'), ['--noEmit', '--project', web]));
}

try {
  await checkTypes();
  await tryWords(stage);
  await tryScans(stage);
  await tryStands(stage);
  await stage.open();
  for (const part of PARTS) await part(stage);
  stage.demand('the browser complains of nothing', stage.complaints);
} catch (error) {
  claims.claim('the pages can be tried', [error.stack]);
} finally {
  await stage.close();
  claims.sumUp();
}
