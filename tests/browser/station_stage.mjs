// A browser at a station: signed in as that station, its scanner in hand, and all that its pages post kept.
import { envelope, Scanner } from './scanner.mjs';
import { WAIT_MS } from './stage.mjs';
import { PINS } from './station_line.mjs';

export const HAND_MS = 300; // before a hand follows a scan: an Enter right after it is the scanner's

let tokens = 0;

export const board = (serial) => envelope('PST-BOARD', `S${serial}`);

// Anna begins a tray.
export async function beginTray(screen, tray) {
  await screen.asks('Scan your badge.');
  await screen.scan('ST-ANNA', PINS['ST-ANNA']);
  await screen.asks('scan its label');
  await screen.scan('ST-TQ-1', tray);
  await screen.asks('Start Tray assembly');
  await screen.scan('1');
  await screen.asks('Put Board into board-1');
}

export class StationScreen {
  posted = new Map(); // id of each event that was sent, and how often

  // script: runs in every page before its own.
  static async open(stage, station, script = () => {}) {
    const screen = new StationScreen();
    screen.stage = stage;
    screen.context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
    await screen.context.addInitScript(script);
    screen.token = `screen-${++tokens}`;
    const made = await stage.asAdmin().send('POST', '/v1/tokens', { token: screen.token, role: 'station', station });
    screen.page = await screen.newPage();
    screen.scanner = new Scanner(screen.page);
    await screen.page.fill('#token', JSON.parse(made.text).secret);
    await screen.page.click('button[type=submit]');
    await screen.page.waitForSelector('.ask');
    return screen;
  }

  async newPage() {
    const page = await this.stage.newPage(this.context);
    page.on('request', (request) => {
      if (request.method() !== 'POST' || !request.url().endsWith('/v1/events')) return;
      for (const { id } of JSON.parse(request.postData())) this.posted.set(id, (this.posted.get(id) ?? 0) + 1);
    });
    // A list of orders longer than a page of it.
    await page.route('**/v1/orders?limit=1000*', (route) => route.continue({ url: route.request().url().replace('limit=1000', 'limit=1') }));
    await page.goto(`${this.stage.url}/#/station`);
    return page;
  }

  scan(...texts) {
    return this.scanner.scanAll(...texts);
  }

  // Waits until the screen says that. What is not said ends the test: all that follows would be for nothing.
  async #hears(what, selector, text, page) {
    const found = await page.waitForSelector(`${selector}:has-text("${text}")`, { timeout: WAIT_MS }).catch(() => null);
    const [asked, answered] = await Promise.all(['.ask h1', '.answer'].map((each) => page.locator(each).allInnerTexts()));
    if (!found) throw new Error(`the screen does not ${what} "${text}", but asks "${asked}" and answers "${answered}"`);
    this.stage.demand(`the screen ${what}s ${text}`, []);
  }

  asks(text, page = this.page) {
    return this.#hears('ask', '.ask h1', text, page);
  }

  says(text, page = this.page) {
    return this.#hears('answer', '.answer', text, page);
  }

  async settle() {
    await this.page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('rackline-scan/')), undefined, { timeout: WAIT_MS });
  }

  close() {
    return this.context.close();
  }
}

// The whole journal.
export async function journal(stage) {
  const admin = stage.asAdmin();
  const entries = [];
  for (let got = [undefined]; got.length;) {
    const text = await admin.get(`/v1/events?after=${entries.length}&limit=1000`, { Accept: 'application/x-ndjson' });
    got = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    entries.push(...got);
  }
  admin.close();
  return entries;
}
