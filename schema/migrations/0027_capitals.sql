-- What is on record in other capitals than it is scanned in. Of serial numbers in capitals alone, which is most, the key
-- of components tells already.
CREATE INDEX component_in_small ON component (part_number, lower(serial)) WHERE serial <> upper(serial);

-- Which lots are on record of a part number, however their capitals are mixed, and the first installation that says so.
CREATE TABLE lot (
    part_number TEXT NOT NULL,
    lot TEXT NOT NULL,
    installation_id INTEGER NOT NULL REFERENCES installation (installation_id),
    PRIMARY KEY (part_number, lot COLLATE NOCASE, lot)
) WITHOUT ROWID;
INSERT INTO lot (part_number, lot, installation_id)
    SELECT part_number, lot, min(installation_id) FROM installation WHERE lot IS NOT NULL AND voided = 0 GROUP BY 1, 2;
