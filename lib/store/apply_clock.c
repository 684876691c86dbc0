/* The plant's time steps forward. */
#include "store/apply_parts.h"

/* What runs began as much later: it has run for as long as it had. */
SQL_WRITE(RUNS_STOOD_STILL, NULL,
          "UPDATE run SET running_since = running_since + $1 WHERE ended IS NULL AND running_since IS NOT NULL");

SQL_WRITE(INSERT_CLOCK_STEP, NULL,
          "INSERT INTO clock_step (journal_position, stepped_from, stepped_to) VALUES ($1, $2, $3)");

enum fault apply_clock_stepped(struct store *store, const struct entry *entry)
{
    const struct clock_stepped *data = entry->data;
    enum fault fault = db_change(store_db(store), &RUNS_STOOD_STILL, BINDS(bind_integer(data->to - data->from)));
    return fault ? fault
                 : db_change(
                       store_db(store), &INSERT_CLOCK_STEP,
                       BINDS(bind_integer(entry->journal_position), bind_integer(data->from), bind_integer(data->to)));
}
