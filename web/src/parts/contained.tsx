import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { download, Problem } from '../api';
import { type Contained, depthOf, type Extent } from '../quality';
import { href } from '../router';
import { Table } from './table';
import { useWords } from '../words';
import { Mark } from './mark';
import { Notice } from './notice';

// The rest is in the file: nobody reads thousands of rows on a screen.
const SHOWN_MAX = 500;

function Figures({ extent, recall }: { extent: Extent; recall: boolean }) {
    const { say } = useWords();
    return (
        <dl class="counts compact">
            <div>
                <dt>{say('units')}</dt>
                <dd>{extent.units}</dd>
            </div>
            {extent.byPart.map(([part, units]) => (
                <div key={part}>
                    <dt>{part}</dt>
                    <dd>{units}</dd>
                </div>
            ))}
            <div>
                <dt>{say('deepest')}</dt>
                <dd>{extent.deepest}</dd>
            </div>
            <div class={extent.shipped && recall ? 'warn' : ''}>
                <dt>
                    {extent.shipped > 0 && recall && <span aria-hidden="true">▲ </span>}
                    {say(recall ? 'to_recall' : 'shipped')}
                </dt>
                <dd>{extent.shipped}</dd>
            </div>
        </dl>
    );
}

// The units that are chosen, one by one.
export interface Choice {
    chosen: Contained[];
    onChoose: (unit: Contained) => void;
}

// What a hold lies on, or would: how much of it, and unit by unit; what was shipped first, with for whom and where.
export function ContainedList({
    extent,
    units,
    children,
    choice,
    recall = true,
}: {
    extent: Extent;
    units: Contained[];
    children?: ComponentChildren;
    choice?: Choice;
    recall?: boolean; // what was shipped is to come back: a trace alone doubts nothing
}) {
    const { say } = useWords();
    if (!units.length) return <p class="empty">{say('holds_nothing')}</p>;
    const shipped = (unit: Contained) => Number(unit.state === 'shipped');
    const sorted = [...units].sort((a, b) => shipped(b) - shipped(a));
    return (
        <section aria-label={say('units')} class="contained">
            <Figures extent={extent} recall={recall} />
            <p class="signing">
                {children}{' '}
                {units.length > SHOWN_MAX && (
                    <span class="quiet">
                        {SHOWN_MAX}/{units.length}
                    </span>
                )}
            </p>
            <Table label="units" tall class="stack" heads={['serial', 'state', 'order', 'customer', 'matched', 'depth', 'matches']} numbers={['depth', 'matches']}>
                {sorted.slice(0, SHOWN_MAX).map((unit) => (
                    <Row key={`${unit.part_number} ${unit.serial}`} unit={unit} choice={choice} recall={recall && unit.state === 'shipped'} />
                ))}
            </Table>
        </section>
    );
}

function Row({ unit, choice, recall }: { unit: Contained; choice: Choice | undefined; recall: boolean }) {
    const { say, state, time } = useWords();
    return (
        <tr class={recall ? 'recall' : ''}>
            <td>
                {choice && !unit.released && (
                    <input
                        type="checkbox"
                        aria-label={`${say('choose')} ${unit.serial}`}
                        checked={choice.chosen.includes(unit)}
                        onChange={() => choice.onChoose(unit)}
                    />
                )}{' '}
                <a href={href('units', unit.serial, unit.part_number)}>{unit.serial}</a>{' '}
                <span class="quiet term">{unit.part_number}</span>
            </td>
            <td>
                <Mark state={unit.state} /> <span class="quiet">{[time(unit.shipped), unit.left_in].filter(Boolean).join(' · ')}</span>
                {unit.released && (
                    <p class="quiet">
                        <Mark state="released" /> {unit.released_by} {time(unit.released)}: {unit.release_reason}
                    </p>
                )}
            </td>
            <td>
                <a href={href('orders', unit.order)}>{unit.order}</a>
            </td>
            <td>
                {unit.customer} <span class="quiet">{unit.destination}</span>
            </td>
            <td>
                {state(`match_${unit.match}`)}{' '}
                <span class="quiet term">
                    {[unit.via, unit.component_serial ?? unit.component_lot].filter(Boolean).join(' · ')}
                </span>
            </td>
            <td class="right">{depthOf(unit)}</td>
            <td class="right">{unit.matches}</td>
        </tr>
    );
}

// A list, whole, for a spreadsheet.
export function Csv({ name, path, body }: { name: string; path: string; body?: object }) {
    const { say } = useWords();
    const [problem, setProblem] = useState<Problem>();
    const fetchIt = () =>
        void download(path, `${name}.csv`, body).then(
            () => setProblem(undefined),
            (refused: Problem) => setProblem(refused),
        );
    return (
        <>
            <button type="button" onClick={fetchIt}>
                {say('csv')}
            </button>
            {problem && <Notice problem={problem} />}
        </>
    );
}
