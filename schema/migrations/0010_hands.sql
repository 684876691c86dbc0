-- Who ended a run, who paused it and let it go on, at which station a part was taken out and a defect reported: a hold
-- finds whatever somebody did, and whatever was done somewhere. What the journal of an older database says of it is
-- taken over.
ALTER TABLE run ADD COLUMN ender TEXT;
ALTER TABLE run_pause ADD COLUMN pauser TEXT;
ALTER TABLE run_pause ADD COLUMN resumer TEXT;
ALTER TABLE installation ADD COLUMN removed_at TEXT;
ALTER TABLE nonconformance ADD COLUMN station TEXT;

UPDATE run SET ender = (SELECT json_extract(bytes, '$.data.operator') FROM journal WHERE journal_position = run.ended_by)
    WHERE ended_by IS NOT NULL;
UPDATE run_pause SET pauser = (SELECT json_extract(bytes, '$.data.operator') FROM journal
    WHERE journal_position = run_pause.pause_id AND json_extract(bytes, '$.type') = 'operation.paused');
CREATE TABLE resumption AS SELECT recorded_us, json_extract(bytes, '$.data.unit') AS serial,
    json_extract(bytes, '$.result.unit_part_number') AS part_number, json_extract(bytes, '$.data.operation') AS operation,
    json_extract(bytes, '$.data.operator') AS operator
    FROM journal WHERE bytes LIKE '%"type":"operation.resumed"%';
CREATE INDEX resumption_by_time ON resumption (recorded_us);
UPDATE run_pause SET resumer = (SELECT n.operator FROM resumption n, run r, unit u WHERE r.run_id = run_pause.run_id
    AND u.unit_id = r.unit_id AND n.recorded_us = run_pause.resumed AND n.serial = u.serial
    AND n.part_number = u.part_number AND n.operation = r.operation) WHERE resumed IS NOT NULL;
DROP TABLE resumption;
UPDATE installation SET removed_at = (SELECT json_extract(bytes, '$.station') FROM journal
    WHERE journal_position = installation.removed_by) WHERE removed IS NOT NULL AND voided = 0;
UPDATE nonconformance SET station = (SELECT json_extract(bytes, '$.station') FROM journal
    WHERE journal_position = nonconformance.nonconformance_id) WHERE reported_by IS NOT NULL;
