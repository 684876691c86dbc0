/* What planning, releasing and ending an order change. */
#include "store/apply_parts.h"

SQL_WRITE(INSERT_ORDER, &ORDER_RECORD,
          "INSERT INTO build_order (\"order\", part_number, revision, quantity, customer, destination, due, priority,"
          " state, planned, released, completed, closed, journal_position, revised_by, closed_last)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
SQL_WRITE(REPLAN_ORDER, NULL,
          "UPDATE build_order SET part_number = $2, revision = $3, quantity = $4, customer = $5, destination = $6,"
          " due = $7, priority = $8, journal_position = $9 WHERE \"order\" = $1");
SQL_WRITE(INSERT_PLAN, NULL,
          "INSERT INTO order_plan (\"order\", journal_position, customer, destination) VALUES ($1, $2, $3, $4)");
SQL_READ(ORDER_STATE, NULL, "SELECT state FROM build_order WHERE \"order\" = $1");
SQL_READ(ORDER_STATE_OF_UNIT, NULL,
         "SELECT o.state FROM unit u JOIN build_order o ON o.\"order\" = u.\"order\" WHERE u.unit_id = $1");
SQL_WRITE(ORDER_IS, NULL, "UPDATE build_order SET state = $2, journal_position = $3 WHERE \"order\" = $1");
SQL_WRITE(ORDER_IS_RELEASED, NULL,
          "UPDATE build_order SET state = $2, journal_position = $3, released = $4 WHERE \"order\" = $1");
/* Of one that a correction leaves as it was, the correction said since when. */
SQL_WRITE(ORDER_COMPLETES, NULL,
          "UPDATE build_order SET state = $2, journal_position = $3, completed = coalesce(completed, $4)"
          " WHERE \"order\" = $1");
SQL_WRITE(ORDER_CANCELS, NULL,
          "UPDATE build_order SET state = $2, journal_position = $3, closed = $4 WHERE \"order\" = $1");
SQL_WRITE(ORDER_CLOSES, NULL,
          "UPDATE build_order SET state = $2, journal_position = $3, closed = coalesce(closed, $4),"
          " closed_last = coalesce(closed, $4) WHERE \"order\" = $1");
SQL_WRITE(ORDER_OF_UNIT_WAS_OVER, NULL,
          "UPDATE build_order SET completed = $2, closed = $3"
          " WHERE \"order\" = (SELECT \"order\" FROM unit WHERE unit_id = $1)");
SQL_WRITE(ORDER_REOPENS, NULL,
          "UPDATE build_order SET state = $2, journal_position = $3, completed = NULL, closed = NULL"
          " WHERE \"order\" = $1");
SQL_WRITE(ORDER_OF_UNIT_REOPENS, NULL,
          "UPDATE build_order SET state = $2, journal_position = $3, completed = NULL, closed = NULL"
          " WHERE \"order\" = (SELECT \"order\" FROM unit WHERE unit_id = $1)");
/* Ids and places in the part number count on from the largest: no unit is ever deleted. */
#define PART_OF_ORDER "(SELECT part_number FROM build_order WHERE \"order\" = $1)"
SQL_WRITE(INSERT_UNIT, NULL,
          "INSERT INTO unit (unit_id, serial, part_number, revision, \"order\", sequence, state, released)"
          " VALUES ((SELECT coalesce(max(unit_id), 0) + 1 FROM unit), $2, " PART_OF_ORDER ","
          " (SELECT revision FROM build_order WHERE \"order\" = $1), $1,"
          " (SELECT coalesce(max(sequence), 0) + 1 FROM unit WHERE part_number = " PART_OF_ORDER "), $3, $4)");

static enum fault plan_is(struct store *store, const struct entry *entry)
{
    const struct order_planned *data = entry->data;
    return db_change_one(store_db(store), &INSERT_PLAN,
                         BINDS(bind_text(data->order), bind_integer(entry->journal_position), bind_text(data->customer),
                               bind_text(data->destination)));
}

enum fault apply_order_planned(struct store *store, const struct entry *entry)
{
    const struct order_planned *data = entry->data;
    const struct order row = {
        .order = data->order,
        .part_number = data->part_number,
        .revision = data->revision,
        .quantity = data->quantity,
        .customer = data->customer,
        .destination = data->destination,
        .due = data->due,
        .priority = data->priority,
        .state = ORDER_PLANNED,
        .planned = entry->recorded_us,
        .released = ABSENT_INTEGER,
        .completed = ABSENT_INTEGER,
        .closed = ABSENT_INTEGER,
        .journal_position = entry->journal_position,
        .revised_by = ABSENT_INTEGER,
        .closed_last = ABSENT_INTEGER,
    };
    enum fault fault = db_change_row(store_db(store), &INSERT_ORDER, &row);
    return fault ? fault : plan_is(store, entry);
}

enum fault apply_order_replanned(struct store *store, const struct entry *entry)
{
    const struct order_planned *data = entry->data;
    enum fault fault = db_change_one(
        store_db(store), &REPLAN_ORDER,
        BINDS(bind_text(data->order), bind_text(data->part_number), bind_text(data->revision),
              bind_integer(data->quantity), bind_text(data->customer), bind_text(data->destination),
              bind_integer(data->due), bind_integer(data->priority), bind_integer(entry->journal_position)));
    return fault ? fault : plan_is(store, entry);
}

static enum fault order_next(struct store *store, const struct entry *entry, const char *order, int *ret_state)
{
    int64_t before;
    enum fault fault = db_integer(store_db(store), &ORDER_STATE, BINDS(bind_text(order)), ORDER_ABSENT, &before);
    if (!fault && !order_next_state((int)before, entry->kind, ret_state))
        fault = FAULT_CORRUPT;
    return fault;
}

static enum fault order_is_since(struct store *store, const struct sql *sql, const struct entry *entry,
                                 const char *order, int state)
{
    return db_change_one(store_db(store), sql,
                         BINDS(bind_text(order), bind_integer(state), bind_integer(entry->journal_position),
                               bind_integer(entry->recorded_us)));
}

enum fault apply_order_released(struct store *store, const struct entry *entry)
{
    const struct order_named *data = entry->data;
    const struct result_released *result = entry->result;
    int state;
    enum fault fault = order_next(store, entry, data->order, &state);
    if (!fault)
        fault = order_is_since(store, &ORDER_IS_RELEASED, entry, data->order, state);
    for (size_t i = 0; i < result->serials.count && !fault; i++)
        fault = db_change_one(store_db(store), &INSERT_UNIT,
                              BINDS(bind_text(data->order), bind_text(result->serials.items[i]),
                                    bind_integer(UNIT_QUEUED), bind_integer(entry->recorded_us)));
    return fault;
}

enum fault apply_order_named(struct store *store, const struct entry *entry)
{
    const struct order_named *data = entry->data;
    int state;
    enum fault fault = order_next(store, entry, data->order, &state);
    if (fault)
        return fault;
    if (entry->kind == ENTRY_ORDER_COMPLETED)
        return order_is_since(store, &ORDER_COMPLETES, entry, data->order, state);
    if (entry->kind == ENTRY_ORDER_CLOSED)
        return order_is_since(store, &ORDER_CLOSES, entry, data->order, state);
    if (entry->kind == ENTRY_ORDER_CANCELLED)
        return order_is_since(store, &ORDER_CANCELS, entry, data->order, state);
    return db_change_one(store_db(store), entry->kind == ENTRY_ORDER_REOPENED ? &ORDER_REOPENS : &ORDER_IS,
                         BINDS(bind_text(data->order), bind_integer(state), bind_integer(entry->journal_position)));
}

static enum fault order_of_unit_state(struct store *store, int64_t unit_id, int *ret)
{
    int64_t state;
    enum fault fault =
        db_integer(store_db(store), &ORDER_STATE_OF_UNIT, BINDS(bind_integer(unit_id)), ORDER_ABSENT, &state);
    if (!fault)
        *ret = (int)state;
    return fault;
}

enum fault order_of_unit_revert(struct store *store, int64_t unit_id, int state, int64_t journal_position)
{
    int before;
    enum fault fault = order_of_unit_state(store, unit_id, &before);
    if (fault || before == state)
        return fault;
    return db_change_one(store_db(store), &ORDER_OF_UNIT_REOPENS,
                         BINDS(bind_integer(unit_id), bind_integer(state), bind_integer(journal_position)));
}

enum fault order_of_unit_was_over(struct store *store, int64_t unit_id, int64_t completed, int64_t closed)
{
    return db_change_one(store_db(store), &ORDER_OF_UNIT_WAS_OVER,
                         BINDS(bind_integer(unit_id), bind_integer(completed), bind_integer(closed)));
}

enum fault order_of_unit_step(struct store *store, int64_t unit_id, const struct entry *entry)
{
    int before, state;
    enum fault fault = order_of_unit_state(store, unit_id, &before);
    if (!fault && !order_next_state(before, entry->kind, &state))
        fault = FAULT_CORRUPT;
    return fault ? fault : order_of_unit_revert(store, unit_id, state, entry->journal_position);
}
