// What the page of a rack works out by itself, as tables; and that the page shows it.
import { readModule } from './words.mjs';

const part = (position, serial, components) => ({ position, part_number: 'P', serial, ...(components && { components }) });

const DIFFERENCES = [
  { name: 'nothing changed', before: [part('a', '1')], after: [part('a', '1')], told: [] },
  { name: 'a part came', before: [], after: [part('a', '1')], told: ['installed a'] },
  { name: 'a part went', before: [part('a', '1')], after: [], told: ['removed a'] },
  { name: 'a part was exchanged', before: [part('a', '1')], after: [part('a', '2')], told: ['changed a'] },
  { name: 'one inside another was', before: [part('a', '1', [part('b', '2')])], after: [part('a', '1', [part('b', '3')])], told: ['changed a/b'] },
  { name: 'what came inside another is told once', before: [], after: [part('a', '1', [part('b', '2')])], told: ['installed a'] },
  { name: 'a name that begins as another is no part of it', before: [], after: [part('a', '1'), part('ab', '2')], told: ['installed a', 'installed ab'] },
];

const ROUTES = [
  { name: 'one after another', routing: [['1'], ['2', '1'], ['3', '2']], places: ['0/0', '1/0', '2/0'] },
  { name: 'beside each other', routing: [['1'], ['2', '1'], ['3', '1'], ['4', '2', '3']], places: ['0/0', '1/0', '1/1', '2/0'] },
  { name: 'below the last of its predecessors', routing: [['1'], ['2', '1'], ['3', '1', '2']], places: ['0/0', '1/0', '2/0'] },
  { name: 'named before its predecessor', routing: [['2', '1'], ['1']], places: ['1/0', '0/0'] },
];

// Where holds lie on a rack of two trays, and how its front looks.
const HELD = [
  { name: 'none', holds: [], front: 'installed installed' },
  { name: 'on a tray', holds: [{ via: 'b', matches: 1 }], front: 'installed held' },
  { name: 'on what is in one', holds: [{ via: 'a/fan', matches: 2 }], front: 'held installed' },
  { name: 'on what is no longer there', holds: [{ via: 'a', matches: 0 }], front: 'installed installed' },
  { name: 'on the rack itself', holds: [{ matches: 1 }], front: 'installed installed' },
];

const same = (came, expected) => (JSON.stringify(came) === JSON.stringify(expected) ? [] : [`${JSON.stringify(came)} is not ${JSON.stringify(expected)}`]);

// An operation that runs, and has no time to keep: its beginning is told, and no rest of nothing.
async function nothingToWaitFor(stage, page) {
  await page.route(/\/v1\/units\/[^/?]+(\?|$)/, async (route) => {
    const response = await route.fetch();
    const unit = await response.json();
    const [first, ...others] = unit.operations;
    return route.fulfill({ response, json: { ...unit, operations: [{ ...first, state: 'running', remaining_min: 0 }, ...others] } });
  });
  await page.reload();
  await stage.seen('an operation runs', page, 'svg.route .node.running');
  const told = await page.locator('svg.route .node.running').textContent();
  stage.demand('and nothing remains of no time', /remaining/.test(told) ? [told] : []);
  await page.unrouteAll({ behavior: 'wait' });
}

// What was taken back is struck out, with a word, and what took it back says which entry that was.
async function takenBack(stage, page) {
  const recorded = '2026-06-01T12:00:00Z';
  const items = [
    { journal_position: 12, entry: { recorded, type: 'event.corrected', data: { reason: 'a slip' }, result: { type: 'measurement.recorded', voided: 11 } } },
    { journal_position: 11, entry: { recorded, type: 'measurement.recorded', data: { characteristic: 'torque', value: 99 } } },
    { journal_position: 10, entry: { recorded, type: 'measurement.recorded', data: { characteristic: 'torque', value: 9 } } },
  ];
  await page.route(/\/v1\/units\/[^/?]+\/events/, (route) => route.fulfill({ json: { items } }));
  await page.reload();
  await stage.seen('what was taken back is struck out', page, 'tr:has(s:text("torque · 99")):has-text("voided")');
  await stage.seen('by an entry that names it', page, 'tr:has-text("11 measured · a slip")');
  const struck = await page.locator('s').count();
  stage.demand('and what stands is not', struck === 1 ? [] : [`${struck} are struck out`]);
  await page.unrouteAll({ behavior: 'wait' });
}

