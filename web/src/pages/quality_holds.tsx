import { useState } from 'preact/hooks';
import { get, list, v1 } from '../api';
import { Decision, useAct } from '../parts/act';
import { ContainedList, Csv } from '../parts/contained';
import { Mark } from '../parts/mark';
import { Empty, Shown } from '../parts/notice';
import { type Contained, extentOf, type Hold, SELECTOR, type Selector } from '../quality';
import { href, type Place } from '../router';
import { Table } from '../parts/table';
import { Toggles } from '../parts/toggles';
import { useMay } from '../session';
import { useView } from '../view';
import { useWords, type Word } from '../words';
import { HoldForm } from './hold_form';

export function HoldsSection({ rest: [hold, member, text] }: { rest: Place }) {
    if (hold === undefined) return <Holds />;
    if (hold === 'new') return <HoldForm said={member && text ? ({ [member]: text } as Selector) : {}} />;
    return <HoldDetail id={hold} />;
}

// What a hold speaks of, in words.
export function Spoken({ hold }: { hold: Hold }) {
    const { say, time } = useWords();
    return (
        <>
            {SELECTOR.filter((member) => hold[member] !== undefined).map((member) => (
                <span key={member} class="term">
                    <span class="quiet">{say(`of_${member}` as Word)}</span>{' '}
                    {member === 'from' || member === 'to' ? time(hold[member]) : hold[member]}
                </span>
            ))}
        </>
    );
}

function Holds() {
    const { say, time } = useWords();
    const { lead } = useMay();
    const [released, setReleased] = useState(false);
    const viewed = useView('holds', (signal) => list<Hold>('/v1/holds', signal));
    return (
        <>
            <div class="filters">
                {lead && (
                    <a class="button primary" href={href('quality', 'holds', 'new')}>
                        {say('place_hold')}
                    </a>
                )}
                <Toggles label="state" options={[[false, 'lying_holds'], [true, 'released_holds']]} value={released} onChoose={setReleased} />
            </div>
            <Shown viewed={viewed}>
                {(all) => {
                    const holds = all.filter((hold) => Boolean(hold.released) === released).reverse();
                    if (!holds.length) return <Empty hint={say('no_holds_hint')}>{say('no_holds')}</Empty>;
                    return (
                        <Table label="holds" class="wraps stack" heads={['reason', 'selector', 'placed', released && 'released']}>
                            {holds.map((hold) => (
                                <tr key={hold.hold}>
                                    <td>
                                        {!hold.released && <Mark state="held" />}{' '}
                                        <a href={href('quality', 'holds', String(hold.hold))}>
                                            {hold.reason}
                                        </a>
                                    </td>
                                    <td>
                                        <Spoken hold={hold} />
                                    </td>
                                    <td>
                                        {hold.placed_by} <span class="quiet">{time(hold.placed)}</span>
                                    </td>
                                    {released && (
                                        <td>
                                            {hold.release_reason}{' '}
                                            <span class="quiet">
                                                {hold.released_by} {time(hold.released)}
                                            </span>
                                        </td>
                                    )}
                                </tr>
                            ))}
                        </Table>
                    );
                }}
            </Shown>
        </>
    );
}

interface HoldBoard {
    hold: Hold;
    units: Contained[];
}

async function readHold(id: string, signal: AbortSignal): Promise<HoldBoard> {
    const path = v1('holds', id);
    const [view, units] = await Promise.all([
        get<{ hold: Hold }>(path, signal),
        list<Contained>(`${path}/units`, signal),
    ]);
    return { hold: view.hold, units };
}

function HoldDetail({ id }: { id: string }) {
    const { say, time } = useWords();
    const { lead } = useMay();
    const [chosen, setChosen] = useState<string[]>([]);
    const viewed = useView(`hold ${id}`, (signal) => readHold(id, signal));
    const onChoose = ({ serial, part_number }: Contained) => {
        const name = `${part_number} ${serial}`;
        setChosen(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
    };
    return (
        <Shown viewed={viewed}>
            {({ hold, units }) => {
                const picked = units.filter((unit) => !unit.released && chosen.includes(`${unit.part_number} ${unit.serial}`));
                return (
                <>
                    <section class="panel">
                        <h2>
                            <Mark state={hold.released ? 'released' : 'held'} /> {hold.reason}
                        </h2>
                        <p>
                            <Spoken hold={hold} />
                        </p>
                        <p class="quiet">
                            {say('placed')} {hold.placed_by} {time(hold.placed)}
                            {hold.released &&
                                ` · ${say('released')} ${hold.released_by} ${time(hold.released)}: ${hold.release_reason}`}
                        </p>
                        {!hold.released && <Release id={id} units={picked} />}
                    </section>
                    <ContainedList
                        extent={extentOf(units)}
                        units={units}
                        {...(lead && !hold.released ? { choice: { chosen: picked, onChoose } } : {})}
                    >
                        <Csv name={`hold-${id}`} path={v1('holds', id, 'units')} />
                    </ContainedList>
                </>
                );
            }}
        </Shown>
    );
}

// Of the units that are chosen below, or of all.
function Release({ id, units }: { id: string; units: Contained[] }) {
    const { say } = useWords();
    const { lead } = useMay();
    const act = useAct();
    if (!lead) return <p class="quiet">{say('only_leads')}</p>;
    const button = units.length ? `${say('release_chosen')} (${units.length})` : say('release_hold');
    const named = units.map(({ serial, part_number }) => ({ serial, part_number }));
    return (
        <details>
            <summary>{button}</summary>
            <Decision
                id="release"
                button={button}
                act={act}
                onReason={(reason) =>
                    void act.send(
                        v1('holds', id, 'release'),
                        units.length ? { reason, units: named } : { reason },
                    )
                }
            />
        </details>
    );
}
