-- A station may post late in what state it was, too; and what happened in a window of time is found by when it did.
CREATE INDEX late_by_time ON late (at);

CREATE TABLE happening AS SELECT journal_position, recorded_us, json_extract(bytes, '$.data.at') AS at
    FROM journal, site WHERE site.kind = 1 AND bytes LIKE '%"type":"station.changed"%'
    AND json_extract(bytes, '$.type') = 'station.changed';
CREATE TABLE happening_zone AS SELECT journal_position, recorded_us, at,
    CASE WHEN at LIKE '%Z' THEN 'Z' ELSE substr(at, -6) END AS zone FROM happening;
INSERT INTO late SELECT journal_position, at_us FROM (SELECT journal_position, recorded_us,
    CAST(strftime('%s', substr(at, 1, 19) || zone) AS INTEGER) * 1000000
    + CAST(substr(substr(at, 20, length(at) - 19 - length(zone)) || '0000000', 2, 6) AS INTEGER) AS at_us
    FROM happening_zone) AS happened WHERE abs(at_us - recorded_us) >= 60000000;
DROP TABLE happening_zone;
DROP TABLE happening;
