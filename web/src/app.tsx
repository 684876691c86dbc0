import { useEffect, useState } from 'preact/hooks';
import { get, Problem, type Session, signOut } from './api';
import { begin } from './live';
import { SignInPage } from './pages/sign_in';
import { Notice } from './parts/notice';
import { Shell } from './parts/shell';
import { rowAt } from './places';
import { usePlace } from './router';
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
    const leave = () => void signOut().then(() => location.reload());
    return (
        <Spoken.Provider value={language}>
            <Shell session={session} place={place} language={language} onLanguage={speak} onLeave={leave}>
                <Signed.Provider value={session}>{session && rowAt(place).page(place.slice(1))}</Signed.Provider>
                {known === 'nobody' && <SignInPage onSession={setKnown} />}
                {known instanceof Problem && <Notice problem={known} />}
            </Shell>
        </Spoken.Provider>
    );
}
