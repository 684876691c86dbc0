-- Where the journal says that a nonconformance was closed: what it was closed on is not taken back.
ALTER TABLE nonconformance ADD COLUMN closed_at INTEGER;

CREATE TABLE closing AS SELECT json_extract(bytes, '$.data.nonconformance') AS nonconformance_id, journal_position
    FROM journal WHERE bytes LIKE '%"type":"nonconformance.closed"%'
    AND json_extract(bytes, '$.type') = 'nonconformance.closed';
CREATE INDEX closing_of ON closing (nonconformance_id);
UPDATE nonconformance SET closed_at = (SELECT journal_position FROM closing
    WHERE closing.nonconformance_id = nonconformance.nonconformance_id) WHERE closed IS NOT NULL;
DROP TABLE closing;
