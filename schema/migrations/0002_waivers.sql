-- Requests to let a unit go on without an operation: each waits for a second person.
CREATE TABLE waiver (
    waiver_id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    operation TEXT NOT NULL,
    state INTEGER NOT NULL,
    reason TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    requested INTEGER NOT NULL,
    decided_by TEXT,
    decision TEXT,
    decided INTEGER,
    decided_at INTEGER,
    invalidated_by INTEGER
);
CREATE INDEX waiver_of_unit ON waiver (unit_id);
