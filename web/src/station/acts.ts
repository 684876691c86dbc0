// What a worker does beside scanning, as events about the unit on the bench.
import type { Draft, OnBench, Tool } from './answers';
import { about } from './meaning';
import type { Stand } from './stand';

// Where it is done, and who posts it.
interface At {
    readonly kept: { bench?: OnBench | undefined; operator?: string | undefined };
    readonly stand: Stand | undefined;
    readonly tool: Tool | undefined;
    post(draft: Draft): void;
}

export class Acts {
    constructor(private readonly at: At) {}

    private do(type: string, members: Record<string, unknown> = {}): void {
        const { bench, operator } = this.at.kept;
        if (bench) this.at.post({ type, ...about(bench, this.at.stand?.current, operator), ...members });
    }

    start(bay?: string): void {
        const { tool, stand } = this.at;
        const used = tool && tool.type === stand?.current?.step.required_tool ? { tool: tool.tool } : {};
        this.do('operation.started', { ...(bay ? { bay } : {}), ...used });
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

    ship(members: { carrier?: string; tracking_number?: string }): void {
        this.do('unit.shipped', members);
    }

    report(members: { code: string; position?: string; description?: string }): void {
        this.do('defect.reported', members);
    }

    change(state: string, reason: string): void {
        const { operator } = this.at.kept;
        this.at.post({ type: 'station.changed', state, reason, ...(operator ? { operator } : {}) });
    }
}
