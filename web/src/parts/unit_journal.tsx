import { get, type Page } from '../api';
import { Table } from './table';
import { useView } from '../view';
import { type Speech, useWords } from '../words';
import { Mark } from './mark';
import { Shown } from './notice';

interface UnitEvent {
    journal_position: number;
    entry: {
        recorded: string;
        type: string;
        by?: string;
        station?: string;
        data?: Record<string, unknown>;
        result?: Record<string, unknown>;
    };
}

// What of an entry tells most, in the order it is read.
const TOLD = ['operation', 'position', 'part_number', 'serial', 'lot', 'characteristic', 'check', 'value', 'answer', 'bay', 'code', 'disposition', 'removal', 'verdict', 'reason', 'carrier', 'tracking_number'];

// Of them, what is a word of the daemon's.
const WORDS = ['disposition', 'verdict', 'removal'];

const told = ({ data, result }: UnitEvent['entry'], state: Speech['state']): string =>
    TOLD.map((name) => [name, data?.[name] ?? result?.[name]] as const)
        .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
        .map(([name, value]) => (WORDS.includes(name) ? state(String(value)) : value))
        .join(' · ');

// The place of the entry that one takes back, and what it was; nothing of what takes nothing back.
const takenBack = ({ result }: UnitEvent['entry']) => result?.['voided'] as number | undefined;

// What was entered, struck out where it was taken back since.
function Told({ entry, over }: { entry: UnitEvent['entry']; over: boolean }) {
    const { entry: happened, state } = useWords();
    const voided = takenBack(entry);
    const text = [voided && `${voided} ${happened(String(entry.result!['type']))}`, told(entry, state)].filter(Boolean).join(' · ');
    return over ? (
        <>
            <s>{text}</s> <Mark state="voided" />
        </>
    ) : (
        <>{text}</>
    );
}

const SHOWN = 60;

// The unit's journal, the latest first, as it grows.
export function UnitJournal({ path }: { path: string }) {
    const { entry: happened, time } = useWords();
    const viewed = useView(`journal ${path}`, (signal) => get<Page<UnitEvent>>(`${path}&limit=${SHOWN}`, signal));
    return (
        <Shown viewed={viewed}>
            {({ items }) => (
                <Table label="journal" tall class="tight stack">
                    {items.map(({ journal_position, entry }) => (
                        <tr key={journal_position}>
                            <td class="right quiet">{journal_position}</td>
                            <td class="quiet">{time(entry.recorded)}</td>
                            <td>{happened(entry.type)}</td>
                            <td>
                                <Told entry={entry} over={items.some((other) => takenBack(other.entry) === journal_position)} />
                            </td>
                            <td class="quiet">{(entry.data?.operator as string | undefined) ?? entry.station ?? entry.by}</td>
                        </tr>
                    ))}
                </Table>
            )}
        </Shown>
    );
}
