// Databases with a past: built once, through the rules, and kept outside the tree.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bench } from './processes.mjs';

const NAMES = ['bench.db', 'tokens', 'racks'];

export const isBuilt = (data, entries) => existsSync(join(data, String(entries)));

// The folder of a kit; it is built where it is not there.
export async function kitOf(build, data, entries, say) {
  const kit = join(data, String(entries));
  if (existsSync(kit)) return kit;
  say(`building a database of ${entries.toLocaleString('en')} entries, once, in ${kit}`);
  const unfinished = `${kit}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await bench(build, 'build', { kit: unfinished, entries });
  renameSync(unfinished, kit);
  return kit;
}

// A copy to be written to, with orders for more trays.
export async function copyOf(build, kit, folder, trays) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(kit).filter((file) => NAMES.includes(file))) copyFileSync(join(kit, name), join(folder, name));
  await bench(build, 'release', { kit: folder, trays });
  return folder;
}
