// The screen beside the worker: a tray and a rack built on it by scans alone, from order to shipped, and all that may go
// wrong on the way.
import { envelope, GS } from './scanner.mjs';
import { defineLine, PINS } from './station_line.mjs';
import { journal, StationScreen } from './station_stage.mjs';
import { tryReplacement } from './station_replacement.mjs';
import { trySlips } from './station_slips.mjs';
import { tryTabs } from './station_tabs.mjs';
import { tryTrouble } from './station_trouble.mjs';

const serials = (function* () { for (let i = 1; ; i++) yield `X${String(i).padStart(6, '0')}`; })();
const next = () => serials.next().value;
const board = () => envelope('PST-BOARD', `S${next()}`, 'VMAKER', '4LJP');

async function begin(screen, badge, serial) {
  await screen.asks('Scan your badge.');
  await screen.scan(badge);
  await screen.asks('type your PIN');
  await screen.scan(PINS[badge]);
  await screen.asks('scan its label');
  await screen.scan(serial);
}

// Everything that a tray needs, one scan right after another.
async function buildTray(stage, screen, tray) {
  await screen.asks('Scan the tool for Tray assembly');
  await screen.scan('ST-TQ-1');
  await screen.asks('Start Tray assembly');
  await screen.scan(tray);
  await screen.asks('Put Board into board-1');
  await screen.scan(board(), `]d2240ST-BOARD-2${GS}21${next()}`, 'LOT-77', '9,5', '+0010.2 N·m', 'yes', '1', tray);
  await screen.asks('Start Tray inspection');
  await screen.scan('1');
  await screen.asks('What is the worst blemish?');
  await screen.scan('2');
  await screen.asks('Have it signed off');
  await screen.scan('ST-ANNA', PINS['ST-ANNA']);
  await screen.says('a second person signs it off');
  await screen.says('Have somebody else scan their badge.');
  await screen.scan('ST-BERND', '0000');
  await screen.says('do not belong together');
  await screen.scan(PINS['ST-BERND']);
  await screen.asks('All is done');
  await screen.scan(tray);
  await screen.asks('This unit is completed');
  const { state } = JSON.parse(await stage.asAdmin().get(`/v1/units/${tray}`));
  stage.demand('a tray is built by scans alone', state === 'completed' ? [] : [state]);
}

async function buildRack(stage, screen, rack, tray) {
  await screen.scan(rack);
  await screen.asks('Start Rack assembly');
  await screen.scan('1');
  await screen.asks('Put Frame into frame');
  await screen.scan(`(241)ST-FRAME(21)${next()}`);
  await screen.asks('Put Small tray into tray');
  await stage.seen('where it goes is said', screen.page, '.detail:has-text("rack unit 2")');
  await screen.scan(tray);
  await screen.asks('All is done');
  await screen.scan(rack);
  await screen.asks('Take it to: st-burn-in');
}

async function burnIn(screen, rack) {
  await begin(screen, 'ST-ANNA', rack);
  await screen.asks('choose that bay');
  await screen.scan('bay-2');
  await screen.asks('Measure hottest: at most 87 °C');
  await screen.scan('61.5');
  await screen.asks('All is done');
  await screen.scan(rack);
  await screen.asks('Take it to: st-shipping');
}

