// What a worker does beside scanning, as events about the unit on the bench.
import type { Component } from '../api';
import type { Draft, Need, OnBench, Tool } from './answers';
import { about } from './meaning';
import { lineOf, type Stand, toolFor } from './stand';

export interface Shipment {
    carrier: string;
    tracking_number: string;
}

// Where it is done, and who posts it.
interface At {
    readonly kept: { bench?: OnBench | undefined; operator?: string | undefined };
    readonly stand: Stand | undefined;
    readonly tool: Tool | undefined;
    post(draft: Draft): void;
    choose(need: Need): void;
}

export class Acts {
    constructor(private readonly at: At) {}

    private do(type: string, members: Record<string, unknown> = {}): void {
        const { bench, operator } = this.at.kept;
        if (bench) this.at.post({ type, ...about(bench, this.at.stand?.current, operator), ...members });
    }

    start(bay?: string): void {
        const tool = toolFor(this.at.stand?.current, this.at.tool);
        this.do('operation.started', { ...(bay ? { bay } : {}), ...(tool ? { tool } : {}) });
    }

    pause(reason: string): void {
        this.do('operation.paused', { reason });
    }

    resume(): void {
        this.do('operation.resumed');
    }

    complete(): void {
        this.do('operation.completed');
    }

    abort(reason: string): void {
        this.do('operation.aborted', { reason });
    }

    // Under the operation that fills its place, whichever runs. That place is what is to be filled next.
    remove({ position, serial }: Component, removal: string, reason: string): void {
        const line = lineOf(this.at.kept.bench!, position);
        if (!line) return;
        this.do('component.removed', { operation: line.operation, position, ...(serial ? { serial } : {}), removal, reason });
        this.at.choose({ position, part_number: line.part_number });
    }

    ship(shipment: Shipment): void {
        this.do('unit.shipped', Object.fromEntries(Object.entries(shipment).flatMap(([member, text]) => (text.trim() ? [[member, text.trim()]] : []))));
    }

    report(members: { code: string; position?: string; description?: string }): void {
        this.do('defect.reported', members);
    }

    change(state: string, reason: string): void {
        const { operator } = this.at.kept;
        this.at.post({ type: 'station.changed', state, reason, ...(operator ? { operator } : {}) });
    }
}
