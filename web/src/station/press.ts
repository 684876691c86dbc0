// Whether a press on the screen is the second half of the one before it. What is asked next stands where the last answer
// stood, so a double click would answer what nobody has read. Pure.

export interface Press {
    time: number;
    x: number;
    y: number;
    count: number; // of presses here in a row, as the system counts them at the pace that its user set
    touch: boolean;
}

const TOUCH_MS = 500; // not every system counts touches
const TOUCH_PX = 60; // that a finger wanders

export function isSecond(press: Press, before: Press | undefined): boolean {
    if (press.count > 1) return true;
    if (!press.touch || !before?.touch) return false;
    return press.time - before.time < TOUCH_MS && Math.hypot(press.x - before.x, press.y - before.y) < TOUCH_PX;
}

const isOnButton = ({ target }: Event): boolean => target instanceof Element && target.closest('button') !== null;

// What listens to clicks before any button hears of them, and to a key that is held down on one.
export function guardPresses(): { clicked: (event: MouseEvent) => void; pressed: (event: KeyboardEvent) => void } {
    let before: Press | undefined;
    const stop = (event: Event, second: boolean) => {
        if (!second) return;
        event.preventDefault();
        event.stopPropagation();
    };
    const clicked = (event: MouseEvent) => {
        if (!isOnButton(event)) return;
        const { timeStamp: time, clientX: x, clientY: y, detail: count } = event;
        const press = { time, x, y, count, touch: (event as Partial<PointerEvent>).pointerType === 'touch' };
        stop(event, isSecond(press, before));
        before = press;
    };
    return { clicked, pressed: (event) => stop(event, event.repeat && isOnButton(event)) };
}