// A run that is to be over first is told beside the way back, which goes on as it will.
async function runInTheWay(stage, page) {
  const reasons = [{ code: 'operation-state', journal_position: 9, detail: 'abort it first' }];
  const take_out = [{ serial: 'T-1', part_number: 'TRAY', from: 'R-1', position: 'slot' }];
  const steps = [{ serial: 'R-1', part_number: 'RACK', operation: '010', name: 'Trays', cause: 'taken_out', station_types: ['assembly'] }];
  await page.route(/\/v1\/units\/[^/?]+(\?|$)/, async (route) => {
    const response = await route.fetch();
    return route.fulfill({ response, json: { ...(await response.json()), state: 'completed' } });
  });
  await page.route(/\/v1\/units\/[^/?]+\/retest/, (route) => route.fulfill({ json: { reasons, take_out, steps, total_min: 60 } }));
  await page.reload();
  await stage.seen('a run in the way is told', page, '.reasons:has-text("abort it first")');
  await stage.seen('and what comes out first, and the steps after it', page, 'details:has-text("1 steps"):has-text("Take out first: R-1 slot T-1"):has-text("010 Trays")');
  await page.unrouteAll({ behavior: 'wait' });
}

// Before there was a unit it cannot be compared, and nothing says that it did not differ.
async function beforeIt(stage, page) {
  await page.fill('input[name=before]', '2000-01-01T00:00');
  await page.getByRole('button', { name: 'Compare' }).click();
  await stage.seen('a moment before the unit was there is told to be that', page, '[role=alert]:has-text("not there yet")');
  await stage.seen('and no difference is told', page, '.differences', { state: 'detached' });
  await page.fill('input[name=before]', '2099-01-01T00:00');
  await page.getByRole('button', { name: 'Compare' }).click();
  await stage.seen('and so is one that is still to come', page, 'p.warn:has-text("still to come")');
}

export async function tryRack(stage) {
  const { elevation } = await readModule('src/elevation.ts');
  const lines = ['a', 'b'].map((positions, i) => ({ positions, part_number: 'P', u_position: i + 1 }));
  for (const { name, holds, front } of HELD) {
    const slots = elevation({ definition: { bill_of_materials: lines } }, { components: [part('a', '1'), part('b', '2')] }, { operations: [], nonconformances: [], held: true, holds });
    stage.demand(`a hold: ${name}`, same(slots.map(({ evidence }) => evidence).join(' '), front));
  }
  const { differencesOf, layoutOf, measuresOf } = await readModule('src/rack.ts');
  for (const { name, before, after, told } of DIFFERENCES)
    stage.demand(`differences: ${name}`, same(differencesOf(before, after).map(({ kind, path }) => `${kind} ${path}`), told));
  for (const { name, routing, places } of ROUTES)
    stage.demand(`a route: ${name}`, same(layoutOf(routing.map(([operation, ...after]) => ({ operation, after }))).map(({ rank, lane }) => `${rank}/${lane}`), places));
  const value = (value, upper) => ({ characteristic: 'c', value, lower: 0, upper, verdict: 'passed' });
  const [measure] = measuresOf([{ operation: '1', attempt: 1, measurements: [value(1, 5)] }, { operation: '1', attempt: 2, measurements: [value(2, 6)] }]);
  stage.demand('a characteristic goes over its attempts, against its last limits', same([measure.values.map((each) => [each.attempt, each.value]), measure.upper], [[[1, 1], [2, 2]], 6]));
  const page = await stage.signedIn('rack-reader', 'viewer');
  await page.goto(`${stage.url}/#/units/${stage.rack.serial}`);
  await stage.seen('the route is a graph', page, 'svg.route .node.passed');
  await stage.seen('the journal of the rack ends with its shipment', page, 'td:text-is("shipped")');
  await page.click('text=日本語');
  await stage.seen('in words of whoever reads it', page, 'td:text-is("出荷")');
  await page.click('text=English');
  await stage.seen('measurements stand against their limits', page, 'svg.spark circle');
  await page.getByRole('button', { name: 'Compare' }).click();
  await stage.seen('between its beginning and now it got its trays', page, '.differences td:text-is("compute-01")');
  await beforeIt(stage, page);
  await takenBack(stage, page);
  await nothingToWaitFor(stage, page);
  await runInTheWay(stage, page);
}
