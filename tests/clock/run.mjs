// The wall clock jumps by years either way: order stays, no burn-in completes early or hangs, and what expires expires
// by the plant's time.
import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Claims } from '../claims.mjs';
import { Daemon, sleep } from '../daemon.mjs';
import { Line, LONG_H, SHORT_S } from './line.mjs';
import { Machine } from './machine.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const YEARS_S = 10 * 365 * 86400;
const HOUR_S = 3600;
const SLACK_MIN = 0.5; // that a slow machine may take for what is done between two looks
const PATIENCE_MS = 30000;

const build = resolve(process.argv[2] ?? join(ROOT, 'build/release'));
const claims = new Claims('clock');
const holds = (what, condition, told) => claims.claim(what, condition ? [] : [JSON.stringify(told) ?? String(told)]);
const codes = (answer) => (answer.body.reasons ?? []).map(({ code }) => code).join();
const about = (minutes, expected) => minutes >= expected - 0.02 && minutes <= expected + SLACK_MIN;

// Tries until the burn-in has run long enough: its entry.
async function complete(line, unit) {
  for (const patienceEnds = Date.now() + PATIENCE_MS; ;) {
    const answer = await line.post('operation.completed', unit);
    if (answer.status === 201 || codes(answer) !== 'burn-in-short' || Date.now() > patienceEnds) return answer;
    await sleep(50);
  }
}

// Whether its log says so, which a daemon does when it next looks at the clock: once a second.
async function says(daemon, text) {
  for (const patienceEnds = Date.now() + PATIENCE_MS; !daemon.complaints.includes(text) && Date.now() < patienceEnds;) await sleep(50);
  return daemon.complaints.includes(text);
}

async function whileItRuns(line, machine, daemon) {
  const [first, second, third] = await line.units('SHORT');
  const cookie = await line.signIn();
  const begun = performance.now();
  holds('a burn-in starts', (await line.start(first, 'B1')).status === 201);
  const at = (hours) => ({ at: new Date(Date.now() + hours * HOUR_S * 1000).toISOString() });
  const ahead = await line.post('operation.completed', first, at(9));
  holds('a station that is ahead by a time zone dates nothing', codes(ahead).split(',').includes('at-ahead'), ahead);
  const before = await line.post('operation.completed', first, at(-24));
  holds('nor one that shows a day before there was a journal', codes(before).split(',').includes('at-before'), before);
  const known = async (when) => {
    holds(`${when}, who has signed in stays so`, (await line.look({ Cookie: cookie })) === 200, cookie);
    holds(`${when}, a token that was revoked stays so`, (await line.look({ Authorization: `Bearer ${line.revoked}` })) === 401, 'it is good');
  };
  machine.setWall(YEARS_S);
  const early = await line.post('operation.completed', first);
  // On a machine that was put aside for so long it may be over, and rightly so.
  holds('ten years ahead, it does not complete early', codes(early) === 'burn-in-short' || performance.now() - begun > SHORT_S * 1000, early);
  const other = await line.start(second, 'B2');
  holds('nor has a skill or a calibration run out that is good for a day', other.status === 201, other);
  await known('ten years ahead');
  const ready = await line.json('/readyz');
  holds('the daemon says that the wall clock is wrong', ready.status === 'ready' && Math.abs(ready.wall_clock_ahead_s - YEARS_S) < 5, ready);
  holds('so do its metrics', /^rackline_wall_clock_ahead_seconds 3153[56]\d{4}\./m.test(await line.admin.get('/metrics')), 'rackline_wall_clock_ahead_seconds');
  machine.setWall(-2 * YEARS_S);
  const expired = await line.start(third, 'B3', { operator: 'gone' });
  holds('ten years back, a skill that has expired stays expired', codes(expired) === 'skill-expired', expired);
  const uncalibrated = await line.start(third, 'B3', { tool: 'TOOL-0' });
  holds('and a calibration that was due is due', codes(uncalibrated) === 'tool-calibration', uncalibrated);
  await known('ten years back');
  const ended = early.status === 201 ? early : await complete(line, first);
  const ranS = ended.body.result?.accumulated_us / 1e6;
  holds('it completes, when it has run for as long as it must', ended.status === 201 && ranS >= SHORT_S, ended);
  holds('and by no second more than passed', ranS <= (performance.now() - begun) / 1000, ranS);
  holds('the other one too', (await complete(line, second)).status === 201);
  machine.setWall(YEARS_S);
  for (const text of ['the wall clock is wrong', 'ahead_s=3153', 'ahead_s=-3153'])
    holds(`its log says: ${text}`, await says(daemon, text), daemon.complaints);
}

// Ends the daemon, lets something happen to the machine and starts it again: by how many minutes a burn-in went on.
async function over(line, daemon, unit, event) {
  const before = await line.minutes(unit);
  const end = await daemon.stop();
  holds('it stops cleanly', end.status === 0, daemon.complaints);
  event();
  await daemon.start();
  return (await line.minutes(unit)) - before;
}

