import { useMemo } from 'preact/hooks';
import type { Bench } from '../station/bench';
import { labelsFor } from '../station/labels';
import { useWords } from '../words';

// What would be scanned next, to press instead: in training nobody has the parts.
export function TrainingLabels({ bench, onScanned }: { bench: Bench; onScanned: (text: string) => void }) {
    const { say } = useWords();
    const { task, kept, said } = bench;
    const now = useMemo(Date.now, [said[0]?.key]);
    const { operator, people, tools } = kept;
    const labels = bench.claim ? [] : labelsFor({ task, unit: kept.bench?.unit.serial, operator, people, tools, units: bench.items }, now);
    if (!labels.length) return null;
    return (
        <section class="labels" aria-label={say('training_labels')}>
            <p class="quiet">{say('training_labels')}</p>
            <ul class="choices">
                {labels.map(({ text, name }) => (
                    <li key={text}>
                        <button type="button" class="large" onClick={() => onScanned(text)}>
                            <span class="term">{text}</span> <span class="quiet">{name}</span>
                        </button>
                    </li>
                ))}
            </ul>
        </section>
    );
}
