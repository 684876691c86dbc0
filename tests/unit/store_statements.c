/* Every statement of the store, against a fresh schema. */
#include "store/driver.h"
#include "store_place.h"

#include <string.h>

START_TEST(every_statement_prepares_and_agrees_with_its_record)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "fresh", DB_WRITE);
    ck_assert_uint_gt(db_statement_count(), 100);
    for (size_t i = 0; i < db_statement_count(); i++)
        right(db_verify(store_db(store), db_statement(i), &place.reasons));
    store_close(store);
    place_remove(&place);
}
END_TEST

struct named {
    const char *name;
};
static const struct field NAMED_FIELDS[] = {FIELD_TEXT(struct named, name, REQUIRED, 0, 0, "of a table")};
static const struct record NAMED_RECORD = RECORD(struct named, "named", NAMED_FIELDS, "A table.");
static const struct sql STATE_TABLE_NAMES = {
    .text = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT IN ('journal', 'journal_head', 'migration', 'verifier')",
    .row = &NAMED_RECORD,
};

START_TEST(every_table_but_the_journals_is_compared_when_rebuilt)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "fresh", DB_WRITE);
    struct {
        LIST_OF(struct named) list;
    } tables;
    right(db_rows(store_db(store), &STATE_TABLE_NAMES, NO_BINDS, place.arena, &tables.list));
    ck_assert_uint_gt(tables.list.count, 15);
    for (size_t i = 0; i < tables.list.count; i++) {
        const char *wanted = arena_printf(place.arena, "SELECT * FROM %s ORDER BY ", tables.list.items[i].name);
        size_t found = 0;
        for (size_t j = 0; j < db_statement_count(); j++)
            found += !strncmp(db_statement(j)->text, wanted, strlen(wanted));
        ck_assert_msg(found == 1, "table %s is not compared", tables.list.items[i].name);
    }
    store_close(store);
    place_remove(&place);
}
END_TEST

struct step {
    int64_t id, parent, notused;
    const char *detail;
};
static const struct field STEP_FIELDS[] = {
    FIELD_INTEGER(struct step, id, REQUIRED, 0, 0, "number of the step"),
    FIELD_INTEGER(struct step, parent, REQUIRED, 0, 0, "the step it is part of"),
    FIELD_INTEGER(struct step, notused, REQUIRED, 0, 0, "nothing"),
    FIELD_TEXT(struct step, detail, REQUIRED, 0, 0, "what is done"),
};
static const struct record STEP_RECORD = RECORD(struct step, "step", STEP_FIELDS, "A step of a plan.");

