import type { ComponentChildren } from 'preact';
import { useWords, type Word } from '../words';

// One of a list of facts, which a <dl> is around.
export function Fact({ name, children }: { name: Word; children: ComponentChildren }) {
    const { say } = useWords();
    return (
        <div>
            <dt>{say(name)}</dt>
            <dd>{children}</dd>
        </div>
    );
}
