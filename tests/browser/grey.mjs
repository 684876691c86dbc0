// The line is grey while all is well; what is not is told by colour, shape and word together (ISA-101). By computed styles,
// in daylight and in the dark, of a line that is as each row says.
import { WAIT_MS } from './stage.mjs';

const NOW = '2026-06-01T12:00:00.000000Z';
const STATIONS = [
  { station: 'kitting-01', name: 'Kitting 1', type: 'kitting', state: 'productive', bays: [], runs: [{ serial: 'R-1', operation: '010', state: 'running', started: NOW }] },
  { station: 'kitting-02', name: 'Kitting 2', type: 'kitting', state: 'standby', bays: [], runs: [] },
  { station: 'test-01', name: 'Test 1', type: 'test', state: 'non_scheduled', bays: [], runs: [] },
  {
    station: 'burn-in-01', name: 'Burn-in 1', type: 'burn-in', state: 'productive', power_w: 240000, bays: [{ bay: 'burn-in-01-B1' }, { bay: 'burn-in-01-B2' }],
    runs: [{ serial: 'R-2', operation: '160', bay: 'burn-in-01-B1', state: 'running', started: NOW, power_w: 120000, remaining_min: 600 }],
  },
];
const OPERATION = { operation: '010', name: 'Kitting', blocked: 1, ready: 1, running: 1, paused: 0, passed: 1, failed: 0, invalidated: 0, waived: 1 };
const ORDER = {
  order: 'O-1', part_number: 'P', revision: 'A', quantity: 5, priority: 5, state: 'in_process', due: '2026-06-05T00:00:00Z', late: false, held: false, finished: 1,
  queued: 1, in_process: 2, in_repair: 0, done: 1, shipped: 1, scrapped: 0, holds: [], blocked: [], late_units: [], remaining_standard_min: 1,
  operations: [OPERATION, { ...OPERATION, operation: '160', name: 'Burn-in' }],
};
const LINE = {
  site: 'S', now: NOW, clock_rate: 1, journal_position: 1, stations: STATIONS, orders: [ORDER], holds: [], today: [{ part_number: 'P', due: 2, due_done: 1, done: 1 }],
  units_queued: 1, units_in_process: 2, units_in_repair: 0, units_completed: 1, units_shipped: 1, units_scrapped: 0,
};
const HOLD = { hold: 7, reason: 'leaks', placed: NOW };
const FAULT = { nonconformance: 9, code: 'TORQUE', serial: 'R-1', state: 'open', reported: NOW, material_review: false };

const station = (which, changes) => ({ line: { stations: STATIONS.map((each, i) => (i === which ? { ...each, ...changes } : each)) } });
const run = (which, changes) => station(which, { runs: STATIONS[which].runs.map((each) => ({ ...each, ...changes })) });
const operation = (changes) => ({ order: { operations: [{ ...OPERATION, ...changes }] } });

// Each row: what is not well, what of the line says so, and the word for it.
const ABNORMAL = [
  ['a station that is down', station(0, { state: 'unscheduled_down', state_since: NOW }), 'DOWN'],
  ['one that is down as planned', station(1, { state: 'scheduled_down', state_since: NOW }), 'scheduled down'],
  ['one that engineers have', station(1, { state: 'engineering', state_since: NOW }), 'engineering'],
  ['a burn-in station that is down', station(3, { state: 'unscheduled_down', state_since: NOW }), 'DOWN'],
  ['a run that stands still', run(0, { state: 'paused' }), 'paused'],
  ['a burn-in that stands still', run(3, { state: 'paused' }), 'paused'],
  ['a unit on hold in work', run(0, { held: true }), 'held'],
  ['one in burn-in', run(3, { held: true }), 'held'],
  ['why a station is down', station(0, { state: 'unscheduled_down', state_since: NOW, reason: 'conveyor stuck' }), 'conveyor stuck'],
  ['an order of which a unit is on hold', { order: { blocked: [{ serial: 'R-1', reasons: [{ code: 'unit-held', detail: 'held' }] }] } }, 'held 1'],
  ['on how many units a hold lies', { line: { holds: [{ ...HOLD, units: 3 }] } }, '3 units'],
  ['a unit in repair', { line: { units_in_repair: 1 } }, 'in repair'],
  ['an order that is late', { order: { late: true } }, 'late'],
  ['an order that is held', { order: { held: true } }, 'held'],
  ['an operation that failed', operation({ failed: 1 }), '1 failed'],
  ['one that must run again', operation({ invalidated: 1 }), '1 invalidated'],
  ['one that stands still', operation({ paused: 1 }), '1 paused'],
  ['a hold', { line: { holds: [HOLD] } }, 'held'],
  ['a fault that nobody decided about', { faults: [FAULT] }, 'open'],
  ['one in material review', { faults: [{ ...FAULT, material_review: true }] }, 'material review'],
];

