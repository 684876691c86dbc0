-- For whom an order is and where it goes, each time a planner said it: the record of a unit tells what was so then.
CREATE TABLE order_plan (
    "order" TEXT NOT NULL REFERENCES build_order ("order"),
    journal_position INTEGER NOT NULL,
    customer TEXT,
    destination TEXT,
    PRIMARY KEY ("order", journal_position)
) WITHOUT ROWID;

INSERT INTO order_plan ("order", journal_position, customer, destination)
    SELECT json_extract(bytes, '$.data.order'), journal_position, json_extract(bytes, '$.data.customer'),
    json_extract(bytes, '$.data.destination') FROM journal WHERE bytes LIKE '%"type":"order.%planned"%'
    AND json_extract(bytes, '$.type') IN ('order.planned', 'order.replanned');
