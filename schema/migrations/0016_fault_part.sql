-- The part that a nonconformance is about: what was at its position when it was found, wherever that part is since.
ALTER TABLE nonconformance ADD COLUMN installation_id INTEGER;

UPDATE nonconformance SET installation_id = coalesce(
    (SELECT i.installation_id FROM installation i WHERE i.unit_id = nonconformance.unit_id
        AND i.position = nonconformance.position AND i.removed IS NULL
        AND i.installation_id < nonconformance.nonconformance_id),
    (SELECT max(i.installation_id) FROM installation i WHERE i.unit_id = nonconformance.unit_id
        AND i.position = nonconformance.position AND i.removed IS NOT NULL
        AND i.installation_id < nonconformance.nonconformance_id AND i.removed_by > nonconformance.nonconformance_id))
    WHERE position IS NOT NULL;
CREATE INDEX nonconformance_of_part ON nonconformance (installation_id) WHERE installation_id IS NOT NULL;
