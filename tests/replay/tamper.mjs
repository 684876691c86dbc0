// Changes a database behind the daemon's back, byte by byte: tamper.mjs FILE journal|table
import { readFileSync, writeFileSync } from 'node:fs';

const [file, what] = process.argv.slice(2);
const text = readFileSync(file, 'latin1');

const CHANGES = {
  // One digit of one measurement, as the journal has it: the entry is as good JSON as before.
  journal: () => text.replace(/("type":"measurement\.recorded"[^}]*"value":-?)(\d)/, (_, before, digit) => `${before}${digit === '9' ? 1 : Number(digit) + 1}`),
  // The first letter of a customer, as the order's row has it: in the journal's JSON it stands in quotes.
  table: () => text.replace(/(?<!")(Kansai Cloud|Great Lakes Compute|Nordlicht Rechenzentren)(?!")/g, (name) => `_${name.slice(1)}`),
};

const changed = CHANGES[what]();
if (changed === text) {
  console.error(`nothing of the ${what} was found in ${file}`);
  process.exit(1);
}
writeFileSync(file, changed, 'latin1');
