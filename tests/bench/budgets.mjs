// The budgets: what is measured, against what, and how much of it. `of` gives one round's [value, what it is held
// against]; a budget on a value alone has nothing to be held against. `even`: where the disk is faster than the one that
// the budget was set on, both sides were measured with syncs as long as its were, and the name says so.
export const BUDGETS = [
  { name: 'events/s, 64 stations', unit: 'events/s', against: 'bare loop', even: true, least: 5, of: (r) => [r.even_post_64.rate, r.even_loop.rate] },
  { name: 'events/s, 256 stations', unit: 'events/s', against: 'bare loop', even: true, least: 5.5, of: (r) => [r.even_post_256.rate, r.even_loop.rate] },
  { name: 'events/s, 64 stations, arrays of 32', unit: 'events/s', against: 'bare loop', even: true, least: 8, of: (r) => [r.even_post_64x32.rate, r.even_loop.rate] },
  { name: 'events/s, 64 stations, syncs slowed by 5 ms', unit: 'events/s', against: 'bare loop, slowed alike', least: 25, of: (r) => [r.slow_post_64.rate, r.slow_loop.rate] },
  { name: 'p50 latency, one station alone', unit: 'us', against: 'bare loop', even: true, most: 2, of: (r) => [r.even_post_1.p50_us, r.even_loop.p50_us] },
  { name: 'unit status by serial', unit: 'GET/s', against: 'bare HTTP', least: 0.6, of: (r) => [r.unit.rate, r.unit.constant_rate] },
  { name: 'line overview, unchanged journal', unit: 'GET/s', against: 'bare HTTP', least: 0.95, of: (r) => [r.line.rate, r.line.constant_rate] },
  { name: 'as-built tree of 120 components', unit: 'GET/s', against: 'bare loop of its queries', least: 0.65, of: (r) => [r.trees.rate, r.trees_bare.rate] },
  { name: 'events/s, 64 stations, 16 clients polling trees', unit: 'events/s', against: 'without them', least: 0.7, of: (r) => [r.post_64_while_trees.rate, r.post_64_before_trees.rate] },
  { name: 'events/s, 64 stations, 16 clients asking for new trees', unit: 'events/s', against: 'without them', least: 0.7, of: (r) => [r.post_64_while_trees_cold.rate, r.post_64_before_trees_cold.rate] },
  { name: 'p99 latency, 64 stations, 2,000 held connections, logins tried', unit: 'us', against: 'without them', most: 10, of: (r) => [r.post_64_crowded.p99_us, r.post_64_uncrowded.p99_us] },
  { name: 'cost of an event with a long past', unit: 'us', against: 'with a short past', most: 2, of: (r) => [1e6 / r.long_post_64.rate, 1e6 / r.short_post_64.rate] },
  { name: 'resident memory, long past and 500 live feeds', unit: 'MiB', most: 64, of: (r) => [r.resident_mib] },
  { name: 'a lot in half of 2,000 racks: held, listed, exported', unit: 's', most: 5, of: (r) => [r.containment.for_2000_s] },
  { name: 'start to ready, long past', unit: 'ms', most: 100, of: (r) => [r.start_ms] },
];

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// One budget over all rounds, as it goes into the report. A ratio is taken within each round, whose two sides were
// measured side by side; `min` and `max` are of what the budget speaks of: the ratio where there is one.
export function judge({ name, unit, against, even, least, most, of }, rounds) {
  const evened = even && rounds.find((round) => round.evened_ms);
  const pairs = rounds.map(of);
  const ratios = against ? pairs.map(([value, base]) => value / base) : null;
  const judged = ratios ?? pairs.map(([value]) => value);
  const figure = median(judged);
  return {
    name: evened ? `${name}, syncs of at least ${evened.evened_ms} ms` : name,
    value: median(pairs.map(([value]) => value)),
    unit,
    ratio: ratios ? figure : null,
    budget: least ?? most,
    met: least === undefined ? figure <= most : figure >= least,
    min: Math.min(...judged),
    max: Math.max(...judged),
    rounds: rounds.length,
  };
}
