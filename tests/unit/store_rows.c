/* Rows through their records: every kind of member goes in and comes out as it was. */
#include "base/time.h"
#include "store_place.h"

#include <string.h>

enum colour { COLOUR_ABSENT, COLOUR_RED, COLOUR_BLUE };
static const char *const COLOUR_WORDS[] = {NULL, "red", "blue"};
static const struct names COLOUR_NAMES = {COLOUR_WORDS, 3};

struct leaf {
    const char *name;
    int64_t size;
};
static const struct field LEAF_FIELDS[] = {
    FIELD_TEXT(struct leaf, name, REQUIRED, 0, 0, "a name"),
    FIELD_INTEGER(struct leaf, size, OPTIONAL, 0, 0, "a size"),
};
static const struct record LEAF_RECORD = RECORD(struct leaf, "leaf", LEAF_FIELDS, "A leaf.");

struct everything {
    int64_t id;
    const char *text;
    int64_t integer;
    double number;
    bool boolean;
    int64_t time;
    struct moment moment;
    struct uuid uuid;
    struct digest digest;
    int colour;
    LIST_OF(const char *) texts;
    struct leaf *leaf;
    LIST_OF(struct leaf) leaves;
    const char *json;
};
#define OF(kind, member) FIELD_##kind(struct everything, member, OPTIONAL
static const struct field EVERYTHING_FIELDS[] = {
    FIELD_INTEGER(struct everything, id, REQUIRED, 0, 0, "its key"),
    OF(TEXT, text), 0, 0, "a text"),
    OF(INTEGER, integer), 0, 0, "an integer"),
    OF(NUMBER, number), 0, 0, "a number"),
    OF(BOOLEAN, boolean), "a boolean"),
    OF(TIME, time), "a time"),
    OF(MOMENT, moment), "a moment"),
    OF(UUID, uuid), "an id"),
    OF(DIGEST, digest), "a digest"),
    OF(ENUM, colour), &COLOUR_NAMES, "a colour"),
    OF(TEXTS, texts), 0, 0, "texts"),
    OF(RECORD, leaf), &LEAF_RECORD, "a leaf"),
    OF(LIST, leaves), 0, 0, &LEAF_RECORD, "leaves"),
    OF(JSON, json), "any JSON"),
};
#undef OF
static const struct record EVERYTHING_RECORD =
    RECORD(struct everything, "everything", EVERYTHING_FIELDS, "A member of every kind.");

static const char MAKE_TABLE[] =
    "CREATE TABLE everything (id INTEGER PRIMARY KEY, text TEXT, integer INTEGER, number DOUBLE PRECISION,"
    " boolean INTEGER, time INTEGER, moment TEXT, uuid BLOB, digest BLOB, colour INTEGER, texts TEXT, leaf TEXT,"
    " leaves TEXT, json TEXT)";
#define COLUMNS "id, text, integer, number, boolean, time, moment, uuid, digest, colour, texts, leaf, leaves, json"
static const struct sql PUT = {
    .text = "INSERT INTO everything (" COLUMNS ")"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    .row = &EVERYTHING_RECORD,
    .writes = true,
};
static const struct sql GET = {.text = "SELECT " COLUMNS " FROM everything WHERE id = $1", .row = &EVERYTHING_RECORD};
static const struct sql GET_ALL = {.text = "SELECT id, text FROM everything ORDER BY id", .row = &EVERYTHING_RECORD};

static struct store *open_with_table(struct place_of_test *place)
{
    struct store *store = place_open(place, "database", DB_WRITE);
    expect_right(db_script(store_db(store), MAKE_TABLE), place, __FILE__, __LINE__);
    return store;
}

static struct everything absent_row(int64_t id)
{
    struct everything row;
    record_clear(&EVERYTHING_RECORD, &row);
    row.id = id;
    return row;
}

