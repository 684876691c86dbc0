-- Which lots are on record of any part, however their capitals are mixed: a hold on a lot need not say of what.
CREATE INDEX lot_of_any_part ON lot (lot COLLATE NOCASE);
