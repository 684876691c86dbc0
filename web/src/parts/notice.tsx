import type { ComponentChildren } from 'preact';
import { OLD_PAGE, type Problem } from '../api';
import type { Viewed } from '../view';
import { useWords } from '../words';
import { Reasons } from './reasons';

// Why there is nothing to see.
export function Notice({ problem, about, exact }: { problem: Problem; about?: string; exact?: boolean }) {
    const { say, fault } = useWords();
    return (
        <div class="notice" role="alert">
            {about && <p>{about}</p>}
            <p>{fault(problem.code) ?? problem.message}</p>
            <Reasons reasons={problem.reasons} bare exact={exact} />
            {problem === OLD_PAGE && (
                <button type="button" onClick={() => location.reload()}>
                    {say('load_again')}
                </button>
            )}
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
