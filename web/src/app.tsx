import { useState } from 'preact/hooks';
import { OLD_PAGE, type Session } from './api';
import { tellAgain } from './live';
import { SignInPage } from './pages/sign_in';
import { Formless } from './parts/act';
import { Notice } from './parts/notice';
import { Shell } from './parts/shell';
import { rowAt } from './places';
import { goInstead, usePlace } from './router';
import { Signed, useSigning } from './session';
import { firstLanguage, keepLanguage, type Language, loadWords, Spoken } from './words';

export function App() {
    const [language, setLanguage] = useState<Language>(firstLanguage);
    const place = usePlace();
    const { session, nobody, problem, enter, leave } = useSigning();
    const [speechless, setSpeechless] = useState(false);
    const speak = (next: Language) => void loadWords(next).then(
        () => (keepLanguage(next), setLanguage(next), setSpeechless(false), tellAgain()),
        () => setSpeechless(true),
    );
    // A link may bring a token along; what stands for a station begins at its screen.
    const offered = place[0] === 'with' ? place[1] : undefined;
    const signedIn = (next: Session) => {
        enter(next);
        if (next.station && next.station !== session?.station) goInstead('station');
        else if (offered) goInstead('line');
    };
    const over = nobody && session !== undefined;
    return (
        <Spoken.Provider value={language}>
            <Shell session={nobody ? undefined : session} place={place} language={language} onLanguage={speak} onLeave={leave}>
                {problem && <Notice problem={problem} />}
                {speechless && <Notice problem={OLD_PAGE} />}
                {(nobody || (session && offered)) && <SignInPage key={offered} offered={offered} over={over} beside={over && session.station !== undefined} onSession={signedIn} />}
                {/* Who signs in again finds what they were at; a station goes on taking scans meanwhile. */}
                {session && !offered && (
                    <div key={session.token} hidden={over && !session.station}>
                        <Formless key={place.join('/')} />
                        <Signed.Provider value={session}>{rowAt(place).page(place.slice(1))}</Signed.Provider>
                    </div>
                )}
            </Shell>
        </Spoken.Provider>
    );
}
