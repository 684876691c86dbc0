import { useState } from 'preact/hooks';
import { type Page, post, Problem } from '../api';
import { Decision, useAct } from '../parts/act';
import { ContainedList, Csv } from '../parts/contained';
import { Fields } from '../parts/fields';
import { Notice } from '../parts/notice';
import { type Contained, extentOf, type Selector, SELECTOR_FIELDS } from '../quality';
import { go } from '../router';
import { useMay } from '../session';
import { bodyOf, type Row } from '../setup';
import { useWords } from '../words';

// What a reason is while none was written: a preview needs one, and keeps none.
const NO_REASON = '-';
const PREVIEW = '/v1/holds/preview';

async function preview(selector: Selector): Promise<Contained[]> {
    const units: Contained[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
        const page: Page<Contained> = await post(`${PREVIEW}?limit=1000${next}`, { ...selector, reason: NO_REASON });
        units.push(...page.items);
        cursor = page.next_cursor;
    }
    return units;
}

interface Previewed {
    selector: Selector;
    units: Contained[];
}

export function HoldForm({ said }: { said: Selector }) {
    const { say } = useWords();
    const [members, setMembers] = useState<Row>(said);
    const [previewed, setPreviewed] = useState<Previewed>();
    const [stale, setStale] = useState(false); // what is asked for now is not what was previewed
    const [problem, setProblem] = useState<Problem>();
    const [busy, setBusy] = useState(false);
    const change = (next: Row) => {
        setMembers(next);
        setStale(true);
    };
    const look = (event: Event) => {
        event.preventDefault();
        const selector = bodyOf(SELECTOR_FIELDS, members) as Selector;
        setBusy(true);
        preview(selector)
            .then(
                (units) => (setPreviewed({ selector, units }), setStale(false), setProblem(undefined)),
                (refused: Problem) => setProblem(refused),
            )
            .finally(() => setBusy(false));
    };
    return (
        <>
            <form class="panel" onSubmit={look}>
                <h2>{say('place_hold')}</h2>
                <p class="quiet">{say('selector_hint')}</p>
                <div class="members">
                    <Fields fields={SELECTOR_FIELDS} problem={problem} draft={members} onDraft={change} />
                </div>
                {problem && <Notice problem={problem} />}
                <p class="signing">
                    <button type="submit" disabled={busy}>
                        {say('preview')}
                    </button>{' '}
                    <span class="quiet">{say('preview_hint')}</span>
                </p>
            </form>
            {previewed && (
                <div hidden={stale}>
                    <ContainedList extent={extentOf(previewed.units)} units={previewed.units}>
                        <Csv name="preview" path={PREVIEW} body={{ ...previewed.selector, reason: NO_REASON }} />
                    </ContainedList>
                    <Place previewed={previewed} />
                </div>
            )}
        </>
    );
}

function Place({ previewed }: { previewed: Previewed }) {
    const { say } = useWords();
    const { lead } = useMay();
    const act = useAct();
    const place = async (reason: string) => {
        const entry = await act.send<{ journal_position: number }>('/v1/holds', { ...previewed.selector, reason });
        if (entry) go('quality', 'holds', String(entry.journal_position));
    };
    if (!lead) return <p class="quiet">{say('only_leads')}</p>;
    return (
        <section class="panel">
            <Decision
                id="place"
                button={`${say('place_hold')} (${previewed.units.length})`}
                act={act}
                onReason={(reason) => void place(reason)}
            >
                <p>{say('also_later')}</p>
            </Decision>
        </section>
    );
}
