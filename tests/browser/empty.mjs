// Pages where nothing is there yet: each says so, and what to do next, in both languages.
import { Stage } from './stage.mjs';

const PAGES = [
  { name: 'line', hash: '#/line', texts: 3 }, // no order, no station, no bay
  { name: 'orders', hash: '#/orders' },
  { name: 'faults', hash: '#/quality/faults' },
  { name: 'holds', hash: '#/quality/holds' },
  { name: 'trace', hash: '#/quality/trace' },
  { name: 'trace of nothing', hash: '#/quality/trace/NONE' },
  { name: 'statistics', hash: '#/quality/statistics' },
  { name: 'station', hash: '#/station' },
  { name: 'products', hash: '#/setup/products' },
  { name: 'stations', hash: '#/setup/stations' },
  { name: 'operators', hash: '#/setup/operators' },
  { name: 'tools', hash: '#/setup/tools' },
  { name: 'accounts', hash: '#/setup/accounts' },
];

// What is over is on a list of its own.
const OVER = [['#/orders', 'closed'], ['#/quality/faults', 'Closed'], ['#/quality/faults', 'Voided'], ['#/quality/holds', 'Released']];

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

async function says(stage, page, { name, texts = 1 }) {
  for (const [language, isSo] of [['English', (text) => /[a-z]{3}/.test(text) && !JAPANESE.test(text)], ['日本語', (text) => JAPANESE.test(text)]]) {
    await page.click(`text=${language}`);
    await page.waitForSelector('.empty .quiet');
    const told = await page.locator('.empty').evaluateAll((all) => all.map((each) => [...each.querySelectorAll('p')].map(({ textContent }) => textContent.trim())));
    const lacking = told.filter(([what, next]) => !what || !next || !isSo(what) || !isSo(next));
    stage.demand(`${name} says that nothing is there, and what to do, in ${language}`, told.length === texts ? lacking.map(String) : [`${told.length} texts`]);
  }
}

export async function tryEmpty({ build, claims, pictures, complaints }) {
  const stage = new Stage(build, claims, pictures);
  stage.complaints = complaints;
  try {
    await stage.begin();
    const page = await stage.signedIn('first', 'admin');
    for (const place of PAGES) {
      await stage.look(page, { name: `empty-${place.name}`, hash: place.hash, ready: '.empty .quiet' });
      await says(stage, page, place);
    }
    await page.click('text=English');
    for (const [hash, name] of OVER) {
      await page.goto(`${stage.url}/${hash}`);
      await page.getByRole('button', { name }).click();
      await stage.seen(`${hash} of what is ${name.toLowerCase()} says that nothing is there`, page, '.empty .quiet');
    }
    for (const hash of ['#/orders/NONE', '#/units/NONE', '#/quality/holds/999', '#/setup/products/NONE/A']) {
      await page.goto(`${stage.url}/${hash}`);
      await stage.seen(`${hash} says where to look instead`, page, '.notice:has-text("Trace")');
    }
  } finally {
    await stage.close();
  }
}
