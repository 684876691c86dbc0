// The tables that people read.
import { BUDGETS, median } from './budgets.mjs';

const short = (number) => number.toLocaleString('en', { maximumFractionDigits: number < 10 ? 2 : number < 100 ? 1 : 0 });

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ').trimEnd());
}

export function budgetTable(judged) {
  const rows = judged.map(({ name, value, unit, ratio, budget, met, min, max }, i) => {
    const { against, least } = BUDGETS[i];
    return [name, `${short(value)} ${unit}`, ratio === null ? '' : `${short(ratio)}x`, `${short(min)} to ${short(max)}`,
      `${least === undefined ? 'at most' : 'at least'} ${short(budget)}${against ? 'x' : ` ${unit}`}`, met ? 'met' : 'MISSED', against ?? ''];
  });
  return table([['', 'median', 'ratio', 'min to max', 'budget', '', 'against'], ...rows]);
}

const WRITES = [
  ['1 station', 'post_1'], ['8 stations', 'post_8'], ['64 stations', 'post_64'], ['256 stations', 'post_256'],
  ['64 stations, arrays of 32', 'post_64x32'], ['64 stations, slow syncs', 'slow_post_64'],
  ['64 stations, 16 ask for units', 'post_64_while_unit'], ['64 stations, 16 ask for the line', 'post_64_while_line'],
  ['64 stations, right before trees', 'post_64_before_trees'], ['64 stations, right before new trees', 'post_64_before_trees_cold'],
  ['64 stations, 16 ask for trees', 'post_64_while_trees'], ['64 stations, 16 ask for new trees', 'post_64_while_trees_cold'],
  ['64 stations, none beside them', 'post_64_uncrowded'], ['64 stations, 2,000 held, logins tried', 'post_64_crowded'],
  ['64 stations, medium past', 'medium_post_64'], ['64 stations, long past', 'long_post_64'],
  ['64 stations, short past, in turn with the long', 'short_post_64'],
  ['64 stations, long past, 500 feeds', 'long_post_64_with_feeds'],
];
const BARE = [['bare loop, one commit an event', 'loop'], ['bare loop, commits of 64', 'loop_64'], ['bare loop, slow syncs', 'slow_loop']];
const EVENED_BARE = [['bare loop, one commit an event', 'even_loop'], ['bare loop, commits of 64', 'even_loop_64']];
const EVENED_WRITES = [['1 station', 'even_post_1'], ['64 stations', 'even_post_64'], ['256 stations', 'even_post_256'],
  ['64 stations, arrays of 32', 'even_post_64x32']];
const READS = [
  ['unit status', 'unit'], ['unit status, 64 stations post', 'unit_while_64_post'], ['line overview', 'line'],
  ['line overview, 64 stations post', 'line_while_64_post'], ['as-built tree', 'trees'],
  ['as-built tree, never asked for before', 'trees_cold'], ['as-built tree, 64 stations post', 'trees_while_64_post'],
  ['as-built tree, never asked for, 64 post', 'trees_cold_while_64_post'],
];

const CONTAINED = [['hold previewed', 'preview_s'], ['placed', 'place_s'], ['others waited', 'others_waited_s'], ['listed', 'list_s'], ['exported', 'export_s'], ['released', 'release_s']];

export function containedTable(rounds) {
  const held = rounds[0].containment;
  return table([[`a lot in half of ${short(held.racks)} racks, ${short(held.units_held)} units`, 'median s'],
    ...CONTAINED.map(([name, member]) => [name, short(median(rounds.map((round) => round.containment[member])))])]);
}

// What grouping commits can gain on this disk, whoever does it: the statements alone, without a daemon.
export function ceilingLines(rounds) {
  const of = (key, member) => median(rounds.map((round) => round[key][member]));
  const evened = rounds.find((round) => round.evened_ms);
  const ceiling = (of_) => median(rounds.map((round) => round[`${of_}loop_64`].rate / round[`${of_}loop`].rate));
  const reached = (of_) => `the bare loop commits ${short(of(`${of_}loop`, 'rate'))} events/s one at a time and ` +
    `${short(of(`${of_}loop_64`, 'rate'))} in groups of 64, ${short(ceiling(of_))} times as many`;
  return [`a sync takes ${short(of('sync', 'p50_us'))} us here: ${reached('')}`,
    ...(evened ? [`where it takes ${evened.evened_ms} ms at least, as on the disk that the budgets were set on, ${reached('even_')}`] : [])];
}

export function figureTable(rounds) {
  const of = (key, member) => median(rounds.map((round) => round[key][member]));
  const evened = rounds.find((round) => round.evened_ms);
  const named = (rows) => (evened ? rows.map(([name, key]) => [`${name}, syncs of at least ${evened.evened_ms} ms`, key]) : []);
  const row = (unit, cpu) => ([name, key]) => [name, `${short(of(key, 'rate'))} ${unit}`, ...['p50_us', 'p99_us', 'p999_us'].map((q) => short(of(key, q))),
    cpu ? short(of(key, 'cpu_us')) : ''];
  const measured = ([, key]) => rounds.every((round) => round[key]);
  return table([['', 'median', 'p50 us', 'p99 us', 'p99.9 us', 'CPU us'],
    ...[...BARE, ...named(EVENED_BARE)].map(row('events/s', false)),
    ...[...WRITES, ...named(EVENED_WRITES)].filter(measured).map(row('events/s', true)), ...READS.map(row('GET/s', false))]);
}
