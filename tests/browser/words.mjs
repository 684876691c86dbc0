// What the pages say: every word in both languages, and each in one file alone.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
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

const NOW = '2026-06-30T12:00:00';
// Each row: a time as it stands on the plant's clock, and how it is told in each language.
const TIMES = [
  ['2026-03-04T15:06:00', '4 Mar, 15:06', '3月4日 15:06'],
  ['2025-12-31T23:59:00', '31 Dec 2025, 23:59', '2025年12月31日 23:59'],
  ['2027-01-01T00:00:00', '1 Jan 2027, 00:00', '2027年1月1日 00:00'],
];

// A year is told where it could be another than that of who reads.
async function tryTimes(stage) {
  const { timeOf } = await readModule('src/words.ts');
  for (const [time, en, ja] of TIMES) {
    const told = ['en', 'ja'].map((language) => timeOf(new Date(time), language, new Date(NOW)).replaceAll(/\s/g, ' '));
    stage.demand(`a time is told: ${en}`, told.join() === `${en},${ja}` ? [] : told);
  }
}

export async function tryWords(stage) {
  await tryTimes(stage);
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
