// Quality, as a person of it works: faults are decided, countersigned by another, holds placed by a form and released,
// anything traced, and the charts say what they rest on.
import { newId } from '../client.mjs';
import { WAIT_MS } from './stage.mjs';

const PART = 'RL-RACK-72';
const DAY_MS = 86400000;
const WINDOW_DAYS = 399; // the longest there is: a busy machine builds the rack in more than a hundred

// A station reports a defect on a rack that is not shipped yet.
export async function reportFault(stage, unit, token = `finder-${unit.serial}`) {
  const station = await stage.client({ token, role: 'station', station: 'kitting-01' });
  const { status, text } = await station.send('POST', '/v1/events', {
    id: newId(), type: 'defect.reported', at: new Date().toISOString(), unit: unit.serial, unit_part_number: unit.part_number,
    operator: 'E-1001', code: 'COSMETIC-02', description: 'seen by a test',
  });
  if (status !== 201) throw new Error(`the defect was answered with ${status} ${text}`);
  return JSON.parse(text).journal_position;
}

// One more rack to be built: the first one is shipped, and of what is shipped no defect is reported.
export async function releaseOrder(stage, name = 'Q-1') {
  const admin = stage.asAdmin();
  const order = { order: name, part_number: PART, revision: stage.rack.revision, quantity: 2, due: '2020-01-01T00:00:00Z', customer: 'A Customer' };
  for (const [path, body] of [['/v1/orders', order], [`/v1/orders/${name}/release`, undefined]]) {
    const { status, text } = await admin.send('POST', path, body);
    if (status !== 201) throw new Error(`${path} was answered with ${status} ${text}`);
  }
  const { items } = JSON.parse(await admin.get(`/v1/units?order=${name}`));
  return items;
}

async function decide(stage, quality, other, fault) {
  await quality.goto(`${stage.url}/#/quality/faults/${fault}`);
  await quality.getByRole('radio', { name: 'use as is' }).check();
  await quality.getByLabel('Reason').fill('only the eye sees it');
  await quality.getByRole('button', { name: 'Decide' }).click();
  await stage.seen('who decided is told that another countersigns', quality, 'text=another person countersigns');
  const offered = await quality.getByRole('button', { name: 'Countersign' }).count();
  stage.demand('and is not offered to countersign', offered ? [`${offered} buttons`] : []);
  await other.goto(`${stage.url}/#/quality/faults/${fault}`);
  await stage.seen('another who does not agree may decide anew', other, 'summary:text-is("Decide anew")');
  await other.getByLabel('Reason').fill('seen it too');
  await other.getByRole('button', { name: 'Countersign' }).click();
  await stage.seen('another countersigns', other, 'text=Close the fault');
  await other.getByLabel('Reason').fill('all is done');
  await other.getByRole('button', { name: 'Close the fault' }).click();
  await other.getByRole('button', { name: 'Closed' }).click();
  await stage.seen('and closes it', other, `a[href$="faults/${fault}"]`);
}

// A fault at a rack on which nothing is done yet: what is to be done again is chosen from its route. It is read before
// the list has it.
async function sendBack(stage, page, unit) {
  const lists = /\/v1\/nonconformances\?/;
  let letCome;
  const late = new Promise((resolve) => { letCome = resolve; });
  await page.route(lists, (route) => late.then(() => route.continue()));
  const fault = await reportFault(stage, unit);
  await page.goto(`${stage.url}/#/quality/faults/${fault}`);
  await page.getByRole('radio', { name: 'rework' }).check();
  await page.getByLabel('Reason').fill('the screws are loose');
  letCome();
  await page.waitForSelector(`td a[href$="faults/${fault}"]`, { timeout: WAIT_MS });
  stage.demand('what is chosen stays when the list has the fault', await page.getByRole('radio', { name: 'rework' }).isChecked() ? [] : ['gone']);
  await page.unroute(lists);
  await page.getByRole('button', { name: 'Decide' }).click();
  await stage.seen('a rework of nothing is refused', page, '[role=alert]');
  await page.getByRole('checkbox', { name: /^020 / }).check();
  await page.getByRole('button', { name: 'Decide' }).click();
  await stage.seen('what is to be done again is told', page, '.todo li:has-text("020")');
}

const serials = (page) => page.locator('.contained tbody tr td:first-child a').allTextContents();

