import { useEffect, useState } from 'preact/hooks';
import { get, Problem, type Session, signOut } from './api';
import { begin } from './live';
import { SignInPage } from './pages/sign_in';
import { Notice } from './parts/notice';
import { Shell } from './parts/shell';
import { rowAt } from './places';
import { goInstead, usePlace } from './router';
import { Signed } from './session';
import { firstLanguage, keepLanguage, type Language, loadWords, Spoken } from './words';

type Known = Session | 'nobody' | 'asking' | Problem;

export function App() {
    const [language, setLanguage] = useState<Language>(firstLanguage);
    const [known, setKnown] = useState<Known>('asking');
    const place = usePlace();
    useEffect(() => keepLanguage(language), [language]);
    useEffect(() => {
        get<Session>('/v1/session').then(setKnown, (problem: Problem) =>
            setKnown(problem.status === 401 ? 'nobody' : problem),
        );
    }, []);
    const session = typeof known === 'object' && !(known instanceof Problem) ? known : undefined;
    useEffect(() => {
        if (session) begin();
    }, [session]);
    const speak = (next: Language) => void loadWords(next).then(
        () => setLanguage(next),
        () => {},
    );
    // A link may bring a token along; what stands for a station begins at its screen.
    const offered = place[0] === 'with' ? place[1] : undefined;
    const enter = (next: Session) => {
        setKnown(next);
        if (next.station) goInstead('station');
        else if (offered) goInstead('line');
    };
    const leave = () => void signOut().then(() => location.reload());
    return (
        <Spoken.Provider value={language}>
            <Shell session={session} place={place} language={language} onLanguage={speak} onLeave={leave}>
                <Signed.Provider value={session}>{session && !offered && rowAt(place).page(place.slice(1))}</Signed.Provider>
                {(known === 'nobody' || (session && offered)) && <SignInPage key={offered} offered={offered} onSession={enter} />}
                {known instanceof Problem && <Notice problem={known} />}
            </Shell>
        </Spoken.Provider>
    );
}