// What keeps a completed rack is said instead of how it leaves, and gone when it is gone.
async function mayNotLeave(stage, screen, rack) {
  const admin = stage.asAdmin();
  const must = async (path, body) => {
    const { status, text } = await admin.send('POST', path, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
    return JSON.parse(text);
  };
  const hold = await must('/v1/holds', { serial: rack, part_number: 'ST-RACK', reason: 'a noise' });
  await screen.asks('The unit is completed and may not leave');
  await stage.seen('with the hold', screen.page, '.ask .reasons:has-text("hold")');
  await must(`/v1/holds/${hold.journal_position}/release`, { reason: 'it is gone' });
  await screen.asks('How does it leave?');
  await screen.page.click('text=Report a fault');
  await screen.page.selectOption('.defects select >> nth=0', 'ST-SCRATCH');
  await screen.page.selectOption('.defects select >> nth=1', 'frame');
  await screen.page.click('.defects button[type=submit]');
  await stage.seen('a fault that is not decided', screen.page, '.ask .remedy:has-text("call quality")');
  const { items } = JSON.parse(await admin.get('/v1/nonconformances?state=open'));
  const path = `/v1/nonconformances/${items.find(({ serial, code }) => serial === rack && code === 'ST-SCRATCH').nonconformance}`;
  await must(`${path}/disposition`, { disposition: 'repair', reason: 'another frame' });
  await screen.asks('out of frame in');
  await stage.seen('and nobody is called for', screen.page, '.ask .reasons:not(:has(.remedy))');
  const { decision } = JSON.parse(await admin.get(path));
  await must(`${path}/disposition`, { disposition: 'false_fail', reason: 'a hair', replaces: decision });
  await must(`${path}/close`, { reason: 'a hair' });
  await screen.asks('How does it leave?');
}

async function ship(stage, screen, rack) {
  await begin(screen, 'ST-BERND', rack);
  await screen.asks('Start Crating');
  await screen.scan('1');
  await screen.asks('All is done');
  await screen.page.dblclick('.ask .choices button');
  await screen.asks('How does it leave?');
  await screen.settle();
  stage.demand('a double click ships nothing', screen.posted.size === 2 ? [] : [`${screen.posted.size} events are posted`]);
  await mayNotLeave(stage, screen, rack);
  stage.demand('no button ships before it is said who carries it', (await screen.page.locator('text="Ship"').count()) === 0 ? [] : ['there is one']);
  await screen.page.fill('input[name=carrier]', 'Slow Freight');
  await screen.page.evaluate(() => document.activeElement.blur());
  for (const none of ['5678', 'ORDER-ST-RACK', 'https://example.com/4711']) {
    await screen.scan(none);
    await screen.says('This is no tracking number');
  }
  await screen.scan('TRACK-4711');
  await stage.attempt('the label of the carrier is taken', () => screen.page.waitForFunction(() => document.querySelector('input[name=tracking_number]').value === 'TRACK-4711'));
  await screen.asks('Does it leave now?');
  await screen.scan('1');
  await screen.says('This is no tracking number');
  await screen.scan('4202171234567');
  await screen.says('The tracking number is TRACK-4711 already');
  await screen.scan(rack);
  await screen.asks('This unit is shipped');
  await screen.settle();
  await screen.page.click('text=Undo the last');
  await screen.says('There is nothing to take back');
  await screen.page.click('.tools >> text=Other unit');
  await stage.seen('what was said of one unit does not stay for the next', screen.page, 'p.answer:empty', { state: 'attached' });
  const page = await stage.signedIn('shipment', 'viewer');
  await page.goto(`${stage.url}/#/units/${rack}`);
  await stage.seen('under which number it left is told as such', page, '.head:has-text("Slow Freight Tracking number TRACK-4711")');
  await stage.seen('and in its journal', page, '[aria-label=Journal] tr:has-text("TRACK-4711")');
  await page.context().close();
  const { state } = JSON.parse(await stage.asAdmin().get(`/v1/units/${rack}`));
  stage.demand('a rack is built and shipped by scans alone', state === 'shipped' ? [] : [state]);
  const { data } = (await journal(stage)).find(({ type, data: { unit } }) => type === 'unit.shipped' && unit === rack);
  stage.demand('and who carries it is kept', data.carrier === 'Slow Freight' && data.tracking_number === 'TRACK-4711' ? [] : [JSON.stringify(data)]);
}

// What a page sent is in the journal once, or was refused.
async function demandOnce(stage, screens) {
  const times = new Map();
  for (const { id } of await journal(stage)) times.set(id, (times.get(id) ?? 0) + 1);
  const twice = [...times].filter(([, count]) => count > 1).map(([id]) => id);
  stage.demand('no event is in the journal twice', twice);
  const sent = screens.flatMap((screen) => [...screen.posted.keys()]);
  const refused = sent.filter((id) => !times.has(id));
  stage.demand('what was sent is in the journal, but for what was refused', refused.length === screens.reduce((sum, { refusals }) => sum + refusals, 0) ? [] : refused);
}

export async function tryStation(stage) {
  const units = await defineLine(stage, 7);
  const [tray] = units['ST-TRAY'];
  const [rack] = units['ST-RACK'];
  const assembly = await StationScreen.open(stage, 'st-assembly-1');
  await begin(assembly, 'ST-ANNA', tray);
  await buildTray(stage, assembly, tray);
  await buildRack(stage, assembly, rack, tray);
  const oven = await StationScreen.open(stage, 'st-burn-in-1');
  await burnIn(oven, rack);
  const gate = await StationScreen.open(stage, 'st-shipping-1');
  await ship(stage, gate, rack);
  Object.assign(assembly, { refusals: 1 });
  Object.assign(oven, { refusals: 0 });
  Object.assign(gate, { refusals: 0 });
  await demandOnce(stage, [assembly, oven, gate]);
  await stage.look(assembly.page, { name: 'station', hash: '#/station', ready: '.ask h1' });
  for (const screen of [assembly, oven, gate]) await screen.close();
  await tryReplacement(stage, units['ST-TRAY'].at(-1));
  await trySlips(stage, units['ST-TRAY'].at(-2));
  await tryTabs(stage, units['ST-TRAY'].at(-3));
  await tryTrouble(stage, units['ST-TRAY'].slice(1));
}
