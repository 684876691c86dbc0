#include "store/rebuild_tables.h"

#include "store/driver.h"
#include "store/same_json.h"

#include <inttypes.h>
#include <string.h>

/* Every table but the journal's own, with its key. A test holds the list against the schema. */
#define STATE_TABLES(X)                                                                                                \
    X(site, "site")                                                                                                    \
    X(product, "part_number, revision")                                                                                \
    X(build_order, "\"order\"")                                                                                        \
    X(order_plan, "\"order\", journal_position")                                                                       \
    X(unit, "unit_id")                                                                                                 \
    X(unit_revision, "unit_id, revised_by")                                                                            \
    X(unit_operation, "unit_id, operation")                                                                            \
    X(unit_history, "unit_id, operation, journal_position")                                                            \
    X(unit_builder, "unit_id, operator")                                                                               \
    X(unit_entry, "unit_id, journal_position")                                                                         \
    X(run, "run_id")                                                                                                   \
    X(installation, "installation_id")                                                                                 \
    X(identifier, "kind, value, installation_id")                                                                      \
    X(component, "part_number, serial")                                                                                \
    X(lot, "part_number, lot")                                                                                         \
    X(measurement, "measurement_id")                                                                                   \
    X(check_answer, "answer_id")                                                                                       \
    X(signature, "signature_id")                                                                                       \
    X(defect, "defect")                                                                                                \
    X(nonconformance, "nonconformance_id")                                                                             \
    X(decision_replaced, "unit_id, journal_position")                                                                  \
    X(waiver, "waiver_id")                                                                                             \
    X(description, "description_id")                                                                                   \
    X(receipt, "receipt_id")                                                                                           \
    X(late, "journal_position")                                                                                        \
    X(correction, "voided")                                                                                            \
    X(clock_step, "journal_position")                                                                                  \
    X(hold, "hold_id")                                                                                                 \
    X(forecast, "\"order\", journal_position")                                                                         \
    X(hold_match, "hold_id, unit_id")                                                                                  \
    X(hold_match_past, "unit_id, hold_id, gone_by")                                                                     \
    X(station, "station")                                                                                              \
    X(operator, "operator")                                                                                            \
    X(badge, "station, operator")                                                                                      \
    X(badge_past, "station, operator, began")                                                                          \
    X(run_pause, "pause_id")                                                                                           \
    X(station_spell, "spell_id")                                                                                       \
    X(station_places, "station, journal_position")                                                                     \
    X(calendar_version, "journal_position")                                                                            \
    X(calendar, "calendar")                                                                                            \
    X(tool, "tool")                                                                                                    \
    X(account, "account")                                                                                              \
    X(token, "token")

#define ALL_ROWS(table, key) SQL_READ(ALL_OF_##table, NULL, "SELECT * FROM " #table " ORDER BY " key);
STATE_TABLES(ALL_ROWS)
#undef ALL_ROWS

struct state_table {
    const char *name;
    const struct sql *rows;
};
#define TABLE_ROW(table, key) {#table, &ALL_OF_##table},
static const struct state_table TABLES[] = {STATE_TABLES(TABLE_ROW)};
#undef TABLE_ROW

static bool values_equal(struct bind a, struct bind b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case BOUND_NULL:
        return true;
    case BOUND_INTEGER:
        return a.integer == b.integer;
    case BOUND_NUMBER:
        return a.number == b.number;
    case BOUND_TEXT:
    case BOUND_BYTES:
        return a.size == b.size && !memcmp(a.text, b.text, a.size);
    }
    return false;
}

static const char *value_text(struct bind value, struct arena *arena)
{
    enum { SHOWN = 60 };
    switch (value.kind) {
    case BOUND_NULL:
        break;
    case BOUND_INTEGER:
        return arena_printf(arena, "%" PRId64, value.integer);
    case BOUND_NUMBER:
        return arena_printf(arena, "%.17g", value.number);
    case BOUND_TEXT:
        return arena_printf(arena, value.size > SHOWN ? "\"%.*s…\"" : "\"%.*s\"", SHOWN, value.text);
    case BOUND_BYTES:
        return arena_printf(arena, "%zu bytes", value.size);
    }
    return "nothing";
}

/* The first difference between two rows; false when they are equal. */
static bool rows_differ(const struct statement *stored, const struct statement *rebuilt, struct arena *arena,
                        const char **ret)
{
    for (size_t i = 0; i < statement_columns(stored); i++) {
        struct bind is = statement_value(stored, i), should = statement_value(rebuilt, i);
        if (values_equal(is, should) || json_says_same(is, should, arena))
            continue;
        *ret = arena_printf(arena, "%s is %s, from the journal it is %s", statement_column(stored, i),
                            value_text(is, arena), value_text(should, arena));
        return true;
    }
    return false;
}

struct comparison {
    struct arena *arena;
    int64_t rows;           /* equal so far */
    const char *key;        /* of the row that differs */
    const char *difference; /* NULL: none */
};

static enum fault compare_rows(struct statement *stored, struct statement *rebuilt, struct comparison *comparison)
{
    struct arena *arena = comparison->arena;
    for (;; comparison->rows++) {
        bool here = false, there = false;
        enum fault fault = statement_step(stored, &here);
        if (!fault)
            fault = statement_step(rebuilt, &there);
        if (fault || (!here && !there))
            return fault;
        if (here && there && !rows_differ(stored, rebuilt, arena, &comparison->difference))
            continue;
        comparison->key = value_text(statement_value(here ? stored : rebuilt, 0), arena);
        if (here != there)
            comparison->difference = here ? "the journal knows no such row" : "the row is missing";
        return comparison->key && comparison->difference ? NOTHING_WRONG : FAULT_MEMORY;
    }
}

static enum fault compare_table(struct db *stored, struct db *rebuilt, const struct sql *rows,
                                struct comparison *comparison)
{
    struct statement *a = NULL, *b = NULL;
    enum fault fault = statement_take(stored, rows, &a);
    if (!fault)
        fault = statement_take(rebuilt, rows, &b);
    if (!fault)
        fault = compare_rows(a, b, comparison);
    statement_give(a);
    statement_give(b);
    return fault;
}

enum fault tables_compare(struct db *stored, struct db *rebuilt, const struct progress *progress, struct buffer *report,
                          struct reasons *reasons)
{
    enum fault result = NOTHING_WRONG;
    const size_t tables = sizeof TABLES / sizeof *TABLES;
    for (size_t i = 0; i < tables; i++) {
        if (!progress_tell(progress, "comparing", "tables", (int64_t)i, (int64_t)tables))
            return FAULT_STOPPING;
        ARENA_OWNED struct arena *arena = arena_new(0);
        struct comparison comparison = {.arena = arena};
        enum fault fault = arena ? compare_table(stored, rebuilt, TABLES[i].rows, &comparison) : FAULT_MEMORY;
        if (fault)
            return fault;
        if (!comparison.difference) {
            buffer_printf(report, "%s: %" PRId64 " rows, equal\n", TABLES[i].name, comparison.rows);
            continue;
        }
        result = FAULT_CORRUPT;
        buffer_printf(report, "%s: differs after %" PRId64 " equal rows, at %s: %s\n", TABLES[i].name, comparison.rows,
                      comparison.key, comparison.difference);
        reason_add(reasons, "rebuild-differs", NULL, "table %s at %s: %s", TABLES[i].name, comparison.key,
                   comparison.difference);
    }
    return result;
}
