import type { Step } from '../api';
import { type Attempt, type Measure, measuresOf } from '../rack';
import { Table } from './table';
import { useWords } from '../words';

const WIDTH = 150;
const HEIGHT = 44;
const EDGE = 6;

// A small chart: values from left to right, between their limits; a line where another attempt begins, a cross for what
// failed.
function Spark({ measure }: { measure: Measure }) {
    const values = measure.values.map(({ value }) => value);
    const bounds = [measure.lower, measure.upper].filter((limit) => limit !== undefined);
    const low = Math.min(...values, ...bounds);
    const span = Math.max(...values, ...bounds) - low || 1;
    const y = (value: number) => HEIGHT - EDGE - ((value - low) / span) * (HEIGHT - 2 * EDGE);
    const x = (index: number) => EDGE + (values.length > 1 ? index / (values.length - 1) : 0.5) * (WIDTH - 2 * EDGE);
    return (
        <svg class="spark" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
            {bounds.map((limit) => (
                <line key={limit} x1="0" x2={WIDTH} y1={y(limit)} y2={y(limit)} />
            ))}
            {measure.values.map(
                ({ attempt, journal_position: key }, index, all) =>
                    attempt !== (all[index - 1] ?? all[0])!.attempt && <path key={key} d={`M${(x(index - 1) + x(index)) / 2} 0v${HEIGHT}`} />,
            )}
            {measure.values.map(({ journal_position: key, value, verdict }, index) =>
                verdict === 'failed' ? (
                    <path key={key} class="bad" d={`M${x(index) - 4} ${y(value) - 4}l8 8m0-8l-8 8`} />
                ) : (
                    <circle key={key} cx={x(index)} cy={y(value)} r="2.5" />
                ),
            )}
        </svg>
    );
}

const VALUES_SHOWN = 4;

// Every characteristic over the attempts, against its limits.
export function Measures({ attempts, routing }: { attempts: Attempt[]; routing: Step[] }) {
    const { say } = useWords();
    const measures = measuresOf(attempts, routing);
    if (!measures.length) return <p class="no-data">{say('no_data')}</p>;
    return (
        <Table label="measurements" tall class="tight" heads={['characteristic', 'over_attempts', 'last_values', 'limits', 'attempts']} numbers={['limits', 'attempts']}>
            {measures.map((measure) => {
                const failed = measure.values.filter(({ verdict }) => verdict === 'failed').length;
                return (
                    <tr key={measure.key}>
                        <td>
                            {measure.operation} {measure.characteristic}
                        </td>
                        <td>
                            <Spark measure={measure} />
                        </td>
                        <td>
                            {measure.values
                                .slice(-VALUES_SHOWN)
                                .map(({ value }) => Number(value.toPrecision(4)))
                                .join(' · ')}
                            {failed > 0 && (
                                <span class="bad">
                                    {' '}
                                    <span aria-hidden="true">✕</span>
                                    {failed} {say('failed')}
                                </span>
                            )}
                        </td>
                        <td class="right">
                            {measure.lower ?? '–'} … {measure.upper ?? '–'} {measure.unit}
                        </td>
                        <td class="right">{new Set(measure.values.map(({ attempt }) => attempt)).size}</td>
                    </tr>
                );
            })}
        </Table>
    );
}
