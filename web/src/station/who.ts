// Who works at the station and with which tool, and what time it is there, as the daemon told it. It is kept over a
// reload.
import { readAtPage } from './asking';
import type { There } from './kept';
import { told } from './plant_time';

export class Who {
    private readonly place: string;

    // changed: told what is so now.
    constructor(
        station: string,
        private readonly changed: (there: There) => void,
    ) {
        this.place = `rackline-there/${encodeURIComponent(station)}`;
    }

    get there(): There {
        return JSON.parse(localStorage.getItem(this.place) ?? '{}') as There;
    }

    change(changes: There): void {
        const there = { ...this.there, ...changes };
        localStorage.setItem(this.place, JSON.stringify(there));
        this.changed(there);
    }

    // The daemon says whom it takes events for, unless somebody came or left while it was asked.
    async ask(): Promise<void> {
        const { operator } = this.there;
        if (!operator) return;
        const at = await readAtPage();
        if (this.there.operator === operator) this.change(at ? { operator: at.operator, time: told(at, Date.now()) } : { operator: undefined, tool: undefined });
    }
}
