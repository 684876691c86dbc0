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

const BUTTON = 'button';

const isOnButton = ({ target }: Event): boolean => target instanceof Element && target.closest(BUTTON) !== null;

function stop(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
}

// What listens to clicks before any button hears of them, and to a key that is held down on one.
export function guardPresses(): { clicked: (event: MouseEvent) => void; pressed: (event: KeyboardEvent) => void } {
    let before: Press | undefined;
    const clicked = (event: MouseEvent) => {
        if (!isOnButton(event)) return;
        const touch = (event as Partial<PointerEvent>).pointerType === 'touch';
        const press = { time: event.timeStamp, x: event.clientX, y: event.clientY, count: event.detail, touch };
        const second = isSecond(press, before);
        before = press;
        if (second) stop(event);
    };
    const pressed = (event: KeyboardEvent) => {
        if (event.repeat && isOnButton(event)) stop(event);
    };
    return { clicked, pressed };
}
