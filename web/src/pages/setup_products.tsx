import { useState } from 'preact/hooks';
import { get, list, Problem, type Product, put, v1 } from '../api';
import { useAct } from '../parts/act';
import { Choice } from '../parts/choice';
import { Empty, Notice, Shown } from '../parts/notice';
import { differencesOf } from '../revisions';
import { go, href, type Place } from '../router';
import { Table } from '../parts/table';
import { useMay } from '../session';
import { useView } from '../view';
import { useWords } from '../words';

interface Summary {
    part_number: string;
    revision: string;
    name: string;
    state: string;
    positions: number;
    operations: number;
    version: number;
}

export function Products({ rest: [part, revision, against] }: { rest: Place }) {
    const { say, state } = useWords();
    const { plan } = useMay();
    const viewed = useView('products', (signal) => list<Summary>('/v1/products', signal));
    if (part !== undefined && revision !== undefined)
        return <ProductDetail key={`${part}/${revision}`} part={part} revision={revision} against={against} others={viewed.answer ?? []} />;
    return (
        <>
            {plan && <Upload known={viewed.answer ?? []} />}
            <Shown viewed={viewed}>
                {(products) =>
                    products.length ? (
                        <Table label="products" class="stack" heads={['product', 'name', 'state', 'positions', 'step_count']} numbers={['positions', 'step_count']}>
                            {products.map((product) => (
                                <tr key={`${product.part_number}/${product.revision}`}>
                                    <td>
                                        <a href={href('setup', 'products', product.part_number, product.revision)}>
                                            {product.part_number} {product.revision}
                                        </a>
                                    </td>
                                    <td>{product.name}</td>
                                    <td>{state(product.state)}</td>
                                    <td class="right">{product.positions}</td>
                                    <td class="right">{product.operations}</td>
                                </tr>
                            ))}
                        </Table>
                    ) : (
                        <Empty hint={say('no_definitions_hint')}>{say('no_definitions')}</Empty>
                    )
                }
            </Shown>
        </>
    );
}

// A definition from a file: as a whole, or with every fault and where it is.
function Upload({ known }: { known: Summary[] }) {
    const { say } = useWords();
    const [problem, setProblem] = useState<Problem>();
    const [busy, setBusy] = useState(false);
    const take = async (file: File) => {
        setBusy(true);
        try {
            const definition = JSON.parse(await file.text()) as { part_number?: string; revision?: string };
            const { part_number: part = '', revision = '' } = definition;
            if (!part || !revision) throw new Problem(400, say('no_definition'), []);
            const before = known.find((each) => each.part_number === part && each.revision === revision);
            await put(v1('products', part, revision), definition, before?.version);
            setProblem(undefined);
            go('setup', 'products', part, revision);
        } catch (error) {
            setProblem(error instanceof Problem ? error : new Problem(400, say('no_definition'), []));
        } finally {
            setBusy(false);
        }
    };
    return (
        <section class="panel">
            <label>
                {say('upload')}{' '}
                <input
                    type="file"
                    accept="application/json,.json"
                    disabled={busy}
                    onChange={(event) => {
                        const [file] = event.currentTarget.files ?? [];
                        event.currentTarget.value = '';
                        if (file) void take(file);
                    }}
                />
            </label>
            <p class="quiet">{say('upload_hint')}</p>
            {problem && <Notice problem={problem} exact />}
        </section>
    );
}

