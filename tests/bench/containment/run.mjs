// The drill of containment; see run.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drill, racksDatabase } from './drill.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { racks: { type: 'string', default: '2000' }, data: { type: 'string', default: join(ROOT, 'var/bench') } },
});
const build = resolve(positionals[0] ?? join(ROOT, 'build/release'));

function print(name, value, unit) {
  console.log(JSON.stringify({ name: `containment.${name}`, value: Number(value.toPrecision(4)), unit }));
}

const figures = await drill(build, racksDatabase(build, resolve(values.data), values.racks));
print('racks', Number(values.racks), 'racks');
for (const [figure, value] of Object.entries(figures)) {
  const [, name, unit] = /^(.*)_(s|bytes|held)$/.exec(figure);
  if (unit === 'held') print(figure, value, 'units');
  else print(name, value, unit);
}
