import type { ComponentChildren } from 'preact';
import { useWords, type Word } from '../words';

type Head = Word | '' | false;

// A table in a box that scrolls by itself where it is too wide, or `tall`; the keyboard reaches it. `heads`: the words
// over its columns, false for one that is not there; `numbers`: those whose columns are of numbers.
export function Table(props: { label: Word; heads?: Head[]; numbers?: Head[]; tall?: boolean; class?: string; children: ComponentChildren }) {
    const { label, heads, numbers, tall, children } = props;
    const { say } = useWords();
    return (
        <div class={tall ? 'scroll tall' : 'scroll'} tabIndex={0} role="region" aria-label={say(label)}>
            <table class={props.class}>
                {heads && (
                    <thead>
                        <tr>
                            {heads.map((head) => head !== false && <th class={numbers?.includes(head) ? 'right' : ''}>{head && say(head)}</th>)}
                        </tr>
                    </thead>
                )}
                <tbody>{children}</tbody>
            </table>
        </div>
    );
}
