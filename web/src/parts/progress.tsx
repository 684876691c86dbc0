import type { OperationCount } from '../api';
import { useWords } from '../words';

const STATES = ['passed', 'waived', 'running', 'paused', 'ready', 'failed', 'invalidated', 'blocked'] as const;

// How many are there now; with a shape, how many of them failed or must run again, and how many stand still.
function Here({ operation: { running, paused, ready, failed, invalidated } }: { operation: OperationCount }) {
    const [here, wrong] = [running + paused + ready, failed + invalidated];
    return (
        <>
            {wrong > 0 && <strong class="bad">✕{wrong} </strong>}
            {paused > 0 && <strong class="warn">‖{paused} </strong>}
            {here > paused && <strong>{here - paused}</strong>}
        </>
    );
}

const isEmpty = ({ running, paused, ready, failed, invalidated }: OperationCount) => !(running + paused + ready + failed + invalidated);

// How many units stand how at each operation: a column an operation, filled from below with what has passed. Over it
// stands how many are there now; below, where that is.
export function Progress({ operations, quantity }: { operations: OperationCount[]; quantity: number }) {
    const words = useWords();
    const tell = (operation: OperationCount) =>
        STATES.filter((state) => operation[state])
            .map((state) => `${operation[state]} ${words.say(state)}`)
            .join(', ');
    return (
        <>
            <ol class="progress">
                {operations.map((operation) => (
                    <li key={operation.operation} title={`${operation.name}: ${tell(operation)}`}>
                        <span class="here" aria-hidden="true">
                            <Here operation={operation} />
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
                ))}
            </ol>
            <p class="where" aria-hidden="true">
                {operations.map(
                    (operation) =>
                        !isEmpty(operation) && (
                            <span key={operation.operation}>
                                {operation.operation} {operation.name} <Here operation={operation} />
                            </span>
                        ),
                )}
            </p>
        </>
    );
}
