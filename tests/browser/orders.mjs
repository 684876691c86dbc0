// Orders: what their pages work out by themselves, as tables; and an order that is on its way, one that is stopped and one
// that nobody released yet, as a planner sees them.
import { newId } from '../client.mjs';
import { readModule } from './words.mjs';

const PART = 'RL-RACK-72';
const TRAY = 'RL-TRAY-C1'; // a rack has no date while nobody builds its trays

const unit = (serial, state = 'in_process') => ({ serial, state });
const stop = (serial, ...codes) => ({ serial, reasons: codes.map((code) => ({ code, detail: code })) });

// Each row: what the order says, the unit, and what is to be seen of it.
const CELLS = [
  ['one that is well is where it stands', {}, unit('1'), 'in_process'],
  ['one that will be late is late', { late_units: ['1'] }, unit('1', 'queued'), 'late'],
  ['one that cannot go on is stopped, late or not', { late_units: ['1'], blocked: [stop('1', 'attempts-spent')] }, unit('1'), 'stopped'],
  ['a hold is seen before a fault', { blocked: [stop('1', 'nonconformance-open', 'unit-held')] }, unit('1'), 'held'],
  ['a hold on the order is one', { blocked: [stop('1', 'order-held')] }, unit('1'), 'held'],
  ['what is completed but for the closing of its fault is not stopped', { blocked: [stop('1', 'nonconformance-unclosed')] }, unit('1', 'completed'), 'unclosed'],
  ['one that waits for more than that is', { blocked: [stop('1', 'nonconformance-unclosed', 'component-unfinished')] }, unit('1'), 'stopped'],
  ['what is repaired is', {}, unit('1', 'in_repair'), 'in_repair'],
  ['what has left is neither late nor stopped', { late_units: ['1'], blocked: [stop('1', 'unit-held')] }, unit('1', 'shipped'), 'shipped'],
];

const COMMON = [
  [[], ''],
  [['R0001'], 'R'],
  [['RL01', 'RL02'], ''],
  [['RLOSK1230001', 'RLOSK1230002'], 'RLOSK123'],
  [['RLOSK1230001', 'RLOSK1240002'], 'RLOSK12'],
  [['A00001', 'B00001'], ''],
];

const day = (number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00Z`;
const TONES = [
  ['a date that keeps the due date is grey', { p50: day(2), p90: day(3), due: day(3) }, 'calm'],
  ['one that may not is at risk', { p50: day(2), p90: day(4), due: day(3) }, 'warn'],
  ['one that does not is late', { p50: day(4), p90: day(5), due: day(3) }, 'bad'],
  ['what is never due is never late', { p50: day(4), p90: day(5) }, 'calm'],
];
const SPANS = [
  ['from now to the last of the dates', { p50: day(6), p90: day(11), due: day(8) }, { now: 6, p50: 50, p90: 94, due: 67.6 }],
  ['a due date that is past comes before now', { p50: day(11), p90: day(11), due: '2025-12-22T00:00:00Z' }, { now: 50, p50: 94, p90: 94, due: 6 }],
  ['without any date there is nothing to draw', {}, undefined],
];

const same = (came, expected) => (JSON.stringify(came) === JSON.stringify(expected) ? [] : [`${JSON.stringify(came)} is not ${JSON.stringify(expected)}`]);
const rounded = (span) => span && Object.fromEntries(Object.entries(span).map(([name, x]) => [name, Math.round(x * 10) / 10]));

async function tryTables(stage) {
  const { causesOf, cellsOf, commonOf, countsOf, spanOf, toneOfForecast } = await readModule('src/order.ts');
  for (const [what, order, one, state] of CELLS)
    stage.demand(`an order's units: ${what}`, same(cellsOf({ late_units: [], blocked: [], ...order }, [one]).map((cell) => cell.state), [state]));
  for (const [serials, common] of COMMON) stage.demand(`what ${serials} have in common`, same(commonOf(serials), common));
  for (const [what, forecast, tone] of TONES) stage.demand(`a forecast: ${what}`, same(toneOfForecast(forecast), tone));
  for (const [what, forecast, span] of SPANS) stage.demand(`a forecast goes ${what}`, same(rounded(spanOf(day(1), forecast)), span));
  const cells = ['held', 'queued', 'held'].map((state) => ({ unit: unit('1'), state }));
  stage.demand('units are counted, what is abnormal last', same(countsOf(cells), [['queued', 1], ['held', 2]]));
  const faults = [{ nonconformance: 7, serial: 'inside', code: 'X' }, { nonconformance: 8, serial: '1', code: 'Y' }];
  const blocked = { serial: '1', reasons: [{ code: 'unit-held', detail: 'leaks', journal_position: 1 }, { code: 'nonconformance-open', detail: '', journal_position: 7 }] };
  stage.demand('behind a reason stand its holds and faults, and no others',
    same(causesOf(blocked, faults).map(({ where }) => where.join('/')), ['quality/holds/1', 'quality/faults/7']));
  const decided = { serial: '2', reasons: [{ code: 'nonconformance-unclosed', detail: '', journal_position: 9 }] };
  stage.demand('one that is decided is shown where it is closed',
    same(causesOf(decided, faults).map(({ where, state }) => [where.join('/'), state]), [['quality/faults/9', 'unclosed']]));
  const { concernsOf } = await readModule('src/line.ts');
  const concerns = concernsOf({ line: { stations: [], holds: [] }, orders: [{ order: 'O', blocked: [blocked, decided] }], faults: [] });
  stage.demand('and the line is concerned about it as its order is',
    same(concerns.map(({ where, state, what }) => [where.join('/'), state, what]), [['quality/faults/9', 'unclosed', '2']]));
}

