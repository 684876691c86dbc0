-- When the plant's time stepped over what it does not know: nothing ran meanwhile, whatever is taken back since.
CREATE TABLE clock_step (
    journal_position INTEGER PRIMARY KEY,
    stepped_from INTEGER NOT NULL,
    stepped_to INTEGER NOT NULL
);

CREATE TABLE stepping AS SELECT journal_position, json_extract(bytes, '$.data.from') AS began,
    json_extract(bytes, '$.data.to') AS ended FROM journal WHERE bytes LIKE '%"type":"clock.stepped"%'
    AND json_extract(bytes, '$.type') = 'clock.stepped';
INSERT INTO clock_step SELECT journal_position,
    CAST(strftime('%s', substr(began, 1, 19) || 'Z') AS INTEGER) * 1000000
    + CAST(substr(replace(substr(began, 20), 'Z', '') || '0000000', 2, 6) AS INTEGER),
    CAST(strftime('%s', substr(ended, 1, 19) || 'Z') AS INTEGER) * 1000000
    + CAST(substr(replace(substr(ended, 20), 'Z', '') || '0000000', 2, 6) AS INTEGER) FROM stepping;
DROP TABLE stepping;
