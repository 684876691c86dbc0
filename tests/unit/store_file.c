/* The file: one database has one writer by whatever name, another program's is left alone, and a copy can be read. */
#include "store_place.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(a_symbolic_link_is_no_way_to_a_second_writer)
{
    struct place_of_test place = place_make();
    struct store *first = place_open(&place, "database", DB_WRITE), *second = NULL;
    ck_assert_int_eq(symlink(place_path(&place, "database"), place_path(&place, "link")), 0);
    ck_assert_int_eq(store_open(place_path(&place, "link"), DB_WRITE, &second, &place.reasons), FAULT_BUSY);
    ck_assert(reasons_have(&place.reasons, "database-in-use"));
    store_close(first);
    store_close(place_open(&place, "link", DB_WRITE));
    place_remove(&place);
}
END_TEST

START_TEST(a_database_with_a_second_name_is_refused)
{
    struct place_of_test place = place_make();
    struct store *first = place_open(&place, "database", DB_WRITE), *second = NULL;
    ck_assert_int_eq(link(place_path(&place, "database"), place_path(&place, "twin")), 0);
    ck_assert_int_eq(store_open(place_path(&place, "twin"), DB_WRITE, &second, &place.reasons), FAULT_INVALID);
    ck_assert(reasons_have(&place.reasons, "database-linked"));
    store_close(first);
    ck_assert_int_eq(unlink(place_path(&place, "twin")), 0);
    store_close(place_open(&place, "database", DB_WRITE));
    place_remove(&place);
}
END_TEST

/* A database with a table, and an id of its own or none. */
static void foreign_make(struct place_of_test *place, int id)
{
    char script[100];
    struct db *db;
    snprintf(script, sizeof script, "CREATE TABLE song (title TEXT); PRAGMA application_id = %d", id);
    expect_right(db_open(place_path(place, "foreign"), DB_WRITE, &db, &place->reasons), place, __FILE__, __LINE__);
    expect_right(db_script(db, script), place, __FILE__, __LINE__);
    db_close(db);
}

static const int FOREIGN_IDS[] = {0, 7};

