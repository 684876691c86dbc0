import { useState } from 'preact/hooks';
import { useAct } from '../parts/act';
import { Notice } from '../parts/notice';
import { useMay } from '../session';
import { useWords } from '../words';

// What a person who signed in with a password may change about that.
export function Own() {
    const { say } = useWords();
    const { account, name } = useMay();
    const act = useAct();
    const [old, setOld] = useState('');
    const [next, setNext] = useState('');
    if (!account) return <p class="quiet">{say('own_token')}</p>;
    const change = (event: Event) => {
        event.preventDefault();
        void act.send('/v1/session/password', { password: old, new_password: next }).then((answer) => answer && location.reload());
    };
    const endAll = () => void act.send('/v1/session/end-all').finally(() => location.reload());
    return (
        <section class="panel narrow">
            <h2>{name}</h2>
            <form class="decision" onSubmit={change}>
                <label for="old">{say('your_password')}</label>
                <input id="old" type="password" autocomplete="current-password" required value={old} onInput={(event) => setOld(event.currentTarget.value)} />
                <label for="next">{say('new_password')}</label>
                <input id="next" type="password" autocomplete="new-password" required minLength={10} maxLength={128} aria-describedby="next-hint" value={next} onInput={(event) => setNext(event.currentTarget.value)} />
                <small id="next-hint" class="quiet">
                    {say('password_hint')}
                </small>
                {act.problem && <Notice problem={act.problem} />}
                <p class="signing">
                    <button type="submit" class="primary" disabled={act.busy}>
                        {say('set_password')}
                    </button>
                    <button type="button" onClick={endAll}>
                        {say('sign_out_everywhere')}
                    </button>
                </p>
            </form>
        </section>
    );
}
