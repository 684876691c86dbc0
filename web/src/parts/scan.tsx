// What came of scans: the last one large, those before it as a list, what waits for the network, and what was refused.
import type { Bench } from '../station/bench';
import type { Said } from '../station/kept';
import { type Refused, toldOf } from '../station/outbox';
import { describe, fill, limitsText } from '../station/telling';
import { type Speech, useWords, type Word } from '../words';
import { Reasons } from './reasons';

const FATES: Record<Said['fate'], [shape: string, tone: string, word: Word]> = {
    waiting: ['…', 'waits', 'not_sent'],
    accepted: ['✓', 'good', 'accepted'],
    failed: ['✕', 'bad', 'out_of_limits'],
    refused: ['✕', 'bad', 'refused'],
    wrong: ['✕', 'bad', 'wrong'],
    noted: ['✓', 'good', 'noted'],
    undone: ['↶', 'good', 'undone'],
};

const title = (said: Said, words: Speech): string => (said.event ? describe(said.event, words) : (said.text ?? ''));

export function LastScan({ said, asked, hindered }: { said: Said | undefined; asked: string; hindered: boolean }) {
    const words = useWords();
    if (!said) return <p class="answer" role="status" />;
    const [shape, tone, word] = FATES[said.fate];
    const shown = said.fate === 'waiting' && !hindered ? 'sent' : tone;
    return (
        <div key={said.key} class={`answer ${shown}`} role={tone === 'bad' ? 'alert' : 'status'}>
            <p class="fate">
                <span aria-hidden="true">{shape} </span>
                {said.fate === 'waiting' && !hindered ? '' : `${words.say(word)}: `}
                {title(said, words)}
            </p>
            {said.fate === 'failed' && <p>{said.event?.value === undefined ? words.say('why_it_fails') : limitsText(said.limits ?? {}, undefined, words)}</p>}
            {said.why && <p>{fill(words.say(`why_${said.why}`), { wanted: said.wanted, asked })}</p>}
            {said.reasons && said.reasons.length > 0 && <Reasons reasons={said.reasons} />}
        </div>
    );
}

export function Scans({ said }: { said: Said[] }) {
    const words = useWords();
    if (!said.length) return <p class="quiet">{words.say('nothing_scanned')}</p>;
    return (
        <ol class="scans">
            {said.map((each) => {
                const [shape, tone, word] = FATES[each.fate];
                return (
                    <li key={each.key} class={tone}>
                        <span aria-hidden="true">{shape} </span>
                        <span class="unseen">{words.say(word)}: </span>
                        {title(each, words)}
                    </li>
                );
            })}
        </ol>
    );
}

const SHOWN_MAX = 8; // of what waits: the latest

export function Unsent({ bench }: { bench: Bench }) {
    const words = useWords();
    const { waiting, hindrance } = bench;
    if (!hindrance || !waiting.length) return null;
    return (
        <section class="unsent" role="status">
            <h2>
                <span aria-hidden="true">▲ </span>
                {words.say('not_sent')}: {waiting.length}
            </h2>
            <p>{words.say(hindrance === 'session' ? 'session_over' : 'not_sent_hint')}</p>
            <ol>
                {waiting.length > SHOWN_MAX && <li>… {waiting.length - SHOWN_MAX}</li>}
                {waiting.slice(-SHOWN_MAX).map((each) => (
                    <li key={each.event.id}>{describe(toldOf(each), words)}</li>
                ))}
            </ol>
        </section>
    );
}

// One by one: the next is shown when somebody has said that they saw this one.
export function LateRefusal({ refused, count, onUnderstood }: { refused: Refused; count: number; onUnderstood: () => void }) {
    const words = useWords();
    return (
        <section class="answer bad late" role="alert">
            <h2>
                <span aria-hidden="true">✕ </span>
                {words.say(refused.late ? 'refused_later' : 'refused_unread')} <span>({fill(words.say('of_many'), { first: 1, count })})</span>
            </h2>
            <p class="fate">
                {describe(refused.event, words)} · {words.time(refused.event.at)}
                {refused.event.operator && ` · ${refused.event.operator}`}
            </p>
            <Reasons reasons={refused.reasons} />
            <button type="button" class="large" onClick={onUnderstood}>
                {words.say('understood')}
            </button>
        </section>
    );
}
