import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

// What opens takes the focus as it is drawn, so that the next key is in it: its first field, or itself where it has none
// or `whole`. When it closes, what had the focus before has it again.
export function useFocus<Opened extends HTMLElement>(whole = false): RefObject<Opened> {
    const opened = useRef<Opened>(null);
    useLayoutEffect(() => {
        const before = document.activeElement as HTMLElement | null;
        const field = whole ? null : opened.current?.querySelector<HTMLElement>('input, select, textarea');
        (field ?? opened.current)?.focus({ preventScroll: true });
        return () => before?.focus({ preventScroll: true });
    }, []);
    return opened;
}

// After something was done: where the focus was, or at the beginning of the page where that is gone.
export function keepFocus(): () => void {
    const before = document.activeElement as HTMLElement | null;
    return () =>
        setTimeout(() => {
            if (document.activeElement !== document.body) return;
            (before?.isConnected ? before : document.getElementById('main'))?.focus({ preventScroll: true });
        });
}
