// A newcomer at the training line: prepared as packaging/run does it, a rack is built by somebody who does no more than
// what the screen says.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../daemon.mjs';
import { HERE, WAIT_MS } from './stage.mjs';
import { readModule } from './words.mjs';

const STEPS_MOST = 80;

const VALUES = [
  [{ lower: 8, upper: 12 }, 10],
  [{ upper: 87 }, 65.25],
  [{ upper: -30 }, -37.5],
  [{ lower: 2.9 }, 3.625],
  [{}, 1],
];

function prepare(stage) {
  const admin = join(stage.daemon.folder, 'by-hand-admin');
  writeFileSync(admin, stage.admin);
  return execFileSync(join(HERE, '../../packaging/by-hand'), [stage.build, stage.url, admin, join(stage.daemon.folder, 'by-hand')], { encoding: 'utf8' }).trim();
}

// Does the first thing that the screen offers: a label to press, a button, or what the sentence itself says.
async function doNext(page, sentence) {
  if (/PIN and press Enter/.test(sentence)) {
    const [, pin] = /\(PIN (\d+)\)/.exec(sentence) ?? [];
    if (!pin) return undefined; // the name is not there yet, which says it
    await page.fill('#entry', pin);
    return page.keyboard.press('Enter');
  }
  const offered = page.locator('.labels button, .ask .choices button, .work button:enabled'); // nobody's work is there before the badges are
  return offered.first().click({ timeout: WAIT_MS });
}

// What is asked for, and what was scanned so far: the same may be asked for again, as a second measurement is.
const stand = () => ['.ask h1', '.scans'].map((each) => document.querySelector(each)?.textContent);

// Until what stands on the screen is another than that; undefined when it stays.
async function standAfter(page, before) {
  for (const ends = Date.now() + WAIT_MS; Date.now() < ends; await sleep(20)) {
    const now = await page.evaluate(stand);
    if (now.join() !== before.join()) return now;
  }
  return undefined;
}

// What the screen asked for last, where it came to nothing.
async function build(page) {
  let now = await page.evaluate(stand);
  for (let i = 0; i < STEPS_MOST && now; i++) {
    const [sentence] = now;
    if (/This unit is shipped/.test(sentence)) return undefined;
    if (!/Wait until/.test(sentence)) await doNext(page, sentence);
    const next = await standAfter(page, now);
    if (!next) return sentence;
    now = next;
  }
  return 'more than there is to do';
}

export async function tryByHand(stage) {
  const { passing } = await readModule('src/station/labels.ts');
  for (const [limits, value] of VALUES) stage.demand(`a number that passes ${JSON.stringify(limits)}`, passing(limits) === value ? [] : [passing(limits)]);
  const address = prepare(stage);
  stage.demand('said again, nothing is made twice', prepare(stage) === address && existsSync(join(stage.daemon.folder, 'by-hand')) ? [] : ['another token']);
  const orders = JSON.parse(await stage.asAdmin().get('/v1/orders')).items.filter(({ order }) => order.startsWith('BY-HAND'));
  stage.demand('and one order waits', orders.length === 1 && orders[0].state === 'released' ? [] : [JSON.stringify(orders)]);
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const page = await stage.newPage(context);
  await page.goto(address);
  await page.waitForSelector('.sign-in');
  await page.click('button[type=submit]');
  await stage.seen('a link signs the station in', page, '.ask h1:has-text("Scan your badge.")');
  stage.demand('and leaves no token in the address', page.url().includes('rackline_') ? [page.url()] : []);
  await stage.attempt('a newcomer builds a rack by doing what the screen says', async () => {
    const last = await build(page);
    if (last) throw new Error(`the screen stays at "${last}"`);
  });
  const { began, until } = await page.evaluate(async () => (await fetch('/v1/session/operator')).json());
  const hours = (Date.parse(until) - Date.parse(began)) / 3600000 / stage.daemon.settings['clock-rate'];
  stage.demand('a badge lasts for hours of the world, however fast the clock runs', Math.round(hours) === stage.daemon.settings['badge-max-h'] ? [] : [`${hours} hours`]);
  await stage.attempt('and it is built, proven and shipped', async () => {
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('rackline-scan/')), undefined, { timeout: WAIT_MS });
    const { items } = JSON.parse(await stage.asAdmin().get('/v1/units?order=BY-HAND-1&state=shipped'));
    if (items.length !== 1) throw new Error(`${items.length} are`);
  });
  await context.close();
}
