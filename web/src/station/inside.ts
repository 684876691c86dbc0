// What sits in the unit on the bench, while one part of it is to be taken out.
import type { Component } from '../api';
import { readInside } from './asking';
import { readLabel } from './label';

export class Inside {
    parts: Component[] | undefined; // none is asked for, or they have not come yet
    leaving: Component | undefined; // that is to be taken out

    constructor(private readonly changed: () => void) {}

    // Without a network there are none to choose from.
    async look(unit: { serial: string; part_number: string }): Promise<void> {
        this.parts = await readInside(unit).catch(() => []);
        this.changed();
    }

    close(): void {
        this.parts = this.leaving = undefined;
        this.changed();
    }

    choose(position: string): void {
        this.leaving = this.parts?.find((part) => part.position === position);
        this.changed();
    }

    // The label of a part that is in there chooses it. False: it is no such label.
    takes(text: string): boolean {
        const { serial, text: plain } = readLabel(text);
        const found = this.parts?.find((part) => part.serial !== undefined && part.serial === (serial ?? plain));
        if (found) this.choose(found.position);
        return found !== undefined;
    }
}
