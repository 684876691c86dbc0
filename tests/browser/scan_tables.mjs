// What a scan is, as tables: which keys are a scan, and what a label says.
import { EOT, GS, RS } from './scanner.mjs';
import { readModule } from './words.mjs';

// Each row: what is scanned, and what of it is understood.
const LABELS = [
  ['a plain serial', 'RLOSK12600001', {}],
  ['a serial that looks like an identifier', '21ABC', {}],
  ['full-width characters', 'ＡＢＣ－１２３', { text: 'ABC-123' }],
  ['blanks around', '  ABC 123 ', { text: 'ABC 123' }],
  ['GS1 DataMatrix', `]d20104912345678904241RL-GPU-288G${GS}21GPU-1${GS}10L7`, { parts: ['RL-GPU-288G', '04912345678904'], serial: 'GPU-1', lot: 'L7' }],
  ['GS1 QR with a country', `]Q3240RL-NIC${GS}21N-1${GS}422392`, { parts: ['RL-NIC'], serial: 'N-1', country: 'JP' }],
  ['GS1-128', `]C1241RL-FAN${GS}10LOT${GS}3708`, { parts: ['RL-FAN'], lot: 'LOT' }],
  ['GS1 with a date before the lot', ']d211260131' + '10L-1', { parts: [], lot: 'L-1' }],
  ['GS1 without a prefix, behind a sound GTIN', '010491234567890421S-9', { parts: ['04912345678904'], serial: 'S-9' }],
  ['the same with a GTIN that is not sound', '010491234567890521S-9', { serial: undefined, text: '010491234567890521S-9' }],
  ['GS1 without a prefix, with a separator', `241RL-CPU${GS}21C-1`, { parts: ['RL-CPU'], serial: 'C-1' }],
  ['a separator that the scanner spells', '241RL-CPU<GS>21C-1', { parts: ['RL-CPU'], serial: 'C-1' }],
  ['what people read under the bars', '(241)RL-DPU(21)D(1)-7(10)X', { parts: ['RL-DPU'], serial: 'D(1)-7', lot: 'X' }],
  ['ISO 15434 with MH10.8.2', `[)>${RS}06${GS}PRL-SSD${GS}SS-1${GS}1TL-2${GS}VACME${GS}4LTW${GS}Q1${RS}${EOT}`,
    { parts: ['RL-SSD'], serial: 'S-1', lot: 'L-2', supplier: 'ACME', country: 'TW' }],
  ['the same without its separators of records', `[)>06${GS}1PMAKER-7${GS}S42${GS}2PB`, { parts: ['MAKER-7'], serial: '42', revision: 'B' }],
  ['ISO 15434 with GS1 elements', `[)>${RS}05${GS}241RL-X${GS}21X-1${RS}${EOT}`, { parts: ['RL-X'], serial: 'X-1' }],
  ['an envelope of a format that is not known', `[)>${RS}12${GS}SER X${RS}${EOT}`, { serial: undefined, parts: [] }],
  ['a symbology that says nothing of the fields', ']C0ABC', { text: 'ABC', serial: undefined }],
  ['a country that nobody knows', `]d221S${GS}422999`, { country: undefined, serial: 'S' }],
];

const NUMBERS = [
  ['10', 10], ['9,5', 9.5], ['+0010.52', 10.52], ['-1.5e-3', -0.0015], ['10.5 N·m', 10.5], ['１２．５', 12.5], ['01A+00012.34', 12.34], ['−3', -3],
  ['', NaN], ['ABC', NaN], ['1.2.3', NaN], ['12-34', NaN], ['RL12', NaN],
];

const key = (sign, time, more = {}) => ({
  key: sign, code: /[a-z]/i.test(sign) && sign.length === 1 ? `Key${sign.toUpperCase()}` : sign.length === 1 ? `Digit${sign}` : sign,
  shift: /[A-Z]/.test(sign) && sign.length === 1, control: false, alt: false, caps: false, composing: false, time, ...more,
});

// Texts with the milliseconds between two of their keys, whether they go into a field or beside one of an open form, and
// what comes of them.
const KEYS = [
  ['a scanner ends with Enter', [['AB12', 5, 'Enter']], false, ['AB12']],
  ['or with Tab', [['AB12', 5, 'Tab']], false, ['AB12']],
  ['Enter and Tab at once are one end', [['AB12', 5, 'Enter'], ['', 5, 'Tab'], ['CD34', 5, 'Enter']], false, ['AB12', 'CD34']],
  ['a person types slowly', [['12', 400, 'Enter']], false, ['12']],
  ['what was left half-typed is not of the scan', [['7', 0], ['REST', 2000], ['AB12', 5, 'Enter']], false, ['AB12']],
  ['in a field a person types for the field', [['AB12', 120, 'Enter']], true, []],
  ['and a scanner scans', [['AB12', 5, 'Enter']], true, ['AB12']],
  ['also behind what a person typed', [['xy', 200], ['REST', 300], ['AB12', 5, 'Enter']], true, ['AB12']],
  ['while a form is open a person answers nothing behind it', [['1', 400, 'Enter'], ['yes', 120, 'Enter']], 'form', []],
  ['and a scanner scans there too', [['1', 200], ['REST', 300], ['AB12', 5, 'Enter']], 'form', ['AB12']],
];

