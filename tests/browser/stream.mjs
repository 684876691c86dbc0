// The live stream of the pages, cut a thousand times: no event is missed, and a person's tabs share one stream, whatever
// becomes of the tab that holds it. And a stream that hangs is noticed.
import { sleep } from '../daemon.mjs';
import { CuttingProxy } from './cutting_proxy.mjs';
import { report, WAIT_MS } from './stage.mjs';

const CUTS = 1000;
const PATIENCE_MS = 300000;
const MEANWHILE = 40; // events while a tab goes

// What each stream of a tab said; and what the tab that holds the stream told the others.
function listenIn() {
  globalThis.heard = [];
  globalThis.told = [];
  new BroadcastChannel('rackline').onmessage = ({ data: { position } }) => {
    if (position !== globalThis.told.at(-1)) globalThis.told.push(position);
  };
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
const reaches = (page, what, wanted) => page.waitForFunction(([name, position]) => globalThis[name].at(-1) === position, [what, wanted], { timeout: WAIT_MS });

// Positions that are not followed by the next one.
async function gapsIn(page, what) {
  const positions = await page.evaluate((name) => globalThis[name], what);
  return positions.flatMap((position, i) => (i && position !== positions[i - 1] + 1 ? [`${positions[i - 1]}, then ${position}`] : []));
}

async function cutOften(stage, proxy, page, other) {
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
  await stage.attempt('it is taken up each time', () => reaches(page, 'heard', wanted));
  stage.demand('no event is missed, and none is told twice', await gapsIn(page, 'heard'));
  await stage.attempt('what one tab hears the other is told', () => reaches(other, 'told', wanted));
  stage.demand('every event of it', await gapsIn(other, 'told'));
  stage.demand('two tabs share one stream', proxy.atOnce === 1 && !(await other.evaluate(() => globalThis.heard.length)) ? [] : [`${proxy.atOnce} at once`]);
}

// The tab that holds the stream is gone from one moment to the next, while things happen: the next one goes on where it
// came to, and what it shows is right.
async function handOver(stage, station, { how, leave, next }) {
  await report(station, 'standby');
  await stage.seen(`before a tab ${how}, all is well in the next`, next, '.station.bad', { state: 'detached' });
  await Promise.all([leave(), reportOften(station)]);
  await stage.seen(`when the tab that held the stream ${how}, the next one shows what happened`, next, '.station.bad');
  const wanted = await head(stage);
  await stage.attempt('from its own stream', () => reaches(next, 'heard', wanted));
  stage.demand('which leaves nothing out', await gapsIn(next, 'told')); // it is told of its own too
}

async function reportOften(station) {
  for (let i = 0; i < MEANWHILE; i++) await report(station, i % 2 ? 'standby' : 'engineering');
  await report(station, 'unscheduled_down');
}

// The process of a tab ends, as it does when the machine has no memory left; the page cannot say good-bye.
async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await gone;
}

// A connection hangs as it does where a cable is out on the way: nothing breaks, nothing comes. What was asked for meanwhile
// is never answered.
async function hang(stage, proxy, station, page) {
  await stage.seen('a page that hears the daemon is live', page, '.connection:not(.warn)');
  proxy.hanging = true;
  await report(station, 'standby');
  await stage.seen('one that hears nothing any more says so', page, '.connection.warn');
  proxy.hanging = false;
  await stage.seen('it is live again when something comes', page, '.connection:not(.warn)');
  await stage.seen('and shows what happened meanwhile', page, '.station.bad', { state: 'detached' });
}

// The last of all: what others left open is closed, since every page asks anew after every event.
export async function tryStream(stage) {
  await Promise.all(stage.browser.contexts().map((context) => context.close()));
  const proxy = new CuttingProxy(stage.daemon);
  await proxy.start();
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await openTab(stage, proxy, context);
  await page.fill('#token', stage.viewer);
  await page.click('button[type=submit]');
  await page.waitForSelector('.counts');
  const other = await openTab(stage, proxy, context);
  await other.waitForSelector('.counts');
  await cutOften(stage, proxy, page, other);
  const third = await openTab(stage, proxy, context);
  await third.waitForSelector('.counts');
  const station = await stage.client({ token: 'stream-hand-over', role: 'station', station: 'kitting-02' });
  await handOver(stage, station, { how: 'closes', leave: () => page.close(), next: other });
  await handOver(stage, station, { how: 'crashes', leave: () => crash(other), next: third });
  await hang(stage, proxy, station, third);
  await context.close();
  proxy.stop();
}
