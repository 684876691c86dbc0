import type { JSX } from 'preact';
import { list, type Waiver } from '../api';
import { type Description, Descriptions } from '../parts/described';
import { Empty, Shown } from '../parts/notice';
import { type Section, Titled } from '../parts/titled';
import { Waivers } from '../parts/waivers';
import type { Place } from '../router';
import { useView } from '../view';
import { useWords } from '../words';
import { FaultsSection } from './quality_faults';
import { HoldsSection } from './quality_holds';
import { StatisticsSection } from './quality_statistics';
import { TraceSection } from './quality_trace';

// What waits for a second person, beside the faults.
function SecondSection() {
    const { say } = useWords();
    const viewed = useView('second', (signal) => Promise.all([list<Waiver>('/v1/waivers', signal), list<Description>('/v1/descriptions?state=open', signal)]));
    return (
        <Shown viewed={viewed}>
            {([waivers, descriptions]) => {
                const asked = waivers.filter(({ state }) => state === 'requested');
                if (!asked.length && !descriptions.length) return <Empty hint={say('second_hint')}>{say('second_none')}</Empty>;
                return (
                    <>
                        <Waivers list={asked} />
                        <Descriptions list={descriptions} />
                    </>
                );
            }}
        </Shown>
    );
}

// A section by the second word of the address; the words after it are the section's own.
const SECTIONS: (Section & { section: (rest: Place) => JSX.Element })[] = [
    { name: 'faults', word: 'faults', section: ([fault, among]) => <FaultsSection key={among} fault={fault} among={among} /> },
    { name: 'second', word: 'second', section: () => <SecondSection /> },
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
