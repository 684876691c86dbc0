-- Who signs in with a name and a password. password is the journal position at which it was set; NULL: there is none.
CREATE TABLE account (
    account TEXT NOT NULL PRIMARY KEY,
    name TEXT,
    role INTEGER NOT NULL,
    disabled INTEGER NOT NULL,
    password INTEGER,
    made INTEGER NOT NULL,
    journal_position INTEGER NOT NULL
);
