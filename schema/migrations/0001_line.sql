-- The journal, and what it says: every table but the journal's two can be dropped and made again from its bytes.
--
-- The SQL is what SQLite and PostgreSQL both take, but for three words: there INTEGER is BIGINT, BLOB is BYTEA, and
-- WITHOUT ROWID is nothing. Times are microseconds since 1970 in UTC. Lists are JSON text. Enumerations are the
-- numbers of the enums in lib/domain; booleans are 0 and 1.
--
-- What an event costs is the pages it dirties. So ids are journal positions, for new rows to go to the end of their
-- table; no index stands on state that changes, but for those that hold only the few rows that are open; and an index
-- from a thing to its parts is narrow.

CREATE TABLE journal (
    journal_position INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    recorded_us INTEGER NOT NULL,
    bytes TEXT NOT NULL
);

-- One row. The frontier is the digests of the tree's full subtrees, largest first, in hexadecimal.
CREATE TABLE journal_head (
    head INTEGER PRIMARY KEY CHECK (head = 1),
    journal_position INTEGER NOT NULL,
    frontier TEXT NOT NULL,
    root BLOB NOT NULL,
    recorded_us INTEGER,
    wall_us INTEGER
);

CREATE TABLE site (
    site TEXT NOT NULL PRIMARY KEY,
    kind INTEGER NOT NULL,
    clock_rate DOUBLE PRECISION NOT NULL,
    founded_us INTEGER NOT NULL
);

CREATE TABLE product (
    part_number TEXT NOT NULL,
    revision TEXT NOT NULL,
    state INTEGER NOT NULL,
    definition TEXT NOT NULL,
    journal_position INTEGER NOT NULL,
    PRIMARY KEY (part_number, revision)
);

CREATE TABLE build_order (
    "order" TEXT NOT NULL PRIMARY KEY,
    part_number TEXT NOT NULL,
    revision TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    customer TEXT,
    destination TEXT,
    due INTEGER,
    priority INTEGER NOT NULL,
    state INTEGER NOT NULL,
    planned INTEGER,
    released INTEGER,
    completed INTEGER,
    closed INTEGER,
    journal_position INTEGER NOT NULL
);
CREATE INDEX order_active ON build_order (priority) WHERE state IN (2, 3);

CREATE TABLE unit (
    unit_id INTEGER PRIMARY KEY,
    serial TEXT NOT NULL,
    part_number TEXT NOT NULL,
    revision TEXT NOT NULL,
    "order" TEXT NOT NULL REFERENCES build_order ("order"),
    sequence INTEGER NOT NULL,
    state INTEGER NOT NULL,
    installed_in INTEGER REFERENCES unit (unit_id),
    released INTEGER,
    started INTEGER,
    completed INTEGER,
    shipped INTEGER,
    UNIQUE (serial, part_number),
    UNIQUE (part_number, sequence)
);
CREATE INDEX unit_of_order ON unit ("order");

CREATE TABLE unit_operation (
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    operation TEXT NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    run_id INTEGER,
    invalidated_by INTEGER,
    PRIMARY KEY (unit_id, operation)
) WITHOUT ROWID;

-- How often each operator did something that builds; a correction takes one away.
CREATE TABLE unit_builder (
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    operator TEXT NOT NULL,
    acts INTEGER NOT NULL,
    PRIMARY KEY (unit_id, operator)
) WITHOUT ROWID;

-- builds: whether those who act in the run build.
CREATE TABLE run (
    run_id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    operation TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    station TEXT NOT NULL,
    bay TEXT,
    operator TEXT,
    tool TEXT,
    state INTEGER NOT NULL,
    power_w INTEGER,
    coolant_lpm DOUBLE PRECISION,
    started INTEGER NOT NULL,
    ended INTEGER,
    ended_by INTEGER,
    running_since INTEGER,
    accumulated_us INTEGER NOT NULL,
    builds INTEGER NOT NULL,
    invalidated_by INTEGER
);
CREATE INDEX run_of_unit ON run (unit_id);
CREATE INDEX run_at_station ON run (station) WHERE ended IS NULL;

