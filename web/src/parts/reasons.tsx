import type { Reason } from '../api';
import { useWords } from '../words';

// Every reason, what it means, and what to do about it.
export function Reasons({ reasons }: { reasons: Reason[] }) {
    const { say, refusal, remedy: against } = useWords();
    return (
        <ul class="reasons">
            {reasons.map((reason) => {
                const meaning = refusal(reason.code);
                const remedy = against(reason.code);
                return (
                    <li key={`${reason.code} ${reason.detail}`}>
                        <p>{meaning ?? reason.detail}</p>
                        {meaning && <p lang="en">{reason.detail}</p>}
                        {remedy && (
                            <p class="remedy">
                                <span aria-hidden="true">→ </span>
                                <span class="unseen">{say('what_to_do')}: </span>
                                {remedy}
                            </p>
                        )}
                    </li>
                );
            })}
        </ul>
    );
}
