// Headless Chromium before a daemon of its own, on a line that one rack has gone through: what every test of a page needs.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Client, newId } from '../client.mjs';
import { Daemon } from '../daemon.mjs';

export const HERE = dirname(fileURLToPath(import.meta.url));
export const WAIT_MS = 30000;
export const NEWS_MS = 15000; // half of what a page waits until it asks again by itself

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
export const SCREENS = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }, { width: 390, height: 844 }];
export const PRODUCTS = join(HERE, '../../schema/products');

// Faults of a page that anybody would have who cannot see it, or has no mouse: WCAG 2.2 A and AA.
async function accessFaults(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  return violations.map((fault) => `${fault.id}: ${fault.nodes[0].html.slice(0, 120)}`);
}

// Nobody scrolls sideways, but in a box that says so; no text leaves the screen, or its own box where that hides it.
function sizeFaultsHere() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = scrollWidth > clientWidth ? [`${scrollWidth} pixels on a screen of ${clientWidth}`] : [];
  const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const texts = [...document.querySelectorAll('body *')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && !element.closest('.unseen, .spare, .skip, option, title, script') && element.getClientRects().length);
  const cut = texts.filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    const hides = /hidden|clip/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
    return hides || ((left < -1 || right > clientWidth + 1) && !scrolls(element));
  });
  return [...wide, ...cut.slice(0, 5).map((element) => `cut: ${element.outerHTML.slice(0, 120)}`)];
}

export class Stage {
  // What the browser itself complained of: a script that failed, a policy that was broken.
  complaints = [];

  // pictures: a folder for a picture of every page that is looked at, or undefined.
  constructor(build, claims, pictures, settings = {}) {
    this.build = build;
    this.claims = claims;
    this.pictures = pictures;
    // A day passes in a second: badges and corrections count for long.
    this.daemon = new Daemon(join(build, 'racklined'),
      { 'clock-rate': 86400, 'correction-window-min': 10080, 'badge-max-h': 168, 'badge-late-h': 8760, ...settings });
    this.admin = this.daemon.token('admin', 'admin');
    this.viewer = this.daemon.token('viewer', 'viewer');
    this.adminFile = this.daemon.tokenFile('floor', 'admin');
  }

  get url() {
    return `http://127.0.0.1:${this.daemon.port}`;
  }

  // A daemon that knows nothing yet, and a browser.
  async begin() {
    await this.daemon.start();
    this.browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  }

  async open() {
    await this.begin();
    const floor = ['--url', this.url, '--admin-token-file', this.adminFile, '--fast', '--racks', '1', '--seed', '3', '--products', PRODUCTS];
    execFileSync(join(this.build, 'tests/floor/floor'), floor, { stdio: 'ignore' });
    const { items } = JSON.parse(await this.asAdmin().get('/v1/units?order=RL-RACK-72-0001'));
    this.rack = items[0]; // shipped
    this.context = await this.browser.newContext({ viewport: SCREENS[0], locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
  }

  async close() {
    await this.browser?.close();
    await this.daemon.stop().catch(() => {});
    this.daemon.remove();
  }

  async newPage(context = this.context) {
    const page = await context.newPage();
    page.on('console', (message) => {
      // A request that is refused is told by the page, in its own words.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    return page;
  }

  // A page of somebody who is signed in, in a browser of their own.
  async signedIn(name, role) {
    const { text } = await this.asAdmin().send('POST', '/v1/tokens', { token: name, role });
    const context = await this.browser.newContext({ viewport: SCREENS[0], locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
    const page = await this.newPage(context);
    await page.goto(this.url);
    const status = await page.evaluate(async (secret) =>
      (await fetch('/v1/session', { method: 'POST', headers: { Authorization: `Bearer ${secret}` } })).status, JSON.parse(text).secret);
    if (status >= 300) throw new Error(`signing in was answered with ${status}`);
    await page.reload();
    await page.waitForSelector('header nav', { timeout: WAIT_MS });
    return page;
  }

  // A client with a token of its own. body: what POST /v1/tokens takes.
  async client(body) {
    const made = await new Client(this.daemon, this.admin).send('POST', '/v1/tokens', body);
    return new Client(this.daemon, JSON.parse(made.text).secret);
  }

  asAdmin() {
    return new Client(this.daemon, this.admin);
  }

  demand(what, faults) {
    this.claims.claim(what, faults);
  }

  async attempt(what, act) {
    try {
      await act();
      this.demand(what, []);
    } catch (error) {
      this.demand(what, [error.message.split('\n')[0]]);
    }
  }

  seen(what, page, selector, options) {
    return this.attempt(what, () => page.waitForSelector(selector, { timeout: WAIT_MS, ...options }));
  }

  // A page by its address, in both languages and on every screen. ready: what is there when it has come.
  async look(page, { name, hash, ready }) {
    for (const language of ['English', '日本語']) {
      await page.goto(`${this.url}/${hash}`);
      await page.click(`text=${language}`);
      await this.seen(`${name} is there in ${language}`, page, ready);
      this.demand(`${name} can be used by everybody in ${language}`, await accessFaults(page));
      for (const screen of SCREENS) {
        await page.setViewportSize(screen);
        this.demand(`${name} fits ${screen.width} pixels in ${language}`, await page.evaluate(sizeFaultsHere));
        if (this.pictures) {
          const file = `${name}-${language === 'English' ? 'en' : 'ja'}-${screen.width}.png`;
          await page.screenshot({ path: join(this.pictures, file) });
        }
      }
      await page.setViewportSize(SCREENS[0]);
    }
    await page.click('text=English');
  }
}

// For a page's addInitScript: what is put off until after the next frame comes late, as on a machine that is busy.
export function drawsLate() {
  const soon = globalThis.setTimeout;
  globalThis.requestAnimationFrame = () => 0;
  globalThis.setTimeout = (act, milliseconds = 0, ...rest) => soon(act, milliseconds < 50 ? 1000 : milliseconds, ...rest);
}

// Something happens on the line: a station goes down, or is up again.
export async function report(station, state) {
  const event = { id: newId(), type: 'station.changed', at: new Date().toISOString(), state, reason: 'a test' };
  const { status } = await station.send('POST', '/v1/events', event);
  if (status !== 201) throw new Error(`the station's report was answered with ${status}`);
}