let said = {};

async function stub(page) {
  const answer = (path, make) => page.route(path, (route) => route.fulfill({ json: make() }));
  await answer('**/v1/line', () => ({ ...LINE, ...said.line, orders: [{ ...ORDER, ...said.order }] }));
  await answer('**/v1/orders/*', () => ({ ...ORDER, ...said.order }));
  await answer('**/v1/nonconformances?*', () => ({ items: said.faults ?? [] }));
}

// Every element of the page that has a colour, as [what it is, whether a shape stands with it, the words that do].
function colouredHere() {
  const saturation = (red, green, blue) => {
    const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
    return most === least ? 0 : (most - least) / (255 - Math.abs(most + least - 255));
  };
  const isColour = (text) => [...text.matchAll(/rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)/g)].some(([, red, green, blue, alpha]) => alpha !== '0' && saturation(+red, +green, +blue) > 0.25);
  const shown = (element) => {
    const style = getComputedStyle(element);
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const edges = ['Top', 'Right', 'Bottom', 'Left'].filter((side) => style[`border${side}Width`] !== '0px').map((side) => style[`border${side}Color`]);
    const drawn = element instanceof SVGElement ? [style.fill, style.stroke] : [];
    return [style.backgroundColor, style.backgroundImage, ...edges, ...drawn, ...(hasText ? [style.color, style.textDecorationColor] : [])].join(' ');
  };
  const spoken = (element) => {
    const copy = element.cloneNode(true);
    for (const hidden of copy.querySelectorAll('[aria-hidden]')) hidden.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  return [...document.querySelectorAll('main *')].filter((element) => element.getClientRects().length && isColour(shown(element))).map((element) => {
    const around = element.closest('li, .counts > div, h3, .where, article');
    const shapes = [...around.querySelectorAll('[aria-hidden]')].map(({ textContent }) => textContent).join('');
    // What stands below the columns says in signs what they say in words.
    const told = around.matches('.where') ? around.previousSibling : around;
    return [element.outerHTML.slice(0, 100), /[✕■↺!‖▲□◇]/.test(around.matches('.where') ? element.textContent : shapes), spoken(told)];
  });
}

async function coloured(page, what) {
  said = what;
  await page.goto('about:blank');
  await page.goto(page.line);
  await page.waitForSelector('.bays', { timeout: WAIT_MS });
  return page.evaluate(colouredHere);
}

export async function tryGrey(stage) {
  const page = await stage.signedIn('wall', 'viewer');
  page.line = `${stage.url}/#/line`;
  await stub(page);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    stage.demand(`the line is grey while all is well, ${colorScheme}`, (await coloured(page, {})).map(([element]) => element));
  }
  await stage.seen('and says so', page, '.all-well');
  for (const [what, line, word] of ABNORMAL) {
    const found = await coloured(page, line);
    const alone = found.filter(([, shape, words]) => !shape || !/[A-Za-z]{4}/.test(words)).map(([element]) => element);
    stage.demand(`${what} is coloured`, found.length ? [] : ['nothing is']);
    stage.demand(`${what} has a shape and a word with the colour`, [...alone, ...(found.some(([, , words]) => words.includes(word)) ? [] : [`nothing says ${word}`])]);
  }
  await page.context().close();
}
