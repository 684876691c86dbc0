/* Keeping forecasts, so that they can be held against what came. */
#include "store/apply_parts.h"

SQL_WRITE(INSERT_FORECAST, NULL,
          "INSERT INTO forecast (journal_position, \"order\", made, p50, p90) VALUES ($1, $2, $3, $4, $5)");

enum fault apply_forecast_recorded(struct store *store, const struct entry *entry)
{
    const struct result_forecast *result = entry->result;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < result->orders.count && !fault; i++) {
        const struct order_forecast *forecast = &result->orders.items[i];
        fault = db_change_one(store_db(store), &INSERT_FORECAST,
                              BINDS(bind_integer(entry->journal_position), bind_text(forecast->order),
                                    bind_integer(entry->recorded_us), bind_integer(forecast->p50),
                                    bind_integer(forecast->p90)));
    }
    return fault;
}
