import type { JSX } from 'preact';
import { href, type Place } from '../router';
import { useWords, type Word } from '../words';
import { FaultsSection } from './quality_faults';
import { HoldsSection } from './quality_holds';
import { StatisticsSection } from './quality_statistics';
import { TraceSection } from './quality_trace';

// A section by the second word of the address; the words after it are the section's own.
const SECTIONS: { name: string; word: Word; section: (rest: Place) => JSX.Element }[] = [
    { name: 'faults', word: 'faults', section: ([fault]) => <FaultsSection fault={fault} /> },
    { name: 'holds', word: 'holds', section: (rest) => <HoldsSection rest={rest} /> },
    { name: 'trace', word: 'trace', section: ([wanted]) => <TraceSection wanted={wanted} /> },
    { name: 'statistics', word: 'statistics', section: () => <StatisticsSection /> },
];

export function QualityPage({ rest }: { rest: Place }) {
    const { say } = useWords();
    const here = SECTIONS.find((section) => section.name === rest[0]) ?? SECTIONS[0]!;
    return (
        <>
            <div class="titled">
                <h1>{say('quality')}</h1>
                <nav class="sections" aria-label={say('quality')}>
                    {SECTIONS.map((section) => (
                        <a
                            key={section.name}
                            href={href('quality', section.name)}
                            aria-current={section === here ? 'page' : undefined}
                        >
                            {say(section.word)}
                        </a>
                    ))}
                </nav>
            </div>
            {here.section(rest.slice(1))}
        </>
    );
}
