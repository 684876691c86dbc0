-- When a unit was last completed, and where the journal says so, and when an order was last closed: kept when it is in
-- work again, so that what a correction takes back leaves it as it was.
ALTER TABLE unit ADD COLUMN completed_last INTEGER;
ALTER TABLE unit ADD COLUMN completed_last_by INTEGER;
ALTER TABLE build_order ADD COLUMN closed_last INTEGER;

CREATE TABLE completing AS SELECT json_extract(bytes, '$.data.unit') AS serial,
    json_extract(bytes, '$.data.part_number') AS part_number, max(journal_position) AS journal_position
    FROM journal WHERE bytes LIKE '%"type":"unit.completed"%' AND json_extract(bytes, '$.type') = 'unit.completed'
    GROUP BY 1, 2;
CREATE INDEX completing_of ON completing (serial, part_number);
UPDATE unit SET completed_last_by = (SELECT journal_position FROM completing
    WHERE completing.serial = unit.serial AND completing.part_number = unit.part_number);
UPDATE unit SET completed_last = (SELECT recorded_us FROM journal WHERE journal_position = completed_last_by)
    WHERE completed_last_by IS NOT NULL;
DROP TABLE completing;

CREATE TABLE closing_order AS SELECT json_extract(bytes, '$.data.order') AS number,
    max(journal_position) AS journal_position
    FROM journal WHERE bytes LIKE '%"type":"order.closed"%' AND json_extract(bytes, '$.type') = 'order.closed'
    GROUP BY 1;
UPDATE build_order SET closed_last = (SELECT j.recorded_us FROM closing_order c
    JOIN journal j ON j.journal_position = c.journal_position WHERE c.number = build_order."order");
DROP TABLE closing_order;
