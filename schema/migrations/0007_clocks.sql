-- Beside the wall clock, how long the machine had run since which of its starts: so that the plant's time goes on over
-- a restart of the daemon as if nothing were, whatever was done to the wall clock meanwhile.
ALTER TABLE journal_head ADD COLUMN run_us INTEGER;
ALTER TABLE journal_head ADD COLUMN boot BLOB;
