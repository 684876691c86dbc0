/* The tables are what the journal says, and a difference anywhere is found. */
#include "store/apply.h"
#include "store/migration.h"
#include "store_story.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct story story_of_everything(void)
{
    struct story story = story_begin();
    tell_everything(&story);
    ck_assert_int_eq(store_commit(story.store), NOTHING_WRONG);
    return story;
}

static enum fault rebuild(struct story *story, struct buffer *report)
{
    return rebuild_compare(story->store, place_path(&story->place, "scratch"), NULL, report, &story->place.reasons);
}

START_TEST(the_story_tells_of_every_kind_of_entry)
{
    struct story story = story_of_everything();
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++)
        ck_assert_msg(story.told[kind], "%s", ENTRY_TYPES[kind].name);
    story_end(&story);
}
END_TEST

START_TEST(the_tables_made_again_are_the_same)
{
    struct story story = story_of_everything();
    BUFFER_OWNED struct buffer report = {0};
    enum fault fault = rebuild(&story, &report);
    ck_assert_msg(!fault, "%s", buffer_view(&report));
    ck_assert_ptr_nonnull(strstr(buffer_view(&report), "journal: "));
    ck_assert_ptr_nonnull(strstr(buffer_view(&report), "installation: 5 rows, equal\n"));
    ck_assert_ptr_null(strstr(buffer_view(&report), ": 0 rows"));
    ck_assert_int_ne(access(place_path(&story.place, "scratch"), F_OK), 0);
    ck_assert_int_ne(access(place_path(&story.place, "scratch.lock"), F_OK), 0);
    story_end(&story);
}
END_TEST

/* What a migration finds in what is there already is what a rebuilding does. */
static const struct {
    const char *undone, *names[4], *report;
} FILLED[] = {
    /* whatever zone and decimals a station's clock has */
    {"DROP TABLE late; ALTER TABLE run_pause DROP COLUMN end_voided; ALTER TABLE run_pause DROP COLUMN resumed_by",
     {"_late", "_dated", "_end_voided"}, "late: 36 rows, equal\n"},
    /* trays of the story go by one MAC address, as a journal of before may have it */
    {"DROP TABLE identifier", {"_identifier"}, "identifier: 3 rows, equal\n"},
    /* each station is in a state from its definition on, and its first run changes nothing */
    {"CREATE TABLE defined AS SELECT json_extract(bytes, '$.data.station') AS station, journal_position, recorded_us"
     " FROM journal WHERE json_extract(bytes, '$.type') = 'station.defined' GROUP BY 1;"
     "UPDATE station_spell SET (spell_id, began) = (SELECT d.journal_position, d.recorded_us FROM defined d"
     " WHERE d.station = station_spell.station) WHERE spell_id IN"
     " (SELECT journal_position FROM journal WHERE json_extract(bytes, '$.type') = 'operation.started');"
     "INSERT INTO station_spell (spell_id, station, state, began, ended) SELECT d.journal_position, d.station, 2,"
     " d.recorded_us, (SELECT min(p.began) FROM station_spell p WHERE p.station = d.station) FROM defined d"
     " WHERE NOT EXISTS (SELECT 1 FROM station_spell p WHERE p.spell_id = d.journal_position);"
     "DROP TABLE defined",
     {"_heard"}, "station_spell: 2 rows, equal\n"},
    {"DROP TABLE station_places; DROP TABLE calendar_version", {"_then"}, "station_places: 1 rows, equal\n"},
    {"DROP TABLE station_places; DROP TABLE calendar_version", {"_then"}, "calendar_version: 2 rows, equal\n"},
    {"DROP TABLE unit_entry; DROP TABLE hold_match_past; ALTER TABLE hold DROP COLUMN released_at",
     {"_named", "_named_outer"}, "hold_match_past: 2 rows, equal\n"},
    {"DROP TABLE unit_entry; DROP TABLE hold_match_past; ALTER TABLE hold DROP COLUMN released_at",
     {"_named", "_named_outer"}, "unit_entry: 23 rows, equal\n"},
    {"DROP TABLE clock_step", {"_clock_step"}, "clock_step: 1 rows, equal\n"},
    {"DROP TABLE lot; DROP INDEX component_in_small", {"_capitals"}, "lot: 2 rows, equal\n"},
};

START_TEST(what_was_there_before_is_known_after_the_migration)
{
    struct story story = story_of_everything();
    BUFFER_OWNED struct buffer report = {0};
    ck_assert_int_eq(db_script(store_db(story.store), FILLED[_i].undone), NOTHING_WRONG);
    for (size_t i = 0, number = 0; FILLED[_i].names[i]; i++) {
        while (!strstr(MIGRATIONS[number].name, FILLED[_i].names[i]))
            number++;
        ck_assert_int_eq(db_script(store_db(story.store), MIGRATIONS[number].sql), NOTHING_WRONG);
    }
    enum fault fault = rebuild(&story, &report);
    ck_assert_msg(!fault, "%s", buffer_view(&report));
    ck_assert_msg(strstr(buffer_view(&report), FILLED[_i].report) != NULL, "%s", buffer_view(&report));
    story_end(&story);
}
END_TEST

