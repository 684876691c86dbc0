// A machine that is busy draws a page some time before it comes to the page's effects: what a person does at once is not
// lost.
import { sleep } from '../daemon.mjs';
import { drawsLate, NEWS_MS, report } from './stage.mjs';
import { StationScreen } from './station_stage.mjs';

const PAUSE_MS = 3000; // in which the effects have come, and a screen that is there asks again after what happened

async function elsewhere(stage) {
  const page = await stage.signedIn('late', 'viewer');
  await page.addInitScript(drawsLate);
  await page.reload();
  await page.waitForSelector('.brand');
  await page.evaluate(() => { location.hash = '#/orders'; });
  await stage.seen('who goes elsewhere as soon as a page is drawn is taken there', page, 'nav a[href="#/orders"][aria-current]', { timeout: NEWS_MS });
  await page.context().close();
}

// Nobody's keys go from one field into another.
async function typesAtOnce(stage) {
  const page = await stage.newPage(await stage.browser.newContext());
  await page.addInitScript(drawsLate);
  await page.goto(stage.url);
  await page.focus('#token');
  await sleep(PAUSE_MS);
  const focused = await page.evaluate(() => document.activeElement?.id);
  stage.demand('who is in a field as soon as it is drawn stays in it', focused === 'token' ? [] : [`the focus is in ${focused}`]);
  await page.context().close();
}

async function scansAtOnce(stage) {
  const screen = await StationScreen.open(stage, 'kitting-01', drawsLate);
  await screen.scan('SCANNED-AT-ONCE');
  await stage.seen('what is scanned as soon as the screen is drawn is taken', screen.page, '.answer:has-text("SCANNED-AT-ONCE")', { timeout: NEWS_MS });
  await screen.close();
}

// A screen that is gone again asks for nothing more.
async function leavesAtOnce(stage) {
  const station = await stage.client({ token: 'late-station', role: 'station', station: 'kitting-01' });
  const screen = await StationScreen.open(stage, 'kitting-01', drawsLate);
  await screen.page.evaluate(() => { location.hash = '#/line'; });
  await screen.page.waitForSelector('.counts');
  const asked = [];
  screen.page.on('request', (request) => { if (request.url().endsWith('/dispatch')) asked.push(request.url()); });
  await report(station, 'standby');
  await sleep(PAUSE_MS);
  stage.demand('a screen that one leaves as soon as it is drawn is gone', asked);
  await screen.close();
}

export async function tryLate(stage) {
  await elsewhere(stage);
  await typesAtOnce(stage);
  await scansAtOnce(stage);
  await leavesAtOnce(stage);
}
