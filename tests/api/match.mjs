// What a step expects, against what came; and the variables that steps hand to each other.
import { randomUUID } from 'node:crypto';

// Replaces ${name} in every text of a value. A text that is nothing but one ${name} becomes the variable itself, so a
// number stays one. Four need no capture: ${now}; ${in_days:3}; ${uuid:x}, a new UUID on its first use in the scenario and
// the same one from then on; ${repeat:ab:3}, which is ababab.
export function fill(value, variables) {
  if (Array.isArray(value)) return value.map((item) => fill(item, variables));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [fill(name, variables), fill(item, variables)]));
  }
  if (typeof value !== 'string') return value;
  const whole = /^\$\{([^}]+)\}$/.exec(value);
  if (whole) return variable(whole[1], variables);
  return value.replace(/\$\{([^}]+)\}/g, (_, name) => String(variable(name, variables)));
}

function variable(name, variables) {
  if (name === 'now') return new Date().toISOString();
  if (name.startsWith('in_days:')) return new Date(Date.now() + Number(name.slice(8)) * 86400e3).toISOString();
  if (name.startsWith('uuid:')) variables[name] ??= randomUUID();
  const [, repeated, times] = /^repeat:(.+):(\d+)$/.exec(name) ?? [];
  if (repeated) return repeated.repeat(Number(times));
  if (!(name in variables)) throw new Error(`no step before has captured \${${name}}`);
  return variables[name];
}

// The value at a JSON pointer; undefined where there is none.
export function at(value, pointer) {
  const names = pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce((inside, name) => inside?.[name], value);
}

// Every difference between what is expected and what came, as sentences. Objects may have more members than are
// expected; arrays have exactly the items expected. Instead of a value an object with one of these may stand:
//   {"$absent": true}  {"$any": true}  {"$matches": "regular expression"}  {"$length": 3}  {"$least": 1}
//   {"$in": [one of these values]}
//   {"$has": [an item like each of these, in any order, among others]}  {"$not": value}
export function differences(expected, came, place = '') {
  const tell = (text) => [`${place || '/'}: ${text}`];
  const shown = JSON.stringify(came);
  if (expected && typeof expected === 'object' && !Array.isArray(expected)) {
    const special = Object.keys(expected).find((name) => name.startsWith('$'));
    if (special) return SPECIALS[special](expected[special], came) ? [] : tell(`${shown} is not ${JSON.stringify(expected)}`);
    if (!came || typeof came !== 'object' || Array.isArray(came)) return tell(`${shown} is no object`);
    return Object.entries(expected).flatMap(([name, value]) => differences(value, came[name], `${place}/${name}`));
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(came)) return tell(`${shown} is no array`);
    if (came.length !== expected.length) return tell(`${came.length} items, not ${expected.length}: ${shown}`);
    return expected.flatMap((value, index) => differences(value, came[index], `${place}/${index}`));
  }
  return expected === came ? [] : tell(`${shown} is not ${JSON.stringify(expected)}`);
}

const SPECIALS = {
  $absent: (_, came) => came === undefined,
  $any: (_, came) => came !== undefined,
  $matches: (pattern, came) => typeof came === 'string' && new RegExp(pattern).test(came),
  $in: (values, came) => values.includes(came),
  $length: (length, came) => came?.length === length,
  $least: (least, came) => typeof came === typeof least && came >= least,
  $has: (items, came) => Array.isArray(came) && items.every((item) => came.some((one) => !differences(item, one).length)),
  $not: (value, came) => differences(value, came).length > 0,
};