CREATE INDEX run_by_end ON run (ended) WHERE ended IS NOT NULL;

-- What a run's accumulated time leaves out: so its time can be cut at any window's edges.
CREATE TABLE run_pause (
    pause_id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (run_id),
    paused INTEGER NOT NULL,
    resumed INTEGER
);
CREATE INDEX run_pause_of_run ON run_pause (run_id);

-- remover: who took it out. previous_id: the installation of the same serial before this one. The chain from
-- component.installation_id is a component's history, without an index in the order of serial numbers.
CREATE TABLE installation (
    installation_id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    position TEXT NOT NULL,
    part_number TEXT NOT NULL,
    revision TEXT,
    serial TEXT,
    lot TEXT,
    supplier TEXT,
    country TEXT,
    origin_site TEXT,
    firmware TEXT,
    identifiers TEXT,
    child_unit_id INTEGER REFERENCES unit (unit_id),
    run_id INTEGER,
    operator TEXT,
    installed INTEGER NOT NULL,
    removed INTEGER,
    removed_by INTEGER,
    removal INTEGER NOT NULL,
    voided INTEGER NOT NULL,
    remover TEXT,
    previous_id INTEGER
);
-- No position is filled twice. A voided installation is removed too.
CREATE UNIQUE INDEX installation_now ON installation (unit_id, position) WHERE removed IS NULL;
CREATE INDEX installation_before ON installation (unit_id) WHERE removed IS NOT NULL;
CREATE INDEX installation_removed_by ON installation (removed_by) WHERE removed_by IS NOT NULL;

CREATE TABLE component (
    part_number TEXT NOT NULL,
    serial TEXT NOT NULL,
    state INTEGER NOT NULL,
    installation_id INTEGER NOT NULL,
    PRIMARY KEY (part_number, serial)
) WITHOUT ROWID;

CREATE TABLE measurement (
    measurement_id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (run_id),
    characteristic TEXT NOT NULL,
    position TEXT,
    value DOUBLE PRECISION NOT NULL,
    lower DOUBLE PRECISION,
    upper DOUBLE PRECISION,
    verdict INTEGER NOT NULL,
    tool TEXT,
    operator TEXT,
    recorded INTEGER NOT NULL,
    voided_by INTEGER
);
CREATE INDEX measurement_of_run ON measurement (run_id);

CREATE TABLE check_answer (
    answer_id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (run_id),
    check_name TEXT NOT NULL,
    position TEXT,
    answer TEXT NOT NULL,
    verdict INTEGER NOT NULL,
    operator TEXT,
    recorded INTEGER NOT NULL,
    voided_by INTEGER
);
CREATE INDEX check_answer_of_run ON check_answer (run_id);

CREATE TABLE signature (
    signature_id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (run_id),
    operator TEXT NOT NULL,
    meaning TEXT,
    recorded INTEGER NOT NULL,
    voided_by INTEGER
);
CREATE INDEX signature_of_run ON signature (run_id);

-- The catalogue of defects.
CREATE TABLE defect (
    defect TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    withdrawn INTEGER NOT NULL,
    journal_position INTEGER NOT NULL
);

CREATE TABLE nonconformance (
    nonconformance_id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    operation TEXT,
    position TEXT,
    code TEXT NOT NULL,
    description TEXT,
    state INTEGER NOT NULL,
    disposition INTEGER NOT NULL,
    reported_by TEXT,
    disposed_by TEXT,
    reason TEXT,
    reported INTEGER NOT NULL,
    disposed INTEGER,
    material_review INTEGER NOT NULL,
    evidence TEXT,
    countersigned_by TEXT,
    countersigned INTEGER,
    closed_by TEXT,
    closed INTEGER
);
CREATE INDEX nonconformance_of_unit ON nonconformance (unit_id);
CREATE INDEX nonconformance_by_time ON nonconformance (reported);

