// Every page with the keyboard alone: each thing that can be used is come to in the order in which it stands there, it is
// seen which one has the focus, and the page's own work is done without a mouse.
import { newId } from '../client.mjs';
import { typeInTime } from './scanner.mjs';
import { WAIT_MS } from './stage.mjs';
import { HAND_MS, StationScreen } from './station_stage.mjs';

const STOPS_MOST = 400;
const USED = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea, summary, [tabindex="0"]';

// What has the focus, as [what it is, whether it stands after the one before, what is wrong with how it is seen]; it is
// marked as come to. undefined: the same as before, which has several places; null: nothing has it, or what was come to
// long before.
async function focusHere() {
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }); // for what a list shows further down
  const { activeElement: here } = document;
  if (here === globalThis.before) return undefined;
  if (!here || here === document.body || here.dataset.come) return null;
  const follows = !globalThis.before || Boolean(globalThis.before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
  globalThis.before = here;
  here.dataset.come = 'yes';
  const { outlineStyle, outlineWidth } = getComputedStyle(here);
  const { top, bottom, left, right } = here.getBoundingClientRect();
  const outside = bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth;
  const unseen = outlineStyle === 'none' || parseFloat(outlineWidth) < 2 ? 'has no ring' : outside ? 'is outside' : '';
  return [here.outerHTML.slice(0, 90), follows, unseen];
}

// What a person sees and the keyboard did not come to. Of radio buttons it comes to one, and to the others by arrows.
const missedHere = (used) =>
  [...document.querySelectorAll(used)].filter((element) => element.getClientRects().length && !element.dataset.come && element.type !== 'radio').map((element) => element.outerHTML.slice(0, 90));

// The next Tab comes to the first thing of the page.
function fromTheTop(page) {
  return page.evaluate(() => {
    scrollTo(0, 0);
    globalThis.before = undefined;
    for (const each of document.querySelectorAll('[data-come]')) delete each.dataset.come;
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
}

// From the top of the page to its end.
async function goThrough(stage, page, what) {
  await fromTheTop(page);
  const stops = [];
  for (let i = 0; i < STOPS_MOST; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focusHere);
    if (stop === null) break;
    if (stop) stops.push(stop);
  }
  stage.demand(`${what}: the keyboard comes to everything`, await page.evaluate(missedHere, USED));
  stage.demand(`${what}: in the order in which it stands there`, stops.filter(([, follows]) => !follows).map(([text]) => text));
  stage.demand(`${what}: and shows where it is`, stops.filter(([, , unseen]) => unseen).map(([text, , unseen]) => `${text} ${unseen}`));
}

// Until what has the focus is that.
async function tabTo(page, selector, text = '') {
  for (let i = 0; i < STOPS_MOST; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(([wanted, has]) => document.activeElement?.matches(wanted) && document.activeElement.textContent.includes(has), [selector, text])) return;
  }
  throw new Error(`Tab does not come to ${selector} ${text}`);
}

async function enter(page, selector, text) {
  await tabTo(page, selector, text);
  await page.keyboard.press('Enter');
}

const place = (page) => page.evaluate(() => decodeURIComponent(location.hash));

// Where the focus is once something was done and is drawn: not at nothing.
async function keepsFocus(stage, page, what) {
  const somewhere = await page.waitForFunction(() => document.activeElement && document.activeElement !== document.body, null, { timeout: 5000 })
    .then(() => true, () => false);
  stage.demand(`${what} leaves the focus somewhere`, somewhere ? [] : ['nowhere']);
}

async function signIn(stage, secret) {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
  const page = await stage.newPage(context);
  await page.goto(stage.url);
  await page.waitForSelector('.sign-in');
  await goThrough(stage, page, 'sign-in');
  await tabTo(page, '#token');
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
  await stage.seen('one signs in by the keyboard', page, '.counts');
  return page;
}

async function skip(stage, page) {
  await fromTheTop(page);
  await enter(page, '.skip');
  stage.demand('the first key skips to the content', (await page.evaluate(() => document.activeElement.id)) === 'main' ? [] : ['it does not']);
}

// From the line to an order, to one of its racks, to a tray of it.
async function walk(stage, page) {
  await enter(page, 'nav a[href="#/line"]');
  await page.waitForSelector('.andon');
  await enter(page, '.flow a');
  await page.waitForSelector('.grid');
  stage.demand('the line leads to an order', (await place(page)).startsWith('#/orders/') ? [] : [await place(page)]);
  await keepsFocus(stage, page, 'another page');
  await fromTheTop(page);
  await enter(page, 'nav a[href="#/orders"]');
  await page.waitForSelector('.filters');
  await enter(page, '.filters button:nth-child(2)');
  await page.waitForSelector('tr:has-text("RL-RACK-72-0001")');
  await enter(page, 'td a[href*="RL-RACK-72-0001"]');
  await page.waitForSelector('.grid');
  await enter(page, '.grid a');
  await page.waitForSelector('.elevation');
  stage.demand('an order leads to a rack', (await place(page)).startsWith('#/units/') ? [] : [await place(page)]);
}

async function rack(stage, page) {
  await enter(page, 'svg a[href*="/RL-TRAY"]');
  await page.waitForSelector('h1');
  stage.demand('the elevation leads to a tray', (await place(page)).includes('RL-TRAY') ? [] : [await place(page)]);
  await page.goto(`${stage.url}/#/units/${stage.rack.serial}`);
  await page.waitForSelector('.elevation');
  await tabTo(page, 'input[type=search]');
  await page.keyboard.type('compute-07/gpu');
  await stage.seen('its parts are searched', page, '[aria-label="As built"] td:has-text("compute-07/gpu")');
  await enter(page, '.filters button[type=submit]');
  await stage.seen('two moments are compared', page, '.differences');
}

