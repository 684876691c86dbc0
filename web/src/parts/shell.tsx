import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Session } from '../api';
import { listen, stand } from '../live';
import { PLACES, rowAt } from '../places';
import { href, type Place } from '../router';
import { type Language, useWords } from '../words';

function Connection() {
    const { say } = useWords();
    const [now, setNow] = useState(stand);
    // From the drawing on: an effect begins a frame later, or when a busy machine comes to it, and what was told meanwhile
    // would go unheard until the next time.
    useLayoutEffect(() => listen((told) => setNow(told.stand)), []);
    return (
        <span class={now === 'live' ? 'connection' : 'connection warn'} role="status">
            <span aria-hidden="true">{now === 'live' ? '●' : '▲'}</span> <span class={now === 'live' ? 'spare' : ''}>{say(now)}</span>
        </span>
    );
}

function Languages({ language, onLanguage }: { language: Language; onLanguage: (language: Language) => void }) {
    const { say } = useWords();
    return (
        <div class="languages" role="group" aria-label={say('language')}>
            {(['en', 'ja'] as const).map((each) => (
                <button key={each} type="button" aria-pressed={each === language} onClick={() => onLanguage(each)}>
                    <span lang={each}>{each === 'en' ? 'English' : '日本語'}</span>
                </button>
            ))}
        </div>
    );
}

function Tabs({ place }: { place: Place }) {
    const { say } = useWords();
    const here = rowAt(place);
    return (
        <nav>
            {PLACES.filter((row) => row.tab).map((row) => (
                <a key={row.name} href={href(row.name)} aria-current={row === here ? 'page' : undefined}>
                    {say(row.tab!)}
                </a>
            ))}
        </nav>
    );
}

export function Shell(props: {
    session: Session | undefined;
    place: Place;
    language: Language;
    onLanguage: (language: Language) => void;
    onLeave: () => void;
    children: ComponentChildren;
}) {
    const { session, place, language, onLanguage, onLeave, children } = props;
    const { say, state } = useWords();
    // By its title a page is told apart in a browser's tabs and history, and by who cannot see it.
    useEffect(() => {
        const tab = rowAt(place).tab;
        const words = session ? [...place.slice(1).map(state), tab && say(tab)] : [say('sign_in')];
        document.title = [...words, 'Rackline'].filter(Boolean).join(' · ');
    });
    return (
        <>
            <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}>
                {say('skip')}
            </a>
            <header>
                <span class="brand">Rackline{session && ` · ${session.site}`}</span>
                {session && <Tabs place={place} />}
                <span class="space" />
                {session && <Connection />}
                <Languages language={language} onLanguage={onLanguage} />
                {session && (
                    <button type="button" onClick={onLeave}>
                        {say('sign_out')} <span class="quiet spare">{session.token}</span>
                    </button>
                )}
            </header>
            {session?.training && <p class="training">{say('training')}</p>}
            <main id="main" tabIndex={-1}>
                {children}
            </main>
        </>
    );
}
