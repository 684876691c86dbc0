-- Parts whose provenance was described anew. What was on record until then stands in the columns that installation has
-- too; `said` is what is so.
CREATE TABLE description (
    description_id INTEGER PRIMARY KEY,
    installation_id INTEGER NOT NULL REFERENCES installation (installation_id),
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    said TEXT NOT NULL,
    reason TEXT NOT NULL,
    described_by TEXT NOT NULL,
    described INTEGER NOT NULL,
    state INTEGER NOT NULL,
    decided_by TEXT,
    decision TEXT,
    decided INTEGER,
    decided_at INTEGER,
    revision TEXT,
    lot TEXT,
    supplier TEXT,
    country TEXT,
    origin_site TEXT,
    firmware TEXT,
    unapproved_by INTEGER
);
CREATE INDEX description_of_unit ON description (unit_id);
CREATE INDEX description_of_installation ON description (installation_id);
