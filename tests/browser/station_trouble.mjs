// The station screen when things go wrong: no network, a dead daemon, a reload, two tabs, a slip, an input method.
import { typeInTime } from './scanner.mjs';
import { PINS } from './station_line.mjs';
import { board, HAND_MS, journal, StationScreen } from './station_stage.mjs';

const SLOW_MS = 1500;
const READ_MS = 2500;

async function badgeIn(screen, badge) {
  await screen.asks('Scan your badge.');
  await screen.scan(badge);
  await screen.asks('type your PIN');
  await screen.scan(PINS[badge]);
  await screen.asks('scan its label');
}

// Somebody shows a badge before the page knows whose there are, on a browser that was never here.
async function soonBadge(stage, screen) {
  await screen.page.route('**/v1/operators*', async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, SLOW_MS); });
    await route.continue().catch(() => {}); // the page may be gone
  });
  await screen.page.evaluate(() => localStorage.clear());
  await screen.page.reload();
  await screen.asks('Scan your badge.');
  await screen.scan('ST-ANNA');
  await screen.asks('type your PIN');
  await screen.page.unroute('**/v1/operators*');
  await screen.page.click('text=Cancel');
  await screen.scan('no badge');
  await screen.says('Scan your badge first.');
}

async function startTray(screen, tray) {
  await screen.scan(tray);
  await screen.asks('Start Tray assembly');
  await screen.scan('1');
  await screen.asks('Put Board into board-1');
}

const unsent = (stage, screen, count, page = screen.page) =>
  stage.seen(`${count} scans are shown as not sent`, page, `.unsent h2:has-text("Not sent: ${count}")`);

// The network goes between two scans; the page is loaded anew before what was scanned is sent.
async function withoutNetwork(stage, screen) {
  await screen.settle();
  await screen.context.setOffline(true);
  await screen.scan(board('OFF-1'), board('OFF-2'), 'LOT-OFF');
  await unsent(stage, screen, 3);
  await screen.asks('Measure torque');
  await screen.page.reload().catch(() => {});
  await screen.context.setOffline(false);
  await screen.page.goto(`${stage.url}/#/station`);
  await screen.settle();
  await screen.asks('Measure torque');
}

// The daemon dies in the middle of a burst, and another tab goes on scanning.
async function withoutDaemon(stage, screen) {
  const other = await screen.newPage();
  await screen.asks('is open in another tab', other);
  await stage.daemon.stop('SIGKILL');
  await screen.page.bringToFront();
  await screen.scan('9.1');
  await other.bringToFront();
  await other.click('text=Work here');
  await screen.asks('Measure torque', other);
  await other.keyboard.type('9.2', { delay: 5 });
  await other.keyboard.press('Enter');
  await unsent(stage, screen, 2, other);
  await screen.page.bringToFront();
  await screen.page.click('text=Work here');
  await screen.asks('Is every board seated?');
  await screen.scan('yes', board('OFF-1')); // no board is asked for any more
  await screen.says('No such part is to be put in now.');
  await stage.daemon.start();
  await screen.settle();
  await screen.asks('Is every board seated? at board-2');
  await other.close();
}

async function slip(stage, screen, tray) {
  await screen.scan('NOBODY');
  await screen.says('no unit. Is every board seated? at board-2');
  await screen.scan('no');
  await screen.says('it fails');
  await screen.page.click('text=Undo the last');
  await screen.says('last one taken back');
  await screen.asks('Is every board seated? at board-2');
  await screen.scan('yes');
  await screen.asks('All is done');
  await screen.scan(tray);
  await screen.asks('Start Tray inspection');
}

// What is refused when it is sent late, its worker sees, one by one, and says so.
async function lateRefusals(stage, screen, tray) {
  await screen.page.click('text=Other unit');
  await screen.asks('scan its label');
  await startTray(screen, tray);
  await screen.settle();
  await screen.context.setOffline(true);
  await screen.scan(board('OFF-1'), 'OFF-2');
  await unsent(stage, screen, 2);
  await screen.page.waitForTimeout(2100);
  await screen.context.setOffline(false);
  await stage.seen('the first refusal waits to be seen', screen.page, '.late:has-text("1 of 2")');
  await stage.seen('with its reason', screen.page, '.late:has-text("is installed in")');
  await stage.seen('and what to do', screen.page, '.late .remedy:has-text("Take it out where it is, or take another one.")');
  await screen.page.click('text=Understood');
  await stage.seen('then the second', screen.page, '.late:has-text("1 of 1")');
  await screen.page.click('text=Understood');
  await stage.seen('and then none', screen.page, '.late', { state: 'detached' });
  await screen.asks('Put Board into board-1');
}

