-- Entries that name a unit and left no other mark that leads from it to them: corrections with what they take back, and
-- second signatures. And how units stood on the lists of holds before they were caught again, or were off them.
CREATE TABLE unit_entry (
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    journal_position INTEGER NOT NULL,
    PRIMARY KEY (unit_id, journal_position)
) WITHOUT ROWID;

CREATE TABLE correcting AS SELECT c.journal_position, c.voided, u.unit_id
    FROM correction c JOIN journal j ON j.journal_position = c.journal_position
    JOIN unit u ON u.serial = json_extract(j.bytes, '$.result.unit')
    AND u.part_number = json_extract(j.bytes, '$.result.unit_part_number')
    UNION SELECT c.journal_position, c.voided, u.unit_id
    FROM correction c JOIN journal j ON j.journal_position = c.voided
    JOIN unit u ON u.serial = coalesce(json_extract(j.bytes, '$.result.serial'), json_extract(j.bytes, '$.data.serial'))
    AND u.part_number = coalesce(json_extract(j.bytes, '$.result.part_number'), json_extract(j.bytes, '$.data.part_number'))
    WHERE json_extract(j.bytes, '$.type') IN ('component.installed', 'component.removed');
INSERT INTO unit_entry (unit_id, journal_position)
    SELECT unit_id, journal_position FROM correcting UNION SELECT unit_id, voided FROM correcting
    UNION SELECT n.unit_id, j.journal_position FROM journal j
    JOIN nonconformance n ON n.nonconformance_id = json_extract(j.bytes, '$.data.nonconformance')
    WHERE j.bytes LIKE '%"type":"nonconformance.countersigned"%'
    AND json_extract(j.bytes, '$.type') = 'nonconformance.countersigned';
DROP TABLE correcting;

-- Where the journal says that it was released as a whole.
ALTER TABLE hold ADD COLUMN released_at INTEGER;
CREATE TABLE releasing AS SELECT json_extract(bytes, '$.data.hold') AS hold_id, journal_position FROM journal
    WHERE bytes LIKE '%"type":"hold.released"%' AND json_extract(bytes, '$.type') = 'hold.released';
UPDATE hold SET released_at = (SELECT max(journal_position) FROM releasing r WHERE r.hold_id = hold.hold_id)
    WHERE released IS NOT NULL;
DROP TABLE releasing;

CREATE TABLE hold_match_past (
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    hold_id INTEGER NOT NULL REFERENCES hold (hold_id),
    gone_by INTEGER NOT NULL,
    taken_back INTEGER NOT NULL,
    frozen_by INTEGER NOT NULL,
    released INTEGER,
    released_by TEXT,
    release_reason TEXT,
    lifted_at INTEGER,
    PRIMARY KEY (unit_id, hold_id, gone_by)
) WITHOUT ROWID;

-- What was said of each unit on each list: that it is on it, released out of it, off it, or as it was before.
CREATE TABLE hold_said AS
    SELECT j.journal_position, coalesce(json_extract(h.value, '$.hold'), j.journal_position) AS hold_id, u.unit_id,
    1 AS act, j.journal_position AS frozen_by, NULL AS released, NULL AS released_by, NULL AS release_reason,
    json_extract(h.value, '$.lifted') AS lifted_at
    FROM journal j JOIN json_each(coalesce(json_extract(j.bytes, '$.result.units'), json_extract(j.bytes, '$.data.units'))) h
    JOIN unit u ON u.serial = json_extract(h.value, '$.unit') AND u.part_number = json_extract(h.value, '$.part_number')
    WHERE (j.bytes LIKE '%"type":"hold.placed"%' OR j.bytes LIKE '%"type":"hold.extended"%')
    AND json_extract(j.bytes, '$.type') IN ('hold.placed', 'hold.extended')
    UNION ALL
    SELECT j.journal_position, json_extract(j.bytes, '$.data.hold'), u.unit_id,
    CASE WHEN json_extract(h.value, '$.stood') IS NOT NULL THEN 4 WHEN json_extract(h.value, '$.never') THEN 3 ELSE 2 END,
    json_extract(h.value, '$.stood.frozen_by'),
    CASE WHEN json_extract(h.value, '$.stood') IS NULL THEN j.recorded_us
        ELSE (SELECT l.recorded_us FROM journal l WHERE l.journal_position = json_extract(h.value, '$.stood.lifted_at')) END,
    CASE WHEN json_extract(h.value, '$.stood') IS NULL THEN nullif(json_extract(j.bytes, '$.by'), '')
        ELSE json_extract(h.value, '$.stood.released_by') END,
    coalesce(json_extract(h.value, '$.stood.release_reason'), json_extract(j.bytes, '$.data.reason')),
    coalesce(json_extract(h.value, '$.stood.lifted_at'), j.journal_position)
    FROM journal j JOIN json_each(j.bytes, '$.data.units') h
    JOIN unit u ON u.serial = json_extract(h.value, '$.unit') AND u.part_number = json_extract(h.value, '$.part_number')
    WHERE j.bytes LIKE '%"type":"hold.lifted"%' AND json_extract(j.bytes, '$.type') = 'hold.lifted';

INSERT INTO hold_match_past
    (unit_id, hold_id, gone_by, taken_back, frozen_by, released, released_by, release_reason, lifted_at)
    SELECT unit_id, hold_id, journal_position, act <> 1, CASE before WHEN 2 THEN frozen_earlier ELSE frozen_before END,
    released, released_by, release_reason, lifted_at FROM (
        SELECT s.unit_id, s.hold_id, s.journal_position, s.act, lag(s.act) OVER told AS before,
        lag(s.frozen_by) OVER told AS frozen_before, lag(s.frozen_by, 2) OVER told AS frozen_earlier,
        lag(s.released) OVER told AS released, lag(s.released_by) OVER told AS released_by,
        lag(s.release_reason) OVER told AS release_reason, lag(s.lifted_at) OVER told AS lifted_at
        FROM hold_said s WINDOW told AS (PARTITION BY s.hold_id, s.unit_id ORDER BY s.journal_position)
    ) WHERE before IN (1, 2, 4) AND (act IN (3, 4) OR (act = 1 AND released IS NOT NULL));
DROP TABLE hold_said;