/* What may be read from end to end, and where. */
static const struct {
    const char *detail, *statement;
} WHOLE[] = {
    {"SCAN site", "SELECT site"}, /* one row */
    {"SCAN site", "INSERT INTO late"},
    {"SCAN journal_head", "SELECT journal_position"},        /* one row */
    {"SCAN CONSTANT ROW", ""},                               /* no table at all */
    {"SCAN clock_step", "SELECT sum(stepped_to"},            /* starts of a machine, clocks that were set */
    {"SCAN chain", "WITH RECURSIVE faulty"},                 /* likewise */
    {"SCAN chain", "WITH RECURSIVE chain"},                  /* a component's history, a row each */
    {"SCAN since", "WITH since AS"},                         /* a station's states of a window */
    {"SCAN build_order USING INDEX order_active", "SELECT"}, /* only those that are active */
    {"SCAN run USING INDEX run_at_station", "SELECT"},       /* only those that are open */
    {"SCAN run USING INDEX run_at_station", "UPDATE run SET running_since = running_since + $1"}, /* likewise */
    {"SCAN build_order", "SELECT count(*)"},       /* asked when a product is made obsolete */
    {"SCAN hold USING INDEX hold_open", "SELECT"}, /* only those that lie */
    {"SCAN u", "SELECT u.\"order\""},              /* everything that a hold may match: placing one, */
    {"SCAN r", "SELECT u.\"order\""},              /* and tracing, looks at all there is */
    {"SCAN t", "SELECT u.\"order\""},
    {"SCAN", "SELECT t.serial, t.part_number, t.lot"}, /* of components */
    {"SCAN inside", "SELECT u.\"order\""},             /* units that it names, and those inside them */
    {"SCAN unit USING COVERING INDEX sqlite_autoindex_unit_1", "SELECT u.\"order\""},
    {"SCAN t USING INDEX installation_before", "SELECT u.\"order\""},
    {"SCAN", "WITH worked_on"}, /* orders and units that are not finished, by the indexes of those */
    {"SCAN m", "SELECT h.hold_id AS hold"},                 /* those on whose lists one unit was */
    {"SCAN unit", "SELECT count(*)"},                       /* of the whole plant */
    {"SCAN hold USING INDEX hold_on_order", "SELECT"},      /* only those not released */
    {"SCAN hold USING INDEX hold_on_unit", "SELECT"},       /* likewise */
    {"SCAN o", "SELECT u.part_number, sum"},                /* orders on the floor, or completed on a day */
    {"SCAN run", "WITH measured"},                          /* the latest ones, up to a limit */
    {"SCAN m", "WITH measured"},                            /* those */
    {"SCAN nonconformance", "SELECT reported, coalesce"},   /* the latest ones, likewise */
    {"SCAN inside", "WITH RECURSIVE inside"},               /* the units inside one, as they are found */
    {"SCAN around", "WITH RECURSIVE around"},               /* those around a fault, as they are found */
    {"SCAN gone", "WITH RECURSIVE around"},                 /* those of them that left */
    {"SCAN n USING INDEX nonconformance_unclosed", "WITH RECURSIVE around"}, /* only those that are not closed */
    {"SCAN nonconformance USING INDEX nonconformance_unclosed", "WITH RECURSIVE around"}, /* likewise */
    {"SCAN n USING INDEX installation_unapproved", "WITH RECURSIVE around"}, /* only those that are not approved */
    {"SCAN n USING INDEX nonconformance_unclosed", "SELECT"},                /* not closed */
    {"SCAN n USING INDEX nonconformance_unclosed", "WITH RECURSIVE faulty"}, /* likewise */
    {"SCAN n USING INDEX nonconformance_unclosed", "WITH RECURSIVE leaving"}, /* likewise */
    {"SCAN hold USING INDEX hold_open", "WITH RECURSIVE condemned"},            /* only those that lie */
    {"SCAN n USING INDEX nonconformance_unclosed", "WITH RECURSIVE condemned"}, /* not closed */
    {"SCAN w", "WITH within"},                                            /* the runs of a window, as they are found */
    {"SCAN condemned", "WITH RECURSIVE condemned"},                             /* what is in those */
    {"SCAN n USING INDEX installation_unapproved", "WITH RECURSIVE leaving"}, /* not approved */
    {"SCAN n USING INDEX installation_unapproved", "WITH RECURSIVE faulty"},  /* likewise */
    {"SCAN leaving", "WITH RECURSIVE leaving"},                              /* what those are in */
    {"SCAN over", "WITH RECURSIVE leaving"},                                 /* what is inside those */
    {"SCAN build_order USING INDEX order_active", "WITH RECURSIVE leaving"}, /* only those that are active */
    {"SCAN floor", "WITH RECURSIVE leaving"},                                /* likewise */
    {"SCAN faulty", "WITH RECURSIVE faulty"},                                /* what those are in */
    {"SCAN place", "WITH RECURSIVE place"},              /* where one was, as far back as is asked */
    {"SCAN named", "WITH RECURSIVE place"},              /* what names one unit */
    {"SCAN part", "WITH RECURSIVE part"},                /* one row for each part number */
    {"SCAN spelt", "WITH RECURSIVE part"},               /* as one serial number is spelt */
    {"SCAN up", "WITH RECURSIVE up"},                                            /* those around one, likewise */
    {"SCAN unit USING COVERING INDEX unit_in_small", "SELECT CASE WHEN EXISTS"}, /* until the first */
    {"SCAN unit_history", "SELECT CASE WHEN EXISTS"},                            /* likewise */
    {"SCAN unit_history", "SELECT unit_id, operation"},                          /* once, of a database made again */
    {"SCAN calendar_version", "SELECT time_zone"}, /* each time that the calendar was set */
    {"SCAN product USING COVERING INDEX sqlite_autoindex_product_1", "SELECT part_number"}, /* a few hundred */
    {"SCAN migration", "SELECT max(number)"},                                    /* at the start */
    {"SCAN migration", "SELECT count(*)"},    /* a few dozen, of a database that is looked at */
    {"SCAN journal_head", "SELECT count(*)"}, /* one, likewise */
    {"SCAN", "SELECT * FROM"}, /* what a rebuilding compares, and replays */
    {"SCAN journal", "SELECT journal_position, id, recorded_us, bytes FROM journal ORDER BY"},
    {"SCAN journal", "SELECT journal_position, recorded_us, bytes FROM journal ORDER BY"},
};

