import { useMemo, useState } from 'preact/hooks';
import { type AsBuilt, get, type Operation, type Product, type Unit, unitPath, v1 } from '../api';
import { elevation } from '../elevation';
import { Elevation } from '../parts/elevation';
import { Describe, Descriptions } from '../parts/described';
import { Differences } from '../parts/differences';
import { Mark } from '../parts/mark';
import { Measures } from '../parts/measures';
import { Shown } from '../parts/notice';
import { RetestRoute } from '../parts/retest';
import { RouteGraph } from '../parts/route_graph';
import { UnitJournal } from '../parts/unit_journal';
import { WaiversOf } from '../parts/waivers';
import { useWhen } from '../parts/when';
import { type Attempt, flatten, type Placed } from '../rack';
import { href } from '../router';
import { Table } from '../parts/table';
import { useView } from '../view';
import { useWords } from '../words';

interface Board {
    unit: Unit;
    built: AsBuilt;
    product: Product;
}

// A unit is of a released revision, which never changes: it is asked for once.
function unitReader(serial: string, partNumber: string | undefined): (signal: AbortSignal) => Promise<Board> {
    let known: Product | undefined;
    return async (signal) => {
        const unit = await get<Unit>(unitPath({ serial, part_number: partNumber }), signal);
        const [built, product] = await Promise.all([
            get<AsBuilt>(unitPath(unit, 'as-built'), signal),
            known?.revision === unit.revision ? known : get<Product>(v1('products', unit.part_number, unit.revision), signal),
        ]);
        known = product;
        return { unit, built, product };
    };
}

// Where it is done, or was done last.
const stationOf = ({ operation, station }: Operation, runs: Attempt[]): string | undefined =>
    station ?? runs.filter((run) => run.operation === operation).at(-1)?.station;

function Route({ operations, runs }: { operations: Operation[]; runs: Attempt[] }) {
    const when = useWhen();
    return (
        <Table label="operations" class="tight stack" heads={['operation', 'state', 'attempts', 'station', '']} numbers={['attempts']}>
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
                        {stationOf(operation, runs)} {operation.bay}
                    </td>
                    <td class="quiet">{when(operation)}</td>
                </tr>
            ))}
        </Table>
    );
}

const matches = (row: Placed, wanted: string): boolean =>
    [row.path, row.part_number, row.serial, row.lot, row.supplier, row.country].some((text) =>
        text?.toLowerCase().includes(wanted),
    );

const AT_ONCE = 60; // rows: to lay out a rack of seven hundred takes several frames, and nobody sees more

// All that is inside; further rows come as one scrolls to them.
function Tree({ built }: { built: AsBuilt }) {
    const { say } = useWords();
    const [text, setText] = useState('');
    const wanted = text.trim().toLowerCase();
    const rows = useMemo(() => flatten(built.components), [built]);
    const [most, setMost] = useState(AT_ONCE);
    const shown = wanted ? rows.filter((row) => matches(row, wanted)) : rows;
    const search = (next: string) => {
        setText(next);
        setMost(AT_ONCE);
    };
    return (
        <>
            <label class="search">
                {say('search')}{' '}
                <input
                    type="search"
                    placeholder={say('search_hint')}
                    value={text}
                    onInput={(event) => search(event.currentTarget.value)}
                />{' '}
                <span class="quiet" role="status">
                    {shown.length}/{rows.length}
                </span>
            </label>
            {shown.length ? (
                <Table label="as_built" tall onEnd={() => most < shown.length && setMost(most + AT_ONCE)} heads={['position', 'part', 'serial', 'lot', 'supplier', 'country']}>
                    {shown.slice(0, most).map((row) => (
                        <tr key={row.path}>
                            <td class={`depth-${Math.min(row.depth, 3)}`}>{wanted ? row.path : row.position} {row.described_by && <Mark state="described" />}</td>
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
                <p class="quiet">{say(rows.length ? 'nothing_found' : 'nothing_in')}</p>
            )}
        </>
    );
}

const OVER = ['closed', 'voided'];

function Faults({ unit }: { unit: Unit }) {
    const { say, state, time } = useWords();
    if (!unit.nonconformances.length) return <p class="quiet">{say('no_nonconformances')}</p>;
    return (
        <ul class="blocked">
            {unit.nonconformances.map((fault) => (
                <li key={fault.nonconformance} class={OVER.includes(fault.state) ? 'over' : ''}>
                    <Mark state={fault.state} />{' '}
                    <a href={href('quality', 'faults', String(fault.nonconformance), ...(OVER.includes(fault.state) ? [fault.state] : []))}>{state(fault.code)}</a>{' '}
                    {fault.operation} {fault.position}{' '}
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
            {built.frozen && <span class="quiet">{say('frozen')}</span>}{' '}
            {built.shipment && (
                <span>
                    {time(built.shipment.shipped)} {built.shipment.carrier} {built.shipment.tracking_number && `${say('tracking_number')} ${built.shipment.tracking_number}`}
                </span>
            )}
        </p>
    );
}

export function UnitPage({ serial, partNumber }: { serial: string; partNumber: string | undefined }) {
    const { say, state } = useWords();
    const read = useMemo(() => unitReader(serial, partNumber), [serial, partNumber]);
    const viewed = useView(`unit ${serial} ${partNumber}`, read);
    return (
        <>
            <h1>{serial}</h1>
            <Shown viewed={viewed}>
                {({ unit, built, product }) => (
                    <>
                        <Head unit={unit} built={built} />
                        {unit.holds.map((hold) => (
                            <p key={hold.hold} class="blocked">
                                <Mark state="held" /> <a href={href('quality', 'holds', `${hold.hold}`)}>{hold.reason}</a>{' '}
                                <span class="quiet">
                                    {hold.matches === 0 ? say('holds_nothing') : `${hold.via ?? ''}${hold.matches! > 1 ? ` +${hold.matches! - 1}` : ''}`}
                                </span>
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
                                    <RouteGraph routing={product.definition.routing} operations={unit.operations} />
                                    <Route operations={unit.operations} runs={built.runs} />
                                </div>
                                <h2>{say('nonconformances')}</h2>
                                <Faults unit={unit} />
                                <WaiversOf unit={unit} />
                                <h2>{say('retest')}</h2>
                                {unit.state === 'shipped' ? <p class="quiet">{say('nothing_left')}</p> : <RetestRoute path={unitPath(unit, 'retest')} />}
                            </section>
                        </div>
                        <h2>{say('journal')}</h2>
                        <UnitJournal path={unitPath(unit, 'events')} />
                        <h2>{say('measurements')}</h2>
                        <Measures attempts={built.runs} routing={product.definition.routing} />
                        <h2>{say('as_built')}</h2>
                        {built.unfilled.length > 0 && (
                            <p class="quiet">
                                {say('unfilled')}: {built.unfilled.length}
                            </p>
                        )}
                        <Tree built={built} />
                        {built.descriptions.length > 0 && <h3>{say('described')}</h3>}
                        <Descriptions list={built.descriptions} />
                        <Describe key={built.descriptions.length} parts={built.components.map(({ position, part_number, serial }) => [position, serial ? { part_number, serial } : { unit: unit.serial, unit_part_number: unit.part_number, position }])} />
                        <h2>{say('differences')}</h2>
                        <Differences path={unitPath(unit, 'as-built')} from={unit.started ?? new Date().toISOString()} />
                        <h2>{say('origin')}</h2>
                        <ul class="shares">
                            {built.countries.map((share) => (
                                <li key={share.country}>
                                    {state(share.country)} <span class="quiet">{share.components}</span>{' '}
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
