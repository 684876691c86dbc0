// What the station's screen asks for next, as a table: from what the daemon said of the unit, and what was scanned since.
import { readModule } from './words.mjs';

const BOARDS = ['board-1', 'board-2'];
const STATION = { station: 'oven-1', type: 'oven' };
// Parts whose makers write serial numbers in a form of their own.
const FORMED = Object.entries({ FRAME: 'FR-####|X/@?*Z', DRIVE: '#############' }).map(([part_number, serial_pattern]) =>
  ({ positions: part_number.toLowerCase(), name: part_number, part_number, operation: '010', tracking: 'serial', serial_pattern }));
const HOTTEST = { characteristic: 'hottest' };

// A unit of one operation, as the daemon tells of it.
function bench({ step = {}, state = 'ready', reasons = [], needs = [HOTTEST], fails, remaining }) {
  const operation = '010';
  const run = { operation, name: 'Soak', state, station: 'oven-1', ...(remaining === undefined ? {} : { remaining_min: remaining }) };
  return {
    unit: { serial: 'R1', part_number: 'RACK', revision: 'A', state: 'in_process', operations: [run] },
    next: { serial: 'R1', part_number: 'RACK', operations: [{ operation, name: 'Soak', state, may_start: true, may_complete: false, reasons, needs, ...(fails ? { fails } : {}) }] },
    product: {
      definition: {
        bill_of_materials: [{ positions: 'board-{1..2}', name: 'Board', part_number: 'BOARD', operation, tracking: 'serial' }, ...FORMED],
        routing: [{ operation, name: 'Soak', kind: 'test', station_type: 'oven', characteristics: [{ name: 'hottest' }], ...step }],
      },
    },
  };
}

const BURN_IN = { burn_in: { hours: 24, power_w: 1, coolant_lpm: 1 } };
const MINIMUM = { minimum_min: 5 };
const short = [{ code: 'burn-in-short', detail: '' }];
const scan = (type, more = {}) => ({ type, unit: 'R1', operation: '010', ...more });
const completed = scan('operation.completed');
const started = scan('operation.started');
const paused = scan('operation.paused');
const resumed = scan('operation.resumed');
const measured = scan('measurement.recorded', { characteristic: 'hottest', value: 60 });

let count = 0;
const sent = (event) => ({ id: String(++count), ...event });
const put = (position, part_number = 'BOARD') => sent(scan('component.installed', { position, part_number, serial: 'S1' }));
const takeBack = (event, taken) => sent({ type: 'event.corrected', event: event.id, ...(taken ? { taken: event } : {}) });
const boards = BOARDS.map((position) => ({ position, part_number: 'BOARD' }));
const formed = FORMED.map(({ positions, part_number }) => ({ position: positions, part_number }));
const wrong = put('board-1');
const earlier = put('board-1', 'BOARD-2'); // the daemon knows of it
const later = put('board-2');
const begun = sent(started);
const ended = sent(completed);
const gauged = sent(measured);
const running = (needs) => ({ state: 'running', needs });

// What was scanned since the daemon's answer and what of it is taken back, and the place that is asked for.
const TAKEN_BACK = [
  ['what is taken back before it is sent', running(boards), [wrong, takeBack(wrong)], 'part board-1'],
  ['the first of two', running(boards), [wrong, later, takeBack(wrong)], 'part board-1'],
  ['both', running(boards), [wrong, later, takeBack(later), takeBack(wrong)], 'part board-1'],
  ['the second of two', running(boards), [wrong, later, takeBack(later)], 'part board-2'],
  ['what another followed', running(boards), [wrong, takeBack(wrong), put('board-1')], 'part board-2'],
  ['what the daemon knew of', running(boards.slice(1)), [takeBack(earlier, true)], 'part board-1'],
  ['that, and then another', running(boards.slice(1)), [takeBack(earlier, true), put('board-1')], 'part board-2'],
  ['a removal', running(boards), [takeBack(sent(scan('component.removed', { position: 'board-1' })), true)], 'part board-2'],
  ['a measurement', running([]), [takeBack(gauged, true)], 'measure'],
  ['one of two measurements', running([{ ...HOTTEST, samples: 1 }]), [takeBack(gauged, true), sent(measured)], 'measure'],
  ['a start', running(boards), [takeBack(begun, true)], 'start'],
  ['a start before it is sent', { needs: boards }, [begun, takeBack(begun)], 'start'],
  ['an end', { state: 'passed', needs: [] }, [takeBack(ended, true)], 'complete'],
  ['a break', { state: 'paused', needs: boards }, [takeBack(sent(paused), true)], 'part board-1'],
  ['the fault of another unit', running(boards), [takeBack(sent({ ...measured, unit: 'R2' }), true)], 'part board-1'],
];

