import type { Operation, Step } from '../api';
import { clip, layoutOf, type Node } from '../rack';
import { useWords } from '../words';
import { shapeOf, toneOf } from './mark';
import { useWhen } from './when';

const WIDTH = 250;
const HEIGHT = 44;
const ACROSS = WIDTH + 14;
const DOWN = HEIGHT + 12;
const NAME_MOST = 30; // letters of a name that fit; half as many of Japanese

const left = (node: Node) => node.lane * ACROSS + 1;
const top = (node: Node) => node.rank * DOWN + 1;

// The route as a graph: every operation below those it comes after, how often it was tried and when. The table beside it
// says the same and more.
export function RouteGraph({ routing, operations }: { routing: Step[]; operations: Operation[] }) {
    const { say, state } = useWords();
    const when = useWhen();
    const nodes = layoutOf(routing);
    const at = new Map(nodes.map((node) => [node.operation, node]));
    const stands = new Map(operations.map((operation) => [operation.operation, operation]));
    const width = Math.max(...nodes.map(left)) + WIDTH + 2;
    const height = Math.max(...nodes.map(top)) + HEIGHT + 2;
    return (
        <div class="scroll" tabIndex={0} role="region" aria-label={say('operations')}>
            <svg class="route" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say('operations')}>
                {nodes.flatMap((node) =>
                    node.after.flatMap((before) => {
                        const from = at.get(before);
                        if (!from) return [];
                        const [x1, y1, x2, y2] = [left(from) + 20, top(from) + HEIGHT, left(node) + 20, top(node)];
                        return [<path key={`${before} ${node.operation}`} d={`M${x1} ${y1} C${x1} ${y1 + 8} ${x2} ${y2 - 8} ${x2} ${y2}`} />];
                    }),
                )}
                {nodes.map((node) => {
                    const stand = stands.get(node.operation);
                    const now = stand?.state ?? 'blocked';
                    const attempts = stand && stand.attempts > 1 ? `${stand.attempts}× ` : '';
                    return (
                        <g key={node.operation} class={`node ${now} ${toneOf(now)}`}>
                            <title>{`${node.operation} ${stand?.name ?? ''}: ${state(now)}`}</title>
                            <rect x={left(node)} y={top(node)} width={WIDTH} height={HEIGHT} rx="4" />
                            <text x={left(node) + 8} y={top(node) + 18}>
                                {node.operation} {clip(stand?.name ?? '', NAME_MOST)}
                            </text>
                            <text class="shape" x={left(node) + WIDTH - 8} y={top(node) + 18}>
                                {shapeOf(now)}
                            </text>
                            <text class="when" x={left(node) + 8} y={top(node) + 35}>
                                {attempts}
                                {clip((stand && when(stand)) || state(now), NAME_MOST + 6)}
                            </text>
                        </g>
                    );
                })}
            </svg>
        </div>
    );
}
