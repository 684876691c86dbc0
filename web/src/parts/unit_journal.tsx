import { get, type Page } from '../api';
import { Table } from './table';
import { useView } from '../view';
import { useWords } from '../words';
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
const TOLD = ['operation', 'position', 'part_number', 'serial', 'lot', 'characteristic', 'check', 'value', 'answer', 'bay', 'code', 'disposition', 'verdict', 'reason'];

const told = ({ data, result }: UnitEvent['entry']): string =>
    TOLD.map((name) => data?.[name] ?? result?.[name])
        .filter((value) => typeof value === 'string' || typeof value === 'number')
        .join(' · ');

const SHOWN = 60;

// The unit's journal, the latest first, as it grows.
export function UnitJournal({ path }: { path: string }) {
    const { time } = useWords();
    const viewed = useView(`journal ${path}`, (signal) => get<Page<UnitEvent>>(`${path}&limit=${SHOWN}`, signal));
    return (
        <Shown viewed={viewed}>
            {({ items }) => (
                <Table label="journal" tall class="tight">
                    {items.map(({ journal_position, entry }) => (
                        <tr key={journal_position}>
                            <td class="right quiet">{journal_position}</td>
                            <td class="quiet">{time(entry.recorded)}</td>
                            <td>{entry.type}</td>
                            <td>{told(entry)}</td>
                            <td class="quiet">{(entry.data?.operator as string | undefined) ?? entry.station ?? entry.by}</td>
                        </tr>
                    ))}
                </Table>
            )}
        </Shown>
    );
}
