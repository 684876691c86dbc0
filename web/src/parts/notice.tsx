import type { ComponentChildren } from 'preact';
import type { Problem } from '../api';
import type { Viewed } from '../view';
import { useWords, type Word } from '../words';

// Why there is nothing to see.
export function Notice({ problem }: { problem: Problem }) {
    const { say } = useWords();
    const known: Record<number, Word> = { 0: 'no_answer', 403: 'forbidden', 404: 'not_found' };
    const word = known[problem.status];
    return (
        <div class="notice" role="alert">
            <p>{word ? say(word) : problem.message}</p>
            {problem.reasons.map((reason) => (
                <p key={reason.detail}>{reason.detail}</p>
            ))}
        </div>
    );
}

// A view that may not be there yet, or not any more: what was there last stays on screen.
export function Shown<Answer>({
    viewed,
    children,
}: {
    viewed: Viewed<Answer>;
    children: (answer: Answer) => ComponentChildren;
}) {
    const { say } = useWords();
    return (
        <>
            {viewed.problem && <Notice problem={viewed.problem} />}
            {viewed.answer !== undefined
                ? children(viewed.answer)
                : !viewed.problem && (
                      <p class="loading" role="status">
                          {say('loading')} …
                      </p>
                  )}
        </>
    );
}

export function Empty({ children, hint }: { children: ComponentChildren; hint?: string }) {
    return (
        <div class="empty">
            <p>{children}</p>
            {hint && <p class="quiet">{hint}</p>}
        </div>
    );
}
