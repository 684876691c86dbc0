import type { Operation } from '../api';
import { useWords } from '../words';

// When an operation ended or began, how long it takes yet, or what it waits for.
export function useWhen(): (operation: Operation) => string {
    const { say, time, duration } = useWords();
    return ({ state, remaining_min, waiting_for, ended, started }) =>
        remaining_min
            ? `${say('remaining')} ${duration(remaining_min)}`
            : state === 'blocked'
              ? `${say('waiting_for')} ${waiting_for.join(' ')}`
              : time(ended ?? started);
}
