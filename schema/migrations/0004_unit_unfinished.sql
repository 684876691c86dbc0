-- Every completion asks whether another unit of its order is unfinished. The states are those of enum unit_state.
CREATE INDEX unit_unfinished ON unit ("order") WHERE state IN (1, 2, 3);
