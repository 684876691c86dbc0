import { useState } from 'preact/hooks';
import { Problem, type Session, signIn } from '../api';
import { useWords } from '../words';

export function SignInPage({ onSession }: { onSession: (session: Session) => void }) {
    const { say } = useWords();
    const [token, setToken] = useState('');
    const [problem, setProblem] = useState<Problem>();
    const [asking, setAsking] = useState(false);
    const submit = (event: Event) => {
        event.preventDefault();
        setAsking(true);
        signIn(token.trim())
            .then(onSession, (refused: Problem) => setProblem(refused))
            .finally(() => setAsking(false));
    };
    return (
        <form class="sign-in" onSubmit={submit}>
            <h1>{say('sign_in')}</h1>
            <input class="unseen" type="text" autocomplete="username" value="rackline" readonly tabIndex={-1} aria-hidden="true" />
            <label for="token">{say('your_token')}</label>
            <input
                id="token"
                type="password"
                autocomplete="current-password"
                required
                autofocus
                value={token}
                aria-describedby="token-hint"
                onInput={(event) => setToken(event.currentTarget.value)}
            />
            <p id="token-hint" class="quiet">
                {say('token_hint')}
            </p>
            {problem && (
                <p class="bad" role="alert">
                    {say(problem.status ? 'token_wrong' : 'no_answer')}
                </p>
            )}
            <button type="submit" disabled={asking}>
                {say('sign_in')}
            </button>
        </form>
    );
}
