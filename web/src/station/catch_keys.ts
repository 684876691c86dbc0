// Listens to a scanner on the whole page, whatever has the focus.
import { FAST_MS, type Key, Wedge } from './wedge';

// A list is none: letters would choose from it, while arrows do.
const TYPED_INTO = 'input:not([type=button]):not([type=submit]):not([type=checkbox]):not([type=radio]), textarea, [contenteditable]';

// While one is open, what a hand types answers nothing behind it.
const FORM = 'form.defects';

const keyOf = (event: KeyboardEvent): Key => ({
    key: event.key,
    code: event.code,
    shift: event.shiftKey,
    control: event.ctrlKey,
    alt: event.altKey,
    caps: event.getModifierState('CapsLock'),
    composing: event.isComposing || event.keyCode === 229,
    time: event.timeStamp,
});

// A Japanese keyboard has other signs at the places of the same keys; where the browser tells, it is asked.
function findLayout(wedge: Wedge): void {
    const { keyboard } = navigator as Navigator & { keyboard?: { getLayoutMap(): Promise<Map<string, string>> } };
    keyboard?.getLayoutMap().then(
        (map) => (wedge.layout = map.get('Quote') === ':' ? 'jis' : 'us'),
        () => {},
    );
}

interface Kept {
    field: HTMLInputElement | HTMLTextAreaElement;
    value: string;
    time: number;
}

const REST_MS = 100; // after the last key, before what was typed is shown

// scanned: a text came whole; typing: what was typed so far and not ended. Returns how to stop.
export function catchKeys(scanned: (text: string) => void, typing: (line: string) => void): () => void {
    const wedge = new Wedge();
    let kept: Kept | undefined;
    let shown: ReturnType<typeof setTimeout> | undefined;
    findLayout(wedge);

    // A scan that went into a field is taken out of it again, also what an input method made of it.
    const putBack = () => {
        const { field, value } = kept!;
        kept = undefined;
        field.blur();
        setTimeout(() => {
            field.value = value;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.focus();
        });
    };

    // What a field held before the keys that came fast.
    const keep = (field: Element, time: number) => {
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
        if (kept?.field === field && time - kept.time <= FAST_MS) kept.time = time;
        else kept = { field, value: field.value, time };
    };

    const pressed = (event: KeyboardEvent) => {
        const key = keyOf(event);
        const field = event.target instanceof Element ? event.target.closest(TYPED_INTO) : null;
        const busy = field !== null || document.querySelector(FORM) !== null;
        const fate = wedge.press(key, field !== null, busy);
        if (field && fate === 'passed') keep(field, key.time);
        if (fate !== 'passed') event.preventDefault();
        if (typeof fate === 'object') {
            event.stopPropagation();
            if (kept && field) putBack();
            scanned(fate.scan);
        }
        clearTimeout(shown);
        shown = setTimeout(() => typing(busy ? '' : wedge.line), typeof fate === 'object' ? 0 : REST_MS);
    };
    const released = (event: KeyboardEvent) => wedge.release(keyOf(event));

    addEventListener('keydown', pressed, true);
    addEventListener('keyup', released, true);
    return () => {
        clearTimeout(shown);
        removeEventListener('keydown', pressed, true);
        removeEventListener('keyup', released, true);
    };
}