async function must(client, method, path, body) {
  const { status, text } = await client.send(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path} was answered with ${status} ${text}`);
  return text && JSON.parse(text);
}

// An order; its units when it is released.
async function plan(stage, order, due, released, part = PART) {
  const admin = stage.asAdmin();
  await must(admin, 'POST', '/v1/orders', { order, part_number: part, revision: stage.rack.revision, quantity: 3, due, customer: 'A Customer', destination: 'Osaka, JP' });
  if (!released) return [];
  await must(admin, 'POST', `/v1/orders/${order}/release`);
  return (await must(admin, 'GET', `/v1/units?order=${order}`)).items;
}

// One unit is held, another has a fault that nobody decided about.
async function stopSome(stage, units) {
  const quality = await stage.client({ token: 'order-quality', role: 'quality' });
  await must(quality, 'POST', '/v1/holds', { serial: units[0].serial, reason: 'its crate is wet' });
  const station = await stage.client({ token: 'order-finder', role: 'station', station: 'kitting-01' });
  await must(station, 'POST', '/v1/events', {
    id: newId(), type: 'defect.reported', at: new Date().toISOString(), unit: units[1].serial, unit_part_number: PART, operator: 'E-1001', code: 'COSMETIC-02',
  });
}

async function onItsWay(stage, page) {
  await page.goto(`${stage.url}/#/orders/O-WELL`);
  await stage.seen('when an order will be completed is drawn against its due date', page, '.completion.calm svg rect');
  await stage.seen('and told', page, '.completion svg[aria-label*="at 90 %"][aria-label*="Due"]');
  for (const [fact, value] of [['Quantity', '3'], ['Priority', '5'], ['Customer', 'A Customer'], ['Destination', 'Osaka, JP']])
    await stage.seen(`an order says its ${fact.toLowerCase()}`, page, `.facts div:has(dt:text-is("${fact}")) dd:text-is("${value}")`);
  const grey = await page.locator('.grid .cell:not(.warn):not(.bad)').count();
  stage.demand('its units are a grid, grey while they are well', grey === 3 ? [] : [`${grey} of 3`]);
  await stage.seen('nothing blocks it', page, 'text=Nothing blocks.');
  await page.locator('.grid a').first().focus();
  await page.keyboard.press('Enter');
  await stage.seen('a unit opens by the keyboard', page, 'svg.route');
}

async function stopped(stage, page, units) {
  await page.goto(`${stage.url}/#/orders/O-STOP`);
  await stage.seen('a unit that is held is told by colour, shape and word', page, `.grid .warn a[title^="${units[0].serial}"]:has-text("‖ held")`);
  await stage.seen('so is one that cannot go on', page, `.grid .bad a[title^="${units[1].serial}"]:has-text("▲ stopped")`);
  await stage.seen('a due date that is past is late', page, '.facts .mark.bad:has-text("late")');
  await stage.seen('what to do about it is said', page, '.blocked .remedy');
  await page.click('.causes a:has-text("its crate is wet")');
  await stage.seen('what blocks leads to the hold', page, 'text=its crate is wet');
  stage.demand('and no other page', /quality\/holds\/\d+$/.test(page.url()) ? [] : [page.url()]);
  await page.goBack();
  await page.click('.causes a:has-text("COSMETIC-02")');
  await stage.seen('and to the fault', page, '.panel:has-text("COSMETIC-02")');
  await page.goBack();
  await page.click(`.blocked a:has-text("${units[0].serial}")`);
  await stage.seen('and to the unit', page, '.elevation');
}

export async function tryOrders(stage) {
  await tryTables(stage);
  const { now } = await must(stage.asAdmin(), 'GET', '/v1/line');
  const later = new Date(Date.parse(now) + 3650 * 86400000).toISOString();
  await plan(stage, 'O-WELL', later, true, TRAY);
  await plan(stage, 'O-PLANNED', later, false);
  const units = await plan(stage, 'O-STOP', '2020-01-01T00:00:00Z', true);
  await stopSome(stage, units);
  const page = await stage.signedIn('order-reader', 'viewer');
  await page.goto(`${stage.url}/#/orders`);
  await stage.seen('the list says when an order will be completed', page, 'tr:has-text("O-WELL"):has-text("at 90 %")');
  await page.getByRole('button', { name: 'closed' }).click();
  await stage.seen('what is closed is there for who asks', page, 'tr:has-text("RL-RACK-72-0001")');
  await onItsWay(stage, page);
  await stopped(stage, page, units);
  await page.goto(`${stage.url}/#/orders/O-PLANNED`);
  await stage.seen('what is planned says what comes next', page, '.empty:has-text("rackline order release O-PLANNED")');
  for (const place of [
    { name: 'orders', hash: '#/orders', ready: 'table' },
    { name: 'order', hash: '#/orders/O-WELL', ready: '.completion svg' },
    { name: 'order-stopped', hash: '#/orders/O-STOP', ready: '.causes a' },
    { name: 'order-planned', hash: '#/orders/O-PLANNED', ready: '.empty' },
  ]) await stage.look(page, place);
}