// Nor is one lost that another answer follows before anybody can have read it.
async function quickRefusals(stage, screen) {
  await screen.scan('OFF-1', 'OFF-2', 'ST-TQ-1');
  await screen.says('Torque wrench');
  for (const text of ['OFF-1', 'OFF-2']) {
    await stage.seen(`the refusal of ${text} stays`, screen.page, `.late .fate:has-text("${text}")`);
    await screen.page.click('text=Understood');
  }
  await stage.seen('until it is understood', screen.page, '.late', { state: 'detached' });
  await screen.asks('Put Board into board-1');
  await screen.scan('OFF-1');
  await screen.says('is installed in');
  await screen.page.waitForTimeout(READ_MS);
  await screen.scan('ST-TQ-1');
  await screen.says('Torque wrench');
  stage.demand('what stood there for a while is read', await screen.page.locator('.late').allInnerTexts());
}

// Another unit finds the station full, and is told of which one.
async function full(stage, screen, [there, other]) {
  await screen.scan(other);
  await screen.asks('Tray assembly cannot start here');
  await stage.seen('which unit is at the station', screen.page, `.ask .remedy:has-text("give it up. ${there}")`);
  await screen.scan(there);
  await screen.asks('Put Board into board-1');
}

// Words of English in what is told of reasons: what has a figure, a dash or an underscore is a code or somebody's name.
const englishIn = (page, place) =>
  page.locator(`${place} .reasons p`).evaluateAll((told) => told.flatMap(({ textContent: text }) =>
    !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text) || /[a-z]{2}/i.test(text.replaceAll(/[\w.-]*[\d_-][\w.-]*/g, '')) ? [text] : []));

// What is refused, and what stands in the way, is told in the language of the page and in no other.
async function inJapanese(stage, screen, [there, other]) {
  await screen.page.click('text=日本語');
  await screen.asks('ラベルをスキャンしてください');
  await screen.page.waitForTimeout(HAND_MS);
  await screen.scan('OFF-1');
  await screen.says('に取付済みです。');
  stage.demand('a refusal in Japanese has no word of English', await englishIn(screen.page, '.answer'));
  await screen.page.waitForTimeout(READ_MS);
  await screen.scan(other);
  await screen.asks('ここで着工できません');
  stage.demand('nor has what stands in the way', await englishIn(screen.page, '.ask'));
  stage.demand('which is told', await screen.page.locator('.ask .reasons p').count() ? [] : ['nothing']);
  await screen.page.click('text=English');
  await stage.seen('and is told anew in another language', screen.page, '.ask .reasons:has-text("has room for")');
  await screen.page.waitForTimeout(HAND_MS);
  await screen.scan(there);
  await screen.asks('Put Board into board-1');
}

// What waited is told in the language in which it was sent, also when another one was spoken as it was scanned.
async function lateInJapanese(stage, screen) {
  await screen.settle();
  await screen.context.setOffline(true);
  await screen.scan('OFF-1');
  await unsent(stage, screen, 1);
  await screen.page.waitForTimeout(2100);
  await screen.page.evaluate(() => { document.documentElement.lang = 'ja'; });
  await screen.context.setOffline(false);
  await stage.seen('what was sent in Japanese is answered so', screen.page, '.late .reasons:has-text("に取付済みです。")');
  await screen.page.evaluate(() => { document.documentElement.lang = 'en'; });
  await screen.page.click('text=Understood');
  await stage.seen('until it is read', screen.page, '.late', { state: 'detached' });
  await screen.asks('Put Board into board-1');
}

async function signedOut(stage, screen) {
  await screen.settle();
  await screen.page.click('text=Other unit');
  await screen.asks('scan its label');
  await stage.asAdmin().send('POST', `/v1/tokens/${screen.token}/revoke`);
  await screen.scan('NOBODY');
  await screen.says('The sign-in has ended.');
}

