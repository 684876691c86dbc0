-- Where the journal says that a nonconformance was decided on: a second person signs for what was there then. What the
-- decision says is to be done again, and where the journal says that it fell.
ALTER TABLE nonconformance ADD COLUMN disposed_at INTEGER;
ALTER TABLE nonconformance ADD COLUMN operations TEXT;
ALTER TABLE nonconformance ADD COLUMN reopened_at INTEGER;

CREATE TABLE deciding AS SELECT json_extract(bytes, '$.data.nonconformance') AS nonconformance_id,
    max(journal_position) AS journal_position
    FROM journal WHERE bytes LIKE '%"type":"nonconformance.dispositioned"%'
    AND json_extract(bytes, '$.type') = 'nonconformance.dispositioned' GROUP BY 1;
CREATE INDEX deciding_of ON deciding (nonconformance_id);
UPDATE nonconformance SET disposed_at = (SELECT journal_position FROM deciding
    WHERE deciding.nonconformance_id = nonconformance.nonconformance_id) WHERE disposed IS NOT NULL;
DROP TABLE deciding;
