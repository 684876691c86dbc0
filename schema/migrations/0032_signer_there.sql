-- Who signs where they are badged in stays badged in: that leaves no coming of its own, which hid the one that goes on.
DELETE FROM badge_past WHERE began = ended AND (
    EXISTS (SELECT 1 FROM badge WHERE badge.station = badge_past.station AND badge.operator = badge_past.operator
        AND badge.began <= badge_past.began AND badge_past.began < badge.until
        AND (badge.ended IS NULL OR badge_past.began < badge.ended))
    OR EXISTS (SELECT 1 FROM badge_past there WHERE there.station = badge_past.station
        AND there.operator = badge_past.operator AND there.began < badge_past.began
        AND badge_past.began < there.ended));
