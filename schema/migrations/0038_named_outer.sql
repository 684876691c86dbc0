-- Entries that name the units around the one they are about, also where nothing on those changed.
INSERT OR IGNORE INTO unit_entry (unit_id, journal_position)
    SELECT u.unit_id, j.journal_position
    FROM journal j JOIN json_each(j.bytes, '$.result.outer') o
    JOIN unit u ON u.serial = json_extract(o.value, '$.unit')
    AND u.part_number = json_extract(o.value, '$.unit_part_number')
    WHERE j.bytes LIKE '%"outer":[{%' AND json_extract(j.bytes, '$.type') IN
    ('component.removed', 'waiver.revoked', 'operation.reopened', 'event.corrected');
