-- What was completed on a day is counted whenever the line is shown.
CREATE INDEX order_by_completion ON build_order (completed) WHERE completed IS NOT NULL;
