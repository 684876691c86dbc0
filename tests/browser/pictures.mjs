// The pictures of README.md and of docs, all of one line at work, on a screen of 1280 × 800: node tests/browser/pictures.mjs [BUILD]
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sleep } from '../daemon.mjs';
import { HERE, PRODUCTS, SCREENS, Stage } from './stage.mjs';
import { chromium } from 'playwright-core';

const FOLDER = join(HERE, '../../web/pictures');
const WORK_MS = 300000;
const QUALITY = 55; // of 100: text stays sharp, and a page takes some 30 KB

const [build = join(HERE, '../../build/release')] = process.argv.slice(2).map((path) => resolve(path));

// A line in the middle of its work, with a station for work by hand beside it.
class Scene extends Stage {
  async open() {
    await this.daemon.start();
    const floor = ['--url', this.url, '--admin-token-file', this.adminFile, '--racks', '5', '--seed', '4', '--pace', '300', '--products', PRODUCTS];
    this.floor = spawn(join(this.build, 'tests/floor/floor'), floor, { stdio: 'ignore' });
    this.browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
    this.rack = await this.untilOneBurnsIn();
  }

  async untilOneBurnsIn() {
    const admin = this.asAdmin();
    for (const ends = Date.now() + WORK_MS; Date.now() < ends; await sleep(500)) {
      const { stations } = JSON.parse(await admin.get('/v1/line'));
      const run = stations.flatMap(({ runs }) => runs).find(({ bay, operation }) => bay && operation === '160');
      if (run) return run;
    }
    throw new Error('no rack burns in');
  }

  async close() {
    this.floor?.kill('SIGTERM');
    await super.close();
  }

  async take(page, name, hash, ready) {
    await page.goto(`${this.url}/${hash}`);
    await page.waitForSelector(ready);
    await this.keep(page, name);
  }

  async keep(page, name) {
    await page.evaluate(() => document.fonts.ready);
    await sleep(600); // what is on its way yet
    const cdp = await page.context().newCDPSession(page);
    const { data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    writeFileSync(join(FOLDER, `${name}.webp`), Buffer.from(data, 'base64'));
    await cdp.detach();
  }
}

// Somebody at the station, with the first part in hand.
async function takeStation(scene) {
  writeFileSync(join(scene.daemon.folder, 'by-hand-admin'), scene.admin);
  const words = [scene.build, scene.url, join(scene.daemon.folder, 'by-hand-admin'), join(scene.daemon.folder, 'by-hand')];
  const address = execFileSync(join(HERE, '../../packaging/by-hand'), words, { encoding: 'utf8' }).trim();
  const page = await scene.newPage(await scene.browser.newContext({ viewport: SCREENS[0], locale: 'en-GB' }));
  await page.goto(address);
  await page.waitForSelector('.sign-in');
  await scene.keep(page, 'sign-in');
  await page.click('button[type=submit]');
  for (const step of ['Scan your badge', 'PIN', 'Next is', 'Scan the tool', 'Start Assembly']) {
    await page.waitForSelector(`.ask h1:has-text("${step}")`);
    if (step === 'PIN') await page.fill('#entry', '1234').then(() => page.keyboard.press('Enter'));
    else await page.locator('.labels button, .ask .choices button').first().click();
  }
  await page.waitForSelector('.ask h1:has-text("Put Frame")');
  await page.locator('.labels button').click();
  await page.waitForSelector('.ask h1:has-text("Put Power shelf")');
  await page.waitForSelector('.answer.good');
  await scene.keep(page, 'station');
}

const scene = new Scene(build, { claim: () => {} }, undefined, { 'clock-rate': 3600 });
mkdirSync(FOLDER, { recursive: true });
try {
  await scene.open();
  const page = await scene.signedIn('quality-desk', 'quality');
  await scene.take(page, 'line', '#/line', '.andon .station');
  await scene.take(page, 'orders', '#/orders', 'tbody .share');
  await scene.take(page, 'order', '#/orders/RL-RACK-72-0001', '.completion svg');
  await scene.take(page, 'rack', `#/units/${scene.rack.serial}`, '.elevation');
  await scene.take(page, 'faults', '#/quality/faults', '.quality, table, .empty');
  await scene.take(page, 'statistics', '#/quality/statistics', '.plot canvas');
  await scene.take(page, 'setup', '#/setup/products', 'table');
  await takeStation(scene);
} finally {
  await scene.close();
}