START_TEST(the_database_of_another_program_is_refused_and_not_touched)
{
    struct place_of_test place = place_make();
    foreign_make(&place, FOREIGN_IDS[_i]);
    const char *path = place_path(&place, "foreign");
    struct stat before, after;
    ck_assert_int_eq(stat(path, &before), 0);
    for (int mode = DB_WRITE; mode <= DB_READ; mode++) {
        struct store *store = NULL;
        struct reasons found = {.arena = place.arena};
        ck_assert_int_eq(store_open(path, mode, &store, &found), FAULT_INVALID);
        ck_assert(reasons_have(&found, "database-foreign"));
        ck_assert_ptr_null(store);
    }
    ck_assert_int_eq(stat(path, &after), 0);
    ck_assert_int_eq(before.st_size, after.st_size);
    ck_assert(before.st_mtim.tv_sec == after.st_mtim.tv_sec && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
    place_remove(&place);
}
END_TEST

/* As somebody who may write nothing there; root may everywhere. */
static int read_as_nobody(struct place_of_test *place, const char *name)
{
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (!child) {
        struct store *store = NULL;
        struct journal_head head;
        bool other = geteuid() != 0 || !seteuid(65534);
        enum fault fault = other ? store_open(place_path(place, name), DB_READ, &store, &place->reasons) : FAULT_IO;
        if (!fault)
            fault = journal_head(store, &head);
        store_close(store);
        _exit((int)fault);
    }
    int status = -1;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

START_TEST(a_copy_that_can_only_be_read_is_read)
{
    struct place_of_test place = place_make();
    store_close(place_open(&place, "what? 100%#1", DB_WRITE));
    ck_assert_int_eq(chmod(place_path(&place, "what? 100%#1"), 0444), 0);
    ck_assert_int_eq(chmod(place.folder, 0555), 0);
    ck_assert_int_eq(read_as_nobody(&place, "what? 100%#1"), NOTHING_WRONG);
    ck_assert_int_eq(chmod(place.folder, 0755), 0);
    place_remove(&place);
}
END_TEST

static const struct sql PUT_TOOL = {
    .text = "INSERT INTO tool (tool, type, withdrawn, journal_position) VALUES ($1, 'torque', 0, 1)"};

static enum fault tool_commit(struct store *store, const char *tool)
{
    ck_assert_int_eq(store_begin(store), NOTHING_WRONG);
    ck_assert_int_eq(db_change_one(store_db(store), &PUT_TOOL, BINDS(bind_text(tool))), NOTHING_WRONG);
    enum fault fault = store_commit(store);
    if (fault)
        store_rollback(store);
    return fault;
}

START_TEST(nothing_is_committed_into_a_file_that_is_not_there_any_more)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(tool_commit(store, "T1"));
    ck_assert_int_eq(rename(place_path(&place, "database"), place_path(&place, "moved")), 0);
    ck_assert_int_eq(tool_commit(store, "T2"), FAULT_MOVED);
    ck_assert_int_eq(rename(place_path(&place, "moved"), place_path(&place, "database")), 0);
    right(tool_commit(store, "T3"));
    ck_assert_int_eq(unlink(place_path(&place, "database")), 0);
    ck_assert_int_eq(tool_commit(store, "T4"), FAULT_MOVED);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(no_database_is_made_where_the_log_of_one_is_left)
{
    struct place_of_test place = place_make();
    struct store *store = NULL;
    FILE *log = fopen(place_path(&place, "database-wal"), "w");
    ck_assert_ptr_nonnull(log);
    fputs("what was written last", log);
    fclose(log);
    ck_assert_int_eq(store_open(place_path(&place, "database"), DB_WRITE, &store, &place.reasons), FAULT_INVALID);
    ck_assert(reasons_have(&place.reasons, "database-missing"));
    ck_assert_int_ne(access(place_path(&place, "database"), F_OK), 0);
    ck_assert_int_eq(unlink(place_path(&place, "database-wal")), 0);
    store_close(place_open(&place, "database", DB_WRITE));
    place_remove(&place);
}
END_TEST

static void put(const struct place_of_test *place, const char *name, int size)
{
    FILE *file = fopen(place_path(place, name), "w");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "%.*s", size, "SQLite format 3, and no more of it than a few of its bytes");
    ck_assert_int_eq(fclose(file), 0);
}

static off_t size_of(const struct place_of_test *place, const char *name)
{
    struct stat found;
    return stat(place_path(place, name), &found) ? -1 : found.st_size;
}

START_TEST(nor_where_a_link_names_the_one_whose_log_it_is)
{
    struct place_of_test place = place_make();
    struct store *store = NULL;
    ck_assert_int_eq(symlink("database", place_path(&place, "near")), 0);
    ck_assert_int_eq(symlink(place_path(&place, "near"), place_path(&place, "link")), 0);
    put(&place, "database-wal", 9);
    ck_assert_int_eq(store_open(place_path(&place, "link"), DB_WRITE, &store, &place.reasons), FAULT_INVALID);
    ck_assert(reasons_have(&place.reasons, "database-missing"));
    ck_assert_int_eq(size_of(&place, "database"), -1);
    ck_assert_int_eq(unlink(place_path(&place, "database-wal")), 0);
    store_close(place_open(&place, "link", DB_WRITE));
    ck_assert_int_gt(size_of(&place, "database"), 0);
    ck_assert_int_eq(size_of(&place, "link.lock"), -1);
    place_remove(&place);
}
END_TEST

/* What is left of a file when something cut it off, and what a start leaves that ended while it made one. */
static const struct remains {
    int size, log, journal; /* bytes; -1: not there */
    bool index;             /* of the log */
    enum fault write, read;
    const char *reason; /* of what is refused */
} REMAINS[] = {
    {0, 9, -1, false, FAULT_INVALID, FAULT_INVALID, "database-cut"},
    {0, 0, -1, false, FAULT_INVALID, FAULT_INVALID, "database-cut"},
    {1, 9, -1, false, FAULT_INVALID, FAULT_INVALID, "database-cut"},
    {40, 9, -1, false, FAULT_INVALID, FAULT_INVALID, "database-cut"},
    {0, 9, 9, false, FAULT_INVALID, FAULT_INVALID, "database-cut"},
    {1, -1, -1, false, FAULT_INVALID, FAULT_INVALID, "database-cut"},
    {40, -1, -1, false, FAULT_INVALID, FAULT_INVALID, "database-cut"},
    {0, -1, -1, false, NOTHING_WRONG, FAULT_INVALID, "database-empty"},
    {0, -1, 0, false, NOTHING_WRONG, FAULT_INVALID, "database-empty"},
    {0, -1, -1, true, FAULT_INVALID, FAULT_INVALID, "database-log-missing"},
    {58, -1, -1, true, FAULT_INVALID, FAULT_INVALID, "database-log-missing"},
    {-1, -1, -1, true, FAULT_INVALID, FAULT_NOT_FOUND, "database-missing"},
};

START_TEST(what_is_left_of_a_database_is_not_taken_for_a_new_one)
{
    const struct remains *remains = &REMAINS[_i];
    struct place_of_test place = place_make();
    if (remains->size >= 0)
        put(&place, "database", remains->size);
    if (remains->index)
        put(&place, "database-shm", 9);
    if (remains->log >= 0)
        put(&place, "database-wal", remains->log);
    if (remains->journal >= 0)
        put(&place, "database-journal", remains->journal);
    for (int mode = DB_STILL; mode >= DB_WRITE; mode--) {
        struct store *store = NULL;
        struct reasons found = {.arena = place.arena};
        const enum fault expected = mode == DB_WRITE ? remains->write : remains->read;
        ck_assert_int_eq(store_open(place_path(&place, "database"), mode, &store, &found), expected);
        ck_assert(!expected || reasons_have(&found, remains->reason));
        if (expected) {
            ck_assert_int_eq(size_of(&place, "database"), remains->size);
            ck_assert_int_eq(size_of(&place, "database-wal"), remains->log);
            ck_assert_int_eq(size_of(&place, "database-journal"), remains->journal);
            ck_assert_int_eq(size_of(&place, "database-shm"), remains->index ? 9 : -1);
        }
        store_close(store);
    }
    place_remove(&place);
}
END_TEST

START_TEST(what_is_no_file_is_told_so)
{
    struct place_of_test place = place_make();
    ck_assert_int_eq(mkdir(place_path(&place, "folder"), 0700), 0);
    ck_assert_int_eq(mkfifo(place_path(&place, "pipe"), 0600), 0);
    for (int mode = DB_WRITE; mode <= DB_STILL; mode++) {
        struct store *store = NULL;
        struct reasons found = {.arena = place.arena};
        ck_assert_int_eq(store_open(place_path(&place, "folder"), mode, &store, &found), FAULT_INVALID);
        ck_assert_int_eq(store_open(place_path(&place, "pipe"), mode, &store, &found), FAULT_INVALID);
        ck_assert_uint_eq(found.count, 2);
        ck_assert_ptr_nonnull(strstr(found.items[0].detail, "folder is a directory"));
        ck_assert_ptr_nonnull(strstr(found.items[1].detail, "pipe is no file"));
    }
    ck_assert_int_eq(size_of(&place, "folder.lock"), -1);
    place_remove(&place);
}
END_TEST

SUITE_BEGIN(files)
tcase_add_test(tests, what_is_no_file_is_told_so);
tcase_add_loop_test(tests, what_is_left_of_a_database_is_not_taken_for_a_new_one, 0, sizeof REMAINS / sizeof *REMAINS);
tcase_add_test(tests, nothing_is_committed_into_a_file_that_is_not_there_any_more);
tcase_add_test(tests, no_database_is_made_where_the_log_of_one_is_left);
tcase_add_test(tests, nor_where_a_link_names_the_one_whose_log_it_is);
tcase_add_test(tests, a_symbolic_link_is_no_way_to_a_second_writer);
tcase_add_test(tests, a_database_with_a_second_name_is_refused);
tcase_add_loop_test(tests, the_database_of_another_program_is_refused_and_not_touched, 0, 2);
tcase_add_test(tests, a_copy_that_can_only_be_read_is_read);
SUITE_END
