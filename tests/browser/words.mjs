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

export async function tryWords(stage) {
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
