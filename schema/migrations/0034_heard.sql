-- A station is in no known state before it has said one or a run began there. What was kept of it from its definition on
-- begins with its first run, or goes where it said a state before it had one.
CREATE TABLE first_run AS SELECT json_extract(bytes, '$.station') AS station, min(journal_position) AS journal_position
    FROM journal WHERE bytes LIKE '%"type":"operation.started"%'
    AND json_extract(bytes, '$.type') = 'operation.started' GROUP BY 1;
CREATE TABLE first_spell AS SELECT station, spell_id,
    (SELECT min(spell_id) FROM station_spell later WHERE later.station = first.station
        AND later.spell_id > first.spell_id) AS next_id,
    (SELECT journal_position FROM first_run WHERE first_run.station = first.station) AS run_id
    FROM (SELECT station, min(spell_id) AS spell_id FROM station_spell GROUP BY station) AS first;
DELETE FROM station_spell WHERE spell_id IN
    (SELECT spell_id FROM first_spell WHERE run_id IS NULL OR run_id > next_id);
UPDATE station_spell SET began = (SELECT recorded_us FROM journal WHERE journal_position =
    (SELECT run_id FROM first_spell WHERE first_spell.spell_id = station_spell.spell_id))
    WHERE spell_id IN (SELECT spell_id FROM first_spell);
UPDATE station_spell SET spell_id = (SELECT run_id FROM first_spell WHERE first_spell.spell_id = station_spell.spell_id)
    WHERE spell_id IN (SELECT spell_id FROM first_spell);
DROP TABLE first_spell;
DROP TABLE first_run;
