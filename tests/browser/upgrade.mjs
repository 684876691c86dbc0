// A page that stays open while Rackline is upgraded: what it loads only when it needs it has another name by then. It says
// so, and is whole again once it is loaded again.
import { countUntilItLeft } from './quality.mjs';
import { NEWS_MS } from './stage.mjs';

const LANGUAGES = [
  { language: 'English', other: '日本語', again: 'Load it again' },
  { language: '日本語', other: 'English', again: '再読み込み' },
];
const PIECES = /\/assets\/(uplot|words_)/i;

async function goneOver(stage, { language, other, again }) {
  const page = await stage.signedIn(`old-${again.length}`, 'quality');
  await page.click(`text=${language}`);
  await page.waitForSelector(`html[lang=${language === 'English' ? 'en' : 'ja'}]`);
  await page.reload();
  await page.waitForSelector('header nav');
  await countUntilItLeft(stage, page);
  await page.route(PIECES, (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{}' }));
  await page.goto(`${stage.url}/#/quality/statistics`);
  await stage.seen(`a chart that cannot be drawn is told in ${language}`, page, `main > div .notice button:has-text("${again}")`, { timeout: 3 * NEWS_MS });
  await page.click(`text=${other}`);
  await stage.seen(`so is a language that cannot be had, in ${language}`, page, `main > .notice button:has-text("${again}")`, { timeout: NEWS_MS });
  await page.unroute(PIECES);
  await page.click(`main > .notice button:has-text("${again}")`);
  await stage.seen(`loaded again, the page is whole, in ${language}`, page, '.plot canvas');
  await page.click(`text=${other}`);
  await stage.seen('also in the other language', page, `html[lang=${language === 'English' ? 'ja' : 'en'}]`, { timeout: NEWS_MS });
  await page.close();
}

export async function tryUpgrade(stage) {
  for (const each of LANGUAGES) await goneOver(stage, each);
}