static bool may_read_whole(const struct step *step, const struct sql *sql)
{
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++)
        if (!strncmp(sql->text, WHOLE[i].statement, strlen(WHOLE[i].statement)) &&
            (!strcmp(step->detail, WHOLE[i].detail) || !strcmp(WHOLE[i].detail, "SCAN")))
            return true;
    return false;
}

/* A part number alone is no key: there are a few hundred of them, and millions of components. */
static bool reads_much(const struct step *step)
{
    return !strncmp(step->detail, "SCAN", 4) ||
           !strcmp(step->detail, "SEARCH component USING PRIMARY KEY (part_number=?)");
}

static size_t parameters_of(struct store *store, const struct sql *sql)
{
    struct statement *statement;
    ck_assert_int_eq(statement_take(store_db(store), sql, &statement), NOTHING_WRONG);
    size_t parameters = statement_parameters(statement);
    statement_give(statement);
    return parameters;
}

START_TEST(no_statement_reads_a_large_table_from_end_to_end)
{
    static const struct bind NOTHING[64];
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "fresh", DB_WRITE);
    for (size_t i = 0; i < db_statement_count(); i++) {
        const struct sql *sql = db_statement(i);
        if (strstr(sql->text, "SAVEPOINT"))
            continue;
        struct sql *explain = arena_alloc(place.arena, sizeof *explain); /* its address is its name */
        *explain =
            (struct sql){.text = arena_printf(place.arena, "EXPLAIN QUERY PLAN %s", sql->text), .row = &STEP_RECORD};
        struct {
            LIST_OF(struct step) list;
        } plan;
        right(db_rows(store_db(store), explain, NOTHING, parameters_of(store, sql), place.arena, &plan.list));
        for (size_t j = 0; j < plan.list.count; j++)
            ck_assert_msg(!reads_much(&plan.list.items[j]) || may_read_whole(&plan.list.items[j], sql),
                          "%s in %s", plan.list.items[j].detail, sql->text);
    }
    store_close(store);
    place_remove(&place);
}
END_TEST

struct pair {
    int64_t number;
    const char *text;
};
static const struct field PAIR_FIELDS[] = {
    FIELD_INTEGER(struct pair, number, REQUIRED, 0, 0, "a number"),
    FIELD_TEXT(struct pair, text, OPTIONAL, 0, 0, "a text"),
};
static const struct record PAIR_RECORD = RECORD(struct pair, "pair", PAIR_FIELDS, "Two members.");

static const struct {
    const char *flaw;
    struct sql sql;
    const char *code;
} FLAWED[] = {
    {"an unknown column", {"SELECT 1 AS number, 2 AS unknown", &PAIR_RECORD, false}, "column"},
    {"a required member without a column", {"SELECT 'x' AS text", &PAIR_RECORD, false}, "column"},
    {"a column twice", {"SELECT 1 AS number, 2 AS number", &PAIR_RECORD, false}, "column"},
    {"too few parameters", {"SELECT $1", &PAIR_RECORD, true}, "parameters"},
    {"an unknown table", {"SELECT 1 AS number FROM nowhere", &PAIR_RECORD, false}, "statement"},
    {"a parameter without a number", {"SELECT 1 AS number WHERE ? = 1", &PAIR_RECORD, false}, "statement"},
};

START_TEST(a_statement_that_does_not_agree_is_found)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "fresh", DB_WRITE);
    struct reasons found = {.arena = place.arena};
    ck_assert_msg(db_verify(store_db(store), &FLAWED[_i].sql, &found) == FAULT_CORRUPT, "%s", FLAWED[_i].flaw);
    ck_assert_msg(reasons_have(&found, FLAWED[_i].code), "%s", FLAWED[_i].flaw);
    store_close(store);
    place_remove(&place);
}
END_TEST

SUITE_BEGIN(statements)
tcase_add_test(tests, every_statement_prepares_and_agrees_with_its_record);
tcase_add_test(tests, no_statement_reads_a_large_table_from_end_to_end);
tcase_add_test(tests, every_table_but_the_journals_is_compared_when_rebuilt);
tcase_add_loop_test(tests, a_statement_that_does_not_agree_is_found, 0, sizeof FLAWED / sizeof *FLAWED);
SUITE_END
