import type { JSX } from 'preact';
import { type Section, Titled } from '../parts/titled';
import type { Place } from '../router';
import { FaultsSection } from './quality_faults';
import { HoldsSection } from './quality_holds';
import { StatisticsSection } from './quality_statistics';
import { TraceSection } from './quality_trace';

// A section by the second word of the address; the words after it are the section's own.
const SECTIONS: (Section & { section: (rest: Place) => JSX.Element })[] = [
    { name: 'faults', word: 'faults', section: ([fault, among]) => <FaultsSection key={among} fault={fault} among={among} /> },
    { name: 'holds', word: 'holds', section: (rest) => <HoldsSection rest={rest} /> },
    { name: 'trace', word: 'trace', section: ([wanted]) => <TraceSection wanted={wanted} /> },
    { name: 'statistics', word: 'statistics', section: () => <StatisticsSection /> },
];

export function QualityPage({ rest }: { rest: Place }) {
    const here = SECTIONS.find((section) => section.name === rest[0]) ?? SECTIONS[0]!;
    return (
        <>
            <Titled page="quality" sections={SECTIONS} here={here} />
            {here.section(rest.slice(1))}
        </>
    );
}
