import type { OperationCount } from '../api';
import { useWords } from '../words';

const STATES = ['passed', 'waived', 'running', 'paused', 'ready', 'failed', 'invalidated', 'blocked'] as const;

// How many units stand how at each operation: a column an operation, filled from below with what has passed.
export function Progress({ operations, quantity }: { operations: OperationCount[]; quantity: number }) {
    const words = useWords();
    const count = (operation: OperationCount, state: (typeof STATES)[number]) => operation[state];
    const tell = (operation: OperationCount) =>
        STATES.filter((state) => count(operation, state))
            .map((state) => `${count(operation, state)} ${words.say(state)}`)
            .join(', ');
    return (
        <ol class="progress">
            {operations.map((operation) => (
                <li key={operation.operation} title={`${operation.name}: ${tell(operation)}`}>
                    <span class="bar" aria-hidden="true">
                        {STATES.map((state) =>
                            count(operation, state) ? (
                                <span
                                    key={state}
                                    class={state}
                                    style={{ flexGrow: String(count(operation, state) / quantity) }}
                                />
                            ) : null,
                        )}
                    </span>
                    <span class="number">{operation.operation}</span>
                    <span class="unseen">
                        {operation.name}: {tell(operation)}
                    </span>
                </li>
            ))}
        </ol>
    );
}
