-- Where the journal had the end of a run that was taken back: the run stood still from when that happened, which may be
-- earlier than it was recorded.
ALTER TABLE run_pause ADD COLUMN end_voided INTEGER;

UPDATE run_pause SET end_voided = (SELECT json_extract(bytes, '$.result.voided') FROM journal
    WHERE journal_position = run_pause.pause_id AND json_extract(bytes, '$.type') = 'event.corrected');
