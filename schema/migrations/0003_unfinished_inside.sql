-- Of units that are installed in another, those that are in process or in repair: few, and asked for whenever an
-- operation starts or ends on the other.
CREATE INDEX unit_unfinished_inside ON unit (installed_in) WHERE installed_in IS NOT NULL AND state IN (2, 3);