START_TEST(a_full_row_comes_back_as_it_was)
{
    struct place_of_test place = place_make();
    struct store *store = open_with_table(&place);
    const char *texts[] = {"one", "zwei \"quoted\" \\ ;", "三"};
    struct leaf leaves[] = {{"a", 1}, {"b", ABSENT_INTEGER}};
    const struct everything row = {
        .id = 1,
        .text = "N·m '; DROP TABLE unit; --",
        .integer = INT64_MAX,
        .number = 0.1,
        .boolean = true,
        .time = -1,
        .moment = {.us = 1700000000123456, .offset_min = 540},
        .uuid = {{1, 0, 255}},
        .digest = {{0, 7}},
        .colour = COLOUR_BLUE,
        .texts = {.items = texts, .count = 3},
        .leaf = &leaves[0],
        .leaves = {.items = leaves, .count = 2},
        .json = "{\"free\":[1,2]}",
    };
    right(db_change_row(store_db(store), &PUT, &row));
    struct everything got;
    right(db_row(store_db(store), &GET, BINDS(bind_integer(1)), place.arena, &got));
    ck_assert_str_eq(got.text, row.text);
    ck_assert_int_eq(got.integer, row.integer);
    ck_assert_double_eq(got.number, row.number);
    ck_assert(got.boolean);
    ck_assert_int_eq(got.time, row.time);
    ck_assert_int_eq(got.moment.us, row.moment.us);
    ck_assert_int_eq(got.moment.offset_min, row.moment.offset_min);
    ck_assert(uuid_equal(got.uuid, row.uuid));
    ck_assert(digest_equal(got.digest, row.digest));
    ck_assert_int_eq(got.colour, row.colour);
    ck_assert_uint_eq(got.texts.count, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_str_eq(got.texts.items[i], texts[i]);
    ck_assert_str_eq(got.leaf->name, "a");
    ck_assert_uint_eq(got.leaves.count, 2);
    ck_assert_int_eq(got.leaves.items[0].size, 1);
    ck_assert_int_eq(got.leaves.items[1].size, ABSENT_INTEGER);
    ck_assert_str_eq(got.json, row.json);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(what_is_absent_stays_absent)
{
    struct place_of_test place = place_make();
    struct store *store = open_with_table(&place);
    const struct everything row = absent_row(1);
    right(db_change_row(store_db(store), &PUT, &row));
    struct everything got;
    right(db_row(store_db(store), &GET, BINDS(bind_integer(1)), place.arena, &got));
    for (size_t i = 1; i < EVERYTHING_RECORD.count; i++)
        if (EVERYTHING_FIELDS[i].kind != KIND_BOOLEAN)
            ck_assert_msg(field_absent(&EVERYTHING_FIELDS[i], &got), "%s", EVERYTHING_FIELDS[i].name);
    ck_assert(!got.boolean);
    store_close(store);
    place_remove(&place);
}
END_TEST

static const struct {
    const char *what;
    const char *sql;
} WRONG[] = {
    {"a text where an integer belongs", "UPDATE everything SET integer = 'many'"},
    {"a number where an integer belongs", "UPDATE everything SET integer = 1.5"},
    {"a word that no enumeration has", "UPDATE everything SET colour = 3"},
    {"a number below every word", "UPDATE everything SET colour = -1"},
    {"a boolean of two", "UPDATE everything SET boolean = 2"},
    {"an id of 15 bytes", "UPDATE everything SET uuid = x'000102030405060708090a0b0c0d0e'"},
    {"a digest as text", "UPDATE everything SET digest = 'abc'"},
    {"a moment that is none", "UPDATE everything SET moment = 'yesterday'"},
    {"a list that is no JSON", "UPDATE everything SET texts = '[1'"},
    {"a list that is an object", "UPDATE everything SET leaves = '{}'"},
    {"a list of other things", "UPDATE everything SET leaves = '[{\"name\":\"a\",\"colour\":1}]'"},
    {"a text that is bytes", "UPDATE everything SET text = x'00'"},
};

START_TEST(a_value_of_another_kind_is_a_contradiction)
{
    struct place_of_test place = place_make();
    struct store *store = open_with_table(&place);
    const struct everything row = absent_row(1);
    right(db_change_row(store_db(store), &PUT, &row));
    right(db_script(store_db(store), WRONG[_i].sql));
    struct everything got = absent_row(77);
    ck_assert_msg(db_row(store_db(store), &GET, BINDS(bind_integer(1)), place.arena, &got) == FAULT_CORRUPT, "%s",
                  WRONG[_i].what);
    ck_assert_int_eq(got.id, 77);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(many_rows_come_in_order_and_none_come_as_an_empty_list)
{
    struct place_of_test place = place_make();
    struct store *store = open_with_table(&place);
    struct {
        LIST_OF(struct everything) list;
    } got = {{NULL, 5}};
    right(db_rows(store_db(store), &GET_ALL, NO_BINDS, place.arena, &got.list));
    ck_assert_uint_eq(got.list.count, 0);
    for (int64_t i = 100; i > 0; i--) {
        struct everything row = absent_row(i);
        row.text = arena_printf(place.arena, "row %d", (int)i);
        right(db_change_row(store_db(store), &PUT, &row));
    }
    right(db_rows(store_db(store), &GET_ALL, NO_BINDS, place.arena, &got.list));
    ck_assert_uint_eq(got.list.count, 100);
    for (size_t i = 0; i < 100; i++) {
        ck_assert_int_eq(got.list.items[i].id, (int64_t)i + 1);
        ck_assert_str_eq(got.list.items[i].text, arena_printf(place.arena, "row %d", (int)i + 1));
        ck_assert_int_eq(got.list.items[i].integer, ABSENT_INTEGER);
    }
    store_close(store);
    place_remove(&place);
}
END_TEST

static const struct sql SWAPPED = {.text = "SELECT $2 - $1 - $1"};
static const struct sql NO_ROW = {.text = "SELECT id FROM everything", .row = &EVERYTHING_RECORD};
static const struct sql A_TEXT = {.text = "SELECT 'five'"};
static const struct sql CLEAR = {.text = "UPDATE everything SET text = NULL"};

START_TEST(parameters_are_counted_by_their_numbers_not_their_places)
{
    struct place_of_test place = place_make();
    struct store *store = open_with_table(&place);
    int64_t got = 0;
    right(db_integer(store_db(store), &SWAPPED, BINDS(bind_integer(1), bind_integer(10)), 0, &got));
    ck_assert_int_eq(got, 8);
    ck_assert_int_eq(db_integer(store_db(store), &SWAPPED, BINDS(bind_integer(1)), 0, &got), FAULT_CORRUPT);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(nothing_found_is_said)
{
    struct place_of_test place = place_make();
    struct store *store = open_with_table(&place);
    struct everything got;
    int64_t integer = 0;
    ck_assert_int_eq(db_row(store_db(store), &NO_ROW, NO_BINDS, place.arena, &got), FAULT_NOT_FOUND);
    right(db_integer(store_db(store), &NO_ROW, NO_BINDS, 42, &integer));
    ck_assert_int_eq(integer, 42);
    ck_assert_int_eq(db_integer(store_db(store), &A_TEXT, NO_BINDS, 0, &integer), FAULT_CORRUPT);
    ck_assert_int_eq(db_change_one(store_db(store), &CLEAR, NO_BINDS), FAULT_CORRUPT);
    right(db_change(store_db(store), &CLEAR, NO_BINDS));
    store_close(store);
    place_remove(&place);
}
END_TEST

SUITE_BEGIN(rows)
tcase_add_test(tests, a_full_row_comes_back_as_it_was);
tcase_add_test(tests, what_is_absent_stays_absent);
tcase_add_loop_test(tests, a_value_of_another_kind_is_a_contradiction, 0, sizeof WRONG / sizeof *WRONG);
tcase_add_test(tests, many_rows_come_in_order_and_none_come_as_an_empty_list);
tcase_add_test(tests, parameters_are_counted_by_their_numbers_not_their_places);
tcase_add_test(tests, nothing_found_is_said);
SUITE_END
