/* Copies: of one moment while the database is written to, and told from what is damaged. */
#include "store/db_copy.h"
#include "store/journal_walk.h"
#include "store_place.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROWS = 2000 };

/* Rows that fill pages; `generation` says when they were written. */
static void write_rows(struct place_of_test *place, struct db *db, int from, int count, int generation)
{
    static const struct sql PUT = {.text = "INSERT INTO thing (thing, generation, filler) VALUES ($1, $2, $3)"
                                           " ON CONFLICT (thing) DO UPDATE SET generation = excluded.generation",
                                   .writes = true};
    char filler[401] = "";
    memset(filler, 'x', sizeof filler - 1);
    expect_right(db_begin(db), place, __FILE__, __LINE__);
    for (int i = from; i < from + count; i++)
        expect_right(db_change(db, &PUT, BINDS(bind_integer(i), bind_integer(generation), bind_text(filler))), place,
                     __FILE__, __LINE__);
    expect_right(db_commit(db), place, __FILE__, __LINE__);
}

static struct db *database_of_rows(struct place_of_test *place)
{
    struct db *db;
    expect_right(db_open(place_path(place, "database"), DB_WRITE, &db, &place->reasons), place, __FILE__, __LINE__);
    expect_right(db_script(db, "CREATE TABLE thing (thing INTEGER PRIMARY KEY, generation INTEGER, filler TEXT)"),
                 place, __FILE__, __LINE__);
    write_rows(place, db, 0, ROWS, 1);
    return db;
}

static int new_file(struct place_of_test *place, const char *name)
{
    int file = open(place_path(place, name), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    ck_assert_int_ge(file, 0);
    return file;
}

static int64_t count_generation(struct db *db, int generation)
{
    static const struct sql COUNT = {.text = "SELECT count(*) FROM thing WHERE generation = $1"};
    int64_t count = -1;
    ck_assert_int_eq(db_integer(db, &COUNT, BINDS(bind_integer(generation)), -1, &count), NOTHING_WRONG);
    return count;
}

static struct db *open_copy(struct place_of_test *place, int file)
{
    struct db *db;
    expect_right(db_open_descriptor(file, &db, &place->reasons), place, __FILE__, __LINE__);
    expect_right(db_check(db, NULL, &place->reasons), place, __FILE__, __LINE__);
    return db;
}

/* The writer goes on between the steps, in pages that were copied and in pages that were not; a second connection's
 * copy would begin anew each time, and never end. */
START_TEST(a_copy_has_what_the_writer_commits_until_it_is_whole)
{
    struct place_of_test place = place_make();
    struct db *db = database_of_rows(&place);
    struct db_copy *copy;
    struct db_copied copied = {.whole = false};
    int file = new_file(&place, "copy"), steps = 0;
    right(db_copy_begin(db, file, &copy, &place.reasons));
    for (; !copied.whole; steps++) {
        right(db_copy_step(copy, 4, &copied, &place.reasons));
        if (!copied.whole)
            write_rows(&place, db, steps % 2 ? ROWS - 10 - steps : steps, 1, 2);
        ck_assert_int_lt(steps, ROWS); /* it comes nearer to its end */
    }
    ck_assert_int_eq(copied.pages, copied.pages_total);
    db_copy_end(copy);
    write_rows(&place, db, 0, ROWS, 3); /* what comes later is not in it */
    struct db *read = open_copy(&place, file);
    ck_assert_int_gt(steps, 20);
    ck_assert_int_eq(count_generation(read, 2), steps - 1);
    ck_assert_int_eq(count_generation(read, 1), ROWS - (steps - 1));
    db_close(read);
    close(file);
    db_close(db);
    place_remove(&place);
}
END_TEST

START_TEST(a_batch_that_is_undone_leaves_nothing_in_a_copy)
{
    static const struct sql SPOIL = {.text = "UPDATE thing SET generation = 9", .writes = true};
    struct place_of_test place = place_make();
    struct db *db = database_of_rows(&place);
    struct db_copy *copy;
    struct db_copied copied = {.whole = false};
    int file = new_file(&place, "copy");
    right(db_copy_begin(db, file, &copy, &place.reasons));
    right(db_copy_step(copy, 100, &copied, &place.reasons));
    right(db_begin(db));
    right(db_change(db, &SPOIL, NO_BINDS));
    db_rollback(db);
    while (!copied.whole)
        right(db_copy_step(copy, 100, &copied, &place.reasons));
    db_copy_end(copy);
    struct db *read = open_copy(&place, file);
    ck_assert_int_eq(count_generation(read, 1), ROWS);
    db_close(read);
    close(file);
    db_close(db);
    place_remove(&place);
}
END_TEST

START_TEST(a_readers_copy_is_of_its_transactions_moment)
{
    struct place_of_test place = place_make();
    struct db *writer = database_of_rows(&place), *reader;
    struct db_copy *copy;
    struct db_copied copied = {.whole = false};
    int file = new_file(&place, "copy");
    right(db_open(place_path(&place, "database"), DB_READ, &reader, &place.reasons));
    right(db_begin(reader));
    ck_assert_int_eq(count_generation(reader, 1), ROWS);
    right(db_copy_begin(reader, file, &copy, &place.reasons));
    for (int i = 0; !copied.whole; i++) {
        right(db_copy_step(copy, 16, &copied, &place.reasons));
        write_rows(&place, writer, i, 1, 2);
    }
    db_copy_end(copy);
    db_rollback(reader);
    struct db *read = open_copy(&place, file);
    ck_assert_int_eq(count_generation(read, 1), ROWS);
    db_close(read);
    close(file);
    db_close(reader);
    db_close(writer);
    place_remove(&place);
}
END_TEST

START_TEST(a_copy_without_room_fails_and_the_database_does_not)
{
    struct place_of_test place = place_make();
    struct db *db = database_of_rows(&place);
    struct db_copy *copy;
    struct db_copied copied = {.whole = false};
    struct rlimit before, narrow;
    int file = new_file(&place, "copy");
    signal(SIGXFSZ, SIG_IGN);
    right(db_copy_begin(db, file, &copy, &place.reasons));
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    narrow = before;
    narrow.rlim_cur = 200 * 1024;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &narrow), 0);
    enum fault fault = NOTHING_WRONG;
    while (!fault && !copied.whole)
        fault = db_copy_step(copy, 100, &copied, &place.reasons);
    ck_assert_int_eq(fault, FAULT_FULL);
    ck_assert(reasons_have(&place.reasons, "copy-full"));
    db_copy_end(copy);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    write_rows(&place, db, 0, 5, 2);
    ck_assert_int_eq(count_generation(db, 2), 5);
    close(file);
    db_close(db);
    place_remove(&place);
}
END_TEST

