import { useState } from 'preact/hooks';
import { type Problem, type Session, signIn, signInAs } from '../api';
import { useFocus } from '../parts/focus';
import { Notice } from '../parts/notice';
import { useWords } from '../words';

// offered: a token that a link brought along; who opened it says whether to sign in with it, and needs no name. over: somebody was signed in.
// beside: a station's screen is there too, and the focus is left to what is scanned.
export function SignInPage(props: { offered?: string | undefined; over: boolean; beside: boolean; onSession: (session: Session) => void }) {
    const { offered = '', over, beside, onSession } = props;
    const { say } = useWords();
    const form = useFocus<HTMLFormElement>();
    const [account, setAccount] = useState('');
    const [password, setPassword] = useState('');
    const [token, setToken] = useState(offered);
    const [problem, setProblem] = useState<Problem>();
    const [asking, setAsking] = useState(false);
    const submit = (event: Event) => {
        event.preventDefault();
        setAsking(true);
        (token ? signIn(token.trim()) : signInAs(account.trim(), password))
            .then(onSession, (refused: Problem) => {
                setProblem(refused);
                setPassword('');
            })
            .finally(() => setAsking(false));
    };
    return (
        <form class="sign-in" ref={beside ? null : form} onSubmit={submit}>
            <h1>{say('sign_in')}</h1>
            {over && <p role="status">{say('session_ended')}</p>}
            {(!offered || problem) && (
                <>
                    <label for="account">{say('your_account')}</label>
                    <input
                        id="account"
                        autocomplete="username"
                        autocapitalize="none"
                        spellcheck={false}
                        required={!token}
                        value={account}
                        onInput={(event) => setAccount(event.currentTarget.value)}
                    />
                    <label for="password">{say('your_password')}</label>
                    <input
                        id="password"
                        type="password"
                        autocomplete="current-password"
                        required={!token}
                        value={password}
                        onInput={(event) => setPassword(event.currentTarget.value)}
                    />
                    <p class="quiet">{say('or_a_token')}</p>
                </>
            )}
            <label for="token">{say('your_token')}</label>
            <input
                id="token"
                type="password"
                autocomplete="off"
                value={token}
                aria-describedby="token-hint"
                onInput={(event) => setToken(event.currentTarget.value)}
            />
            <p id="token-hint" class="quiet">
                {say('token_hint')}
            </p>
            {problem && <Notice problem={problem} />}
            <button type="submit" class="primary" disabled={asking}>
                {say('sign_in')}
            </button>
        </form>
    );
}
