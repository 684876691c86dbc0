// Runs every scenario, each on a daemon and a database of its own. A step is a test; so are the daemon's clean end and
// the check that its journal makes the same tables again.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Daemon } from '../daemon.mjs';
import { Description } from './description.mjs';
import { readEvents, send, sendRaw } from './http.mjs';
import { at, differences, fill } from './match.mjs';
import { nonsenseFaults } from './nonsense.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, '../..');
const MARK = 'rackline-training';
// Whose tokens every scenario has: people's, for a station's is made when its station is there.
const PEOPLE = ['viewer', 'operator', 'quality', 'planner', 'admin'];

const answered = new Set(); // operations of the description that some step got an answer of 2xx from
let operations = [];
const descriptions = new Map(); // by their texts

let passed = 0;
let failed = 0;

function test(name, faults) {
  if (!faults.length) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED ${name}`);
  for (const fault of faults) console.log(`    ${fault}`);
}

function readSteps(scenario) {
  const before = (scenario.after ?? []).flatMap((name) => readSteps(readJson(join(HERE, 'steps', `${name}.json`))));
  return [...before, ...scenario.steps];
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${error.message}`);
  }
}

// The request of a step, its variables filled in.
function requestOf(step, variables) {
  const { method = 'GET', path, headers = {}, body, body_file: file, body_text: text } = step;
  const request = { method, path: fill(path, variables), headers: fill({ ...headers }, variables) };
  const token = step.as && (tokens[step.as] ?? variables[step.as]);
  if (step.as && !token) throw new Error(`no token ${step.as}`);
  if (token) request.headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) request.body = JSON.stringify(fill(body, variables));
  if (file !== undefined) request.body = readFileSync(join(ROOT, file), 'utf8');
  if (text !== undefined) request.body = step.repeat ? text.repeat(step.repeat) : text;
  if (request.body !== undefined && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) {
    request.headers['Content-Type'] = 'application/json';
  }
  request.events = step.expect?.events?.length;
  return request;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// How an answer differs from what its step expects.
function answerFaults(step, answer, variables) {
  const { status, headers = {}, body, text, events } = fill(step.expect, variables);
  const faults = differences(status, answer.status, 'status');
  faults.push(...differences(headers, answer.headers, 'header'));
  if (body !== undefined) faults.push(...differences(body, parsed(answer.text), ''));
  if (text !== undefined && !new RegExp(text, 'm').test(answer.text)) faults.push(`the body does not match ${text}`);
  if (events) faults.push(...differences(events, readEvents(answer.text).slice(0, events.length), 'event '));
  if (faults.length) faults.push(`the answer was ${answer.status} ${answer.text.slice(0, 2000)}`);
  return faults;
}

async function sendStep(step, daemon, description, variables) {
  const raw = step.raw !== undefined;
  const request = raw ? null : requestOf(step, variables);
  const bytes = raw && Buffer.from(fill(step.raw, { ...variables, ...tokens }), 'latin1');
  const answer = raw ? await sendRaw(daemon.port, bytes, step) : await send(daemon.port, request);
  const faults = answerFaults(step, answer, variables);
  if (answer.status && answer.headers[MARK] === undefined) faults.push(`the answer does not say that this is training (${MARK})`);
  if (raw) {
    const [, method = 'GET', path = '/'] = /^([A-Z]+) (\/\S*) HTTP\//.exec(step.raw) ?? [];
    if (answer.status >= 400) faults.push(...description.answerFaults(method, path, answer));
  } else {
    faults.push(...description.answerFaults(request.method, request.path, answer));
    faults.push(...description.requestFaults(request.method, request.path, request.body, answer));
    if (answer.status < 300) answered.add(description.operationId(request.method, request.path));
  }
  const body = parsed(answer.text);
  for (const [name, pointer] of Object.entries(step.capture ?? {})) {
    variables[name] = pointer.startsWith('header:') ? answer.headers[pointer.slice(7)] : at(body, pointer);
    if (variables[name] === undefined) faults.push(`nothing to capture at ${pointer}`);
  }
  return faults;
}

async function runStep(step, daemon, description, variables) {
  if (step.wait_ms) await new Promise((done) => setTimeout(done, step.wait_ms));
  if (step.restart) {
    const end = await daemon.stop(step.restart);
    await daemon.start();
    return step.restart === 'SIGKILL' ? [] : differences({ status: 0 }, end, 'exit');
  }
  return step.path === undefined && step.raw === undefined ? [] : sendStep(step, daemon, description, variables);
}

async function describe(daemon) {
  const headers = { Authorization: `Bearer ${tokens.admin}` };
  const answer = await send(daemon.port, { method: 'GET', path: '/v1/openapi.json', headers });
  if (answer.status !== 200) throw new Error(`/v1/openapi.json: ${answer.status} ${answer.text}`);
  // One description is read and its schemas compiled once, however many daemons give it.
  if (!descriptions.has(answer.text)) descriptions.set(answer.text, new Description(JSON.parse(answer.text)));
  const description = descriptions.get(answer.text);
  operations = description.operationIds();
  return description;
}

async function runScenario(path, template) {
  const scenario = readJson(path);
  const name = basename(path, '.json');
  const daemon = template.copy(scenario.settings);
  try {
    await daemon.start();
    const description = await describe(daemon);
    if (scenario.describes) test(`${name}: the description of the API is valid`, await description.faults());
    const variables = {};
    for (const step of readSteps(scenario)) {
      let faults;
      try {
        faults = await runStep(step, daemon, description, variables);
      } catch (error) {
        faults = [error.message];
      }
      test(`${name}: ${step.name}`, faults);
    }
    if (scenario.describes) test(`${name}: nonsense is answered as described`, await nonsenseFaults(daemon.port, tokens.admin, description));
    const end = await daemon.stop();
    test(`${name}: the daemon stops cleanly`, end.status === 0 ? [] : [JSON.stringify(end), daemon.complaints]);
    const unequal = await daemon.check();
    test(`${name}: the journal makes the same tables again`, unequal === null ? [] : [unequal]);
  } catch (error) {
    test(`${name}: runs to its end`, [error.stack, daemon.complaints]);
    if (daemon.runs) await daemon.stop('SIGKILL');
  } finally {
    daemon.remove();
  }
}

const build = resolve(process.argv[2] ?? join(ROOT, 'build/release'));
const chosen = process.argv.slice(3);
const template = new Daemon(join(build, 'racklined'), { 'clock-rate': 3600, 'correction-window-min': 10080 }); // of which an hour is a second
const tokens = Object.fromEntries(PEOPLE.map((role) => [role, template.token(role, role)]));
const folder = join(HERE, 'scenarios');
const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
try {
  for (const name of names) {
    if (!chosen.length || chosen.includes(basename(name, '.json'))) await runScenario(join(folder, name), template);
  }
} finally {
  template.remove();
}
if (!chosen.length) {
  for (const id of operations) test(`some scenario uses ${id}`, answered.has(id) ? [] : ['none got an answer of 2xx']);
}
console.log(`api: ${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
