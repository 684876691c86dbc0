-- Who took a waiver back that two people had given, and why.
ALTER TABLE waiver ADD COLUMN revoked_by TEXT;
ALTER TABLE waiver ADD COLUMN revocation TEXT;
ALTER TABLE waiver ADD COLUMN revoked INTEGER;