START_TEST(a_reader_may_compare_too_while_the_writer_is_open)
{
    struct story story = story_of_everything();
    BUFFER_OWNED struct buffer report = {0};
    struct store *writer = story.store;
    story.store = place_open(&story.place, "database", DB_READ);
    ck_assert_int_eq(rebuild(&story, &report), NOTHING_WRONG);
    store_close(story.store);
    story.store = writer;
    story_end(&story);
}
END_TEST

/* A database of the time before it kept how its units stood; a filling before was interrupted. */
START_TEST(what_an_older_database_has_not_is_filled_from_the_journal)
{
    struct story story = story_of_everything();
    BUFFER_OWNED struct buffer before = {0}, after = {0};
    ck_assert_int_eq(rebuild(&story, &before), NOTHING_WRONG);
    ck_assert_int_eq(db_script(store_db(story.store), "DELETE FROM unit_history"), NOTHING_WRONG);
    ck_assert_int_eq(rebuild(&story, &after), FAULT_CORRUPT);
    FILE *file = fopen(place_path(&story.place, "database.fill"), "w");
    ck_assert(file != NULL && fputs("half of it", file) >= 0 && !fclose(file));
    for (int i = 0; i < 2; i++) { /* once is enough */
        const char *path = place_path(&story.place, "database");
        ck_assert_int_eq(rebuild_fill(story.store, path, &story.place.reasons), NOTHING_WRONG);
        ck_assert_int_ne(access(place_path(&story.place, "database.fill"), F_OK), 0);
        after.size = 0;
        ck_assert_int_eq(rebuild(&story, &after), NOTHING_WRONG);
        ck_assert_str_eq(buffer_view(&after), buffer_view(&before));
    }
    story_end(&story);
}
END_TEST

START_TEST(an_empty_database_is_equal_to_nothing)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    BUFFER_OWNED struct buffer report = {0};
    right(rebuild_compare(store, place_path(&place, "scratch"), NULL, &report, &place.reasons));
    ck_assert_ptr_nonnull(strstr(buffer_view(&report), "journal: 0 entries"));
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(a_file_that_is_there_is_not_taken_for_scratch)
{
    struct story story = story_of_everything();
    BUFFER_OWNED struct buffer report = {0};
    FILE *file = fopen(place_path(&story.place, "scratch"), "w");
    fputs("mine", file);
    fclose(file);
    ck_assert_int_eq(rebuild(&story, &report), FAULT_INVALID);
    ck_assert_int_eq(access(place_path(&story.place, "scratch"), F_OK), 0);
    story_end(&story);
}
END_TEST

static const struct {
    const char *sql;
    const char *code;   /* of the reason */
    const char *detail; /* a part of it */
} TAMPERED[] = {
    {"UPDATE unit SET state = 4 WHERE serial = 'R1'", "rebuild-differs", "state is 4, from the journal it is 5"},
    {"UPDATE installation SET country = 'US' WHERE position = 'tray-2'", "rebuild-differs", "country is \"US\""},
    {"UPDATE measurement SET value = 9.500001", "rebuild-differs", "value is 9.5"},
    {"UPDATE token SET digest = x'00'", "rebuild-differs", "digest is 1 bytes"},
    {"UPDATE run SET bay = NULL", "rebuild-differs", "bay is nothing"},
    {"UPDATE product SET definition = replace(definition, '\"never_waived\":false', '\"never_waived\":true')",
     "rebuild-differs", "definition is"},
    {"UPDATE product SET definition = json_remove(definition, '$.routing[0].name')", "rebuild-differs",
     "definition is"},
    {"UPDATE product SET definition = json_set(definition, '$.routing[0].more', 1)", "rebuild-differs",
     "definition is"},
    {"UPDATE product SET definition = json_remove(definition, '$.routing[0]')", "rebuild-differs", "definition is"},
    {"UPDATE product SET definition = substr(definition, 1, 40)", "rebuild-differs", "definition is"},
    {"DELETE FROM signature", "rebuild-differs", "the row is missing"},
    {"DELETE FROM correction WHERE voided = (SELECT max(voided) FROM correction)", "rebuild-differs", "missing"},
    {"INSERT INTO tool VALUES ('K2', NULL, 'torque', NULL, 0, 1)", "rebuild-differs", "no such row"},
    {"DELETE FROM journal WHERE journal_position = 9", "journal-differs", "position 9: it is missing"},
    {"DELETE FROM journal WHERE journal_position = (SELECT max(journal_position) FROM journal)", "head-differs",
     "or their bytes make another tree"},
    {"UPDATE journal SET bytes = replace(bytes, 'bad lot', 'bad lit')", "head-differs", "another tree"},
    {"UPDATE journal SET bytes = replace(bytes, '\"hold.placed\"', '\"hold.placid\"')", "journal-differs",
     "no type hold.placid"},
    {"UPDATE journal SET bytes = substr(bytes, 1, 40) WHERE journal_position = 3", "journal-differs", "position 3"},
    {"UPDATE journal SET bytes = replace(bytes, '\"T2\"', '\"T9\"') WHERE bytes LIKE '%order.released%'",
     "journal-differs", "does not allow it"},
    {"UPDATE journal SET recorded_us = recorded_us + 1 WHERE journal_position = 5", "journal-differs", "another time"},
    {"UPDATE journal SET id = x'00112233445566778899aabbccddeeff' WHERE journal_position = 5", "journal-differs",
     "another id"},
    {"UPDATE journal_head SET journal_position = 0", "head-differs", "contradicts itself"},
    {"UPDATE journal_head SET root = zeroblob(32)", "head-differs", "contradicts itself"},
    {"UPDATE journal_head SET recorded_us = recorded_us - 1", "head-differs", "the head speaks of"},
    {"PRAGMA ignore_check_constraints = ON; UPDATE journal_head SET head = 2", "head-differs", "not the journal's"},
    {"PRAGMA ignore_check_constraints = ON;"
     "INSERT INTO journal_head SELECT 2, journal_position, frontier, root, recorded_us, wall_us, run_us, boot"
     " FROM journal_head",
     "head-differs", "not the journal's"},
};