async function hold(stage, page, viewer, lot) {
  await page.goto(`${stage.url}/#/quality/holds`);
  await page.getByRole('link', { name: 'Place a hold' }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await stage.seen('a hold on nothing in particular is refused', page, '[role=alert]');
  await page.locator('input[name=lot]').fill(lot);
  await page.getByRole('button', { name: 'Preview' }).click();
  await stage.seen('a preview says how much is shipped', page, '.counts .warn');
  const before = await serials(page);
  stage.demand('a preview lists what it would lie on', before.length ? [] : ['nothing']);
  await page.getByLabel('Reason').fill('a test of the form');
  await page.locator('form.decision button.primary').click();
  await page.waitForURL(/quality\/holds\/\d+$/);
  await stage.seen('the hold is placed', page, 'text=a test of the form');
  const after = await serials(page);
  stage.demand('and lies on just that', JSON.stringify(before) === JSON.stringify(after) ? [] : [`${before} before, ${after} after`]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  stage.demand('its list is a file', /^hold-\d+\.csv$/.test(download.suggestedFilename()) ? [] : [download.suggestedFilename()]);
  await viewer.goto(page.url());
  await stage.seen('a viewer sees it', viewer, 'text=a test of the form');
  stage.demand('and may not release it', await viewer.locator('summary').count() ? ['there is a form'] : []);
  await page.locator('summary').click();
  for (const unit of await page.locator('.contained input[type=checkbox]').all()) await unit.check();
  await page.getByLabel('Reason').fill('looked at one by one');
  await page.getByRole('button', { name: `Release the chosen units (${after.length})` }).click();
  await stage.seen('its units are released out of it, and stay on its list', page, '.contained >> text=looked at one by one');
  await page.getByLabel('Reason').fill('it was a test');
  await page.getByRole('button', { name: 'Release the hold' }).click();
  await stage.seen('the hold is released', page, 'text=it was a test');
}

async function traceBy(stage, page, wanted, what) {
  await page.goto(`${stage.url}/#/quality/trace`);
  await page.fill('#trace', wanted);
  await page.keyboard.press('Enter');
  await stage.seen(`${what} leads to the rack`, page, `.contained a:has-text("${stage.rack.serial}")`);
}

// From the address bar on, with the keyboard alone.
async function byKeyboard(stage, page) {
  await page.goto(`${stage.url}/#/quality/trace`);
  await page.focus('#trace');
  await page.keyboard.type('nothing like it');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await stage.seen('what nothing matches is told, by keyboard alone', page, 'text=Nothing matches.');
}

// The stage's days are seconds, and the rack was built some hundreds of them ago: what is counted ends when it left.
export async function countUntilItLeft(stage, page) {
  const { shipped } = JSON.parse(await stage.asAdmin().get(`/v1/units/${stage.rack.serial}?part_number=${PART}`));
  const to = Date.parse(shipped) + 1000;
  await page.route('**/v1/statistics/**', (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('from', new Date(to - WINDOW_DAYS * DAY_MS).toISOString());
    url.searchParams.set('to', new Date(to).toISOString());
    return route.continue({ url: url.href });
  });
}

async function statistics(stage, page) {
  await countUntilItLeft(stage, page);
  await page.goto(`${stage.url}/#/quality/statistics`);
  await page.getByRole('button', { name: '91 days' }).click();
  // Of an operation: the floor may have one waived, and the whole has no yield then.
  await stage.seen('a yield is a number', page, '.statistics .panel:first-child td.with-bar:has-text("%")');
  await page.locator('.basis summary').first().click();
  await stage.seen('with its formula and window', page, '.basis dd:has-text("GP / IP: of the units")');
  await page.click('text=日本語');
  await stage.seen('in the language of whoever reads it', page, '.basis dl div:has(dt:has-text("一次合格率")):has(dd:has-text("GP ÷ IP：期間内"))');
  await page.click('text=English');
  await stage.seen('a chart is drawn', page, '.plot canvas');
  await stage.attempt('against the limits of the definition, where its samples are few', async () => {
    const told = await page.locator('.figures div').nth(3).textContent();
    if (!/\d.* … \d/.test(told)) throw new Error(told);
  });
  await stage.seen('and says why there is no capability', page, '.figures .no-data:has-text("fewer than 25 samples")');
}

// The units behind a defect are read to their last digit on a screen of 1,280.
async function defects(stage, page) {
  const code = { code: 'COSMETIC-02', family: 'cosmetic', share: 0.375, defects: 12, cumulative_share: 0.375, units: ['RLOSK1264800002', 'RTOSK12651000108'] };
  await page.route('**/v1/statistics/defects*', async (route) => {
    const response = await route.fetch();
    return route.fulfill({ response, json: { ...(await response.json()), defects: 32, codes: [{ ...code, code: 'operation-failed', family: undefined }, code] } });
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  await stage.seen('defects stand with their units', page, `td a:has-text("${code.units[1]}")`);
  const [room, wide] = await page.locator('.scroll:has(td:has-text("COSMETIC-02"))').evaluate((box) => [box.clientWidth, box.scrollWidth]);
  stage.demand('which are not cut', wide > room ? [`${wide} pixels in ${room}`] : []);
  await page.unrouteAll({ behavior: 'wait' });
}

export async function tryQuality(stage) {
  const units = await releaseOrder(stage);
  const quality = await stage.signedIn('quality-1', 'quality');
  const other = await stage.signedIn('quality-2', 'quality');
  const viewer = await stage.signedIn('onlooker', 'viewer');
  const fault = await reportFault(stage, units[0]);
  const built = JSON.parse(await stage.asAdmin().get(`/v1/units/${stage.rack.serial}/as-built?part_number=${PART}`));
  const withLot = built.components.find((part) => part.lot);
  const withSerial = built.components.find((part) => part.serial && !part.components);
  const withFirmware = built.components.find((part) => part.firmware?.length);
  for (const place of [
    { name: 'faults', hash: `#/quality/faults/${fault}`, ready: '.decision' },
    { name: 'holds', hash: `#/quality/holds/new/lot/${withLot.lot}`, ready: '.members' },
    { name: 'trace', hash: `#/quality/trace/${withLot.lot}`, ready: '.contained' },
    { name: 'statistics', hash: '#/quality/statistics', ready: '.statistics' },
  ]) await stage.look(quality, place);
  await decide(stage, quality, other, fault);
  await sendBack(stage, quality, units[1]);
  await hold(stage, quality, viewer, withLot.lot);
  await traceBy(stage, quality, withSerial.serial, 'a serial');
  await traceBy(stage, quality, withLot.lot, 'a lot');
  await traceBy(stage, quality, withFirmware.firmware[0].version, 'a firmware');
  await byKeyboard(stage, quality);
  await statistics(stage, quality);
  await defects(stage, quality);
}
