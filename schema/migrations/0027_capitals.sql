-- What is on record in other capitals than it is scanned in. Of serial numbers in capitals alone, which is most, the key
-- of components tells already.
CREATE INDEX component_in_small ON component (part_number, lower(serial)) WHERE serial <> upper(serial);
CREATE INDEX installation_of_lot ON installation (part_number, lower(lot), lot) WHERE lot IS NOT NULL AND voided = 0;
