-- Nonconformances that are open or dispositioned and not closed: few, and asked for of all units that contain theirs. The
-- states are those of enum nonconformance_state.
CREATE INDEX nonconformance_unclosed ON nonconformance (unit_id) WHERE state IN (1, 2);
