// A scanner as it stands beside a station: it types what it reads, 5 ms a key, and presses Enter.
export const KEY_MS = 5;
export const GS = '\x1d';
export const RS = '\x1e';
export const EOT = '\x04';

// How a scanner presses what no key is for.
const CONTROLS = { [GS]: 'Control+BracketRight', [RS]: 'Control+Digit6', [EOT]: 'Control+KeyD' };

export class Scanner {
  constructor(page, end = 'Enter') {
    this.page = page;
    this.end = end;
  }

  async scan(text) {
    for (const sign of text) {
      if (CONTROLS[sign]) await this.page.keyboard.press(CONTROLS[sign], { delay: 1 });
      else await this.page.keyboard.type(sign, { delay: KEY_MS });
    }
    await this.page.keyboard.press(this.end);
  }

  async scanAll(...texts) {
    for (const text of texts) await this.scan(text);
  }
}

// A label of the kind that most parts carry: ANSI MH10.8.2 fields in an envelope of ISO/IEC 15434.
export const envelope = (...fields) => `[)>${RS}06${GS}${fields.join(GS)}${RS}${EOT}`;
