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

const codeOf = (sign) => ({ '-': 'Minus', '.': 'Period' }[sign] ?? (/\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`));

// Keys whose own times are 5 ms apart, however busy this machine is. `composed`: what an input method that has them makes
// of them; without one they are what they say.
export async function typeInTime(cdp, text, inputMethod, composed) {
  let timestamp = Date.now() / 1000;
  const press = async (code, sign) => {
    timestamp += KEY_MS / 1000;
    const key = inputMethod ? { key: 'Process', windowsVirtualKeyCode: 229 } : { key: sign };
    const modifiers = /^[A-Z]$/.test(sign) ? 8 : 0;
    const down = inputMethod || sign.length > 1 ? { type: 'rawKeyDown' } : { type: 'keyDown', text: sign };
    await cdp.send('Input.dispatchKeyEvent', { ...down, ...key, code, modifiers, timestamp });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, code, modifiers, timestamp });
  };
  let soFar = '';
  for (const sign of text) {
    await press(codeOf(sign), sign);
    soFar += String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
    if (composed) await cdp.send('Input.imeSetComposition', { text: soFar, selectionStart: soFar.length, selectionEnd: soFar.length });
  }
  await press('Enter', 'Enter');
}
