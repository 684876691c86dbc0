// A scanner types what it reads and presses Enter or Tab. This tells its keys from a person's, whatever the keyboard's
// layout and the input method: by their speed, and by which key it is rather than by what the input method made of it.

export interface Key {
    key: string;
    code: string;
    shift: boolean;
    control: boolean;
    alt: boolean;
    caps: boolean;
    composing: boolean; // an input method has it
    time: number; // ms
}

// What becomes of a key: it is let pass, it is taken, or it ended a scan.
export type Fate = 'passed' | 'taken' | { scan: string };

export const FAST_MS = 50; // between two keys of a scanner; no hand does so four times
const FAST_LEAST = 4;
const STALE_MS = 1000; // what was typed before so long a rest does not belong to a scan
const ECHO_MS = 150; // a scanner that sends both Enter and line feed, or Enter and Tab

const SHIFTED: Record<'us' | 'jis', Record<string, string>> = {
    us: {
        Digit1: '1!', Digit2: '2@', Digit3: '3#', Digit4: '4$', Digit5: '5%', Digit6: '6^', Digit7: '7&', Digit8: '8*', Digit9: '9(', Digit0: '0)',
        Minus: '-_', Equal: '=+', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', Semicolon: ';:', Quote: '\'"', Backquote: '`~',
    },
    jis: {
        Digit1: '1!', Digit2: '2"', Digit3: '3#', Digit4: '4$', Digit5: '5%', Digit6: '6&', Digit7: '7\'', Digit8: '8(', Digit9: '9)', Digit0: '0',
        Minus: '-=', Equal: '^~', BracketLeft: '@`', BracketRight: '[{', Backslash: ']}', Semicolon: ';+', Quote: ':*', IntlYen: '\\|', IntlRo: '\\_',
    },
};
const EVERYWHERE: Record<string, string> = { Comma: ',<', Period: '.>', Slash: '/?', Space: '  ' };
const NUMPAD: Record<string, string> = { NumpadAdd: '+', NumpadSubtract: '-', NumpadDecimal: '.', NumpadDivide: '/', NumpadMultiply: '*' };
// Control characters as scanners press them.
const CONTROLS: Record<string, string> = { BracketRight: '\x1d', Backslash: '\x1c', Digit6: '\x1e', KeyD: '\x04' };

export type Layout = 'us' | 'jis';

function byPlace({ code, shift, caps }: Key, layout: Layout): string {
    if (/^Key[A-Z]$/.test(code)) return shift !== caps ? code[3]! : code[3]!.toLowerCase();
    if (/^Numpad\d$/.test(code)) return code[6]!;
    const pair = SHIFTED[layout][code] ?? EVERYWHERE[code];
    return (pair ? pair[shift ? 1 : 0] : NUMPAD[code]) ?? '';
}

// The character that a key stands for; '' where it is none.
export function characterOf(key: Key, layout: Layout): string {
    if (key.control) return CONTROLS[key.code] ?? '';
    if (key.alt) return '';
    const plain = key.key.normalize('NFKC');
    if (!key.composing && plain.length === 1 && plain >= ' ' && plain <= '~') return plain;
    return key.key.length === 1 || ['Process', 'Unidentified', 'Dead'].includes(key.key) ? byPlace(key, layout) || (key.composing || plain.length !== 1 ? '' : plain) : '';
}

const ends = ({ code, key, control }: Key): boolean =>
    ['Enter', 'NumpadEnter', 'Tab'].includes(code) || key === 'Enter' || key === 'Tab' || (control && (code === 'KeyJ' || code === 'KeyM'));

interface Typed {
    character: string;
    time: number;
}

export class Wedge {
    private typed: Typed[] = [];
    private ended = -Infinity;
    private numbered = ''; // Alt and a character's number on the keypad

    constructor(public layout: Layout = 'us') {}

    // What is typed and not ended.
    get line(): string {
        return this.typed.map(({ character }) => character).join('');
    }

    clear(): void {
        this.typed = [];
    }

    // How many of the last keys came as a scanner's do.
    private fastFrom(time: number): number {
        let from = this.typed.length;
        for (let next = time; from > 0 && next - this.typed[from - 1]!.time <= FAST_MS; from--) next = this.typed[from - 1]!.time;
        return from;
    }

    private end(key: Key, fastOnly: boolean): Fate {
        if (!this.typed.length) return key.time - this.ended < ECHO_MS ? 'taken' : 'passed';
        const from = this.fastFrom(key.time);
        const fast = this.typed.length - from >= FAST_LEAST;
        const rested = from > 0 && from < this.typed.length && this.typed[from]!.time - this.typed[from - 1]!.time > STALE_MS;
        const scan = fast && (fastOnly || rested) ? this.typed.slice(from) : this.typed;
        this.clear();
        if (fastOnly && !fast) return 'passed';
        this.ended = key.time;
        return { scan: scan.map(({ character }) => character).join('') };
    }

    // fastOnly: a person's keys are a field's, or a form's, and a scanner's alone count.
    press(key: Key, inField: boolean, fastOnly = inField): Fate {
        if (ends(key)) return this.end(key, fastOnly);
        if (fastOnly && this.typed.length && key.time - this.typed.at(-1)!.time > FAST_MS) this.clear();
        if (key.alt && /^Numpad\d$/.test(key.code)) {
            this.numbered += key.code[6]!;
            return 'taken';
        }
        if (!inField && key.key === 'Backspace' && this.typed.length) {
            this.typed.pop();
            return 'taken';
        }
        if (!inField && key.key === 'Escape' && this.typed.length) {
            this.clear();
            return 'taken';
        }
        const character = characterOf(key, this.layout);
        // A blank presses the button that has the focus, and a control character nothing, unless they are within a scan.
        if (character === '' || (!this.typed.length && (character === ' ' || key.control))) return 'passed';
        this.typed.push({ character, time: key.time });
        return inField && !key.control ? 'passed' : 'taken';
    }

    release(key: Key): void {
        if (key.key !== 'Alt' || !this.numbered) return;
        this.typed.push({ character: String.fromCharCode(Number(this.numbered)), time: key.time });
        this.numbered = '';
    }
}
