// A rack of more parts than any is built of: its page is searched and scrolled without a hitch. What the page does is
// counted in the time of its own thread, which no other load of the machine makes longer, and held against the same page
// of a small rack.
const PARTS = 700;
const SMALL = 40;
const TIMES = 5; // of which the shortest counts
const RATIO_MOST = 2.5; // with every row laid out at each key it was 4 to 5
const TASK_MOST_MS = 100;

const count = (components) => components.reduce((sum, { components: inside = [] }) => sum + 1 + count(inside), 0);

// As many trays as it takes; or fewer parts than there are.
function sized(built, parts) {
  const trays = built.components.filter(({ components }) => components);
  const components = built.components.slice(0, parts);
  while (parts < PARTS && count(components) > parts) components.pop();
  for (let i = 0; count(components) < parts; i++) components.push({ ...trays[i % trays.length], position: `more-${i}` });
  return { ...built, components };
}

async function threadMs(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
}

async function cost(page, cdp, act) {
  const before = await threadMs(cdp);
  await act();
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  return (await threadMs(cdp)) - before;
}

async function least(page, cdp, ...acts) {
  const costs = acts.map(() => []);
  for (let i = 0; i < TIMES; i++) for (const [which, act] of acts.entries()) costs[which].push(await cost(page, cdp, act));
  return costs.map((each) => Math.min(...each));
}

const search = 'input[type=search]';
const box = '[aria-label="As built"]';

// What a key in the search, the same taken back, and a turn of the wheel over the parts cost.
async function costsOf(stage, page, cdp, parts) {
  await page.unroute('**/as-built?*');
  await page.route('**/as-built?*', async (route) => {
    const response = await route.fetch();
    return route.fulfill({ response, json: sized(await response.json(), parts) });
  });
  await page.goto(`${stage.url}/#/`);
  await page.goto(`${stage.url}/#/units/${stage.rack.serial}`);
  await page.focus(search);
  const keys = await least(page, cdp, () => page.keyboard.press('c'), () => page.keyboard.press('Backspace'));
  await page.hover(box);
  return [...keys, ...(await least(page, cdp, () => page.mouse.wheel(0, 300)))];
}

export async function tryRackSize(stage) {
  const page = await stage.signedIn('rack-size', 'viewer');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const small = await costsOf(stage, page, cdp, SMALL);
  const large = await costsOf(stage, page, cdp, PARTS);
  const told = await page.locator(`${search} + span`).textContent();
  stage.demand(`a rack has ${PARTS} parts`, Number(told.split('/')[1]) >= PARTS ? [] : [told]);
  for (const [i, what] of ['a key in its search', 'a key taken back', 'a turn of the wheel'].entries())
    stage.demand(`${what} takes no longer than in a small one`, large[i] < TASK_MOST_MS && large[i] / small[i] < RATIO_MOST ? [] : [`${large[i].toFixed(1)} ms, ${small[i].toFixed(1)} ms in the small one`]);
  await page.focus(box);
  const rows = () => page.locator(`${box} tbody tr`).count();
  for (let i = 0; i < PARTS && (await rows()) < PARTS; i++) await page.keyboard.press('End');
  stage.demand('by keyboard alone one comes to the last of them', (await rows()) >= PARTS ? [] : [await rows()]);
  await page.locator(`${box} tbody tr`).last().scrollIntoViewIfNeeded();
  await page.fill(search, 'compute-18/ gpu');
  await stage.seen('what is typed into the search stays as it is, blanks too', page, 'text=Nothing matches.');
  await page.fill(search, 'COMPUTE-18/cpu');
  stage.demand('a part far down is found', (await rows()) ? [] : ['none']);
  await page.context().close();
}
