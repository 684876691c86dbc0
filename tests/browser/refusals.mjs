// What is refused on a page is told in the language of who reads, whatever that of the browser is: by the daemon, which
// the page tells it, and where it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HERE } from './stage.mjs';

const NODE = JSON.parse(readFileSync(join(HERE, '../api/steps/node.json'), 'utf8'));

const upload = (definition) => async (stage, page) => {
  await page.goto(`${stage.url}/#/setup/products`);
  await page.setInputFiles('input[type=file]', { name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(definition)) });
};

const ROUTING = [{ ...NODE.routing[0], after: [NODE.routing[0].operation] }, NODE.routing[0]];

// Each row: what is done, what it is told in English, and in Japanese.
const REFUSALS = [
  ['a unit that there is not', async (stage, page) => page.goto(`${stage.url}/#/units/NOSUCH`), 'There is no such thing', '見つかりません'],
  ['a hold on nothing', async (stage, page) => {
    await page.goto(`${stage.url}/#/quality/holds/new`);
    await page.click('form.panel button[type=submit]');
  }, 'at least one member must say what is meant', '対象を少なくとも一つ指定してください'],
  ['a definition with a member of the wrong type', upload({ ...NODE, revision: 'X', bill_of_materials: 5 }), 'must be', '配列を指定してください'],
  ['a definition that contradicts itself', upload({ ...NODE, revision: 'X', routing: ROUTING }), 'The request is not valid', '既に /routing/'],
  ['another definition of a released revision', upload({ ...NODE, part_number: 'NODE-T', name: 'Another' }), 'The rules of the line refuse this', 'ラインの規則により'],
  ['an operator with somebody else\'s badge', async (stage, page) => {
    await page.goto(`${stage.url}/#/setup/operators/+`);
    await page.locator('input[name=code]').fill('T-2');
    await page.locator('input[name=badge]').fill('7007');
    await page.click('form button[type=submit]');
  }, 'has the badge', '社員証 7007 は作業者 T-1 のものです'],
];

// Whatever is told in Japanese has a sign of it.
const unspoken = (page) => page.locator('.notice').evaluateAll((notices) => notices.flatMap((notice) =>
  [...notice.querySelectorAll('p, li')].filter((each) => !each.querySelector('p') && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(each.textContent)).map((each) => each.outerHTML)));

async function refusedIn(stage, page, language, told) {
  await page.click(`text=${language}`);
  await page.waitForSelector(`html[lang=${['en', 'ja'][told]}]`);
  for (const [what, act, ...texts] of REFUSALS) {
    await page.goto('about:blank');
    await act(stage, page);
    await stage.seen(`${what} is refused in ${language}`, page, `.notice:has-text("${texts[told]}")`, { timeout: 5000 });
    if (told) stage.demand(`${what} is told in ${language}`, await unspoken(page));
  }
}

const AT_FIELDS = [
  ['#/quality/holds/new', { country: 'XXX' }, 'country', 'Country', '原産国'],
  ['#/setup/stations/+', { code: 'S-1', name: 'One', type: 'x', power_w: '99999999999' }, 'power_w', 'Power, W', '電力 (W)'],
];

// Which field is meant is said by its name, and under the field itself; nobody at a page reads a JSON pointer.
async function atTheField(stage, page, language, told) {
  await page.click(`text=${language}`);
  await page.waitForSelector(`html[lang=${['en', 'ja'][told]}]`);
  for (const [hash, typed, field, ...names] of AT_FIELDS) {
    await page.goto('about:blank');
    await page.goto(`${stage.url}/${hash}`);
    for (const [name, text] of Object.entries(typed)) await page.locator(`input[name=${name}]`).fill(text);
    await page.locator('form button[type=submit]').first().click();
    await stage.seen(`a wrong ${field} is named in ${language}`, page, `.notice li:has(strong:text-is("${names[told]}"))`, { timeout: 5000 });
    await stage.seen('and told at its field', page, `label:has(input[name=${field}][aria-invalid=true]) .bad`);
    stage.demand('and at no other', (await page.locator('[aria-invalid=true]').count()) === 1 ? [] : ['there are others']);
    stage.demand('without a pointer', (await page.locator('.notice').textContent()).includes(`/${field}`) ? ['there is one'] : []);
  }
  await page.goto(`${stage.url}/#/line`);
}

async function wrongPassword(stage) {
  const page = await stage.newPage(await stage.browser.newContext({ locale: 'ja-JP' }));
  await page.goto(stage.url);
  await page.fill('#account', 'nobody');
  await page.fill('#password', 'not-the-right-one');
  await page.press('#password', 'Enter');
  await stage.seen('a wrong password is told in 日本語', page, '[role=alert]:has-text("一致しません")');
  stage.demand('and nothing else', await unspoken(page));
  await page.close();
}

export async function tryRefusals(stage) {
  const admin = stage.asAdmin();
  await admin.send('PUT', '/v1/operators/T-1', { name: 'Tanaka', badge: '7007' });
  const { revision } = NODE;
  await admin.send('PUT', `/v1/products/NODE-T/${revision}`, { ...NODE, part_number: 'NODE-T' });
  await admin.send('POST', `/v1/products/NODE-T/${revision}/release`);
  const page = await stage.signedIn('refused', 'admin');
  await refusedIn(stage, page, 'English', 0);
  await page.goto(`${stage.url}/#/line`);
  await refusedIn(stage, page, '日本語', 1);
  await atTheField(stage, page, '日本語', 1);
  await atTheField(stage, page, 'English', 0);
  await page.close();
  await wrongPassword(stage);
}