/* What an older version wrote of a definition, which knew less to say of it. */
static const char *const WRITTEN_EARLIER[] = {
    "UPDATE product SET definition = replace(definition, ',\"never_waived\":false', '')",
    "UPDATE product SET definition = json_remove(definition, '$.routing[0].never_waived')",
    "UPDATE product SET definition = replace(definition, ',\"', ' , \"')",
};

START_TEST(what_says_less_and_means_the_same_is_no_difference)
{
    struct story story = story_of_everything();
    BUFFER_OWNED struct buffer report = {0};
    char sql[400];
    snprintf(sql, sizeof sql, "%s WHERE definition <> (%s)", WRITTEN_EARLIER[_i], strchr(WRITTEN_EARLIER[_i], '=') + 1);
    int64_t before = db_changes(store_db(story.store));
    ck_assert_int_eq(db_script(store_db(story.store), sql), NOTHING_WRONG);
    ck_assert_int_gt(db_changes(store_db(story.store)), before);
    enum fault fault = rebuild(&story, &report);
    ck_assert_msg(!fault, "%s", buffer_view(&report));
    story_end(&story);
}
END_TEST

START_TEST(whatever_was_tampered_with_is_found)
{
    struct story story = story_of_everything();
    BUFFER_OWNED struct buffer report = {0};
    ck_assert_int_eq(db_script(store_db(story.store), "PRAGMA foreign_keys = OFF"), NOTHING_WRONG);
    ck_assert_int_eq(db_script(store_db(story.store), TAMPERED[_i].sql), NOTHING_WRONG);
    ck_assert_msg(rebuild(&story, &report) == FAULT_CORRUPT, "%s", TAMPERED[_i].sql);
    const struct reasons *reasons = &story.place.reasons;
    ck_assert_uint_gt(reasons->count, 0);
    ck_assert_str_eq(reasons->items[0].code, TAMPERED[_i].code);
    ck_assert_msg(strstr(reasons->items[0].detail, TAMPERED[_i].detail) != NULL, "%s: %s", TAMPERED[_i].sql,
                  reasons->items[0].detail);
    story_end(&story);
}
END_TEST

SUITE_BEGIN(rebuilding)
tcase_add_test(tests, the_story_tells_of_every_kind_of_entry);
tcase_add_test(tests, the_tables_made_again_are_the_same);
tcase_add_loop_test(tests, what_was_there_before_is_known_after_the_migration, 0, sizeof FILLED / sizeof *FILLED);
tcase_add_test(tests, a_reader_may_compare_too_while_the_writer_is_open);
tcase_add_test(tests, what_an_older_database_has_not_is_filled_from_the_journal);
tcase_add_test(tests, an_empty_database_is_equal_to_nothing);
tcase_add_test(tests, a_file_that_is_there_is_not_taken_for_scratch);
tcase_add_loop_test(tests, what_says_less_and_means_the_same_is_no_difference, 0,
                    sizeof WRITTEN_EARLIER / sizeof *WRITTEN_EARLIER);
tcase_add_loop_test(tests, whatever_was_tampered_with_is_found, 0, sizeof TAMPERED / sizeof *TAMPERED);
SUITE_END
