// The bench: rounds of everything that has a budget, on this machine, alternating; the medians against the budgets.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BUDGETS, judge } from './budgets.mjs';
import { racksDatabase } from './containment/drill.mjs';
import { isBuilt, kitOf } from './kits.mjs';
import { containment, longPast, mediumPast, shortPast, traysFor } from './measures.mjs';
import { bench, endAll } from './processes.mjs';
import { budgetTable, ceilingLines, containedTable, figureTable } from './report.mjs';

const USAGE = `usage: tests/bench/run [--quick] [--json FILE] [--data FOLDER] [--rounds N] [--entries N] [--build FOLDER]

Measures Rackline on this machine and holds every figure against its budget. Exits 0 when every one is met.

  --quick           shorter rounds, two of them, and the longest past and the most racks that are built already
  --json FILE       writes the budgets' figures there
  --data FOLDER     keeps the databases there (XDG_CACHE_HOME/rackline-bench, or ~/.cache/rackline-bench): the
                    measured disk is that folder's
  --rounds N        rounds (5; quick 2)
  --entries N       journal entries of the long past (10000000), built once, as a medium one of a million is: ten million
                    take some ten minutes and 8 GB
  --build FOLDER    a build that is there (build/release is built)
`;
const SHORT_ENTRIES = 10000;
const MEDIUM_ENTRIES = 1000000; // left out by --quick
const LONG_ENTRIES = 10000000;
const FEEDS = 500;
const HELD = 2000;
const QUICK_ENTRIES = 100000; // when nothing longer is built
const RACKS = 2000; // that a lot is contained in: built once, in a minute or three, of 1.6 GB
const QUICK_RACKS = 200;
const QUICK = { seconds: 0.4, warm: 0.1, drills: 1 }; // how long each phase takes, and how often one lists a lot
const UNHURRIED = { seconds: 3, warm: 0.5 };

const words = (() => {
  try {
    return parseArgs({
      options: {
        quick: { type: 'boolean' }, help: { type: 'boolean' }, json: { type: 'string' }, data: { type: 'string' },
        rounds: { type: 'string' }, entries: { type: 'string' }, build: { type: 'string', default: 'build/release' },
      },
    }).values;
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    return process.exit(2);
  }
})();
if (words.help) {
  console.log(USAGE);
  process.exit(0);
}

const say = (text) => console.error(text);
const count = (text, otherwise) => {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(number) || number < 1) {
    console.error(`${text} is no number\n${USAGE}`);
    process.exit(2);
  }
  return number;
};

async function main() {
  const build = resolve(words.build);
  const data = resolve(words.data ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rackline-bench'));
  mkdirSync(data, { recursive: true });
  const asked = count(words.entries, LONG_ENTRIES);
  const longEntries = words.quick && !words.entries ? [asked, 1000000].find((n) => isBuilt(data, n)) ?? QUICK_ENTRIES : asked;
  const rounds = count(words.rounds, words.quick ? 2 : 5);
  const short = await kitOf(build, data, SHORT_ENTRIES, say);
  const medium = words.quick ? null : await kitOf(build, data, MEDIUM_ENTRIES, say);
  const long = await kitOf(build, data, longEntries, say);
  const racks = words.quick && !isBuilt(data, `racks-${RACKS}.db`) ? QUICK_RACKS : RACKS;
  if (!isBuilt(data, `racks-${racks}.db`)) say(`building a database of ${racks.toLocaleString('en')} racks, once, in ${data}`);
  const held = { racks, database: racksDatabase(build, data, racks) };
  const work = mkdtempSync(join(data, 'work-'));
  const bench_ = { build, work, scratch: work, feeds: FEEDS, held: HELD, ...(words.quick ? QUICK : UNHURRIED) };
  const tables = [];
  try {
    if (medium) await bench(build, 'release', { kit: medium, trays: traysFor(bench_, rounds) });
    await bench(build, 'release', { kit: long, trays: traysFor(bench_, 3 * rounds) });
    for (let i = 0; i < rounds; i++) {
      say(`round ${i + 1} of ${rounds}`);
      const table = {};
      await shortPast(bench_, short, table);
      if (medium) await mediumPast(bench_, medium, table);
      await longPast(bench_, long, short, table);
      await containment(bench_, held, table);
      tables.push(table);
    }
  } finally {
    endAll();
    rmSync(work, { recursive: true, force: true });
  }
  const judged = BUDGETS.map((budget) => judge(budget, tables));
  console.log(`${rounds} rounds${words.quick ? ', short ones: --quick' : ''}; a short past is ${SHORT_ENTRIES.toLocaleString('en')} ` +
    `journal entries, ${medium ? `a medium one ${MEDIUM_ENTRIES.toLocaleString('en')}, ` : ''}a long one ${longEntries.toLocaleString('en')}; a lot was held in half of ${racks.toLocaleString('en')} racks\n`);
  for (const line of figureTable(tables)) console.log(line);
  console.log('');
  for (const line of containedTable(tables)) console.log(line);
  console.log('');
  for (const line of ceilingLines(tables)) console.log(line);
  console.log('');
  for (const line of budgetTable(judged)) console.log(line);
  if (words.json) writeFileSync(words.json, `${JSON.stringify(judged, null, 2)}\n`);
  const missed = judged.filter(({ met }) => !met).length;
  console.log(`\n${judged.length - missed} of ${judged.length} budgets met`);
  return missed ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}