/* Overwrites bytes of a file in the middle of each of its pages. */
static void damage(const struct place_of_test *place, const char *name)
{
    FILE *file = fopen(place_path(place, name), "r+");
    ck_assert_ptr_nonnull(file);
    for (long page = 3; page < 20; page++) {
        fseek(file, page * 4096 + 5, SEEK_SET);
        fputs("damage", file);
    }
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(a_damaged_page_is_found)
{
    struct place_of_test place = place_make();
    db_close(database_of_rows(&place));
    damage(&place, "database");
    struct db *db;
    right(db_open(place_path(&place, "database"), DB_STILL, &db, &place.reasons));
    ck_assert_int_eq(db_check(db, NULL, &place.reasons), FAULT_CORRUPT);
    ck_assert(reasons_have(&place.reasons, "file-damaged"));
    db_close(db);
    place_remove(&place);
}
END_TEST

START_TEST(a_reference_to_nothing_is_found)
{
    struct place_of_test place = place_make();
    struct db *db = database_of_rows(&place);
    right(db_script(db,
                    "CREATE TABLE part (part INTEGER PRIMARY KEY, thing INTEGER REFERENCES thing (thing));"
                    "INSERT INTO part VALUES (1, 5); PRAGMA foreign_keys=OFF; INSERT INTO part VALUES (2, 9999999)"));
    ck_assert_int_eq(db_check(db, NULL, &place.reasons), FAULT_CORRUPT);
    ck_assert_uint_eq(place.reasons.found, 1);
    ck_assert_str_eq(place.reasons.items[0].code, "reference-broken");
    ck_assert_str_eq(place.reasons.items[0].detail,
                     "row 2 of the table part refers to a row of thing that is not there");
    db_close(db);
    place_remove(&place);
}
END_TEST

static bool end_at_once(void *context, const char *what, const char *things, int64_t done, int64_t total)
{
    (void)what, (void)things, (void)done, (void)total;
    ++*(int *)context;
    return false;
}

START_TEST(who_waits_may_end_a_look_at_a_large_file)
{
    struct place_of_test place = place_make();
    struct db *db = database_of_rows(&place);
    int told = 0;
    const struct progress progress = {.tell = end_at_once, .context = &told};
    write_rows(&place, db, ROWS, 40000, 1);
    ck_assert_int_eq(db_check(db, &progress, &place.reasons), FAULT_STOPPING);
    ck_assert_int_eq(told, 1);
    db_close(db);
    place_remove(&place);
}
END_TEST

START_TEST(a_still_file_is_read_and_nothing_is_made_beside_it)
{
    struct place_of_test place = place_make();
    db_close(database_of_rows(&place));
    struct db *db;
    right(db_open(place_path(&place, "database"), DB_STILL, &db, &place.reasons));
    ck_assert_int_eq(count_generation(db, 1), ROWS);
    ck_assert_int_ne(access(place_path(&place, "database-wal"), F_OK), 0);
    ck_assert_int_ne(access(place_path(&place, "database-shm"), F_OK), 0);
    db_close(db);
    place_remove(&place);
}
END_TEST

SUITE(copy, a_copy_has_what_the_writer_commits_until_it_is_whole, a_batch_that_is_undone_leaves_nothing_in_a_copy,
      a_readers_copy_is_of_its_transactions_moment, a_copy_without_room_fails_and_the_database_does_not,
      a_damaged_page_is_found, a_reference_to_nothing_is_found, who_waits_may_end_a_look_at_a_large_file,
      a_still_file_is_read_and_nothing_is_made_beside_it)
