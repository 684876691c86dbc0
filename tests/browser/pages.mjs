// The pages that everybody reads: what each says, and that it is right again after a disconnection.
import { NEWS_MS, report } from './stage.mjs';

async function signIn(stage, page) {
  await page.goto(stage.url);
  await page.waitForSelector('#token');
  await page.fill('#token', 'rackline_nobody');
  await page.click('button[type=submit]');
  await stage.seen('a token that is none is told to be none', page, '[role=alert]');
  await page.fill('#token', stage.viewer);
  await page.click('button[type=submit]');
  await stage.seen('a token opens the line', page, '.counts');
  const read = await page.evaluate(() => document.cookie);
  stage.demand('no script can read it', read ? [read] : []);
}

// A page that shows the line takes up what happens by itself, and what happened while there was no connection.
async function follow(stage, page, other) {
  const station = await stage.client({ token: 'k', role: 'station', station: 'kitting-01' });
  for (const each of [page, other]) {
    await each.goto(`${stage.url}/#/`);
    await each.waitForSelector('.station');
  }
  await report(station, 'unscheduled_down');
  await stage.seen('what happens is seen', page, '.station.bad', { timeout: NEWS_MS });
  await stage.seen('and stands among what needs attention', page, '.concerns .bad', { timeout: NEWS_MS });
  await stage.seen('in every tab', other, '.station.bad', { timeout: NEWS_MS });
  await stage.daemon.stop('SIGKILL');
  await stage.seen('a lost connection is told', page, '.connection.warn');
  await stage.daemon.start();
  await report(station, 'standby');
  await stage.seen('what happened meanwhile is seen when it is back', page, '.station.bad', { state: 'detached' });
  await stage.seen('and that it is back', page, '.connection:not(.warn)');
}

// The board hangs over the line: nobody scrolls it.
async function fitsTheWall(stage, page) {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${stage.url}/#/line`);
  await page.waitForSelector('.bays');
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  stage.demand('the line fits a screen of 1920 × 1080', tall > 1080 ? [`${tall} pixels`] : []);
}

export async function tryPages(stage) {
  const page = await stage.newPage();
  await signIn(stage, page);
  const { rack } = stage;
  for (const place of [
    { name: 'line', hash: '#/', ready: '.counts' },
    { name: 'rack', hash: `#/units/${rack.serial}`, ready: '.elevation' },
    { name: 'nothing', hash: '#/units/NONE', ready: '.notice' },
  ]) await stage.look(page, place);
  await page.goto(`${stage.url}/#/units/${rack.serial}`);
  await stage.attempt('a page is told apart by its title', () => page.waitForFunction((serial) => document.title === `${serial} · Rackline`, rack.serial));
  await page.fill('input[type=search]', 'no such thing');
  await stage.seen('a search that finds nothing says so', page, 'text=Nothing matches.');
  await fitsTheWall(stage, page);
  await follow(stage, page, await stage.newPage());
  await page.click('text=Sign out');
  await stage.seen('who signs out is nobody again', page, '#token');
}
