-- A unit that was released out of a hold while the hold goes on: when, by whom and why. What is caught again lies there
-- again.
ALTER TABLE hold_match ADD COLUMN released INTEGER;
ALTER TABLE hold_match ADD COLUMN released_by TEXT;
ALTER TABLE hold_match ADD COLUMN release_reason TEXT;
