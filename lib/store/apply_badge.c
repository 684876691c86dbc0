/* Operators' PINs, and their coming to and leaving a station's pages. */
#include "domain/badge.h"
#include "store/apply_parts.h"

SQL_WRITE(PIN_SET, NULL, "UPDATE operator SET pin_set = $2, journal_position = $3 WHERE operator = $1");
SQL_WRITE(LEAVE_BROWSER, NULL, "UPDATE badge SET ended = $3 WHERE station = $1 AND browser = $2 AND ended IS NULL");
SQL_WRITE(PUT_PAST, NULL,
          "INSERT INTO badge_past (station, operator, began, ended)"
          " SELECT station, operator, began, CASE WHEN until < coalesce(ended, $3) THEN until"
          " ELSE coalesce(ended, $3) END FROM badge WHERE station = $1 AND operator = $2"
          " ON CONFLICT (station, operator, began) DO UPDATE SET ended = excluded.ended");
SQL_WRITE(PUT_SIGNER, NULL,
          "INSERT INTO badge_past (station, operator, began, ended) SELECT $1, $2, $3, $3 WHERE NOT EXISTS"
          " (SELECT 1 FROM badge WHERE station = $1 AND operator = $2 AND ended IS NULL AND $3 < until)"
          " ON CONFLICT (station, operator, began) DO UPDATE SET ended = excluded.ended");
SQL_WRITE(PUT_BADGE, &BADGE_RECORD,
          "INSERT INTO badge (station, operator, browser, began, until, ended) VALUES ($1, $2, $3, $4, $5, $6)"
          " ON CONFLICT (station, operator) DO UPDATE SET browser = excluded.browser, began = excluded.began,"
          " until = excluded.until, ended = excluded.ended");

enum fault apply_pin_set(struct store *store, const struct entry *entry)
{
    const struct pin_set *data = entry->data;
    return db_change_one(
        store_db(store), &PIN_SET,
        BINDS(bind_text(data->operator), bind_integer(entry->recorded_us), bind_integer(entry->journal_position)));
}

static enum fault leave_browser(struct store *store, const struct entry *entry)
{
    const struct badged *data = entry->data;
    return db_change(store_db(store), &LEAVE_BROWSER,
                     BINDS(bind_text(entry->station), bind_bytes(&data->browser, sizeof data->browser),
                           bind_integer(entry->recorded_us)));
}

static enum fault put_past(struct store *store, const struct entry *entry, const struct sql *statement)
{
    const struct badged *data = entry->data;
    return db_change(store_db(store), statement,
                     BINDS(bind_text(entry->station), bind_text(data->operator), bind_integer(entry->recorded_us)));
}

/* One operator at a page, and an operator at one page of a station. Who signs for another's work comes and is gone,
 * unless they are badged in here: then they stay, and that is no other coming. */
enum fault apply_badged_in(struct store *store, const struct entry *entry)
{
    const struct badged *data = entry->data;
    const struct result_badged *result = entry->result;
    const struct badge row = {
        .station = entry->station,
        .operator = data->operator,
        .browser = data->browser,
        .began = entry->recorded_us,
        .until = result->until,
        .ended = ABSENT_INTEGER,
    };
    if (data->signs)
        return put_past(store, entry, &PUT_SIGNER);
    enum fault fault = leave_browser(store, entry);
    if (fault == NOTHING_WRONG)
        fault = put_past(store, entry, &PUT_PAST);
    return fault ? fault : db_change_row(store_db(store), &PUT_BADGE, &row);
}

enum fault apply_badged_out(struct store *store, const struct entry *entry)
{
    return leave_browser(store, entry);
}
