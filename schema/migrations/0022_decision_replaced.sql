-- Decisions on faults that another took the place of: what is in a unit's journal is found by the tables.
CREATE TABLE decision_replaced (
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    journal_position INTEGER NOT NULL,
    PRIMARY KEY (unit_id, journal_position)
) WITHOUT ROWID;

INSERT INTO decision_replaced (unit_id, journal_position)
    SELECT n.unit_id, j.journal_position
    FROM journal j JOIN nonconformance n ON n.nonconformance_id = json_extract(j.bytes, '$.data.nonconformance')
    WHERE j.bytes LIKE '%"type":"nonconformance.dispositioned"%'
    AND json_extract(j.bytes, '$.type') = 'nonconformance.dispositioned' AND j.journal_position < n.disposed_at;
