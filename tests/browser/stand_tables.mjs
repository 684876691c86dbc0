// What the station's screen asks for next, as a table: from what the daemon said of the unit, and what was scanned since.
import { readModule } from './words.mjs';

const BOARDS = ['board-1', 'board-2'];
const STATION = { station: 'oven-1', type: 'oven' };
const HOTTEST = { characteristic: 'hottest' };

// A unit of one operation, as the daemon tells of it.
function bench({ step = {}, state = 'ready', reasons = [], needs = [HOTTEST], remaining }) {
  const operation = '010';
  const run = { operation, name: 'Soak', state, station: 'oven-1', ...(remaining === undefined ? {} : { remaining_min: remaining }) };
  return {
    unit: { serial: 'R1', part_number: 'RACK', revision: 'A', state: 'in_process', operations: [run] },
    next: { serial: 'R1', part_number: 'RACK', operations: [{ operation, name: 'Soak', state, may_start: true, may_complete: false, reasons, needs }] },
    product: {
      definition: {
        bill_of_materials: [{ positions: 'board-{1..2}', name: 'Board', part_number: 'BOARD', operation, tracking: 'serial' }],
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
  const { standOf, taskFor } = await readModule('src/station/stand.ts');
  for (const [what, given, since, is, minutes] of ROWS) {
    const on = bench(given);
    const task = taskFor(on, standOf(on, STATION, since), { tool: undefined, bays: false, chosen: undefined, station: 'oven', settled: given.settled });
    const found = [task.is, task.minutes, task.settled ? 'yes' : undefined].filter((each) => each !== undefined).join(' ');
    const wanted = [is, minutes].filter((each) => each !== undefined).join(' ');
    stage.demand(`the screen asks for ${what}`, found === wanted ? [] : [`${found}, not ${wanted}`]);
  }
  for (const [what, given, since, wanted] of TAKEN_BACK) {
    const on = bench(given);
    const task = taskFor(on, standOf(on, STATION, since), { tool: undefined, bays: false, chosen: undefined, station: 'oven' });
    const found = [task.is, task.need?.position].filter(Boolean).join(' ');
    stage.demand(`taken back: ${what}`, found === wanted ? [] : [`${found}, not ${wanted}`]);
  }
}
