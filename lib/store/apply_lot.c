/* By which installation a lot is on record: the first that says so and was not taken back, whatever comes after it. */
#include "store/apply_parts.h"

/* Nearly every lot is known, and then nothing is written. A part that is described may be older than those known. */
SQL_WRITE(LOT_IS_SAID, NULL,
          "INSERT INTO lot (part_number, lot, installation_id) VALUES ($1, $2, $3) ON CONFLICT DO UPDATE"
          " SET installation_id = excluded.installation_id WHERE excluded.installation_id < lot.installation_id");
/* The next that says so is looked for among those that came after: where a lot is in use it is near. */
SQL_WRITE(LOT_IS_SAID_NEXT, NULL,
          "UPDATE lot SET installation_id = coalesce((SELECT i.installation_id FROM installation i"
          " WHERE i.installation_id > $3 AND i.part_number = $1 AND i.lot = $2 AND i.voided = 0"
          " ORDER BY i.installation_id LIMIT 1), $3)"
          " WHERE part_number = $1 AND lot = $2 COLLATE NOCASE AND lot = $2 AND installation_id = $3");
SQL_WRITE(LOT_IS_UNKNOWN, NULL,
          "DELETE FROM lot WHERE part_number = $1 AND lot = $2 COLLATE NOCASE AND lot = $2 AND installation_id = $3");

enum fault lot_said(struct store *store, const char *part_number, const char *lot, int64_t installation_id)
{
    const struct bind binds[] = {bind_text(part_number), bind_text(lot), bind_integer(installation_id)};
    return lot ? db_change(store_db(store), &LOT_IS_SAID, binds, 3) : NOTHING_WRONG;
}

enum fault lot_unsaid(struct store *store, const char *part_number, const char *lot, int64_t installation_id)
{
    const struct bind binds[] = {bind_text(part_number), bind_text(lot), bind_integer(installation_id)};
    if (!lot)
        return NOTHING_WRONG;
    enum fault fault = db_change(store_db(store), &LOT_IS_SAID_NEXT, binds, 3);
    return fault ? fault : db_change(store_db(store), &LOT_IS_UNKNOWN, binds, 3);
}
