// A part that turns out to be bad comes out again and another one goes in, at the station's screen.
import { newId } from '../client.mjs';
import { typeInTime } from './scanner.mjs';
import { beginTray, board, journal, StationScreen } from './station_stage.mjs';

async function takeOut(stage, screen, label, fate, reason) {
  await screen.settle();
  await screen.page.click('text=Take a part out');
  await stage.seen('what sits in the unit may be taken out', screen.page, '.defects select');
  await typeInTime(await screen.context.newCDPSession(screen.page), label, false);
  await stage.attempt('the label of a part chooses it', () => screen.page.waitForFunction(() => /^board-/.test(document.querySelector('.defects select')?.value ?? '')));
  const chosen = await screen.page.inputValue('.defects select >> nth=1');
  stage.demand('what becomes of a part is for the worker to say', chosen === '' ? [] : [chosen]);
  await screen.page.selectOption('.defects select >> nth=1', fate);
  await screen.page.fill('.defects input', reason);
  await screen.page.click('.defects button[type=submit]');
  await screen.says('taken out');
}

const built = async (stage, tray) => JSON.parse(await stage.asAdmin().get(`/v1/units/${tray}/as-built?part_number=ST-TRAY`)).components;

// What was proven before falls, and is to be done again here.
async function finish(stage, screen, tray) {
  await screen.scan('LOT-R', '9.5', '9.6', 'yes', 'yes', tray);
  await screen.asks('Start Tray inspection');
  await takeOut(stage, screen, 'GOOD-2', 'reuse', 'wanted elsewhere');
  await screen.asks('Start Tray assembly');
  await screen.scan('1');
  await screen.asks('Put Board into board-2');
  await screen.page.click('text=Give up'); // the station has room for one
  await screen.asks('Start Tray assembly');
  await screen.settle();
}

// Quality has found a part faulty, and wants it out.
async function decideToScrap(stage, tray) {
  const quality = await stage.client({ token: 'board-scrapper', role: 'quality' });
  const post = async (path, body, headers) => {
    const { status, text } = await quality.send('POST', path, body, headers);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${text}`);
    return JSON.parse(text);
  };
  const fault = await post('/v1/events', {
    id: newId(), type: 'defect.reported', at: new Date().toISOString(), unit: tray, unit_part_number: 'ST-TRAY', position: 'board-1', operator: 'ST-ANNA', code: 'COSMETIC-02',
  });
  await post(`/v1/nonconformances/${fault.journal_position}/disposition`, { disposition: 'scrap', reason: 'it is cracked' }, { 'Idempotency-Key': newId() });
  quality.close();
}

export async function tryReplacement(stage, tray) {
  const screen = await StationScreen.open(stage, 'st-assembly-1');
  await beginTray(screen, tray);
  await screen.scan(board('BAD-1'), board('GOOD-2'));
  await screen.asks('Put Thermal paste into paste');
  await takeOut(stage, screen, 'BAD-1', 'scrap', 'a pin is bent');
  await screen.says('board-1: BAD-1 taken out');
  await screen.asks('Put Board into board-1');
  await screen.settle();
  await screen.scan(board('BAD-1'));
  await screen.says('scrap');
  await screen.asks('Put Board into board-1');
  await screen.scan(board('GOOD-1'));
  await screen.asks('Put Thermal paste into paste');
  await screen.settle();
  const first = (await built(stage, tray)).find(({ position }) => position === 'board-1');
  stage.demand('another part is where the bad one was', first?.serial === 'GOOD-1' ? [] : [JSON.stringify(first)]);
  const { data } = (await journal(stage)).find(({ type, data: { unit } }) => type === 'component.removed' && unit === tray);
  stage.demand('and of the bad one it is known why', data.serial === 'BAD-1' && data.reason === 'a pin is bent' && data.removal === 'scrap' ? [] : [JSON.stringify(data)]);
  await finish(stage, screen, tray);
  await decideToScrap(stage, tray);
  await screen.page.click('text=Other unit');
  await screen.page.reload();
  await stage.seen('what quality wants out of a unit is on the list of the station where that is done', screen.page, `.work button:has-text("Take out first: ${tray} board-1 GOOD-1")`);
  await screen.close();
}
