// A short sound for each answer: high and single for good, low and twice for bad, so that nobody need look up.
const KEPT = 'rackline-sound';
let context: AudioContext | undefined;

export const soundIsOn = (): boolean => localStorage.getItem(KEPT) !== 'off';

export function turnSound(on: boolean): void {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
}

function beep(frequency: number, from: number, seconds: number): void {
    const tone = context!.createOscillator();
    const volume = context!.createGain();
    tone.frequency.value = frequency;
    volume.gain.value = 0.1;
    tone.connect(volume).connect(context!.destination);
    tone.start(from);
    tone.stop(from + seconds);
}

export function signal(good: boolean): void {
    if (!soundIsOn() || !('AudioContext' in self)) return;
    context ??= new AudioContext();
    const now = context.currentTime;
    if (good) return beep(1200, now, 0.07);
    beep(220, now, 0.15);
    beep(220, now + 0.2, 0.15);
}