const INPUT_METHOD = [
  ['letters by their places', { key: 'Process', code: 'KeyA', shift: true, composing: true }, 'us', 'A'],
  ['and small ones', { key: 'Process', code: 'KeyA', composing: true }, 'us', 'a'],
  ['with capitals locked', { key: 'Process', code: 'KeyA', caps: true, composing: true }, 'us', 'A'],
  ['digits', { key: 'Process', code: 'Digit7', composing: true }, 'us', '7'],
  ['a full-width character', { key: 'Ａ', code: 'KeyA', shift: true }, 'us', 'A'],
  ['kana of a Japanese keyboard', { key: 'ち', code: 'KeyA' }, 'jis', 'a'],
  ['signs of a US keyboard', { key: 'Process', code: 'BracketLeft', composing: true }, 'us', '['],
  ['signs of a Japanese one', { key: 'Process', code: 'BracketLeft', composing: true }, 'jis', '@'],
  ['a separator', { key: ']', code: 'BracketRight', control: true }, 'us', GS],
];

// What a bare text is by its own form.
const FORMS = [
  ['a serial', 'X000123', undefined], ['a serial of digits', '123456', undefined], ['a lot with signs in it', 'L-7/2', undefined],
  ['an EAN', '4901234567894', 'is_trade'], ['a UPC', '036000291452', 'is_trade'], ['thirteen digits that are none', '4901234567890', undefined],
  ['a web address', 'https://example.com/p?id=7', 'is_web'], ['one without its scheme', 'www.example.com', 'is_web'],
  ['signs alone', '!!!!', 'is_signs'], ['a field with nothing in it', '(21)', 'is_signs'], ['Japanese', '部品7', undefined],
  ['a parcel', '1Z999AA10123456784', 'is_carrier'], ['a logistic unit', '00106141411234567897', 'is_carrier'], ['the same as people read it', '(00)106141411234567897', 'is_carrier'],
  ['twenty digits that are none', '00106141411234567890', undefined],
];

// The press before and this one, and whether it is the second half of that.
const at = (time, x, count = 1, touch = false) => ({ time, x, y: 100, count, touch });
const PRESSES = [
  ['the first one', undefined, at(0, 100), false],
  ['the second of a double click', at(0, 100), at(80, 100, 2), true],
  ['a third', at(80, 100, 2), at(160, 100, 3), true],
  ['one of somebody who is quick, but no double click', at(0, 100), at(200, 300), false],
  ['a second touch at the same place', at(0, 100, 1, true), at(300, 120, 1, true), true],
  ['one at another place', at(0, 100, 1, true), at(300, 400, 1, true), false],
  ['one after a while', at(0, 100, 1, true), at(600, 100, 1, true), false],
];

// What the daemon said when the browser's clock showed 1000, what that shows now, and what time it is then.
const TIMES = [
  ['before anything was said', undefined, 5000, '1970-01-01T00:00:05.000Z'],
  ['a browser whose clock is wrong', { now: '2026-11-26T08:00:00Z', clock_rate: 1 }, 4000, '2026-11-26T08:00:03.000Z'],
  ['a plant whose time runs faster', { now: '2026-11-26T08:00:00Z', clock_rate: 3600 }, 3000, '2026-11-26T10:00:00.000Z'],
];

const differs = (found, wanted) => Object.entries(wanted)
  .filter(([name, value]) => JSON.stringify(found[name]) !== JSON.stringify(value))
  .map(([name]) => `${name} is ${JSON.stringify(found[name])}`);

function scans(Wedge, parts, where) {
  const wedge = new Wedge('us');
  const found = [];
  let time = 0;
  const press = (each) => {
    const fate = wedge.press(each, where === true, Boolean(where));
    if (typeof fate === 'object') found.push(fate.scan);
  };
  for (const [text, gap, end] of parts) {
    if (text === 'REST') time += gap;
    else for (const sign of text) press(key(sign, time += gap));
    if (end) press(key(end, time += gap));
  }
  return found;
}

export async function tryScans(stage) {
  const { readLabel, readMeasurement } = await readModule('src/station/label.ts');
  const { Wedge, characterOf } = await readModule('src/station/wedge.ts');
  const { foreignForm } = await readModule('src/station/foreign.ts');
  for (const [what, text, wanted] of FORMS) stage.demand(`a text: ${what}`, foreignForm(text) === wanted ? [] : [String(foreignForm(text))]);
  const { isSecond } = await readModule('src/station/press.ts');
  for (const [what, before, press, wanted] of PRESSES) stage.demand(`a press: ${what}`, isSecond(press, before) === wanted ? [] : [String(!wanted)]);
  const { told, plantTime } = await readModule('src/station/plant_time.ts');
  for (const [what, last, world, wanted] of TIMES) {
    const found = plantTime(last && told(last, 1000), world);
    stage.demand(`the time: ${what}`, found === wanted ? [] : [found]);
  }
  const { newId } = await readModule('src/station/uuid.ts');
  for (const [what, text, wanted] of LABELS) stage.demand(`a label: ${what}`, differs(readLabel(text), wanted));
  for (const [text, wanted] of NUMBERS) stage.demand(`a number: "${text}"`, Object.is(readMeasurement(text), wanted) ? [] : [String(readMeasurement(text))]);
  for (const [what, parts, where, wanted] of KEYS) {
    const found = scans(Wedge, parts, where);
    stage.demand(`keys: ${what}`, JSON.stringify(found) === JSON.stringify(wanted) ? [] : [JSON.stringify(found)]);
  }
  for (const [what, pressed, layout, wanted] of INPUT_METHOD) {
    const found = characterOf(key('x', 0, { shift: false, ...pressed }), layout);
    stage.demand(`an input method: ${what}`, found === wanted ? [] : [JSON.stringify(found)]);
  }
  const ids = Array.from({ length: 10000 }, (_, i) => newId(1000 + (i >> 12)));
  stage.demand('ids come in the order of their making', ids.filter((id, i) => i && id <= ids[i - 1]));
  stage.demand('and are of version 7', ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)));
}
