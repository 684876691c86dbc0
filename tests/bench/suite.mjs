// Checks that the bench itself works: tests/bench/run BUILD. Nothing here depends on how fast anything is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Claims } from '../claims.mjs';
import { BUDGETS, judge, median } from './budgets.mjs';
import { racksDatabase } from './containment/drill.mjs';
import { copyOf, kitOf } from './kits.mjs';
import { containment, longPast, shortPast } from './measures.mjs';
import { endAll, Measured } from './processes.mjs';
import { budgetTable, ceilingLines, containedTable, figureTable } from './report.mjs';

const ENTRIES = 3500;
const RACKS = 2;
const SHORTEST = { seconds: 0.01, warm: 0, feeds: 20, held: 100, leastSyncUs: 20000 };

const build = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), `rackline-test-${process.pid}-`));
const claims = new Claims('bench');
const claim = (what, fault) => claims.claim(what, fault ? [fault] : []);
const isSound = (kit) => new Measured(build, kit).check();

// Every figure of a round is a number above zero.
const hollow = (table) => Object.entries(table).flatMap(([name, figures]) =>
  Object.entries(typeof figures === 'number' ? { itself: figures } : figures)
    .filter(([figure, value]) => !(value > 0) && !['failed', 'entries'].includes(figure)).map(([figure, value]) => `${name}.${figure} is ${value}`)).join(', ');

async function main() {
  const kit = await kitOf(build, folder, ENTRIES, () => {});
  claim('a database that was built is sound', await isSound(kit));
  const bench_ = { ...SHORTEST, build, work: folder, scratch: folder };
  const table = {};
  await shortPast(bench_, kit, table);
  const long = await copyOf(build, kit, join(folder, 'long'), 2000);
  await longPast(bench_, long, kit, table);
  await containment(bench_, { racks: RACKS, database: racksDatabase(build, folder, RACKS) }, table);
  claim('every figure is there', hollow(table));
  claim('live feeds tell of what is posted', table.feeds.entries > 0 ? null : JSON.stringify(table.feeds));
  claim('a database that was measured with is sound', await isSound(long));
  const judged = BUDGETS.map((budget) => judge(budget, [table, table]));
  claim('every budget is judged', judged.every(({ value, met, min, max }) => value > 0 && typeof met === 'boolean' && min <= max) ? null : JSON.stringify(judged));
  claim('a fast disk is held back, and the name says so', table.even_loop.p50_us >= SHORTEST.leastSyncUs &&
    judged[0].name === `${BUDGETS[0].name}, syncs of at least 20 ms` ? null : `${judged[0].name}: ${table.even_loop.p50_us} us`);
  claim('every budget has a line', budgetTable(judged).length === BUDGETS.length + 1 ? null : budgetTable(judged).join('\n'));
  const lines = [...figureTable([table]), ...containedTable([table]), ...ceilingLines([table])];
  claim('every figure has a line', lines.every((line) => !line.includes('NaN')) ? null : lines.join('\n'));
}

// What is judged by hand.
const least = { name: 'a', unit: 'u', against: 'b', least: 2, of: (r) => r };
const most = { name: 'a', unit: 'u', most: 5, of: (r) => r };
const judges = (budget, rounds, wanted) => {
  const got = judge(budget, rounds);
  const other = Object.keys(wanted).find((key) => got[key] !== wanted[key]);
  return other ? `${other} is ${got[other]}, not ${wanted[other]}` : null;
};
claim('a median of an odd number is the middle', median([5, 1, 2]) === 2 ? null : median([5, 1, 2]));
claim('a median of an even number is between', median([4, 1, 2, 9]) === 3 ? null : median([4, 1, 2, 9]));
claim('a ratio is taken within each round', judges(least, [[4, 1], [30, 10], [1, 1]], { ratio: 3, value: 4, met: true, min: 1, max: 4, rounds: 3 }));
claim('a ratio below its budget misses it', judges(least, [[19, 10]], { ratio: 1.9, met: false }));
claim('a value has no ratio', judges(most, [[4], [6]], { ratio: null, value: 5, met: true, min: 4, max: 6 }));
claim('a disk that is slow enough has the budget as it is', judges({ ...least, even: true }, [[4, 1]], { name: 'a' }));
claim('a value above its budget misses it', judges(most, [[5.1]], { met: false }));

try {
  await main();
} catch (error) {
  claim('the bench runs to its end', error.stack);
} finally {
  endAll();
  rmSync(folder, { recursive: true, force: true });
}
claims.sumUp();
