-- What is inside a unit at any depth is asked for where a hold names the unit or its order.
CREATE INDEX unit_inside ON unit (installed_in) WHERE installed_in IS NOT NULL;
