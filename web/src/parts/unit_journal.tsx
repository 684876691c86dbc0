import { get, type Page } from '../api';
import { Table } from './table';
import { useView } from '../view';
import { type Speech, useWords } from '../words';
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
const TOLD = ['operation', 'position', 'part_number', 'serial', 'lot', 'characteristic', 'check', 'value', 'answer', 'bay', 'code', 'disposition', 'removal', 'verdict', 'reason'];

// Of them, what is a word of the daemon's.
const WORDS = ['disposition', 'verdict', 'removal'];

const told = ({ data, result }: UnitEvent['entry'], state: Speech['state']): string =>
    TOLD.map((name) => [name, data?.[name] ?? result?.[name]] as const)
        .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
        .map(([name, value]) => (WORDS.includes(name) ? state(String(value)) : value))
        .join(' · ');

const SHOWN = 60;

// The unit's journal, the latest first, as it grows.
export function UnitJournal({ path }: { path: string }) {
    const { entry: happened, state, time } = useWords();
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
                            <td>{told(entry, state)}</td>
                            <td class="quiet">{(entry.data?.operator as string | undefined) ?? entry.station ?? entry.by}</td>
                        </tr>
                    ))}
                </Table>
            )}
        </Shown>
    );
}
