import type { Slot } from '../elevation';
import { href } from '../router';
import { useWords } from '../words';
import { shapeOf } from './mark';

const U = 14; // pixels of a rack unit
const WIDTH = 220;
const EDGE = 30; // for the numbers of the units

// The rack's front: every position at its rack units, the lowest at the bottom.
export function Elevation({ height, slots }: { height: number; slots: Slot[] }) {
    const { say } = useWords();
    const used = (['empty', 'installed', 'tested', 'failed', 'invalidated', 'held'] as const).filter((evidence) =>
        slots.some((slot) => slot.evidence === evidence),
    );
    return (
        <figure class="elevation">
            <figcaption>{say('elevation')}</figcaption>
            <svg viewBox={`0 0 ${EDGE + WIDTH} ${height * U + 2}`} role="group" aria-label={say('elevation')}>
                <rect class="frame" x={EDGE} y="1" width={WIDTH - 1} height={height * U} />
                {slots.map((slot) => (
                    <Drawn key={slot.position} slot={slot} top={(height - slot.u - slot.height + 1) * U + 1} />
                ))}
            </svg>
            <ul class="legend">
                {used.map((evidence) => (
                    <li key={evidence}>
                        <span class={`key ${evidence}`} aria-hidden="true">
                            {shapeOf(evidence)}
                        </span>{' '}
                        {say(evidence)}
                    </li>
                ))}
            </ul>
        </figure>
    );
}

function Drawn({ slot, top }: { slot: Slot; top: number }) {
    const { say } = useWords();
    const { component, evidence } = slot;
    const told = `${slot.position}: ${say(evidence)}, U${slot.u}${component?.serial ? `, ${component.serial}` : ''}`;
    const drawing = (
        <g class={`slot ${evidence}`}>
            <title>{told}</title>
            <rect x={EDGE + 2} y={top + 1} width={WIDTH - 5} height={slot.height * U - 2} />
            <text x={EDGE + 8} y={top + slot.height * U - 4}>
                {slot.position}
            </text>
            <text class="shape" aria-hidden="true" x={EDGE + WIDTH - 16} y={top + slot.height * U - 4}>
                {shapeOf(evidence)}
            </text>
            <text class="u" aria-hidden="true" x={EDGE - 6} y={top + slot.height * U - 4}>
                {slot.u}
            </text>
        </g>
    );
    return component?.components && component.serial ? (
        <a href={href('units', component.serial, component.part_number)}>
            {drawing}
        </a>
    ) : (
        drawing
    );
}
