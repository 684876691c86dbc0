// Whatever a request may be answered with is told in Japanese too, by a format that takes the same arguments.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conversionsOf, readJapanese, readSources, readStored, readTold } from './sources.mjs';

const unlike = (one) => JSON.stringify(conversionsOf(one.english)) !== JSON.stringify(conversionsOf(one.japanese));

// Each rule: what a source or a table breaks it with, and what to do about that.
const RULES = {
  'is told in English alone: add what it is in Japanese to the japanese*.c beside it': (told, sayings) =>
    [...told].filter(([english]) => !sayings.some((one) => one.english === english)).map(([english, path]) => `${path}: "${english}"`),
  'is told nowhere any more: take it out': (told, sayings) => sayings.filter(({ english }) => !told.has(english)).map(name),
  'is there twice: one of them is enough': (told, sayings) =>
    sayings.filter(({ english }, index) => sayings.findIndex((one) => one.english === english) < index).map(name),
  'takes other arguments in Japanese: the same conversions, all of them with their place (%2$s) where the order differs': (told, sayings) =>
    sayings.filter(unlike).map((one) => `${name(one)} ${one.japanese}`),
  'names the places of some arguments alone': (told, sayings) =>
    sayings.filter(({ japanese }) => /%\d+\$/.test(japanese) && /%(?!\d+\$|%)/.test(japanese)).map(name),
};
const name = ({ path, english }) => `${path}: "${english}"`;

let passed = 0;
let failed = 0;
const demand = (claim, faults) => {
  if (!faults.length) return void passed++;
  failed++;
  for (const fault of faults) console.error(`languages: ${fault} ${claim}`);
};

const broken = (sources) => Object.entries(RULES).flatMap(([claim, rule]) => rule(readTold(sources), readJapanese(sources)).map((fault) => `${fault} ${claim}`));

// First every rule is shown sources that break it, and must say so, and then some that do not.
const SOURCE = {
  path: 'lib/domain/rule.c',
  text: 'refuse(reasons, REFUSAL_X, "unit %s is %lld " "old", name("a, (b"), reason_name(reasons, &AGE_NAMES, 1)); NAMES(AGE_NAMES, NULL, "young"); reason_add(r, "code", p, odd ? "%s" : "odd");',
};
const TABLE = String.raw`SAYING("unit %s is %lld old", "%2$lld 年 %1$s"), SAYING("young", "若い"), SAYING("odd", "奇数"),`;
const known = (table) => [SOURCE, { path: 'lib/domain/event.c', text: '' }, { path: 'lib/base/fault.h', text: '' }, { path: 'lib/domain/japanese.c', text: table }];
const STORED = { ...SOURCE, text: SOURCE.text.replace('reason_name(reasons, &AGE', 'name_of(&AGE') };
const CASES = [
  ['is told in English alone', TABLE.replace('"odd"', '"even"')],
  ['is told in English alone', TABLE.replace('"young"', '"Young"')],
  ['is told nowhere any more', `${TABLE} SAYING("even", "偶数"),`],
  ['is there twice', `${TABLE} SAYING("odd", "奇"),`],
  ['takes other arguments', TABLE.replace('%2$lld', '%2$d')],
  ['takes other arguments', TABLE.replace('%2$lld 年', '年')],
  ['takes other arguments', TABLE.replace('%2$lld 年 %1$s', '%lld 年 %s')],
  ['names the places of some', TABLE.replace('%2$lld 年 %1$s', '%s %2$lld')],
];
demand('is sound, and was not taken so', broken(known(TABLE)));
for (const [fault, table] of CASES) demand('was not found', broken(known(table)).some((line) => line.includes(fault)) ? [] : [`${fault}, in ${table},`]);

const sources = readSources(join(dirname(fileURLToPath(import.meta.url)), '../..'));
const told = readTold(sources);
const sayings = readJapanese(sources);
demand('were found: fewer than there are', told.size > 550 && sayings.length > 550 ? [] : [`${told.size} texts, ${sayings.length} sayings`]);
for (const [claim, rule] of Object.entries(RULES)) demand(claim, rule(told, sayings));
demand('was found as it is stored', readStored([STORED]).length === 1 && !readStored([SOURCE]).length ? [] : ['no word']);
demand('is told as it is stored: reason_name says it in the language', readStored(sources));
console.log(`languages: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
