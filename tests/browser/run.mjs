// Opens every page in headless Chromium, on a line that one rack has gone through: what a page says, that it breaks no
// rule of its own policy, that it can be used by everybody, that it fits every screen, and that it is right again after
// a disconnection.
import { execFile, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { Claims } from '../claims.mjs';
import { Client, newId } from '../client.mjs';
import { Daemon } from '../daemon.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const SCREENS = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }, { width: 390, height: 844 }];
const WAIT_MS = 15000;
const NEWS_MS = 5000;

const [build = join(HERE, '../../build/release'), pictures] = process.argv.slice(2).map((path) => resolve(path));
const claims = new Claims('browser');
const daemon = new Daemon(join(build, 'racklined'), { 'clock-rate': 86400, 'correction-window-min': 10080 });
const admin = daemon.token('admin', 'admin');
const viewer = daemon.token('viewer', 'viewer');
const adminFile = daemon.tokenFile('floor', 'admin');

// What the browser itself complained of: a script that failed, a policy that was broken.
const complaints = [];

async function attempt(what, act) {
  try {
    await act();
    claims.claim(what, []);
  } catch (error) {
    claims.claim(what, [error.message.split('\n')[0]]);
  }
}

async function demand(what, faults) {
  claims.claim(what, faults);
}

const url = () => `http://127.0.0.1:${daemon.port}`;

async function signIn(page) {
  await page.goto(url());
  await page.waitForSelector('#token');
  await page.fill('#token', 'rackline_nobody');
  await page.click('button[type=submit]');
  await attempt('a token that is none is told to be none', () => page.waitForSelector('[role=alert]', { timeout: WAIT_MS }));
  await page.fill('#token', viewer);
  await page.click('button[type=submit]');
  await attempt('a token opens the line', () => page.waitForSelector('.counts', { timeout: WAIT_MS }));
  const read = await page.evaluate(() => document.cookie);
  await demand('no script can read it', read ? [read] : []);
}

// Faults of a page that anybody would have who cannot see it, or has no mouse: WCAG 2.2 A and AA.
async function accessFaults(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  return violations.map((fault) => `${fault.id}: ${fault.nodes[0].html.slice(0, 120)}`);
}

async function wideFaults(page) {
  const { over, width } = await page.evaluate(() =>
    ({ over: document.documentElement.scrollWidth, width: document.documentElement.clientWidth }));
  return over > width ? [`${over} pixels on a screen of ${width}`] : [];
}

async function look(page, { name, hash, ready }) {
  for (const language of ['English', '日本語']) {
    await page.goto(`${url()}/${hash}`);
    await page.click(`text=${language}`);
    await attempt(`${name} is there in ${language}`, () => page.waitForSelector(ready, { timeout: WAIT_MS }));
    await demand(`${name} can be used by everybody in ${language}`, await accessFaults(page));
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      await demand(`${name} fits ${screen.width} pixels in ${language}`, await wideFaults(page));
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${language === 'English' ? 'en' : 'ja'}-${screen.width}.png`) });
    }
    await page.setViewportSize(SCREENS[0]);
  }
  await page.click('text=English');
}

// Something happens on the line: a station goes down, or is up again. A page that shows it takes it up by itself.
async function report(station, state) {
  const event = { id: newId(), type: 'station.changed', at: new Date().toISOString(), state, reason: 'a test' };
  const { status } = await station.send('POST', '/v1/events', event);
  if (status !== 201) throw new Error(`the station's report was answered with ${status}`);
}

async function follow(page, other, station) {
  await page.goto(`${url()}/#/`);
  await other.goto(`${url()}/#/`);
  await page.waitForSelector('.station', { timeout: WAIT_MS });
  await other.waitForSelector('.station', { timeout: WAIT_MS });
  await report(station, 'unscheduled_down');
  await attempt('what happens is seen', () => page.waitForSelector('.station.bad', { timeout: NEWS_MS }));
  await attempt('in every tab', () => other.waitForSelector('.station.bad', { timeout: NEWS_MS }));
  await daemon.stop('SIGKILL');
  await attempt('a lost connection is told', () => page.waitForSelector('.connection.warn', { timeout: WAIT_MS }));
  await daemon.start();
  await report(station, 'standby');
  await attempt('what happened meanwhile is seen when it is back',
    () => page.waitForSelector('.station.bad', { state: 'detached', timeout: WAIT_MS }));
  await attempt('and that it is back', () => page.waitForSelector('.connection:not(.warn)', { timeout: WAIT_MS }));
}

// What esbuild passes over: whether every value is of the type that it is used as, and every word there in each
// language.
async function checkTypes() {
  const web = join(HERE, '../../web');
  await attempt('the types of the pages agree',
    () => promisify(execFile)(join(web, 'node_modules/.bin/tsc'), ['--noEmit', '--project', web]));
}

async function run() {
  await checkTypes();
  await daemon.start();
  const floor = ['--url', url(), '--admin-token-file', adminFile, '--fast', '--racks', '1', '--seed', '3', '--products', join(HERE, '../../schema/products')];
  execFileSync(join(build, 'tests/floor/floor'), floor, { stdio: 'ignore' });
  const made = await new Client(daemon, admin).send('POST', '/v1/tokens', { token: 'k', role: 'station', station: 'kitting-01' });
  const station = new Client(daemon, JSON.parse(made.text).secret);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  try {
    const context = await browser.newContext({ viewport: SCREENS[0], locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
    const page = await context.newPage();
    page.on('console', (message) => {
      // A request that is refused is told by the page, in its own words.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await signIn(page);
    const { items: [rack] } = JSON.parse(await new Client(daemon, admin).get('/v1/units?order=RL-RACK-72-0001'));
    for (const place of [
      { name: 'line', hash: '#/', ready: '.counts' },
      { name: 'orders', hash: '#/orders', ready: 'table' },
      { name: 'order', hash: '#/orders/RL-RACK-72-0001', ready: '.units' },
      { name: 'rack', hash: `#/units/${rack.serial}`, ready: '.elevation' },
      { name: 'nothing', hash: '#/units/NONE', ready: '.notice' },
    ]) await look(page, place);
    await page.goto(`${url()}/#/units/${rack.serial}`);
    await page.fill('input[type=search]', 'no such thing');
    await attempt('a search that finds nothing says so', () => page.waitForSelector('text=Nothing matches.', { timeout: WAIT_MS }));
    const other = await context.newPage();
    await follow(page, other, station);
    await page.click('text=Sign out');
    await attempt('who signs out is nobody again', () => page.waitForSelector('#token', { timeout: WAIT_MS }));
    await demand('the browser complains of nothing', complaints);
  } finally {
    await browser.close();
  }
}

if (pictures) mkdirSync(pictures, { recursive: true });
try {
  await run();
} catch (error) {
  claims.claim('the pages can be tried', [error.stack]);
} finally {
  await daemon.stop().catch(() => {});
  daemon.remove();
  claims.sumUp();
}