const LIMITED = { characteristics: [{ name: 'hottest', lower: 50, upper: 80 }], checks: [{ name: 'clean', question: 'Is it clean?' }] };
const hot = sent({ ...measured, value: 99 });
const dirty = sent(scan('check.recorded', { check: 'clean', answer: 'no' }));
const held = [{ code: 'unit-held', detail: '' }, { code: 'measurement-missing', detail: '' }];
const FAILED = { characteristic: 'hottest', value: 99, lower: 50, upper: 80 };

// What stands in the way of a run, or fails it: what the daemon said, what was scanned since, what is asked for, and what
// of it is told.
const IN_THE_WAY = [
  ['a hold that came while it runs', { state: 'running', reasons: held, needs: boards }, [], 'blocked', 'unit-held'],
  ['still, after another scan', { state: 'running', reasons: held, needs: [HOTTEST] }, [measured], 'blocked', 'unit-held'],
  ['what is seen of the run is asked for under it', { state: 'running', reasons: held, needs: [...boards, HOTTEST] }, [], 'measure', 'unit-held'],
  ['not at a station that is down', { state: 'running', reasons: [...held, { code: 'station-down', detail: '' }] }, [], 'blocked', 'unit-held,station-down'],
  ['what is merely missing does not', { state: 'running', reasons: held.slice(1) }, [], 'measure', ''],
  ['a value that the daemon knows of', { state: 'running', needs: [], step: LIMITED, fails: [FAILED] }, [], 'complete', 'hottest 99'],
  ['a value of just now', { state: 'running', step: LIMITED }, [hot], 'complete', 'hottest 99'],
  ['an answer', { state: 'running', needs: [{ check: 'clean' }], step: LIMITED }, [dirty], 'complete', 'clean no'],
  ['a burn-in that has failed waits for nothing', { state: 'running', reasons: short, step: { ...BURN_IN, ...LIMITED } }, [hot], 'complete', 'hottest 99'],
  ['taken back it is asked for again', { state: 'running', step: LIMITED }, [hot, takeBack(hot)], 'measure', ''],
  ['taken back from what the daemon knew', { state: 'running', needs: [], step: LIMITED, fails: [FAILED] }, [takeBack(hot, true), sent(measured)], 'complete', ''],
  ['a run that began anew', { needs: [], step: LIMITED, fails: [FAILED] }, [started], 'complete', ''],
];

const SHIPPING = { step: { kind: 'shipping' }, state: 'passed', needs: [] };
const shipReasons = (...codes) => ['operator-missing', ...codes].map((code) => ({ code, detail: '' }));
const FROM = [{ serial: 'B1', part_number: 'BOARD', from: 'R1', position: 'board-1' }];

// A completed unit at a station, of what type, that ships it or does not: why it may not leave, what is to come out first,
// what is asked for, and what of the reasons is told with what to do about them.
const STAYS = [
  ['one that nothing keeps', 'oven', [], [], 'ship', ''],
  ['one that is held', 'oven', ['unit-held'], [], 'stays', 'unit-held'],
  ['one with a fault that quality has not closed', 'oven', ['nonconformance-unclosed'], [], 'stays', 'nonconformance-unclosed'],
  ['a part that quality wants out, and nobody is called for', 'oven', ['nonconformance-unclosed', 'unit-held'], FROM, 'stays board-1', 'unit-held'],
  ['that, where nothing ships', 'bench', ['station-type', 'nonconformance-unclosed'], FROM, 'stays board-1', ''],
  ['a hold, where nothing ships', 'bench', ['station-type', 'unit-held'], [], 'stays', 'unit-held'],
  ['nothing, where nothing ships', 'bench', ['station-type'], [], 'over', ''],
];

