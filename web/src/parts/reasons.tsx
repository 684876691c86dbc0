import type { Reason } from '../api';
import { useWords } from '../words';

// Every reason, where it is, and what who works at a station does about it. here: the units that are at the station.
export function Reasons({ reasons, bare, here = '' }: { reasons: Reason[]; bare?: boolean; here?: string }) {
    const { say, remedy: against } = useWords();
    return (
        <ul class="reasons">
            {reasons.map((reason) => {
                const remedy = !bare && against(reason.code);
                return (
                    <li key={`${reason.code} ${reason.pointer} ${reason.detail}`}>
                        {reason.pointer && <code>{reason.pointer}</code>}
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
