-- Parts that were returned to their supplier and are back; `said` is what is so of them now.
CREATE TABLE receipt (
    receipt_id INTEGER PRIMARY KEY,
    part_number TEXT NOT NULL,
    serial TEXT NOT NULL,
    said TEXT,
    reference TEXT NOT NULL,
    reason TEXT NOT NULL,
    received_by TEXT NOT NULL,
    received INTEGER NOT NULL,
    voided_by INTEGER
);
CREATE INDEX receipt_of_component ON receipt (part_number, serial);