async function betweenRuns(line, machine, daemon) {
  const [unit] = await line.units('LONG');
  line.operator = 'always';
  const steps = async () => (await line.journal()).filter(({ type }) => type === 'clock.stepped');
  holds('a long burn-in starts', (await line.start(unit, 'B1')).status === 201);

  let gone = await over(line, daemon, unit, () => machine.pass(HOUR_S / 2));
  holds('through a stop of half an hour it goes on', about(gone, 30), gone);
  gone = await over(line, daemon, unit, () => machine.setWall(YEARS_S));
  holds('a wall clock that was set ten years ahead gives it nothing', about(gone, 0), gone);
  holds('and is not believed', (await steps()).length === 0 && await says(daemon, 'the wall clock is wrong'), daemon.complaints);
  gone = await over(line, daemon, unit, () => machine.setWall(-2 * YEARS_S));
  holds('nor does one set ten years back', about(gone, 0), gone);
  machine.setWall(YEARS_S);
  gone = await over(line, daemon, unit, () => machine.setWall(2 * HOUR_S));
  holds('one set two hours ahead gives it nothing', about(gone, 0), gone);
  const [step, ...more] = await steps();
  const steppedS = (Date.parse(step?.data.to) - Date.parse(step?.data.from)) / 1000;
  holds('and is followed in one step, which the journal tells', !more.length && Math.abs(steppedS - 2 * HOUR_S) < 5, step);
  gone = await over(line, daemon, unit, () => machine.reboot(HOUR_S));
  holds('an hour in which the machine was off gives it nothing either', about(gone, 0), gone);
  holds('and is stepped over', (await steps()).length === 2 && /warning.*followed the wall clock.*step_s=36\d\d\./.test(daemon.complaints), daemon.complaints);
  gone = await over(line, daemon, unit, () => machine.reboot(10 * 86400));
  holds('after ten days in which it was off it goes on from where it was', about(gone, 0), gone);
  holds('with the time of now', (await steps()).length === 3 && !('wall_clock_ahead_s' in await line.json('/readyz')), await line.json('/readyz'));
  gone = await over(line, daemon, unit, () => machine.reboot(-YEARS_S));
  holds('a machine that starts ten years back gives it nothing', about(gone, 0), gone);
  machine.setWall(YEARS_S);
  gone = await over(line, daemon, unit, () => machine.reboot(YEARS_S));
  holds('nor one that starts ten years ahead', about(gone, 0), gone);
  machine.setWall(-YEARS_S);
  const early = await line.post('operation.completed', unit);
  holds('after half an hour it cannot complete', codes(early) === 'burn-in-short', early);
  await over(line, daemon, unit, () => machine.pass(2.5 * HOUR_S));
  const ended = await complete(line, unit);
  const ranH = ended.body.result?.accumulated_us / 3.6e9;
  holds('after three it can', ended.status === 201 && ranH >= LONG_H && ranH < LONG_H + SLACK_MIN / 60, ended);
}

function journalFaults(entries) {
  return entries.slice(1).filter((entry, i) => entry.recorded < entries[i].recorded || entry.journal_position !== entries[i].journal_position + 1)
    .map(({ journal_position: position, recorded }) => `${recorded} at ${position}`);
}

async function produce() {
  const daemon = new Daemon(join(build, 'tests/clock/racklined'), { training: undefined });
  const machine = new Machine(join(daemon.folder, 'clocks'));
  daemon.environment = machine.environment;
  const line = new Line(daemon, daemon.token('admin', 'admin'));
  try {
    await daemon.start();
    await line.prepare();
    await whileItRuns(line, machine, daemon);
    await betweenRuns(line, machine, daemon);
    claims.claim('positions and times go up along the journal', journalFaults(await line.journal()));
    await daemon.stop();
    claims.claim('the journal makes the same tables again', [await daemon.check()].filter(Boolean));
  } finally {
    line.close();
    machine.close();
    daemon.remove();
  }
}

// A training floor builds a rack while somebody turns at the wall clock.
async function train() {
  const daemon = new Daemon(join(build, 'tests/clock/racklined'), { 'clock-rate': 28800, 'correction-window-min': 10080, 'log-level': 'error' });
  const machine = new Machine(join(daemon.folder, 'clocks'));
  daemon.environment = machine.environment;
  const tokenFile = daemon.tokenFile('admin', 'admin');
  try {
    await daemon.start();
    const floor = spawn(join(build, 'tests/floor/floor'), ['--url', `http://127.0.0.1:${daemon.port}`, '--admin-token-file', tokenFile, '--fast',
      '--racks', '1', '--seed', '7', '--products', join(ROOT, 'schema/products')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [floor.stdout, floor.stderr]) stream.on('data', (text) => { output += text; });
    let jumps = 0;
    const jump = setInterval(() => machine.setWall((jumps++ % 2 ? -1 : 1) * (1 + Math.random()) * YEARS_S), 50);
    const status = await new Promise((done) => { floor.on('exit', done); });
    clearInterval(jump);
    holds('a floor ships its rack while the wall clock jumps', status === 0 && jumps > 5, output.slice(0, 2000));
    const end = await daemon.stop();
    holds('and the daemon stops cleanly', end.status === 0, daemon.complaints);
    claims.claim('and the journal makes the same tables again', [await daemon.check()].filter(Boolean));
  } finally {
    machine.close();
    daemon.remove();
  }
}

try {
  await produce();
  await train();
} catch (error) {
  claims.claim('the test runs to its end', [error.stack]);
}
claims.sumUp();
