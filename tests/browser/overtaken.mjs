// Two people at one thing: whoever comes second hears what came of what they sent, also where the line has taken the form
// away by then, and keeps what they had written; and whoever goes elsewhere hears no more of it.
import { releaseOrder, reportFault } from './quality.mjs';
import { NEWS_MS } from './stage.mjs';

const LANGUAGES = [
  { language: 'English', anew: 'Decide anew', of: 'This came of what you sent', overtaken: 'the form is gone', scrap: 'scrap', closed: 'closed', button: 'Understood' },
  { language: '日本語', anew: '判定し直す', of: '送信した内容への回答', overtaken: 'フォームはなくなりました', scrap: '廃棄', closed: '終了', button: '確認しました' },
];

async function send(stage, path, body) {
  const { status, text } = await stage.asAdmin().send('POST', path, body);
  if (status !== 200 && status !== 201) throw new Error(`${path} was answered with ${status} ${text}`);
  return JSON.parse(text);
}

const decided = (stage, fault) => send(stage, `/v1/nonconformances/${fault}/disposition`, { disposition: 'false_fail', reason: 'somebody was faster' });

// What is sent waits until somebody else has done it, and the page knows.
async function overtake(page, path, act) {
  await page.route(path, async (route) => {
    await act();
    await route.continue();
  }, { times: 1 });
}

async function told(stage, page, what, { language, of, button }) {
  const notice = `.left-over .notice:has-text("${of}")`;
  await stage.seen(`${what} is told in ${language}`, page, `${notice} li`, { timeout: NEWS_MS });
  await stage.seen('what was written is still there', page, '.left-over textarea');
  await page.getByRole('button', { name: button }).click();
  await stage.seen('until it was seen', page, notice, { state: 'detached', timeout: NEWS_MS });
}

async function choose(page, disposition) {
  await page.locator(`input[value=${disposition}]`).check();
  await page.locator('.decision textarea').fill('I say so');
}

const left = (page) => page.locator('.left-over textarea').inputValue({ timeout: NEWS_MS });

// The form goes while somebody types.
async function halfTyped(stage, page, fault, { language, overtaken, scrap, closed, button }) {
  await page.goto(`${stage.url}/#/quality/faults/${fault}`);
  await choose(page, 'scrap');
  await decided(stage, fault);
  await stage.seen(`a form that goes is told in ${language}`, page, `.left-over .notice:has-text("${overtaken}")`, { timeout: NEWS_MS });
  const kept = await left(page);
  stage.demand('with what was chosen and written', kept === `${scrap}: I say so` ? [] : [kept]);
  await stage.seen('and who decided what meanwhile', page, '.panel p:has-text("somebody was faster")', { timeout: NEWS_MS });
  await page.getByRole('button', { name: button }).click();
  await stage.seen('until it was seen', page, '.left-over', { state: 'detached', timeout: NEWS_MS });
  await page.locator('.decision textarea').fill('I close it');
  await send(stage, `/v1/nonconformances/${fault}/close`, { reason: 'somebody was faster' });
  stage.demand('what was written of a fault that is off the list', (await left(page)) === 'I close it' ? [] : ['it is not there']);
  await stage.seen('and that it is closed now', page, `.panel dt:has-text("${closed}")`, { timeout: NEWS_MS });
}

// A reason outlives what else is changed in its form.
async function reasonStays(stage, page) {
  await page.goto(`${stage.url}/#/quality/holds/new`);
  await page.fill('input[name=lot]', 'NONE');
  await page.locator('main form').first().locator('button[type=submit]').click();
  await page.fill('#place-reason', 'as I said');
  await page.fill('input[name=lot]', 'NONE-2');
  await stage.seen('a hold that was not previewed cannot be placed', page, '#place-reason', { state: 'hidden' });
  await page.locator('main form').first().locator('button[type=submit]').click();
  await page.locator('#place-reason').waitFor();
  const kept = await page.inputValue('#place-reason');
  stage.demand('its reason stays', kept === 'as I said' ? [] : [kept]);
}

// The form goes while its request is under way.
async function underWay(stage, page, fault, words) {
  await page.goto(`${stage.url}/#/quality/faults/${fault}`);
  await choose(page, 'scrap');
  await overtake(page, '**/disposition', async () => {
    await decided(stage, fault);
    await page.locator('input[value=scrap]').waitFor({ state: 'detached' });
  });
  await page.locator('.decision button').click();
  await told(stage, page, 'a decision that came second', words);
}