async function inputMethod(stage, screen) {
  const cdp = await screen.context.newCDPSession(screen.page);
  await screen.page.evaluate(() => document.activeElement?.blur());
  await typeInTime(cdp, 'XIME-1', true, false);
  await screen.says('ST-BOARD XIME-1');
  await screen.asks('Put Board into board-2');
  await screen.page.focus('#entry');
  await typeInTime(cdp, 'XIME-2', true, true);
  await screen.says('ST-BOARD XIME-2');
  await screen.asks('Put Thermal paste into paste');
  await stage.attempt('a scan into a field leaves nothing there', () => screen.page.waitForFunction(() => document.getElementById('entry').value === ''));
  await screen.page.waitForTimeout(HAND_MS);
  // Whichever page of the list names it.
  for (const order of ['RL-RACK-72-0001', 'RL-TRAY-C1-0001']) {
    await typeInTime(cdp, order);
    await screen.says(order);
    await screen.says('This is the code of an order');
    await screen.page.waitForTimeout(HAND_MS);
  }
  await screen.page.fill('#entry', 'ＬＯＴ－９');
  await screen.page.keyboard.press('Enter');
  await screen.says('ST-PASTE LOT-9');
  await screen.asks('Measure torque');
}

const isInView = (page, place) => page.locator(place).evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
});

// What a person types into a field is the field's; a scanner's keys are a scan there too, and leave the field as it was.
async function fields(stage, screen) {
  const cdp = await screen.context.newCDPSession(screen.page);
  await screen.page.click('text=Report a fault');
  const field = screen.page.locator('.defects input');
  stage.demand('a form that opens is in view with its button', await isInView(screen.page, '.defects button[type=submit]') ? [] : ['it is not']);
  await field.click();
  await screen.page.keyboard.type('deep ', { delay: 90 });
  await typeInTime(cdp, '10.5', false, false);
  await screen.says('torque: 10.5');
  await stage.attempt('what was typed before stays', () => screen.page.waitForFunction(() => document.querySelector('.defects input').value === 'deep '));
  await screen.settle();
  const before = screen.posted.size;
  await screen.page.focus('.defects select >> nth=0');
  for (const key of ['9', 'Enter']) await screen.page.keyboard.press(key).then(() => screen.page.waitForTimeout(HAND_MS));
  stage.demand('what a hand types while a form is open answers nothing behind it', screen.posted.size === before ? [] : ['it does']);
  await screen.page.selectOption('.defects select >> nth=0', 'ST-SCRATCH');
  await screen.page.selectOption('.defects select >> nth=1', 'board-1');
  await screen.page.click('.defects button[type=submit]');
  await screen.says('fault ST-SCRATCH board-1');
  stage.demand('and what to do next is, when it is sent', await isInView(screen.page, '.ask h1') ? [] : ['it is not']);
}

async function demandOnce(stage, screen, trays) {
  const entries = await journal(stage);
  const twice = entries.map(({ id }) => id).filter((id, i, ids) => id && ids.indexOf(id) !== i);
  stage.demand('no event is in the journal twice', twice);
  const ours = entries.filter(({ station, data }) => station === 'st-assembly-1' && data.unit === trays[0]).map(({ type, data }) => `${type} ${data.serial ?? data.lot ?? data.value ?? data.answer ?? ''}`.trim());
  const wanted = ['operation.started', 'component.installed OFF-1', 'component.installed OFF-2', 'component.installed LOT-OFF',
    'measurement.recorded 9.1', 'measurement.recorded 9.2', 'check.recorded yes', 'check.recorded no', 'check.recorded yes', 'operation.completed'];
  stage.demand('what was scanned without a network is in the journal once, in order', JSON.stringify(ours) === JSON.stringify(wanted) ? [] : ours);
}

export async function tryTrouble(stage, trays) {
  const screen = await StationScreen.open(stage, 'st-assembly-1');
  await soonBadge(stage, screen);
  await badgeIn(screen, 'ST-ANNA');
  await screen.scan('ST-TQ-1');
  await startTray(screen, trays[0]);
  await withoutNetwork(stage, screen);
  await withoutDaemon(stage, screen);
  await slip(stage, screen, trays[0]);
  await demandOnce(stage, screen, trays);
  await lateRefusals(stage, screen, trays[1]);
  await quickRefusals(stage, screen);
  await full(stage, screen, trays.slice(1));
  await inJapanese(stage, screen, trays.slice(1));
  await lateInJapanese(stage, screen);
  await inputMethod(stage, screen);
  await fields(stage, screen);
  await signedOut(stage, screen);
  await screen.close();
}
