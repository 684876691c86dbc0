import type { ComponentChildren, TargetedEvent } from 'preact';
import { useWords, type Word } from '../words';

type Head = Word | '' | false;

// A table in a box that scrolls by itself where it is too wide, or `tall`; the keyboard reaches it. `heads`: the words
// over its columns, false for one that is not there; `numbers`: those whose columns are of numbers. onEnd: its end is near.
export function Table(props: { label: Word; heads?: Head[]; numbers?: Head[]; tall?: boolean; class?: string; onEnd?: () => void; children: ComponentChildren }) {
    const { label, heads, numbers, tall, onEnd, children } = props;
    const { say } = useWords();
    const scrolled = onEnd && (({ currentTarget: box }: TargetedEvent<HTMLElement>) => {
        if (box.scrollTop + 3 * box.clientHeight > box.scrollHeight) onEnd();
    });
    return (
        <div class={tall ? 'scroll tall' : 'scroll'} tabIndex={0} role="region" aria-label={say(label)} onScroll={scrolled}>
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
