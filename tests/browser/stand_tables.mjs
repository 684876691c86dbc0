// What the station's screen asks for next, as a table: from what the daemon said of the unit, and what was scanned since.
import { readModule } from './words.mjs';

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
        bill_of_materials: [],
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
}
