import { useState } from 'preact/hooks';
import { list, v1 } from '../api';
import { useAct } from '../parts/act';
import { Fields } from '../parts/fields';
import { Empty, Notice, Shown } from '../parts/notice';
import { bodyOf, draftOf, type Field, type Row } from '../setup';
import { Table } from '../parts/table';
import { useView } from '../view';
import { useWords } from '../words';

interface Token {
    token: string;
    role: string;
    station?: string;
    made: string;
    revoked?: string;
}

const FIELDS: Field[] = [
    { member: 'token', type: 'code', required: true },
    { member: 'role', type: 'choice', choices: ['station', 'viewer', 'operator', 'quality', 'planner', 'admin'], required: true },
    { member: 'station', type: 'code', hint: 'token_station_hint' },
];

export function Tokens() {
    const { say, state, time } = useWords();
    const act = useAct();
    const viewed = useView('tokens', (signal) => list<Token>('/v1/tokens', signal));
    return (
        <>
            <MakeToken />
            {act.problem && <Notice problem={act.problem} />}
            <Shown viewed={viewed}>
                {(tokens) =>
                    tokens.length ? (
                        <Table label="tokens" class="stack" heads={['name', 'role', 'station', 'made', 'revoked']}>
                            {tokens.map((token) => (
                                <tr key={token.token}>
                                    <td>{token.token}</td>
                                    <td>{state(token.role)}</td>
                                    <td>{token.station}</td>
                                    <td>{time(token.made)}</td>
                                    <td>
                                        {token.revoked ? (
                                            time(token.revoked)
                                        ) : (
                                            <button
                                                type="button"
                                                disabled={act.busy}
                                                aria-label={`${say('revoke')} ${token.token}`}
                                                onClick={() => confirm(`${token.token}: ${say('revoke_sure')}`) && void act.send(v1('tokens', token.token, 'revoke'))}
                                            >
                                                {say('revoke')}
                                            </button>
                                        )}
                                    </td>
                                </tr>
                            ))}
                        </Table>
                    ) : (
                        <Empty hint={say('no_tokens_hint')}>{say('no_tokens')}</Empty>
                    )
                }
            </Shown>
        </>
    );
}

function MakeToken() {
    const { say } = useWords();
    const act = useAct();
    const [draft, setDraft] = useState<Row>(() => draftOf(FIELDS, {}));
    const [secret, setSecret] = useState<string>();
    const make = (event: Event) => {
        event.preventDefault();
        setSecret(undefined);
        void act.send<{ secret?: string }>('/v1/tokens', bodyOf(FIELDS, draft)).then((made) => {
            if (!made) return;
            setSecret(made.secret);
            setDraft(draftOf(FIELDS, {}));
        });
    };
    return (
        <section class="panel">
            <h2>{say('new_token')}</h2>
            <form onSubmit={make}>
                <div class="members">
                    <Fields fields={FIELDS} problem={act.problem} draft={draft} onDraft={setDraft} />
                </div>
                {act.problem && <Notice problem={act.problem} />}
                <p class="signing">
                    <button type="submit" class="primary" disabled={act.busy}>
                        {say('make_token')}
                    </button>
                </p>
            </form>
            {secret && (
                <p role="status">
                    {say('shown_once')} <code class="secret">{secret}</code>
                </p>
            )}
        </section>
    );
}
