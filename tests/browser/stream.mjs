// The live stream of the pages, cut a thousand times: no event is missed, and a person's tabs share one stream.
import { sleep } from '../daemon.mjs';
import { CuttingProxy } from './cutting_proxy.mjs';
import { report, WAIT_MS } from './stage.mjs';

const CUTS = 1000;
const PATIENCE_MS = 300000;

// What each stream of a tab said, and in how many pieces.
function listenIn() {
  globalThis.heard = [];
  const Real = globalThis.EventSource;
  globalThis.EventSource = class extends Real {
    set onmessage(listener) {
      super.onmessage = (message) => {
        globalThis.heard.push(Number(message.lastEventId));
        listener(message);
      };
    }
  };
}

async function openTab(stage, proxy, context) {
  const page = await stage.newPage(context);
  await page.addInitScript(listenIn);
  await page.goto(`${proxy.url}/`);
  return page;
}

const head = async (stage) => JSON.parse(await stage.asAdmin().get('/v1/events?limit=1')).head;
const last = (page) => page.evaluate(() => globalThis.heard.at(-1) ?? 0);

async function cutOften(stage, proxy, page) {
  const station = await stage.client({ token: 'stream', role: 'station', station: 'kitting-01' });
  const ends = Date.now() + PATIENCE_MS;
  for (let i = 0; proxy.opened < CUTS && Date.now() < ends; i++) {
    await report(station, i % 2 ? 'standby' : 'engineering');
    await sleep(5);
  }
  await report(station, 'standby');
  proxy.cutting = false;
  stage.demand(`the stream is cut ${CUTS} times`, proxy.opened >= CUTS ? [] : [`${proxy.opened} times`]);
  const wanted = await head(stage);
  await stage.attempt('it is taken up each time', () => page.waitForFunction((position) => globalThis.heard.at(-1) === position, wanted, { timeout: WAIT_MS }));
  const gaps = await page.evaluate(() => globalThis.heard.map((position, i, all) => [all[i - 1], position]).filter(([before, position], i) => i && position !== before + 1));
  stage.demand('no event is missed, and none is told twice', gaps.map(([before, position]) => `${before}, then ${position}`));
}

export async function tryStream(stage) {
  const proxy = new CuttingProxy(stage.daemon);
  await proxy.start();
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await openTab(stage, proxy, context);
  await page.fill('#token', stage.viewer);
  await page.click('button[type=submit]');
  await page.waitForSelector('.counts');
  const other = await openTab(stage, proxy, context);
  await other.waitForSelector('.counts');
  await cutOften(stage, proxy, page);
  stage.demand('two tabs share one stream', proxy.atOnce === 1 && (await last(other)) === 0 ? [] : [`${proxy.atOnce} at once`]);
  const before = proxy.opened;
  await page.close();
  for (const ends = Date.now() + WAIT_MS; proxy.opened === before && Date.now() < ends;) await sleep(20);
  stage.demand('when the tab that held it closes, the other takes it up', proxy.opened > before ? [] : ['nobody did']);
  await context.close();
  proxy.stop();
}
