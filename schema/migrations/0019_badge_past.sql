-- The comings of operators to stations before their last ones: what was scanned without a network is posted for who was
-- there at that time. One ended with what came next at that page, or of that operator at that station.
CREATE TABLE badge_past (
    station TEXT NOT NULL,
    operator TEXT NOT NULL,
    began INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    PRIMARY KEY (station, operator, began)
) WITHOUT ROWID;

CREATE TABLE coming AS SELECT journal_position, recorded_us, json_extract(bytes, '$.station') AS station,
    json_extract(bytes, '$.data.operator') AS operator, json_extract(bytes, '$.data.browser') AS browser,
    json_extract(bytes, '$.result.until') AS until, json_extract(bytes, '$.type') = 'operator.badged_in' AS comes
    FROM journal WHERE bytes LIKE '%"type":"operator.badged_%'
    AND json_extract(bytes, '$.type') IN ('operator.badged_in', 'operator.badged_out');
CREATE INDEX coming_of ON coming (station, journal_position);
CREATE INDEX coming_again ON coming (station, operator, journal_position);
INSERT OR REPLACE INTO badge_past (station, operator, began, ended)
    SELECT station, operator, recorded_us,
        min(CAST(strftime('%s', substr(until, 1, 19)) AS INTEGER) * 1000000
            + CAST(substr(replace(substr(until, 21), 'Z', '') || '000000', 1, 6) AS INTEGER),
            (SELECT next.recorded_us FROM coming next WHERE next.station = coming.station
                AND next.journal_position > coming.journal_position
                AND (next.browser = coming.browser OR (next.comes AND next.operator = coming.operator))
                ORDER BY next.journal_position LIMIT 1))
    FROM coming WHERE comes AND EXISTS (SELECT 1 FROM coming again WHERE again.station = coming.station
        AND again.operator = coming.operator AND again.comes AND again.journal_position > coming.journal_position)
    ORDER BY journal_position;
DROP TABLE coming;