// What a text means where a part, or a number, is asked for.
const MEANINGS = [
  ['a serial', boards, 'X1', 'event X1'],
  ['the number of the order', boards, 'order-7', 'wrong is_code'],
  ['the station', boards, 'OVEN-1', 'wrong is_code'],
  ['a bay', boards, 'bay-1', 'wrong is_code'],
  ['an EAN', boards, '4901234567894', 'wrong is_trade'],
  ['the same once more', boards, '4901234567894', 'event 4901234567894', '4901234567894'],
  ['an EAN that is marked as a serial', boards, '(241)BOARD(21)4901234567894', 'event 4901234567894'],
  ['a parcel', boards, '1Z999AA10123456784', 'wrong is_carrier'],
  ['a logistic unit', boards, '(00)106141411234567897', 'wrong is_carrier'],
  ['an empty field', boards, '(21)', 'wrong is_signs'],
  ['a web address', boards, 'https://example.com', 'wrong is_web'],
  ['a serial of the form', formed, 'FR-1234', 'event FR-1234'],
  ['one of the other form', formed, 'X/a1-7.Z', 'event X/a1-7.Z'],
  ['which may be short', formed, 'X/a1Z', 'event X/a1Z'],
  ['a text that is too long for it', formed, 'FR-12345', 'wrong is_form'],
  ['one in small letters', formed, 'fr-1234', 'wrong is_form'],
  ['a badge that nobody has', formed, 'ZOE', 'wrong is_form'],
  ['the serial of the next place', formed, '4901234567890', 'event 4901234567890'],
  ['one that an EAN is too', formed, '4901234567894', 'event 4901234567894'],
  ['another form on a label that says what it is', formed, '(241)FRAME(21)4901234567890', 'wrong is_form'],
  ['another form, marked as a serial', formed, '(21)FR-12', 'wrong is_form'],
  ['a badge', boards, 'ANN', 'badge ANN'],
  ['a unit of the list that goes in here', boards, 'T2', 'event T2'],
  ['one that does not', boards, 'R2', 'unit R2'],
  ['one that would, when nothing is wanted', [HOTTEST], 'T2', 'unit T2'],
  ['a part number where no part is asked for', [], 'BOARD', 'wrong not_needed'],
  ['a number', [HOTTEST], '60.5', 'event 60.5'],
  ['a bar code instead of a number', [HOTTEST], '4901234567890', 'wrong is_trade'],
  ['which it is all the same', [HOTTEST], '4901234567890', 'event 4901234567890', '4901234567890'],
];

// What sits in the unit already, and what a text means then.
const DISK = { position: 'drive', part: 'DISK', serial: 'X1' };
const PASTE = { position: 'paste', part: 'PASTE', lot: 'L1' };
const READ_AGAIN = [
  ['the same part', [{ ...DISK, part: 'BOARD' }], 'X1', 'wrong drive'],
  ['a bare number that another part has', [DISK], 'X1', 'wrong drive'],
  ['marked as a serial, no more', [DISK], '(21)X1', 'wrong drive'],
  ['on a label that names the part', [DISK], '(241)BOARD(21)X1', 'event X1'],
  ['the label of a lot', [PASTE], 'L1', 'wrong paste'],
  ['another number', [DISK, PASTE], 'X2', 'event X2'],
  ['one of another form than the place asks for', [{ position: 'frame', part: 'FRAME', serial: 'FR-1234' }], 'FR-1234', 'wrong frame', formed.slice(1)],
];

// Each row: what the daemon said, what was scanned since, what is asked for, and for how many minutes it waits.
const ROWS = [
  ['one that may start', {}, [], 'start'],
  ['what it needs, once it was started', {}, [started], 'measure'],
  ['its end, when nothing is needed', {}, [started, measured], 'complete'],
  ['the end of a burn-in not before the daemon knows of it', { step: BURN_IN }, [started, measured], 'wait', 1440],
  ['nor that of what takes a least time', { step: MINIMUM }, [started, measured], 'wait', 5],
  ['a burn-in that has run for a while', { step: BURN_IN, state: 'running', reasons: short, remaining: 30 }, [measured], 'wait', 30],
  ['one whose time is over', { step: BURN_IN, state: 'running', remaining: 0 }, [measured], 'complete'],
  ['one that pauses', { step: BURN_IN, state: 'running', reasons: short, remaining: 30 }, [measured, paused], 'resume'],
  ['one that goes on', { step: BURN_IN, state: 'paused', needs: [], remaining: 30 }, [resumed], 'wait', 30],
  ['one that pauses without a time', { state: 'running' }, [measured, paused], 'resume'],
  ['and goes on', { state: 'paused', needs: [] }, [resumed], 'complete'],
  ['the shipping, when the last operation was completed just now', { step: { kind: 'shipping' }, state: 'running', needs: [] }, [completed], 'ship'],
  ['whether it leaves, when it is said who carries it', { step: { kind: 'shipping' }, state: 'running', needs: [], settled: true }, [completed], 'ship yes'],
  ['nothing more, where the last one does not ship', { state: 'running', needs: [] }, [completed], 'over'],
];

