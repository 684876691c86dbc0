// Which remedy helps against which refusal (lib/domain/refusal.h), as far as a station meets it.
import type { Word } from '../words';

const AGAINST: [remedy: Word, codes: string][] = [
    ['remedy_lead', 'no-station station-unknown unit-ambiguous unit-state operator-left badge-page pause-forbidden not-correctable'],
    ['remedy_elsewhere', 'station-type station-other'],
    ['remedy_up', 'station-down'],
    ['remedy_wait', 'station-full too-early burn-in-short'],
    ['remedy_unit', 'unit-missing unit-unknown'],
    ['remedy_quality', 'unit-held order-held attempts-spent component-scrapped component-returned component-faulty component-held salvage-quality nonconformance-open nonconformance-unclosed material-review correction-window'],
    ['remedy_take_out', 'unit-installed component-installed'],
    ['remedy_before', 'unit-unfinished predecessor-open component-unfinished'],
    ['remedy_planner', 'order-state operation-unknown'],
    ['remedy_again', 'operation-missing operation-state position-missing position-unknown position-operation position-filled position-empty position-other serial-other characteristic-unknown unit-of-measure check-unknown answer-unknown sign-off-none defect-unknown defect-withdrawn event-unknown corrected-already'],
    ['remedy_badge', 'operator-missing operator-unknown badge-none correction-operator'],
    ['remedy_pin', 'badge-wrong'],
    ['remedy_other_badge', 'skill-missing skill-expired signature-missing signer-built'],
    ['remedy_tool', 'tool-missing tool-unknown tool-type tool-withdrawn tool-calibration'],
    ['remedy_bay', 'bay-missing bay-unknown bay-taken bay-power bay-coolant'],
    ['remedy_part', 'part-wrong revision-wrong part-unapproved'],
    ['remedy_label', 'serial-missing serial-placeholder lot-missing country-malformed component-not-built component-itself'],
    ['remedy_spell', 'identity-malformed'],
    ['remedy_finish', 'positions-unfilled measurements-missing checks-missing'],
    ['remedy_undo', 'later-event'],
];

export const remedyOf = (code: string): Word | undefined => AGAINST.find(([, codes]) => codes.split(' ').includes(code))?.[0];
