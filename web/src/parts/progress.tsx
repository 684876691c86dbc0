import type { OperationCount } from '../api';
import { useWords } from '../words';

const STATES = ['passed', 'waived', 'running', 'paused', 'ready', 'failed', 'invalidated', 'blocked'] as const;

// How many units stand how at each operation: a column an operation, filled from below with what has passed. Over it
// stands how many are there now, and, with a shape, that one of them failed or must run again.
export function Progress({ operations, quantity }: { operations: OperationCount[]; quantity: number }) {
    const words = useWords();
    const tell = (operation: OperationCount) =>
        STATES.filter((state) => operation[state])
            .map((state) => `${operation[state]} ${words.say(state)}`)
            .join(', ');
    return (
        <ol class="progress">
            {operations.map((operation) => {
                const here = operation.running + operation.paused + operation.ready;
                const wrong = operation.failed + operation.invalidated;
                return (
                    <li key={operation.operation} title={`${operation.name}: ${tell(operation)}`}>
                        <span class="here" aria-hidden="true">
                            {wrong > 0 && <span class="bad">✕{wrong} </span>}
                            {here > 0 && here}
                        </span>
                        <span class="bar" aria-hidden="true">
                            {STATES.map((state) =>
                                operation[state] ? (
                                    <span key={state} class={state} style={{ flexGrow: String(operation[state] / quantity) }} />
                                ) : null,
                            )}
                        </span>
                        <span class="number" aria-hidden="true">
                            {operation.operation}
                        </span>
                        <span class="unseen">
                            {operation.operation} {operation.name}: {tell(operation)}
                        </span>
                    </li>
                );
            })}
        </ol>
    );
}
