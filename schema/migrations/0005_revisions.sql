-- Units that are moved to a newer revision of their product while they are built.

-- Every move, so that what a unit was at any time is known.
CREATE TABLE unit_revision (
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    revised_by INTEGER NOT NULL,
    previous TEXT NOT NULL,
    revision TEXT NOT NULL,
    revised INTEGER NOT NULL,
    token TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (unit_id, revised_by)
) WITHOUT ROWID;

-- Whether the units of an order may be of several revisions.
ALTER TABLE build_order ADD COLUMN revised_by INTEGER;

-- An operation that the unit's revision has no more. Its row is history.
ALTER TABLE unit_operation ADD COLUMN left_out_by INTEGER;

-- A part that the unit's revision does not approve any more.
ALTER TABLE installation ADD COLUMN unapproved_by INTEGER;
