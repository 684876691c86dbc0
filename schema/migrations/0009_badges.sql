-- What an operator's badge says when it is scanned (NULL: the operator's code), and since when there is a PIN to it.
ALTER TABLE operator ADD COLUMN badge TEXT;
ALTER TABLE operator ADD COLUMN pin_set INTEGER;
CREATE UNIQUE INDEX operator_of_badge ON operator (badge) WHERE badge IS NOT NULL;

-- Where each operator badged in last at a station: the page, until when it counts, and when the operator left it.
CREATE TABLE badge (
    station TEXT NOT NULL,
    operator TEXT NOT NULL,
    browser BLOB NOT NULL,
    began INTEGER NOT NULL,
    until INTEGER NOT NULL,
    ended INTEGER,
    PRIMARY KEY (station, operator)
) WITHOUT ROWID;

-- What PINs and passwords are held against. It stands outside the journal, which is handed out: no entry holds a secret,
-- and no table is made from this one.
CREATE TABLE verifier (
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    verifier TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
