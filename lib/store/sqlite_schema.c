/* The SQLite driver: what tables and indexes a database has. */
#include "store/db_copy.h"
#include "store/sqlite_parts.h"

#include <string.h>

struct schema_row {
    const char *type;
    const char *name;
    const char *sql; /* absent where SQLite made it for a table */
};
static const struct field SCHEMA_ROW_FIELDS[] = {
    FIELD_TEXT(struct schema_row, type, REQUIRED, 0, 0, "table or index"),
    FIELD_TEXT(struct schema_row, name, REQUIRED, 0, 0, "its name"),
    FIELD_TEXT(struct schema_row, sql, OPTIONAL, 0, 0, "what made it"),
};
static const struct record SCHEMA_ROW_RECORD =
    RECORD(struct schema_row, "schema_row", SCHEMA_ROW_FIELDS, "A table or an index.");
static const struct sql SCHEMA = {
    .text = "SELECT type, name, sql FROM sqlite_schema ORDER BY name, type",
    .row = &SCHEMA_ROW_RECORD,
};

struct schema {
    LIST_OF(struct schema_row) list;
};

static bool is_made_alike(const struct schema_row *a, const struct schema_row *b)
{
    return !strcmp(a->type, b->type) && (a->sql && b->sql ? !strcmp(a->sql, b->sql) : a->sql == b->sql);
}

static void say_differs(struct reasons *reasons, const struct schema_row *row, const char *how)
{
    reason_add(reasons, "schema-differs", NULL, "the %s %s %s", row->type, row->name, how);
}

/* Both are in the order of their names. */
static void compare(const struct schema *is, const struct schema *should, struct reasons *reasons)
{
    size_t i = 0, j = 0;
    while (i < is->list.count || j < should->list.count) {
        const struct schema_row *found = i < is->list.count ? &is->list.items[i] : NULL;
        const struct schema_row *wanted = j < should->list.count ? &should->list.items[j] : NULL;
        const int order = !found ? 1 : !wanted ? -1 : strcmp(found->name, wanted->name);
        if (order < 0)
            say_differs(reasons, found, "is none that this version's migrations made");
        else if (order > 0)
            say_differs(reasons, wanted, "is missing");
        else if (!is_made_alike(found, wanted))
            say_differs(reasons, wanted, "is not as this version's migrations made it");
        i += order <= 0;
        j += order >= 0;
    }
}

enum fault db_compare_schema(struct db *db, struct db *model, struct reasons *reasons)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    const size_t before = reasons->found;
    struct schema is, should;
    enum fault fault = arena ? db_rows(db, &SCHEMA, NO_BINDS, arena, &is.list) : FAULT_MEMORY;
    if (!fault)
        fault = db_rows(model, &SCHEMA, NO_BINDS, arena, &should.list);
    if (fault)
        return fault;
    compare(&is, &should, reasons);
    return reasons->found > before ? FAULT_CORRUPT : NOTHING_WRONG;
}
