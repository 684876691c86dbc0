-- By which permanent names of theirs parts with a serial number are known: UUIDs, MAC addresses and GUIDs, as they were
-- scanned with an installation. The kinds are those of enum identifier_kind.
CREATE TABLE identifier (
    kind INTEGER NOT NULL,
    value TEXT NOT NULL,
    installation_id INTEGER NOT NULL REFERENCES installation (installation_id),
    PRIMARY KEY (kind, value, installation_id)
) WITHOUT ROWID;

INSERT OR IGNORE INTO identifier (kind, value, installation_id)
    SELECT CASE json_extract(name.value, '$.kind') WHEN 'uuid' THEN 1 WHEN 'mac' THEN 2 ELSE 3 END,
        json_extract(name.value, '$.value'), installation_id
    FROM installation, json_each(identifiers) name
    WHERE serial IS NOT NULL AND json_extract(name.value, '$.kind') IN ('uuid', 'mac', 'guid');