// The form goes when it was refused already.
async function refusedBefore(stage, page, fault, words) {
  await page.goto(`${stage.url}/#/quality/faults/${fault}`);
  await choose(page, 'rework');
  await page.locator('.decision button').click();
  await stage.seen('a rework of nothing is refused', page, '.decision .notice');
  await decided(stage, fault);
  await told(stage, page, 'what was refused before the form went', words);
  await page.locator('.decision textarea').fill('I close what I did not decide');
  await page.locator('.decision button').click();
  await page.locator('.decision').waitFor({ state: 'detached', timeout: NEWS_MS }).catch(() => {});
  stage.demand('what is taken says nothing more', await page.locator('.left-over').allInnerTexts());
}

// What was decided is decided anew, and not what somebody else has decided anew meanwhile.
async function decidedAnew(stage, page, fault, words) {
  const decide = (body) => send(stage, `/v1/nonconformances/${fault}/disposition`, body);
  const choice = async (disposition) => {
    await page.locator(`details input[value=${disposition}]`).check();
    await page.locator('details .decision textarea').fill('I say so');
  };
  const { journal_position: slip } = await decide({ disposition: 'scrap', reason: 'a slip' });
  await page.goto(`${stage.url}/#/quality/faults/${fault}`);
  await page.locator('tr.chosen').waitFor(); // the list knows of it
  await page.locator(`summary:has-text("${words.anew}")`).click();
  await choice('use_as_is');
  await overtake(page, '**/disposition', async () => {
    await decide({ disposition: 'false_fail', reason: 'somebody was faster', replaces: slip });
    await page.locator('.panel p:has-text("somebody was faster")').waitFor();
  });
  await page.locator('details .decision button').click();
  await told(stage, page, 'a decision anew that came second', words);
  await choice('use_as_is');
  await page.locator('details .decision button').click();
  await stage.seen('who has seen the second decides anew', page, '.panel p:has-text("I say so")', { timeout: NEWS_MS });
}

// Not even the fault is on the list any more.
async function closed(stage, page, fault, words) {
  await page.goto(`${stage.url}/#/quality/faults/${fault}`);
  await page.locator('.decision textarea').fill('I close it');
  await overtake(page, '**/close', async () => {
    await send(stage, `/v1/nonconformances/${fault}/close`, { reason: 'somebody was faster' });
    await page.locator('.decision').waitFor({ state: 'detached' });
  });
  await page.locator('.decision button').click();
  await told(stage, page, 'a closing that came second', words);
}

async function released(stage, page, words) {
  const { journal_position: hold } = await send(stage, '/v1/holds', { supplier: `None ${words.button}`, reason: 'to be released twice' });
  await page.goto(`${stage.url}/#/quality/holds/${hold}`);
  await page.locator('summary').click();
  await page.locator('.decision textarea').fill('I release it');
  await overtake(page, '**/release', async () => {
    await send(stage, `/v1/holds/${hold}/release`, { reason: 'somebody was faster' });
    await page.locator('.decision').waitFor({ state: 'detached' });
  });
  await page.locator('.decision button').click();
  await told(stage, page, 'a release that came second', words);
}

// Who has gone elsewhere is not told there.
async function gone(stage, page, fault) {
  await page.goto(`${stage.url}/#/quality/faults/${fault}`);
  await choose(page, 'rework');
  await page.locator('.decision button').click();
  await page.waitForSelector('.decision .notice');
  await page.click('header a[href="#/line"]');
  await page.waitForSelector('.counts');
  stage.demand('who goes elsewhere leaves a refusal behind', await page.locator('.notice').allInnerTexts());
}

export async function tryOvertaken(stage) {
  const [unit] = await releaseOrder(stage, 'Q-2');
  const page = await stage.signedIn('overtaken', 'quality');
  for (const words of LANGUAGES) {
    await page.goto(`${stage.url}/#/quality/faults`);
    await page.click(`text=${words.language}`);
    const first = await reportFault(stage, unit, `finder-${words.button.length}`);
    await halfTyped(stage, page, await reportFault(stage, unit, `finder-${words.button.length}-0`), words);
    await underWay(stage, page, first, words);
    await closed(stage, page, first, words);
    await refusedBefore(stage, page, await reportFault(stage, unit, `finder-${words.button.length}-2`), words);
    await decidedAnew(stage, page, await reportFault(stage, unit, `finder-${words.button.length}-3`), words);
    await released(stage, page, words);
  }
  await page.click('text=English');
  await reasonStays(stage, page);
  await gone(stage, page, await reportFault(stage, unit, 'finder-gone'));
  await page.close();
}
