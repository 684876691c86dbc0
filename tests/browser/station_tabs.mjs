// Two tabs of one browser at a station: one of them is the station at a time, and takes over what the other left.
import { Scanner } from './scanner.mjs';
import { PINS } from './station_line.mjs';
import { beginTray, board, journal, StationScreen } from './station_stage.mjs';

const undo = (page) => page.click('text=Undo the last');

// The tab in which the station is from then on; the one before says so, and takes nothing.
async function workIn(screen, page, before) {
  await screen.asks('is open in another tab', page);
  await page.bringToFront();
  await page.click('text=Work here');
  await screen.asks('is open in another tab', before);
}

// What is scanned in one tab without a network is sent by the other, which takes back the last thing that was done,
// whichever of them did it; what cannot be taken back any more does not stand in the way.
async function takeBack(stage, screen, other, tray) {
  const { page } = screen;
  await screen.scan(board('TAB-1'));
  await screen.settle();
  await screen.context.setOffline(true);
  await screen.scan(board('TAB-2'), 'LOT-TAB', '9.5');
  await workIn(screen, other, page);
  await stage.seen('what one tab left unsent the other shows', other, '.unsent h2:has-text("Not sent: 3")');
  await screen.context.setOffline(false);
  await screen.settle();
  const entries = await journal(stage);
  const of = (what) => entries.find(({ data }) => data.unit === tray && [data.serial, data.lot, data.value].includes(what)).id;
  await undo(other);
  await screen.says('accepted: last one taken back: torque: 9.5', other);
  await workIn(screen, page, other);
  await screen.asks('Measure torque');
  await stage.asAdmin().send('POST', '/v1/events', { id: crypto.randomUUID(), type: 'event.corrected', at: new Date().toISOString(), event: of('LOT-TAB'), reason: 'a slip' });
  await undo(page);
  await screen.says('refused: last one taken back: paste: ST-PASTE LOT-TAB');
  await undo(page);
  await screen.says('accepted: last one taken back: board-2: ST-BOARD TAB-2');
  await page.click('text=Understood');
  await screen.asks('Put Board into board-2');
  await screen.settle();
  const voided = (await journal(stage)).filter(({ type, data }) => type === 'event.corrected' && [of('TAB-1'), of('TAB-2'), of('LOT-TAB'), of(9.5)].includes(data.event)).map(({ data }) => data.event);
  stage.demand('each is taken back once, the last one first', JSON.stringify(voided) === JSON.stringify([of(9.5), of('LOT-TAB'), of('TAB-2')]) ? [] : voided);
}

// Every scan is answered where it was made, however often the tab changes.
async function alternate(stage, screen, other) {
  const pages = [screen.page, other];
  for (let i = 0; i < 4; i++) {
    const [before, page] = [pages[i % 2], pages[(i + 1) % 2]];
    await workIn(screen, page, before);
    await screen.asks('Put Board into board-2', page);
    await new Scanner(page).scanAll(board(`TURN-${i}`));
    await screen.says(`accepted: board-2: ST-BOARD TURN-${i}`, page);
    await undo(page);
    await screen.says(`accepted: last one taken back: board-2: ST-BOARD TURN-${i}`, page);
    await screen.asks('Put Board into board-2', page);
  }
}

// Who leaves at one tab has left at the other, which is the station when that one is closed.
async function leave(screen, other) {
  await workIn(screen, other, screen.page);
  await other.click('text=Badge out');
  await screen.asks('Scan your badge.', other);
  await other.close();
  await screen.page.bringToFront();
  await screen.asks('Scan your badge.');
  await screen.scan('ST-ANNA', PINS['ST-ANNA']);
  await screen.asks('Put Board into board-2');
}

export async function tryTabs(stage, tray) {
  const screen = await StationScreen.open(stage, 'st-assembly-1');
  await beginTray(screen, tray);
  const other = await screen.newPage();
  await takeBack(stage, screen, other, tray);
  await alternate(stage, screen, other);
  await leave(screen, other);
  await screen.page.click('text=Give up'); // the station has room for one
  await screen.asks('Scan the tool for Tray assembly');
  await screen.settle();
  await screen.close();
}