export async function tryStands(stage) {
  const { inTheWay, standOf, taskFor, toolFor } = await readModule('src/station/stand.ts');
  for (const [what, given, since, is, minutes] of ROWS) {
    const on = bench(given);
    const task = taskFor(on, standOf(on, STATION, since), { tool: undefined, bays: false, chosen: undefined, station: 'oven', settled: given.settled });
    const found = [task.is, task.minutes, task.settled ? 'yes' : undefined].filter((each) => each !== undefined).join(' ');
    const wanted = [is, minutes].filter((each) => each !== undefined).join(' ');
    stage.demand(`the screen asks for ${what}`, found === wanted ? [] : [`${found}, not ${wanted}`]);
  }
  for (const [what, given, since, is, told] of IN_THE_WAY) {
    const on = bench(given);
    const task = taskFor(on, standOf(on, STATION, since), { tool: undefined, bays: false, chosen: undefined, station: 'oven' });
    const { fails } = task.current, stopped = inTheWay(task);
    const found = stopped.length ? stopped.map(({ code }) => code) : fails.map((each) => `${each.characteristic ?? each.check} ${each.value ?? each.answer}`);
    stage.demand(`in the way: ${what}`, task.is === is && found.join() === told ? [] : [task.is, ...found]);
  }
  for (const [what, type, codes, out, is, told] of STAYS) {
    const on = bench(SHIPPING);
    Object.assign(on.unit, { state: 'completed' });
    Object.assign(on.next, { operations: [], ship_reasons: shipReasons(...codes) });
    const task = taskFor({ ...on, out }, standOf(on, { station: 's-1', type }, []), { tool: undefined, bays: false, chosen: undefined, station: type });
    const found = [[task.is, task.out?.position].filter(Boolean).join(' '), inTheWay(task).map(({ code }) => code).filter(Boolean).join()];
    stage.demand(`stays: ${what}`, found.join() === `${is},${told}` ? [] : found);
  }
  const { undoable } = await readModule('src/station/kept.ts');
  const done = [put('board-1'), { ...put('board-1'), unit: 'R2' }, sent({ type: 'unit.shipped', unit: 'R2' })].map((event) => ({ event }));
  stage.demand('nothing of what has left is taken back', undoable(done).length === 1 && undoable(done)[0].event.unit === 'R1' ? [] : [JSON.stringify(undoable(done))]);
  const wrench = { tool: 'W2', type: 'wrench' };
  for (const [what, step, wanted] of [['one that asks for it', { required_tool: 'wrench' }, 'W2'], ['one that asks for another', { required_tool: 'gauge' }, undefined], ['one that asks for none', {}, undefined]]) {
    const found = toolFor({ step }, wrench);
    stage.demand(`the tool in the hand counts for ${what}`, found === wanted ? [] : [String(found)]);
  }
  const { meaningOf } = await readModule('src/station/meaning.ts');
  const means = (needs, text, more) => {
    const on = bench(running(needs));
    const task = taskFor(on, standOf(on, STATION, []), { tool: undefined, bays: false, chosen: undefined, station: 'oven' });
    return meaningOf(text, { operator: 'BOB', claims: false, bench: on, task, people: [{ operator: 'ANN', name: 'Ann' }], tools: [], bays: ['bay-1'],
      codes: ['ORDER-7', 'oven-1', 'bay-1'], units: [{ serial: 'T2', part_number: 'BOARD' }, { serial: 'R2', part_number: 'RACK' }], choices: 0, used: [], ...more });
  };
  for (const [what, used, text, wanted, needs = boards] of READ_AGAIN) {
    const { is, draft, wanted: where } = means(needs, text, { used });
    stage.demand(`read again: ${what}`, `${is} ${draft?.serial ?? where}` === wanted ? [] : [`${is} ${draft?.serial ?? where}`]);
  }
  for (const [what, needs, text, wanted, insisted] of MEANINGS) {
    const { is, why, draft, person, serial } = means(needs, text, { insisted });
    const found = `${is} ${why ?? person?.operator ?? serial ?? draft?.serial ?? draft?.value}`;
    stage.demand(`means: ${what}`, found === wanted ? [] : [found]);
  }
  for (const [what, given, since, wanted] of TAKEN_BACK) {
    const on = bench(given);
    const task = taskFor(on, standOf(on, STATION, since), { tool: undefined, bays: false, chosen: undefined, station: 'oven' });
    const found = [task.is, task.need?.position].filter(Boolean).join(' ');
    stage.demand(`taken back: ${what}`, found === wanted ? [] : [`${found}, not ${wanted}`]);
  }
}
