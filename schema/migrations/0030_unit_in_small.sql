-- Which serial numbers were given, whatever capitals their formats have.
CREATE INDEX unit_in_small ON unit (lower(serial));
