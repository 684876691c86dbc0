// What the pages say: every word in both languages, and each in one file alone.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HERE } from './stage.mjs';

const WEB = join(HERE, '../../web');

// A module of the pages, by its path in web/.
export async function readModule(path) {
  const { build } = createRequire(join(WEB, 'build.mjs'))('esbuild');
  const { outputFiles: [module] } = await build({ entryPoints: [join(WEB, path)], bundle: true, write: false, format: 'esm' });
  return import(`data:text/javascript;base64,${Buffer.from(module.contents).toString('base64')}`);
}

// A command that a page names is there.
async function tryCommands(stage, texts) {
  const { stdout } = await promisify(execFile)(join(stage.build, 'rackline'), ['--help']);
  const named = new Set(texts.flatMap((text) => text.match(/rackline [a-z]+ [a-z-]+/g) ?? []));
  stage.demand('the pages name commands', named.size ? [] : ['none']);
  stage.demand('and only such as there are', [...named].filter((command) => !stdout.includes(`  ${command.replace('rackline ', '')} `)));
}

const OF_PAGES = ['no-answer', 'old-page', 'signed-in']; // what a page finds out itself

// Why something is refused the daemon says itself (tests/languages); a page adds to what it may be told.
async function tryCodes(stage) {
  const { en } = await readModule('src/all_words.ts');
  const coded = (file, row) => [...readFileSync(join(WEB, '../lib', file), 'utf8').matchAll(row)].map(([, code]) => code);
  const refusals = coded('domain/refusal.h', /X\(REFUSAL_\w+, "([^"]+)"/g);
  const faults = coded('base/fault.h', /X\(FAULT_\w+, \d+, "([^"]+)"/g);
  const of = (kind) => Object.keys(en).filter((word) => word.startsWith(`${kind} `)).map((word) => word.slice(kind.length + 1));
  stage.demand('the codes of the daemon are found', refusals.length > 100 && faults.length > 20 ? [] : [refusals.length, faults.length]);
  stage.demand('there is a remedy for most of what a station is refused', of('remedy').length > 70 ? [] : of('remedy'));
  stage.demand('and none for what there is not', of('remedy').filter((code) => !refusals.includes(code)));
  stage.demand('nor is more said of a fault that there is not', of('fault').filter((code) => ![...faults, ...OF_PAGES].includes(code)));
}

// What the daemon names, beside its states: each has a word, and there is no word for what it does not name.
async function tryNames(stage) {
  const { en, ja } = await readModule('src/all_words.ts');
  const named = (file, row) => [...readFileSync(join(WEB, '../lib/domain', file), 'utf8').matchAll(row)].map(([, name]) => name);
  const formulas = named('kpi_formulas.c', /^ {4}\{"(\w+)",/gm);
  const wanted = [...formulas.map((name) => `kpi ${name}`), ...named('event.c', /\] = \{"([a-z_.]+)",/g).map((type) => `entry ${type}`)];
  stage.demand('the names of the daemon are found', wanted.length > 75 ? [] : wanted);
  stage.demand('each formula is told in Japanese', formulas.filter((name) => !ja[`formula ${name}`]));
  stage.demand('and each number and each type of entry', wanted.filter((word) => !en[word] || !ja[word]));
  stage.demand('and nothing else', Object.keys(ja).filter((word) => /^(kpi|entry|formula) /.test(word) && !wanted.includes(word.replace('formula', 'kpi'))));
  stage.demand('and why there is no number', named('kpi.h', /X\(NO_DATA_\w+, "(\w+)"/g).filter((why) => !en[why] || !ja[why]));
}

const NOW = '2026-06-30T12:00:00';
// Each row: a time as it stands on the plant's clock, and how it is told in each language.
const TIMES = [
  ['2026-03-04T15:06:00', '4 Mar, 15:06', '3月4日 15:06'],
  ['2025-12-31T23:59:00', '31 Dec 2025, 23:59', '2025年12月31日 23:59'],
  ['2027-01-01T00:00:00', '1 Jan 2027, 00:00', '2027年1月1日 00:00'],
];

// A year is told where it could be another than that of who reads.
async function tryTimes(stage) {
  const { dayOf, timeOf } = await readModule('src/words.ts');
  for (const [time, en, ja] of TIMES) {
    const told = ['en', 'ja'].map((language) => timeOf(new Date(time), language, new Date(NOW)).replaceAll(/\s/g, ' '));
    stage.demand(`a time is told: ${en}`, told.join() === `${en},${ja}` ? [] : told);
  }
  const days = ['en', 'ja'].map((language) => dayOf('2026-12-31T00:00:00Z', language));
  stage.demand('a day is told without a time, with its year, and is the same everywhere', days.join() === '31 Dec 2026,2026年12月31日' ? [] : days);
}

export async function tryWords(stage) {
  await tryTimes(stage);
  await tryCodes(stage);
  await tryNames(stage);
  const folder = join(WEB, 'src/words');
  const homes = new Map();
  const texts = [];
  for (const name of readdirSync(folder)) {
    const { en, ja } = await readModule(join('src/words', name));
    if (!en) continue;
    const lacking = (has, wants) => Object.keys(wants).filter((word) => !has[word]);
    stage.demand(`the words of ${name} are there in both languages`, [...lacking(ja, en), ...lacking(en, ja)]);
    texts.push(...Object.values(en), ...Object.values(ja));
    for (const word of Object.keys(en)) homes.set(word, [...(homes.get(word) ?? []), name]);
  }
  const twice = [...homes].filter(([, files]) => files.length > 1);
  stage.demand('no word is defined twice', twice.map(([word, files]) => `${word}: ${files.join(', ')}`));
  await tryCommands(stage, texts.filter((text) => typeof text === 'string'));
}
