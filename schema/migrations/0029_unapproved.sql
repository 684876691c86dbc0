-- A part may be described to be what its position does not take: few are, and asked for whenever a unit ends or leaves.
-- What it went by until then is kept where it is described to go by something else.
ALTER TABLE description ADD COLUMN unapproved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE description ADD COLUMN identifiers TEXT;
CREATE INDEX installation_unapproved ON installation (unit_id, position)
    WHERE unapproved_by IS NOT NULL AND removed IS NULL;
