import { useEffect, useState } from 'preact/hooks';
import { get, Problem, type Session, signOut } from './api';
import { begin } from './live';
import { LinePage } from './pages/line';
import { OrderPage, OrdersPage } from './pages/orders';
import { SignInPage } from './pages/sign_in';
import { UnitPage } from './pages/unit';
import { Notice } from './parts/notice';
import { Shell } from './parts/shell';
import { type Place, usePlace } from './router';
import { firstLanguage, keepLanguage, type Language, Spoken } from './words';

function Content({ place }: { place: Place }) {
    const [first, second, third] = place;
    if (first === 'orders') return second === undefined ? <OrdersPage /> : <OrderPage order={second} />;
    if (first === 'units' && second !== undefined) return <UnitPage serial={second} partNumber={third} />;
    return <LinePage />;
}

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
    const leave = () => void signOut().then(() => location.reload());
    return (
        <Spoken.Provider value={language}>
            <Shell session={session} place={place} language={language} onLanguage={setLanguage} onLeave={leave}>
                {session && <Content place={place} />}
                {known === 'nobody' && <SignInPage onSession={setKnown} />}
                {known instanceof Problem && <Notice problem={known} />}
            </Shell>
        </Spoken.Provider>
    );
}