// A fault is decided and a hold is placed.
async function quality(stage, page, fault) {
  await page.goto(`${stage.url}/#/quality/faults/${fault}`);
  await page.waitForSelector('.decision');
  await tabTo(page, 'input[type=radio]');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'textarea');
  await page.keyboard.type('by the keyboard');
  await enter(page, '.decision button[type=submit]');
  await stage.seen('a fault is decided', page, '.panel:has-text("rework")');
  await keepsFocus(stage, page, 'a decision');
  await page.goto(`${stage.url}/#/quality/holds`);
  await page.waitForSelector('a.primary');
  await enter(page, 'a.primary');
  await page.waitForSelector('.members');
  await tabTo(page, 'input[name=serial]');
  await page.keyboard.type('no such serial');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.decision');
  await tabTo(page, '.decision textarea');
  await page.keyboard.type('by the keyboard');
  await enter(page, '.decision button[type=submit]');
  await stage.attempt('a hold is placed', () => page.waitForURL(/quality\/holds\/\d+$/, { timeout: WAIT_MS }));
}

async function setup(stage, page) {
  await page.goto(`${stage.url}/#/setup/tools`);
  await page.waitForSelector('a.primary');
  await enter(page, 'a.primary');
  await page.waitForSelector('input[name=code]:focus');
  await page.keyboard.type('KEYS-1');
  await tabTo(page, 'input[name=type]');
  await page.keyboard.type('wrench');
  await page.keyboard.press('Enter');
  await stage.seen('a tool is defined', page, 'td:has-text("KEYS-1")');
}

// A form that opens takes the focus, and gives it back.
async function station(stage) {
  const screen = await StationScreen.open(stage, 'st-assembly-1');
  const { page } = screen;
  await screen.scan('ST-ANNA', '1357');
  await screen.asks('scan its label');
  await page.waitForTimeout(HAND_MS);
  await goThrough(stage, page, 'station');
  await enter(page, '.work button', 'STTST1R');
  await screen.asks('Start');
  await enter(page, '.tools button', 'Report a fault');
  await page.waitForSelector('.defects');
  const inside = await page.waitForFunction(() => document.activeElement.closest('.defects') !== null, null, { timeout: 5000 }).then(() => true, () => false);
  stage.demand('a form takes the focus when it opens', inside ? [] : [await page.evaluate(() => document.activeElement.outerHTML.slice(0, 90))]);
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(HAND_MS);
  const choice = () => page.locator('.defects select').first().inputValue();
  const chosen = await choice();
  await typeInTime(await screen.context.newCDPSession(page), 'ST-SCRATCH', false); // by its keys a list would choose
  await screen.says('ST-SCRATCH');
  stage.demand('what is scanned meanwhile changes nothing in it', chosen && chosen !== 'ST-SCRATCH' && (await choice()) === chosen ? [] : [`${chosen}, then ${await choice()}`]);
  await enter(page, '.defects button', 'Cancel');
  await page.waitForFunction(() => document.activeElement.textContent.trim() === 'Report a fault', null, { timeout: 5000 }).catch(() => {});
  const back = await page.evaluate(() => document.activeElement.textContent.trim());
  stage.demand('and gives it back when it closes', back === 'Report a fault' ? [] : [back]);
  await screen.close();
}

async function reportFault(stage) {
  const admin = stage.asAdmin();
  const order = { order: 'KEYS-1', part_number: 'RL-RACK-72', revision: stage.rack.revision, quantity: 1 };
  await admin.send('POST', '/v1/orders', order);
  await admin.send('POST', '/v1/orders/KEYS-1/release');
  const { items: [unit] } = JSON.parse(await admin.get('/v1/units?order=KEYS-1'));
  const finder = await stage.client({ token: 'keys-finder', role: 'station', station: 'kitting-01' });
  const { text } = await finder.send('POST', '/v1/events', {
    id: newId(), type: 'defect.reported', at: new Date().toISOString(), unit: unit.serial, unit_part_number: unit.part_number, operator: 'E-1001', code: 'COSMETIC-02',
  });
  return JSON.parse(text).journal_position;
}

export async function tryKeys(stage) {
  const fault = await reportFault(stage);
  const page = await signIn(stage, stage.admin);
  await skip(stage, page);
  await walk(stage, page);
  for (const [name, hash, ready] of [
    ['line', '#/line', '.andon'], ['orders', '#/orders', '.filters'], ['order', '#/orders/RL-RACK-72-0001', '.grid'], ['rack', `#/units/${stage.rack.serial}`, 'svg.spark'],
    ['faults', `#/quality/faults/${fault}`, '.decision'], ['holds', '#/quality/holds/new', '.members'], ['trace', '#/quality/trace', '#trace'], ['statistics', '#/quality/statistics', '.statistics'],
    ['products', '#/setup/products', 'input[type=file]'], ['operators', '#/setup/operators/E-1001', '.panel'], ['tokens', '#/setup/tokens', '.panel'], ['own', '#/setup/own', 'h1'],
  ]) {
    await page.goto(`${stage.url}/${hash}`);
    await page.waitForSelector(ready);
    await goThrough(stage, page, name);
  }
  await page.goto(`${stage.url}/#/units/${stage.rack.serial}`);
  await rack(stage, page);
  await quality(stage, page, fault);
  await setup(stage, page);
  await station(stage);
  await page.context().close();
}
