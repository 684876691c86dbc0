/* Rows through record tables, on any driver. */
#include "store/driver.h"
#include "store/row_value.h"

#include <string.h>

enum { PARAMETERS_MAX = 64, ROWS_AT_FIRST = 8 };

static void give(struct statement **statement)
{
    statement_give(*statement);
}
#define STATEMENT_TAKEN __attribute__((cleanup(give)))

static enum fault take_bound(struct db *db, const struct sql *sql, const struct bind *binds, size_t count,
                             struct statement **ret)
{
    enum fault fault = statement_take(db, sql, ret);
    return fault ? fault : statement_bind(*ret, binds, count);
}

static enum fault change(struct db *db, const struct sql *sql, const struct bind *binds, size_t count,
                         int64_t *ret_changed)
{
    STATEMENT_TAKEN struct statement *statement = NULL;
    enum fault fault = take_bound(db, sql, binds, count, &statement);
    bool row = true;
    while (!fault && row)
        fault = statement_step(statement, &row);
    if (!fault)
        *ret_changed = statement_changed(statement);
    return fault;
}

enum fault db_change(struct db *db, const struct sql *sql, const struct bind *binds, size_t count)
{
    int64_t changed;
    return change(db, sql, binds, count, &changed);
}

enum fault db_change_one(struct db *db, const struct sql *sql, const struct bind *binds, size_t count)
{
    int64_t changed;
    enum fault fault = change(db, sql, binds, count, &changed);
    return fault ? fault : changed == 1 ? NOTHING_WRONG : FAULT_CORRUPT;
}

enum fault db_change_row(struct db *db, const struct sql *sql, const void *row)
{
    struct bind binds[PARAMETERS_MAX];
    if (sql->row->count > PARAMETERS_MAX)
        return FAULT_CORRUPT;
    ARENA_OWNED struct arena *made = arena_new(0);
    if (!made)
        return FAULT_MEMORY;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < sql->row->count && !fault; i++)
        fault = value_of_field(&sql->row->fields[i], row, made, &binds[i]);
    return fault ? fault : db_change(db, sql, binds, sql->row->count);
}

static enum fault read_row(const struct statement *statement, const struct record *record, struct arena *arena,
                           void *ret_row)
{
    enum fault fault = NOTHING_WRONG;
    record_clear(record, ret_row);
    for (size_t i = 0; i < statement_columns(statement) && !fault; i++) {
        const struct field *field = statement_field(statement, i);
        fault = field ? field_from_value(field, statement_value(statement, i), arena, ret_row) : FAULT_CORRUPT;
    }
    return fault;
}

enum fault db_row(struct db *db, const struct sql *sql, const struct bind *binds, size_t count, struct arena *arena,
                  void *ret_row)
{
    STATEMENT_TAKEN struct statement *statement = NULL;
    void *row = arena_alloc(arena, sql->row->size); /* so that a failure leaves *ret_row as it was */
    bool found;
    enum fault fault = row ? take_bound(db, sql, binds, count, &statement) : FAULT_MEMORY;
    if (!fault)
        fault = statement_step(statement, &found);
    if (!fault)
        fault = found ? read_row(statement, sql->row, arena, row) : FAULT_NOT_FOUND;
    if (!fault)
        memcpy(ret_row, row, sql->row->size);
    return fault;
}

static enum fault list_grow(struct list *list, size_t *capacity, size_t size, struct arena *arena)
{
    size_t more = *capacity ? *capacity * 2 : ROWS_AT_FIRST;
    void *items = arena_array(arena, more, size);
    if (!items)
        return FAULT_MEMORY;
    if (list->count)
        memcpy(items, list->items, list->count * size);
    list->items = items;
    *capacity = more;
    return NOTHING_WRONG;
}

enum fault db_rows(struct db *db, const struct sql *sql, const struct bind *binds, size_t count, struct arena *arena,
                   void *ret_list)
{
    STATEMENT_TAKEN struct statement *statement = NULL;
    const size_t size = sql->row->size;
    struct list list = {0};
    size_t capacity = 0;
    bool found = true;
    enum fault fault = take_bound(db, sql, binds, count, &statement);
    while (!fault && !(fault = statement_step(statement, &found)) && found) {
        if (list.count == capacity)
            fault = list_grow(&list, &capacity, size, arena);
        if (!fault)
            fault = read_row(statement, sql->row, arena, (char *)list.items + list.count * size);
        list.count += !fault;
    }
    if (!fault)
        memcpy(ret_list, &list, sizeof list);
    return fault;
}

enum fault db_each(struct db *db, const struct sql *sql, const struct bind *binds, size_t count, row_function *each,
                   void *context)
{
    STATEMENT_TAKEN struct statement *statement = NULL;
    ARENA_OWNED struct arena *scratch = arena_new(0);
    bool found = true;
    enum fault fault = scratch ? take_bound(db, sql, binds, count, &statement) : FAULT_MEMORY;
    while (!fault && !(fault = statement_step(statement, &found)) && found) {
        arena_reset(scratch);
        void *row = arena_alloc(scratch, sql->row->size);
        fault = row ? read_row(statement, sql->row, scratch, row) : FAULT_MEMORY;
        if (!fault)
            fault = each(context, row);
    }
    return fault;
}

enum fault db_integer(struct db *db, const struct sql *sql, const struct bind *binds, size_t count, int64_t otherwise,
                      int64_t *ret)
{
    STATEMENT_TAKEN struct statement *statement = NULL;
    bool found;
    enum fault fault = take_bound(db, sql, binds, count, &statement);
    if (!fault)
        fault = statement_step(statement, &found);
    if (fault)
        return fault;
    struct bind value = found ? statement_value(statement, 0) : (struct bind){.kind = BOUND_NULL};
    if (value.kind != BOUND_NULL && value.kind != BOUND_INTEGER)
        return FAULT_CORRUPT;
    *ret = value.kind == BOUND_INTEGER ? value.integer : otherwise;
    return NOTHING_WRONG;
}