function ProductDetail({ part, revision, against, others }: { part: string; revision: string; against: string | undefined; others: Summary[] }) {
    const { say, state } = useWords();
    const { plan } = useMay();
    const act = useAct();
    const viewed = useView(`product ${part}/${revision}`, (signal) => get<Product>(v1('products', part, revision), signal));
    const revisions = others.filter((each) => each.part_number === part && each.revision !== revision);
    const next = { draft: 'release', released: 'obsolete' }[viewed.answer?.state ?? ''] as 'release' | 'obsolete' | undefined;
    return (
        <>
            <p>
                <a href={href('setup', 'products')}>{say('products')}</a>
            </p>
            <Shown viewed={viewed}>
                {(product) => (
                    <>
                        <section class="panel">
                            <h2>
                                {part} {revision} <span class="quiet">{state(product.state)}</span>
                            </h2>
                            <p>{product.definition.name}</p>
                            {plan && next && (
                                <p class="signing">
                                    <button type="button" class="primary" disabled={act.busy} onClick={() => void act.send(v1('products', part, revision, next))}>
                                        {say(next === 'release' ? 'release_product' : 'obsolete_product')}
                                    </button>
                                    <span class="quiet">{say(next === 'release' ? 'release_hint' : 'obsolete_hint')}</span>
                                </p>
                            )}
                            {act.problem && <Notice problem={act.problem} />}
                            {revisions.length > 0 && (
                                <Choice
                                    label={say('compare_with')}
                                    empty=""
                                    value={against}
                                    onChoose={(other) => go('setup', 'products', part, revision, ...(other ? [other] : []))}
                                    names={revisions.map((each) => [each.revision])}
                                />
                            )}
                        </section>
                        {against !== undefined ? <Differences product={product} against={against} /> : <Definition product={product} />}
                    </>
                )}
            </Shown>
        </>
    );
}

function Differences({ product, against }: { product: Product; against: string }) {
    const { say } = useWords();
    const viewed = useView(`product ${product.part_number}/${against}`, (signal) => get<Product>(v1('products', product.part_number, against), signal));
    return (
        <Shown viewed={viewed}>
            {(other) => {
                const differences = differencesOf(other.definition, product.definition);
                if (!differences.length) return <Empty>{say('no_differences')}</Empty>;
                return (
                    <div class="scroll" tabIndex={0} role="region" aria-label={say('revisions_differ')}>
                        <table>
                            <thead>
                                <tr>
                                    <th>{say('revisions_differ')}</th>
                                    <th>{other.revision}</th>
                                    <th>{product.revision}</th>
                                </tr>
                            </thead>
                            <tbody>
                                {differences.map(({ where, before, after }) => (
                                    <tr key={where}>
                                        <td>{where}</td>
                                        <td>{before}</td>
                                        <td>{after}</td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                );
            }}
        </Shown>
    );
}

// What an operation demands beside its parts, and its word.
const DEMANDS = [
    ['station', 'station_type'],
    ['skill', 'required_skill'],
    ['tool', 'required_tool'],
    ['sign_off', 'sign_off'],
] as const;

function Definition({ product: { definition } }: { product: Product }) {
    const { say, state } = useWords();
    return (
        <>
            <h2>{say('bill_of_materials')}</h2>
            <Table label="bill_of_materials" class="stack" heads={['positions', 'part', 'name', 'operation', 'u_position']} numbers={['u_position']}>
                {definition.bill_of_materials.map((row) => (
                    <tr key={row.positions}>
                        <td>{row.positions}</td>
                        <td>
                            {row.part_number}
                            {row.serial_pattern && <div class="quiet form">{row.serial_pattern.replaceAll('|', '\n')}</div>}
                        </td>
                        <td>{row.name}</td>
                        <td>{row.operation}</td>
                        <td class="right">{row.u_position}</td>
                    </tr>
                ))}
            </Table>
            <h2>{say('routing')}</h2>
            <Table label="routing" class="stack routing" heads={['operation', 'name', 'after', 'demands', 'measured', 'checks']}>
                {definition.routing.map((step) => (
                    <tr key={step.operation}>
                        <td>{step.operation}</td>
                        <td>{step.name}</td>
                        <td>{step.after?.join(', ')}</td>
                        <td>
                            {DEMANDS.map(
                                ([word, member]) =>
                                    step[member] && (
                                        <div key={word}>
                                            <span class="quiet">{say(word)}</span> {state(step[member])}
                                        </div>
                                    ),
                            )}
                        </td>
                        <td>
                            {step.characteristics?.map((each) => (
                                <span key={each.name} class="term">
                                    {each.name} <span class="quiet">{`${each.lower ?? ''} … ${each.upper ?? ''} ${each.unit_of_measure ?? ''}`}</span>
                                </span>
                            ))}
                        </td>
                        <td>
                            {step.checks?.map(({ name, question, positions, accepted }) => (
                                <div key={name}>
                                    {question} <span class="quiet">{[positions, ...(accepted ?? [])].filter(Boolean).join(', ')}</span>
                                </div>
                            ))}
                        </td>
                    </tr>
                ))}
            </Table>
        </>
    );
}
