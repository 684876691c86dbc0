import type { Reason } from '../api';
import { useWords } from '../words';

// Every reason, where it is, and what who works at a station does about it. exact: of a document, whose author knows it
// by its pointers; here: the units that are at the station.
export function Reasons({ reasons, bare, exact, here = '' }: { reasons: Reason[]; bare?: boolean; exact?: boolean | undefined; here?: string }) {
    const { say, member, remedy: against } = useWords();
    return (
        <ul class="reasons">
            {reasons.map((reason) => {
                const remedy = !bare && against(reason.code);
                return (
                    <li key={`${reason.code} ${reason.pointer} ${reason.detail}`}>
                        {reason.pointer && (exact ? <code>{reason.pointer}</code> : <strong>{member(reason.pointer)}</strong>)}
                        <p>{reason.detail}</p>
                        {remedy && (
                            <p class="remedy">
                                <span aria-hidden="true">→ </span>
                                <span class="unseen">{say('what_to_do')}: </span>
                                {remedy.replace('{here}', here)}
                            </p>
                        )}
                    </li>
                );
            })}
        </ul>
    );
}
