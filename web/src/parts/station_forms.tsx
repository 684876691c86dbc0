// What a worker says in several words: which fault, which part comes out and why, how a unit leaves.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { expand } from '../elevation';
import type { OnBench } from '../station/answers';
import type { Bench } from '../station/bench';
import { useWords } from '../words';
import { Choice } from './choice';
import { useFocus } from './focus';

export type Form = 'defect' | 'removal';

function Saying({ title, onSay, onDone, children }: { title: string; onSay: () => void; onDone: () => void; children: ComponentChildren }) {
    const { say } = useWords();
    const form = useFocus<HTMLFormElement>();
    useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), []);
    const send = (event: Event) => {
        event.preventDefault();
        onSay();
        onDone();
    };
    return (
        <form class="defects" ref={form} onSubmit={send}>
            <h2>{title}</h2>
            {children}
            <p>
                <button type="submit" class="large">
                    {say('send')}
                </button>{' '}
                <button type="button" class="large" onClick={onDone}>
                    {say('cancel')}
                </button>
            </p>
        </form>
    );
}

// A fault by its code of the catalogue, where it is, and what is to be seen.
export function Defects({ bench, there, onDone }: { bench: Bench; there: OnBench; onDone: () => void }) {
    const { say } = useWords();
    const [code, setCode] = useState('');
    const [position, setPosition] = useState('');
    const [description, setDescription] = useState('');
    const positions = there.product.definition.bill_of_materials.flatMap((line) => expand(line.positions));
    const send = () => bench.acts.report({ code, ...(position ? { position } : {}), ...(description.trim() ? { description: description.trim() } : {}) });
    if (!bench.defects.length) return <p class="answer warn">{say('no_catalogue')}</p>;
    return (
        <Saying title={say('report_defect')} onSay={send} onDone={onDone}>
            <Choice label={say('fault_code')} required empty="" value={code} onChoose={setCode} names={bench.defects.map(({ defect, name }) => [defect, `${defect} ${name}`])} />
            <Choice label={say('fault_where')} empty={say('fault_whole')} value={position} onChoose={setPosition} names={positions.map((each) => [each])} />
            <label>
                {say('fault_more')}{' '}
                <input type="text" maxLength={4000} value={description} onInput={(event) => setDescription(event.currentTarget.value)} />
            </label>
        </Saying>
    );
}

const FATES = ['scrap', 'return_to_supplier', 'reuse'] as const;

// A part that sits in the unit, by its place; its label, scanned, chooses it too.
export function Removal({ bench, onDone }: { bench: Bench; onDone: () => void }) {
    const { say, state } = useWords();
    const [removal, setRemoval] = useState('');
    const [reason, setReason] = useState('');
    const { parts, leaving } = bench.inside;
    const there = bench.kept.bench!;
    useEffect(() => {
        void bench.inside.look(there.unit);
        return () => bench.inside.close();
    }, [there.unit.serial]);
    if (!parts) return <p class="quiet">{say('loading')} …</p>;
    if (!parts.length) return <p class="answer warn">{say('nothing_inside')}</p>;
    return (
        <Saying title={say('take_part_out')} onSay={() => bench.acts.remove(leaving!, removal, reason.trim())} onDone={onDone}>
            <Choice
                label={say('removal_which')}
                required
                empty=""
                value={leaving?.position}
                onChoose={(each) => bench.inside.choose(each)}
                names={parts.map(({ position, part_number: part, serial, lot }) => [position, [position, part, serial ?? lot].join(' ')])}
            />
            <Choice label={say('removal_fate')} required empty="" value={removal} onChoose={setRemoval} names={FATES.map((fate) => [fate, state(fate)])} />
            <label>
                {say('reason')} <input type="text" required maxLength={1000} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
            </label>
        </Saying>
    );
}

// How a unit leaves. A label that is scanned now is the carrier's. What nobody takes back has its button here, away from
// where the ones before it stood.
export function Shipment({ bench, settled }: { bench: Bench; settled: boolean }) {
    const { say } = useWords();
    const { shipment } = bench.leaving;
    const field = (member: keyof typeof shipment) => (
        <label>
            {say(member)}{' '}
            <input type="text" name={member} maxLength={120} autocomplete="off" value={shipment[member]} onInput={(event) => bench.leaving.address({ [member]: event.currentTarget.value })} />
        </label>
    );
    return (
        <div class="defects">
            {field('carrier')}
            {field('tracking_number')}
            {settled && (
                <p>
                    <button type="button" class="large" onClick={() => bench.leaving.ship()}>
                        {say('ship')}
                    </button>
                </p>
            )}
        </div>
    );
}
