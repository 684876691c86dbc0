import { useWords } from '../words';

// How a state looks: nothing but its word while all is well; colour, shape and word together where it is not.
const SHAPES: Record<string, [shape: string, tone: string]> = {
    failed: ['✕', 'bad'],
    scrapped: ['✕', 'bad'],
    unscheduled_down: ['■', 'bad'],
    invalidated: ['↺', 'bad'],
    late: ['!', 'bad'],
    at_risk: ['!', 'warn'],
    expired: ['!', 'warn'],
    held: ['‖', 'warn'],
    in_repair: ['▲', 'warn'],
    open: ['▲', 'warn'],
    unclosed: ['▲', 'warn'],
    stopped: ['▲', 'bad'],
    material_review: ['▲', 'bad'],
    paused: ['‖', 'warn'],
    scheduled_down: ['□', 'warn'],
    engineering: ['◇', 'warn'],
    running: ['▶', 'calm'],
    productive: ['▶', 'calm'],
    passed: ['✓', 'calm'],
    completed: ['✓', 'calm'],
    shipped: ['✓', 'calm'],
    waived: ['~', 'warn'],
    installed: ['·', 'calm'],
    tested: ['✓', 'calm'],
};

export const shapeOf = (state: string): string => SHAPES[state]?.[0] ?? '';

export const toneOf = (state: string): string => SHAPES[state]?.[1] ?? 'plain';

export function Mark({ state }: { state: string }) {
    const words = useWords();
    const [shape, tone] = SHAPES[state] ?? ['', 'plain'];
    return (
        <span class={`mark ${tone}`}>
            {shape && <span aria-hidden="true">{shape} </span>}
            {words.state(state)}
        </span>
    );
}
