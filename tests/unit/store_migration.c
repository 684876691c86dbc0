/* The schema's history. */
#include "store/migration.h"
#include "store_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *file_read(const char *path)
{
    static char text[100000];
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    return text;
}

START_TEST(migrations_are_numbered_from_one_without_a_gap)
{
    ck_assert_uint_gt(MIGRATION_COUNT, 0);
    for (size_t i = 0; i < MIGRATION_COUNT; i++)
        ck_assert_int_eq(MIGRATIONS[i].number, (int64_t)i + 1);
}
END_TEST

START_TEST(a_migration_is_compiled_in_as_it_stands_in_its_file)
{
    for (size_t i = 0; i < MIGRATION_COUNT; i++) {
        char path[500];
        snprintf(path, sizeof path, SOURCE_DIR "/schema/migrations/%s.sql", MIGRATIONS[i].name);
        ck_assert_str_eq(MIGRATIONS[i].sql, file_read(path));
    }
}
END_TEST

START_TEST(migrating_twice_changes_nothing)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    int64_t number;
    right(migration_number(store_db(store), &number));
    ck_assert_int_eq(number, (int64_t)MIGRATION_COUNT);
    right(migrate(store_db(store), &place.reasons));
    store_close(store);
    store = place_open(&place, "database", DB_WRITE);
    right(migration_number(store_db(store), &number));
    ck_assert_int_eq(number, (int64_t)MIGRATION_COUNT);
    store_close(store);
    place_remove(&place);
}
END_TEST

#define NOT_EACH "the table migration does not note each migration"

START_TEST(a_schema_that_differs_in_a_letter_is_told)
{
    static const struct {
        const char *sql, *detail;
    } CASES[] = {
        {"DROP INDEX order_active", "the index order_active is missing"},
        {"CREATE TABLE mine (number INTEGER)", "the table mine is none that this version's migrations made"},
        {"ALTER TABLE tool RENAME COLUMN withdrawn TO vithdrawn",
         "the table tool is not as this version's migrations made it"},
        {"DELETE FROM migration WHERE number = 10", NOT_EACH},
        {"UPDATE migration SET name = 'another' WHERE number = 1", NOT_EACH},
        {"INSERT INTO migration VALUES (0, 'one more')", NOT_EACH},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct place_of_test place = place_make();
        struct store *store = place_open(&place, "database", DB_WRITE);
        right(migration_verify(store_db(store), &place.reasons));
        right(db_script(store_db(store), CASES[i].sql));
        ck_assert_int_eq(migration_verify(store_db(store), &place.reasons), FAULT_CORRUPT);
        ck_assert_uint_eq(place.reasons.count, 1);
        ck_assert_str_eq(place.reasons.items[0].code, "schema-differs");
        ck_assert_ptr_nonnull(strstr(place.reasons.items[0].detail, CASES[i].detail));
        store_close(store);
        place_remove(&place);
    }
}
END_TEST

/* A database as a later version may leave it. */
static void database_make(struct place_of_test *place, const char *name, const char *sql)
{
    struct db *db;
    expect_right(db_open(place_path(place, name), DB_WRITE, &db, &place->reasons), place, __FILE__, __LINE__);
    expect_right(db_script(db, sql), place, __FILE__, __LINE__);
    db_close(db);
}

START_TEST(a_newer_database_is_refused_and_not_touched)
{
    struct place_of_test place = place_make();
    database_make(&place, "newer",
                  "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL);"
                  "INSERT INTO migration VALUES (1000, 'from the future')");
    struct store *store = NULL;
    for (int mode = DB_WRITE; mode <= DB_READ; mode++) {
        struct reasons found = {.arena = place.arena};
        ck_assert_int_eq(store_open(place_path(&place, "newer"), mode, &store, &found), FAULT_NEWER);
        ck_assert_uint_eq(found.found, 1);
        ck_assert_ptr_null(store);
    }
    struct db *db;
    bool journal = true;
    right(db_open(place_path(&place, "newer"), DB_READ, &db, &place.reasons));
    right(db_has_table(db, "journal", &journal));
    ck_assert(!journal);
    db_close(db);
    place_remove(&place);
}
END_TEST

START_TEST(a_reader_does_not_migrate_an_older_database)
{
    struct place_of_test place = place_make();
    database_make(&place, "older", "CREATE TABLE other (number INTEGER)");
    struct store *store = NULL;
    ck_assert_int_eq(store_open(place_path(&place, "older"), DB_READ, &store, &place.reasons), FAULT_NEWER);
    ck_assert(reasons_have(&place.reasons, "database-version"));
    place_remove(&place);
}
END_TEST

START_TEST(a_migration_that_fails_is_undone_whole)
{
    struct place_of_test place = place_make();
    database_make(&place, "odd", "CREATE TABLE unit (mine TEXT)"); /* a name that the first migration wants */
    struct store *store = NULL;
    ck_assert_int_eq(store_open(place_path(&place, "odd"), DB_WRITE, &store, &place.reasons), FAULT_CORRUPT);
    ck_assert(reasons_have(&place.reasons, "migration-failed"));
    struct db *db;
    bool journal = true, migration = true;
    right(db_open(place_path(&place, "odd"), DB_READ, &db, &place.reasons));
    right(db_has_table(db, "journal", &journal));
    right(db_has_table(db, "migration", &migration));
    ck_assert(!journal && !migration);
    db_close(db);
    place_remove(&place);
}
END_TEST

SUITE(migrations, migrations_are_numbered_from_one_without_a_gap, a_migration_is_compiled_in_as_it_stands_in_its_file,
      migrating_twice_changes_nothing, a_schema_that_differs_in_a_letter_is_told, a_newer_database_is_refused_and_not_touched,
      a_reader_does_not_migrate_an_older_database, a_migration_that_fails_is_undone_whole)
