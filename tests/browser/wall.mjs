// The board hangs over the line: nobody scrolls it. A line of some thirty stations that is busy everywhere, with as much that
// is not well as the board shows, fits the screen on the wall.

const NOW = '2026-06-01T12:00:00.000000Z';
const SCREEN = { width: 1920, height: 1080 };
const TYPES = ['cabling', 'coolant', 'electrical-safety', 'inspection', 'kitting', 'leak-test', 'mechanical-assembly', 'system-test', 'tray-assembly'];
const BAYS = ['B1', 'B2', 'B3', 'B4', 'BS'];

const serial = (i) => `RTOSK12651000${100 + i}`;
const running = (i, operation, more) => ({ serial: serial(i), operation, state: 'running', started: NOW, ...more });
const stations = Array.from({ length: 31 }, (_, i) => {
  const type = TYPES[i % TYPES.length];
  return { station: `${type}-${i}`, name: `${type} ${i}`, type, state: 'productive', bays: [], runs: [running(i, '060')] };
});
const powered = [1, 2].map((i) => ({
  station: `burn-in-0${i}`, name: `burn-in ${i}`, type: 'burn-in', state: 'productive', power_w: 360000, bays: BAYS.map((bay) => ({ bay: `burn-in-0${i}-${bay}` })),
  runs: BAYS.map((bay, j) => running(40 + 5 * i + j, '160', { bay: `burn-in-0${i}-${bay}`, power_w: 60000, remaining_min: 600 })),
}));

const NAMES = ['Kitting', 'Assembly', 'Dry leak test', 'Firmware', 'Functional test', 'Inspection'];
const order = (name, operations, here) => ({
  order: name, part_number: name, revision: 'A', quantity: 6, priority: 5, state: 'in_process', due: '2026-06-05T00:00:00Z', late: false, held: false, finished: 1,
  queued: 1, in_process: 2, in_repair: 0, done: 1, shipped: 1, scrapped: 0, holds: [], blocked: [], late_units: [], remaining_standard_min: 1,
  operations: Array.from({ length: operations }, (_, i) => ({
    operation: `${10 * (i + 1)}`.padStart(3, '0'), name: NAMES[i % NAMES.length], blocked: 1, ready: i < here ? 1 : 0, running: 0, paused: 0, passed: 1, failed: 0, invalidated: 0, waived: 0,
  })),
});
const orders = [order('RL-RACK-72', 20, 6), order('RL-TRAY-C1', 6, 6), order('RL-RACK-H4', 4, 2)];
const line = {
  site: 'S', now: NOW, clock_rate: 1, journal_position: 1, stations: [...stations, ...powered], orders, holds: [], today: [{ part_number: 'P', due: 2, due_done: 1, done: 1 }],
  units_queued: 1, units_in_process: 2, units_in_repair: 1, units_completed: 1, units_shipped: 1, units_scrapped: 0,
};
const faults = Array.from({ length: 9 }, (_, i) => ({ nonconformance: i, code: 'TORQUE-LOW', serial: serial(i), state: 'open', reported: NOW, material_review: false }));

export async function tryWall(stage) {
  const page = await stage.signedIn('wall-screen', 'viewer');
  await page.route('**/v1/line', (route) => route.fulfill({ json: line }));
  await page.route('**/v1/orders/*', (route) => route.fulfill({ json: orders.find((each) => route.request().url().endsWith(each.order)) }));
  await page.route('**/v1/nonconformances?*', (route) => route.fulfill({ json: { items: faults } }));
  await page.setViewportSize(SCREEN);
  for (const language of ['English', '日本語']) {
    await page.goto('about:blank');
    await page.goto(`${stage.url}/#/line`);
    await page.click(`text=${language}`);
    await stage.seen(`a busy line is there in ${language}`, page, `.bays a:text-is("${serial(54)}")`);
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    stage.demand(`a line of thirty stations fits the wall in ${language}`, tall > SCREEN.height ? [`${tall} pixels`] : []);
    if (stage.pictures) await page.screenshot({ path: `${stage.pictures}/wall-${language === 'English' ? 'en' : 'ja'}.png`, fullPage: true });
  }
  await page.context().close();
}
