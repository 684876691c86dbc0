// Slips at the station's screen that are taken back at once: without a network, before an answer has come, several.
import { beginTray, board, journal, StationScreen } from './station_stage.mjs';

const SLOW_MS = 1500;

const undo = (screen) => screen.page.click('text=Undo the last');

// What nobody has an answer to is not what is asked for next, nor does the second press take back the first.
async function unsent(screen) {
  await screen.context.setOffline(true);
  await screen.scan(board('SLIP-1'));
  await screen.asks('Put Board into board-2');
  await undo(screen);
  await screen.says('taken back');
  await screen.asks('Put Board into board-1');
  await screen.scan(board('RIGHT-1'), board('SLIP-2'));
  await screen.asks('Put Thermal paste into paste');
  await undo(screen);
  await screen.asks('Put Board into board-2');
  await undo(screen);
  await screen.asks('Put Board into board-1');
  await screen.scan(board('RIGHT-1'));
  await screen.asks('Put Board into board-2');
  await screen.context.setOffline(false);
  await screen.settle();
}

// What was sent and has no answer yet is taken back behind it, and what is scanned next goes where that was.
async function underWay(screen) {
  await screen.page.route('**/v1/events', async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, SLOW_MS); });
    await route.continue().catch(() => {}); // the page may be gone
  });
  await screen.scan(board('SLIP-3'));
  await screen.asks('Put Thermal paste into paste');
  await undo(screen);
  await screen.asks('Put Board into board-2');
  await screen.scan(board('RIGHT-2'));
  await screen.asks('Put Thermal paste into paste');
  await screen.settle();
  await screen.page.unroute('**/v1/events');
}

// Taken back without a network after it was entered, and again: the one before it.
async function entered(screen) {
  await screen.scan('LOT-1');
  await screen.asks('Measure torque');
  await screen.settle();
  await screen.context.setOffline(true);
  await undo(screen);
  await screen.asks('Put Thermal paste into paste');
  await undo(screen);
  await screen.asks('Put Board into board-2');
  await screen.scan(board('BEST-2'), 'LOT-2');
  await screen.asks('Measure torque');
  await screen.context.setOffline(false);
  await screen.settle();
  await screen.asks('Measure torque');
}

// What is out of its limits is said before it fails the operation; a hold, as soon as it lies there.
async function inTheWay(stage, screen, tray) {
  await screen.scan('4901234567894');
  await screen.says('the bar code of goods');
  await screen.scan('99', '9.5', 'yes', 'yes');
  await screen.asks('Tray assembly fails when it is completed');
  await stage.seen('with what fails it', screen.page, '.ask .detail:has-text("torque: 99")');
  await screen.scan(tray);
  await screen.says('Do what is asked for above');
  await screen.settle();
  const admin = stage.asAdmin();
  const { text } = await admin.send('POST', '/v1/holds', { serial: tray, part_number: 'ST-TRAY', reason: 'a noise' });
  await screen.asks('Tray assembly cannot go on');
  await stage.seen('with the hold', screen.page, '.ask .reasons:has-text("hold")');
  await admin.send('POST', `/v1/holds/${JSON.parse(text).journal_position}/release`, { reason: 'it is gone' });
  await screen.asks('Tray assembly fails when it is completed');
}

export async function trySlips(stage, tray) {
  const screen = await StationScreen.open(stage, 'st-assembly-1');
  await beginTray(screen, tray);
  await screen.settle();
  await unsent(screen);
  await underWay(screen);
  await entered(screen);
  const all = await journal(stage);
  const slips = all.filter(({ data }) => data.unit === tray && data.serial?.startsWith('SLIP-')).map(({ id }) => id);
  const voided = all.filter(({ type }) => type === 'event.corrected').map(({ data }) => data.event);
  stage.demand('every slip that was sent is taken back once', slips.filter((id) => voided.filter((each) => each === id).length !== 1));
  const { components } = JSON.parse(await stage.asAdmin().get(`/v1/units/${tray}/as-built?part_number=ST-TRAY`));
  const built = components.map(({ position, serial, lot }) => `${position} ${serial ?? lot ?? ''}`).join(', ');
  const wanted = 'board-1 RIGHT-1, board-2 BEST-2, paste LOT-2';
  stage.demand('each part is where it was asked for', built === wanted ? [] : [built]);
  stage.demand('nothing was refused', await screen.page.locator('.late').allInnerTexts());
  await inTheWay(stage, screen, tray);
  await screen.page.click('text=Give up'); // the station has room for one
  await screen.asks('Start Tray assembly');
  await screen.settle();
  await screen.close();
}
