-- Every state that a unit came to, and an operation on it, and by which entry. The operation of the unit itself is ''.
CREATE TABLE unit_history (
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    operation TEXT NOT NULL,
    journal_position INTEGER NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (unit_id, operation, journal_position)
) WITHOUT ROWID;
