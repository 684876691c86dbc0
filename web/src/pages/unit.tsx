import { useMemo, useState } from 'preact/hooks';
import { type AsBuilt, get, type Operation, type Product, type Unit, unitPath, v1 } from '../api';
import { elevation } from '../elevation';
import { Elevation } from '../parts/elevation';
import { Differences } from '../parts/differences';
import { Mark } from '../parts/mark';
import { Measures } from '../parts/measures';
import { Shown } from '../parts/notice';
import { RetestRoute } from '../parts/retest';
import { RouteGraph } from '../parts/route_graph';
import { UnitJournal } from '../parts/unit_journal';
import { flatten, type Placed } from '../rack';
import { href } from '../router';
import { Table } from '../parts/table';
import { useView } from '../view';
import { useWords } from '../words';

interface Board {
    unit: Unit;
    built: AsBuilt;
    product: Product;
}

async function readUnit(serial: string, partNumber: string | undefined, signal: AbortSignal): Promise<Board> {
    const unit = await get<Unit>(unitPath({ serial, part_number: partNumber }), signal);
    const [built, product] = await Promise.all([
        get<AsBuilt>(unitPath(unit, 'as-built'), signal),
        get<Product>(v1('products', unit.part_number, unit.revision), signal),
    ]);
    return { unit, built, product };
}

function Route({ operations }: { operations: Operation[] }) {
    const { say, time } = useWords();
    return (
        <Table label="operations" heads={['operation', 'state', 'attempts', 'station', '']} numbers={['attempts']}>
            {operations.map((operation) => (
                <tr key={operation.operation}>
                    <td>
                        {operation.operation} {operation.name}
                    </td>
                    <td>
                        <Mark state={operation.state} />
                    </td>
                    <td class="right">{operation.attempts || ''}</td>
                    <td>
                        {operation.station} {operation.bay}
                    </td>
                    <td class="quiet">
                        {operation.remaining_min !== undefined
                            ? `${say('remaining')} ${Math.ceil(operation.remaining_min)} ${say('minutes')}`
                            : operation.state === 'blocked'
                              ? `${say('waiting_for')} ${operation.waiting_for.join(' ')}`
                              : time(operation.ended ?? operation.started)}
                    </td>
                </tr>
            ))}
        </Table>
    );
}

const matches = (row: Placed, wanted: string): boolean =>
    [row.path, row.part_number, row.serial, row.lot, row.supplier, row.country].some((text) =>
        text?.toLowerCase().includes(wanted),
    );

function Tree({ built }: { built: AsBuilt }) {
    const { say } = useWords();
    const [wanted, setWanted] = useState('');
    const rows = useMemo(() => flatten(built.components), [built]);
    const shown = wanted ? rows.filter((row) => matches(row, wanted.toLowerCase())) : rows;
    return (
        <>
            <label class="search">
                {say('search')}{' '}
                <input
                    type="search"
                    placeholder={say('search_hint')}
                    value={wanted}
                    onInput={(event) => setWanted(event.currentTarget.value.trim())}
                />{' '}
                <span class="quiet" role="status">
                    {shown.length}/{rows.length}
                </span>
            </label>
            {shown.length ? (
                <Table label="as_built" tall heads={['position', 'part', 'serial', 'lot', 'supplier', 'country']}>
                    {shown.map((row) => (
                        <tr key={row.path}>
                            <td class={`depth-${Math.min(row.depth, 3)}`}>{wanted ? row.path : row.position}</td>
                            <td>
                                {row.part_number} {row.revision}
                            </td>
                            <td>
                                {row.serial && row.components ? (
                                    <a href={href('units', row.serial, row.part_number)}>{row.serial}</a>
                                ) : (
                                    row.serial
                                )}
                            </td>
                            <td>{row.lot}</td>
                            <td>{row.supplier}</td>
                            <td>{row.country}</td>
                        </tr>
                    ))}
                </Table>
            ) : (
                <p class="quiet">{say('nothing_found')}</p>
            )}
        </>
    );
}

function Faults({ unit }: { unit: Unit }) {
    const { say, state, time } = useWords();
    if (!unit.nonconformances.length) return <p class="quiet">{say('no_nonconformances')}</p>;
    return (
        <ul class="blocked">
            {unit.nonconformances.map((fault) => (
                <li key={fault.nonconformance}>
                    <Mark state={fault.state} /> {fault.code} {fault.operation} {fault.position}{' '}
                    <span class="quiet">
                        {time(fault.reported)} {state(fault.disposition)}
                    </span>
                    {fault.description && <p>{fault.description}</p>}
                </li>
            ))}
        </ul>
    );
}

function Head({ unit, built }: { unit: Unit; built: AsBuilt }) {
    const { say, time } = useWords();
    return (
        <p class="head">
            <Mark state={unit.state} /> {unit.held && <Mark state="held" />} {unit.late && <Mark state="late" />}{' '}
            <span>
                {unit.part_number} {unit.revision} · <a href={href('orders', unit.order)}>{unit.order}</a>
            </span>{' '}
            {unit.due && (
                <span class="quiet">
                    {say('due')} {time(unit.due)}
                </span>
            )}{' '}
            {unit.installed_in && (
                <span>
                    {say('installed_in')} <a href={href('units', unit.installed_in)}>{unit.installed_in}</a>
                </span>
            )}{' '}
            {built.frozen && <span class="quiet">{say('frozen')}</span>}
        </p>
    );
}

export function UnitPage({ serial, partNumber }: { serial: string; partNumber: string | undefined }) {
    const { say } = useWords();
    const viewed = useView(`unit ${serial} ${partNumber}`, (signal) => readUnit(serial, partNumber, signal));
    return (
        <>
            <h1>{serial}</h1>
            <Shown viewed={viewed}>
                {({ unit, built, product }) => (
                    <>
                        <Head unit={unit} built={built} />
                        {unit.holds.map((hold) => (
                            <p key={hold} class="blocked">
                                <Mark state="held" /> {hold}
                            </p>
                        ))}
                        <div class={product.definition.rack_units ? 'beside' : ''}>
                            {product.definition.rack_units && (
                                <Elevation
                                    height={product.definition.rack_units}
                                    slots={elevation(product, built, unit)}
                                />
                            )}
                            <section>
                                <h2>{say('operations')}</h2>
                                <div class="route-and-table">
                                    <Route operations={unit.operations} />
                                    <RouteGraph routing={product.definition.routing} operations={unit.operations} />
                                </div>
                                <h2>{say('nonconformances')}</h2>
                                <Faults unit={unit} />
                                <h2>{say('retest')}</h2>
                                <RetestRoute path={unitPath(unit, 'retest')} />
                            </section>
                        </div>
                        <h2>{say('journal')}</h2>
                        <UnitJournal path={unitPath(unit, 'events')} />
                        <h2>{say('measurements')}</h2>
                        <Measures attempts={built.runs} />
                        <h2>{say('as_built')}</h2>
                        {built.unfilled.length > 0 && (
                            <p class="quiet">
                                {say('unfilled')}: {built.unfilled.length}
                            </p>
                        )}
                        <Tree built={built} />
                        <h2>{say('differences')}</h2>
                        <Differences path={unitPath(unit, 'as-built')} from={unit.started ?? new Date().toISOString()} />
                        <h2>{say('origin')}</h2>
                        <ul class="shares">
                            {built.countries.map((share) => (
                                <li key={share.country}>
                                    {share.country} <span class="quiet">{share.components}</span>{' '}
                                    {(share.share * 100).toFixed(1)} %
                                </li>
                            ))}
                        </ul>
                    </>
                )}
            </Shown>
        </>
    );
}