-- What a correction voided, and where it stands.
CREATE TABLE correction (
    voided INTEGER PRIMARY KEY,
    journal_position INTEGER NOT NULL
);

-- What a hold speaks of: every member that is there must agree.
CREATE TABLE hold (
    hold_id INTEGER PRIMARY KEY,
    "order" TEXT,
    serial TEXT,
    part_number TEXT,
    serial_from TEXT,
    serial_to TEXT,
    lot TEXT,
    supplier TEXT,
    country TEXT,
    firmware TEXT,
    firmware_version TEXT,
    station TEXT,
    tool TEXT,
    operator TEXT,
    "from" INTEGER,
    "to" INTEGER,
    reason TEXT NOT NULL,
    placed_by TEXT,
    placed INTEGER NOT NULL,
    released INTEGER,
    released_by TEXT,
    release_reason TEXT
);
CREATE INDEX hold_open ON hold (hold_id) WHERE released IS NULL;

-- The units a hold lies on, frozen when it was placed and as it was extended. They stay when it is released.
CREATE TABLE hold_match (
    hold_id INTEGER NOT NULL REFERENCES hold (hold_id),
    unit_id INTEGER NOT NULL REFERENCES unit (unit_id),
    frozen_by INTEGER NOT NULL,
    match INTEGER NOT NULL,
    via TEXT,
    installation_id INTEGER,
    run_id INTEGER,
    matches INTEGER NOT NULL,
    PRIMARY KEY (hold_id, unit_id)
) WITHOUT ROWID;
CREATE INDEX hold_match_of_unit ON hold_match (unit_id);

-- When each order was expected to be completed, at the time of the recording; NULL: it had no date.
CREATE TABLE forecast (
    journal_position INTEGER NOT NULL,
    "order" TEXT NOT NULL REFERENCES build_order ("order"),
    made INTEGER NOT NULL,
    p50 INTEGER,
    p90 INTEGER,
    PRIMARY KEY ("order", journal_position)
) WITHOUT ROWID;

CREATE TABLE station (
    station TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    capacity INTEGER,
    bays TEXT,
    power_w INTEGER,
    coolant_lpm DOUBLE PRECISION,
    state INTEGER NOT NULL,
    state_since INTEGER,
    journal_position INTEGER NOT NULL
);

CREATE TABLE station_spell (
    spell_id INTEGER PRIMARY KEY,
    station TEXT NOT NULL REFERENCES station (station),
    state INTEGER NOT NULL,
    began INTEGER NOT NULL,
    ended INTEGER
);
CREATE UNIQUE INDEX station_spell_now ON station_spell (station) WHERE ended IS NULL;
CREATE INDEX station_spell_before ON station_spell (station, ended) WHERE ended IS NOT NULL;

-- One row, or none.
CREATE TABLE calendar (
    calendar INTEGER PRIMARY KEY CHECK (calendar = 1),
    time_zone TEXT NOT NULL,
    shifts TEXT NOT NULL,
    holidays TEXT,
    journal_position INTEGER NOT NULL
);

CREATE TABLE operator (
    operator TEXT NOT NULL PRIMARY KEY,
    name TEXT,
    skills TEXT,
    "left" INTEGER NOT NULL,
    journal_position INTEGER NOT NULL
);

CREATE TABLE tool (
    tool TEXT NOT NULL PRIMARY KEY,
    name TEXT,
    type TEXT NOT NULL,
    calibration_due INTEGER,
    withdrawn INTEGER NOT NULL,
    journal_position INTEGER NOT NULL
);

CREATE TABLE token (
    token TEXT NOT NULL PRIMARY KEY,
    role INTEGER NOT NULL,
    station TEXT,
    digest BLOB NOT NULL UNIQUE,
    made INTEGER NOT NULL,
    revoked INTEGER
);
