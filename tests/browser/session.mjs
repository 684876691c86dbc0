// A session that ends while a page is open: the page offers to sign in, and whoever was there finds what they were at.
import { sleep } from '../daemon.mjs';
import { drawsLate, NEWS_MS } from './stage.mjs';
import { HAND_MS, StationScreen } from './station_stage.mjs';

const REST_MS = 5000;
const ENDED = [['English', 'en', 'The session has ended'], ['日本語', 'ja', 'セッションが終了しました']];
const PASSWORD = 'a-good-long-one';

async function makeToken(stage, token) {
  return JSON.parse((await stage.asAdmin().send('POST', '/v1/tokens', { token, role: 'quality' })).text).secret;
}

const revoke = (stage, token) => stage.asAdmin().send('POST', `/v1/tokens/${token}/revoke`);

async function signIn(page, secret) {
  await page.fill('#token', secret);
  await page.press('#token', 'Enter');
}

async function context(stage) {
  return stage.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
}

// Nothing says that the connection is lost, and nothing of what was read can be read on.
const seesNothing = (page) => page.evaluate(() =>
  ['.connection', 'header nav'].filter((each) => document.querySelector(each)).concat(document.querySelector('.members')?.checkVisibility() ? ['the form'] : []));

async function revoked(stage, [language, code, told]) {
  const page = await stage.newPage(await context(stage));
  await page.goto(`${stage.url}/#/quality/holds/new`);
  await page.click(`text=${language}`);
  await signIn(page, await makeToken(stage, `over-${code}`));
  await page.locator('input[name=lot]').fill('typed before');
  const other = await stage.newPage(page.context());
  await other.goto(`${stage.url}/#/line`);
  await other.waitForSelector('.counts');
  await revoke(stage, `over-${code}`);
  for (const each of [page, other])
    await stage.seen(`who is signed out by somebody else can sign in again, in ${language}`, each, `.sign-in:has-text("${told}")`, { timeout: NEWS_MS });
  stage.demand(`with the keyboard's focus in its first field, in ${language}`, await page.evaluate(() => document.activeElement?.id) === 'account' ? [] : ['it is elsewhere']);
  stage.demand(`and that is all there is, in ${language}`, await seesNothing(page));
  const again = await makeToken(stage, `again-${code}`);
  await signIn(other, again);
  await stage.seen(`who signs in again goes on, in ${language}`, other, '.counts');
  await stage.seen(`in every tab, in ${language}`, page, '.members', { timeout: NEWS_MS });
  stage.demand(`as somebody else with a form of their own, in ${language}`, await page.locator('input[name=lot]').inputValue() ? ['the form is filled'] : []);
  await stage.seen(`and connected, in ${language}`, other, '.connection:not(.warn)', { timeout: NEWS_MS });
  await page.close();
  await other.close();
}

async function signInAs(page, account) {
  await page.fill('#account', account);
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
}

// The daemon that comes back knows of no session. The page draws late: what is told of the connection when somebody has
// signed in again is told before it comes to its effects.
async function restarted(stage) {
  const admin = stage.asAdmin();
  await admin.send('PUT', '/v1/accounts/hana', { role: 'quality' });
  await admin.send('POST', '/v1/accounts/hana/password', { password: PASSWORD });
  const page = await stage.newPage(await context(stage));
  await page.addInitScript(drawsLate);
  await page.goto(`${stage.url}/#/quality/holds/new`);
  await signInAs(page, 'hana');
  await page.locator('input[name=lot]').fill('typed before');
  await stage.daemon.stop();
  await stage.seen('a daemon that is gone is no session that has ended', page, '.connection.warn');
  await stage.daemon.start();
  await stage.seen('after a restart one can sign in again', page, '.sign-in');
  await signInAs(page, 'hana');
  await page.waitForSelector('.members');
  const typed = await page.locator('input[name=lot]').inputValue();
  stage.demand('and finds what was typed', typed === 'typed before' ? [] : [typed]);
  await stage.seen('and is connected', page, '.connection:not(.warn)', { timeout: NEWS_MS });
  await page.close();
}

// A station whose token was revoked goes on taking scans while somebody signs it in again.
async function station(stage) {
  const screen = await StationScreen.open(stage, 'kitting-01');
  const { page } = screen;
  const name = (await page.locator('header button .quiet').innerText()).trim();
  await revoke(stage, name);
  await stage.seen('a station can be signed in again', page, '.sign-in', { timeout: NEWS_MS });
  await screen.scan('NOBODY-KNOWS-IT');
  await stage.seen('and answers scans meanwhile', page, '.answer:has-text("NOBODY-KNOWS-IT")');
  stage.demand('none of which goes into a field', await page.locator('.sign-in input').evaluateAll((fields) => fields.map(({ value }) => value).filter(Boolean)));
  await page.waitForTimeout(HAND_MS);
  await signIn(page, JSON.parse((await stage.asAdmin().send('POST', '/v1/tokens', { token: 'kitting-again', role: 'station', station: 'kitting-01' })).text).secret);
  await stage.seen('and is signed in then', page, '.sign-in', { state: 'detached' });
  await stage.seen('at its screen', page, '.ask');
  await screen.close();
}

// A page that is opened while nobody answers asks until somebody does.
async function openedTooEarly(stage) {
  const page = await stage.newPage(await context(stage));
  await page.route('**/v1/session', (route) => route.abort());
  await page.goto(stage.url);
  await stage.seen('a daemon that does not answer is told', page, '[role=alert]');
  await page.unroute('**/v1/session');
  await stage.seen('and asked again', page, '.sign-in', { timeout: NEWS_MS });
  await page.close();
}

// Who signs out without the network still is signed in, and reads why.
async function signsOutAlone(stage) {
  const page = await stage.newPage(await context(stage));
  await page.goto(`${stage.url}/#/line`);
  await signIn(page, await makeToken(stage, 'stays'));
  await page.waitForSelector('.counts');
  await page.context().setOffline(true);
  await page.click('text=Sign out');
  await stage.seen('who signs out without the network reads why that is not done', page, '.notice[role=alert]:has-text("signed in still")');
  await page.context().setOffline(false);
  await stage.seen('and is connected again', page, '.connection:not(.warn)', { timeout: NEWS_MS });
  await page.click('text=Sign out');
  await stage.seen('and signs out then', page, '.sign-in:not(:has-text("The session has ended"))', { timeout: NEWS_MS });
  await page.close();
}

const ONCE_MORE = 15; // requests of the line's view: two, and one for each order that is on the floor by now

// Where nobody is signed in there is nothing to follow: at most a view asks for itself once more.
async function restsWhileOver(stage) {
  const page = await stage.newPage(await context(stage));
  await page.goto(`${stage.url}/#/line`);
  await signIn(page, await makeToken(stage, 'rests'));
  await page.waitForSelector('.counts');
  await revoke(stage, 'rests');
  await page.waitForSelector('.sign-in');
  await sleep(REST_MS);
  let asked = 0;
  page.on('request', () => { asked++; });
  await sleep(REST_MS);
  stage.demand('a page that nobody is signed in at asks hardly anything', asked > ONCE_MORE ? [`${asked} requests in ${REST_MS} ms`] : []);
  await page.close();
}

export async function trySession(stage) {
  for (const each of ENDED) await revoked(stage, each);
  await restarted(stage);
  await station(stage);
  await openedTooEarly(stage);
  await signsOutAlone(stage);
  await restsWhileOver(stage);
}
