-- When an event happened, where its station's clock is a minute or more off the plant's time at its recording: what was
-- posted late. None of a training site, whose time is its own. And where the journal says that a run went on.
CREATE TABLE late (
    journal_position INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
);
ALTER TABLE run_pause ADD COLUMN resumed_by INTEGER;

CREATE TABLE happening AS SELECT journal_position, recorded_us, json_extract(bytes, '$.data.at') AS at
    FROM journal, site WHERE site.kind = 1 AND bytes LIKE '%,"data":{"at":"%'
    AND json_extract(bytes, '$.type') NOT IN ('station.changed', 'event.corrected');
CREATE TABLE happening_zone AS SELECT journal_position, recorded_us, at,
    CASE WHEN at LIKE '%Z' THEN 'Z' ELSE substr(at, -6) END AS zone FROM happening;
INSERT INTO late SELECT journal_position, at_us FROM (SELECT journal_position, recorded_us,
    CAST(strftime('%s', substr(at, 1, 19) || zone) AS INTEGER) * 1000000
    + CAST(substr(substr(at, 20, length(at) - 19 - length(zone)) || '0000000', 2, 6) AS INTEGER) AS at_us
    FROM happening_zone) AS happened WHERE abs(at_us - recorded_us) >= 60000000;
DROP TABLE happening_zone;
DROP TABLE happening;

CREATE TABLE resumption AS SELECT journal_position, json_extract(bytes, '$.data.unit') AS serial,
    json_extract(bytes, '$.result.unit_part_number') AS part_number, json_extract(bytes, '$.data.operation') AS operation
    FROM journal WHERE bytes LIKE '%"type":"operation.resumed"%'
    AND json_extract(bytes, '$.type') = 'operation.resumed';
CREATE INDEX resumption_of ON resumption (serial, part_number, operation, journal_position);
UPDATE run_pause SET resumed_by = (SELECT min(n.journal_position) FROM run r, unit u, resumption n
    WHERE r.run_id = run_pause.run_id AND u.unit_id = r.unit_id AND n.serial = u.serial
    AND n.part_number = u.part_number AND n.operation = r.operation AND n.journal_position > run_pause.pause_id)
    WHERE resumed IS NOT NULL AND EXISTS (SELECT 1 FROM journal WHERE journal_position = run_pause.pause_id
    AND json_extract(bytes, '$.type') <> 'event.corrected'); -- an end that was taken back stood still till then
DROP TABLE resumption;
