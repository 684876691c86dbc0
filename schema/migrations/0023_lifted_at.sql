-- Where the journal says that a unit was released out of a hold: what it covers is the run that was open then.
ALTER TABLE hold_match ADD COLUMN lifted_at INTEGER;

CREATE TABLE lifting AS SELECT json_extract(j.bytes, '$.data.hold') AS hold_id, u.unit_id,
    max(j.journal_position) AS journal_position
    FROM journal j JOIN json_each(j.bytes, '$.data.units') l
    JOIN unit u ON u.serial = json_extract(l.value, '$.unit') AND u.part_number = json_extract(l.value, '$.part_number')
    WHERE j.bytes LIKE '%"type":"hold.lifted"%' AND json_extract(j.bytes, '$.type') = 'hold.lifted' GROUP BY 1, 2;
CREATE INDEX lifting_of ON lifting (hold_id, unit_id);
UPDATE hold_match SET lifted_at = (SELECT journal_position FROM lifting
    WHERE lifting.hold_id = hold_match.hold_id AND lifting.unit_id = hold_match.unit_id) WHERE released IS NOT NULL;
DROP TABLE lifting;
