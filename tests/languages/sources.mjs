// What the sources tell people, and what their tables have for it in Japanese. Read as text: a call's arguments, and the
// texts in them.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// Which of a call's arguments is told.
const TELLERS = { reason_add: 3, reason_vadd: 3, reason_add_of: 3, place_reason: 3, refuse: 2, refuse_for: 3, refuse_later: 3, reason_word: 1, not_found: 2, unknown: 3, twice: 3, path_id: 2, TOLD: 0 };

// What only whoever runs the daemon is told, on a terminal and in the log, which are in English.
const NOT_BY_REQUEST = [
  /^lib\/store\//,
  /^lib\/service\/(backup|check|session)\.c$/,
  /^daemon\/racklined\/(backup_asked|control|control_line|copying|file_to_read|listen|reread|server|settings|tls)\.c$/,
];

export const FOLDERS = ['lib/base', 'lib/domain', 'lib/store', 'lib/service', 'daemon/racklined'];

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
const TEXTS = new RegExp(String.raw`${TEXT}(?:\s*${TEXT})*`, 'g');

// Adjacent texts are one.
const joined = (texts) => [...texts.matchAll(new RegExp(TEXT, 'g'))].map(([text]) => text.slice(1, -1)).join('').replaceAll('\\"', '"');

export const textsOf = (source) => [...source.matchAll(TEXTS)].map(([texts]) => joined(texts));

export function readSources(root) {
  return FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).filter((name) => /\.[ch]$/.test(name)).map((name) => `${folder}/${name}`))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8').replace(/\/\*[^]*?\*\//g, ' ') }));
}

const isTable = ({ path }) => /\/japanese\w*\.c$/.test(path);

// The arguments of the call whose parenthesis opens before `at`.
function argumentsAt(text, at) {
  const found = [''];
  for (let depth = 1; depth && at < text.length; at++) {
    const texts = text.slice(at).match(new RegExp(`^${TEXT}`))?.[0];
    if (texts) {
      found[found.length - 1] += texts;
      at += texts.length - 1;
      continue;
    }
    depth += '([{'.includes(text[at]) ? 1 : ')]}'.includes(text[at]) ? -1 : 0;
    if (depth === 1 && text[at] === ',') found.push('');
    else if (depth) found[found.length - 1] += text[at];
  }
  return found;
}

// The words of an enumeration, wherever its table stands.
function wordsOf(names, sources) {
  const table = new RegExp(String.raw`NAMES\(${names},([^;]*)\);|${names.replace(/NAMES$/, 'WORDS')}\[\] = \{([^;]*)\};`);
  const [, called, listed] = sources.map(({ text }) => text.match(table)).find(Boolean) ?? [];
  return textsOf(called ?? listed ?? '');
}

// Every English text that a request may be answered with, and where it stands.
export function readTold(sources) {
  const told = new Map();
  const tell = (english, path) => /[a-z]/i.test(english.replace(/%[-+ 0#]*[\d*]*(?:\.[\d*]+)?(?:hh|h|ll|l|z)?[a-z]/gi, '')) && told.set(english, path);
  for (const source of sources.filter((one) => !isTable(one) && !NOT_BY_REQUEST.some((path) => path.test(one.path)))) {
    for (const call of source.text.matchAll(new RegExp(String.raw`\b(${Object.keys(TELLERS).join('|')})\(`, 'g')))
      for (const english of textsOf(argumentsAt(source.text, call.index + call[0].length)[TELLERS[call[1]]] ?? '')) tell(english, source.path);
    for (const [, names] of source.text.matchAll(/\breason_name\([^&]*&(\w+_NAMES)/g)) {
      const words = wordsOf(names, sources);
      if (!words.length) told.set(`the words of ${names}`, source.path);
      for (const word of words) tell(word, source.path);
    }
  }
  const file = (path) => sources.find((one) => one.path === path).text;
  for (const word of wordsOf('OPERATION_STATE_NAMES', sources)) tell(word, 'lib/domain/state.c');
  for (const [, type] of file('lib/domain/event.c').matchAll(/\] = \{"([a-z_.]+)",/g)) tell(type, 'lib/domain/event.c');
  for (const [, title] of file('lib/base/fault.h').matchAll(/X\(FAULT_\w+, \d+, "[^"]+", "([^"]+)"\)/g)) tell(title, 'lib/base/fault.h');
  return told;
}

// Words of an enumeration that a text names as they are stored. Roles are asked for by their codes.
export const readStored = (sources) =>
  sources.filter(({ path }) => !NOT_BY_REQUEST.some((not) => not.test(path))).flatMap((source) =>
    [...source.text.matchAll(new RegExp(String.raw`\b(${Object.keys(TELLERS).join('|')})\(`, 'g'))]
      .flatMap((call) => [...argumentsAt(source.text, call.index + call[0].length).join().matchAll(/\bname_of\(&(?!ROLE_)(\w+)/g)])
      .map(([, names]) => `${source.path}: ${names}`));

// The tables: every pair of texts.
export const readJapanese = (sources) =>
  sources.filter(isTable).flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(String.raw`\bSAYING\(\s*((?:${TEXT}\s*)+),\s*((?:${TEXT}\s*)+)\)`, 'g'))].map(([, english, japanese]) => ({ path, english: joined(english), japanese: joined(japanese) })));

// The conversions of a format by their places: "1 lld", "2 s". A format that names the places names each.
export function conversionsOf(format) {
  const found = [...format.replaceAll('%%', '').matchAll(/%(\d+\$)?[-+ 0#]*([\d*]*(?:\.[\d*]+)?)((?:hh|h|ll|l|z)?[a-z])/gi)];
  return found.map(([, place, size, kind], index) => `${place ? Number.parseInt(place, 10) : index + 1} ${size}${kind}`).sort();
}
