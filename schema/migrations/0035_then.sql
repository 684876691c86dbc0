-- How many places a station had since when, and by which calendar the plant worked: the past is counted by what was so
-- then.
CREATE TABLE station_places (
    station TEXT NOT NULL REFERENCES station (station),
    journal_position INTEGER NOT NULL,
    since INTEGER NOT NULL,
    places INTEGER NOT NULL,
    PRIMARY KEY (station, journal_position)
) WITHOUT ROWID;

INSERT INTO station_places (station, journal_position, since, places)
    SELECT json_extract(bytes, '$.data.station'), journal_position, recorded_us,
    CASE WHEN json_array_length(bytes, '$.data.bays') > 0 THEN json_array_length(bytes, '$.data.bays')
        ELSE coalesce(json_extract(bytes, '$.data.capacity'), 1) END
    FROM journal WHERE bytes LIKE '%"type":"station.defined"%' AND json_extract(bytes, '$.type') = 'station.defined';

CREATE TABLE calendar_version (
    journal_position INTEGER PRIMARY KEY,
    since INTEGER NOT NULL,
    time_zone TEXT NOT NULL,
    shifts TEXT NOT NULL,
    holidays TEXT
);

INSERT INTO calendar_version (journal_position, since, time_zone, shifts, holidays)
    SELECT journal_position, recorded_us, json_extract(bytes, '$.data.time_zone'), json_extract(bytes, '$.data.shifts'),
    json_extract(bytes, '$.data.holidays')
    FROM journal WHERE bytes LIKE '%"type":"calendar.defined"%' AND json_extract(bytes, '$.type') = 'calendar.defined';
