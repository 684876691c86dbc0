/* Which coming of an operator to a station counts for a time, whatever is signed there meanwhile. */
#include "store/find_badge.h"
#include "store/migration.h"
#include "store_story.h"

#include <string.h>

enum act { COMES = 1, SIGNS, LEAVES, ANOTHER_COMES };
enum { ACTS = 5, UNTIL = 100 };

static const struct {
    const char *it;
    struct told {
        int at;
        enum act act;
    } told[ACTS];
    int by;           /* the time that is asked about */
    int began, until; /* 0: nobody was there; `until`: of a coming that is over its end */
} TABLE[] = {
    {"nobody came", {{0}}, 50, 0, 0},
    {"who is there", {{10, COMES}}, 50, 10, UNTIL},
    {"who signs alone is gone", {{10, SIGNS}}, 50, 10, 10},
    {"who signs where they are stays", {{10, COMES}, {20, SIGNS}}, 50, 10, UNTIL},
    {"however often", {{10, COMES}, {20, SIGNS}, {30, SIGNS}}, 50, 10, UNTIL},
    {"and leaves when they leave", {{10, COMES}, {20, SIGNS}, {60, LEAVES}}, 50, 10, 60},
    {"or another one comes", {{10, COMES}, {20, SIGNS}, {60, ANOTHER_COMES}}, 50, 10, 60},
    {"or they come again", {{10, COMES}, {20, SIGNS}, {60, COMES}}, 50, 10, 60},
    {"after which they are there anew", {{10, COMES}, {20, SIGNS}, {60, COMES}}, 65, 60, UNTIL},
    {"who comes back to sign was gone between", {{10, COMES}, {40, LEAVES}, {60, SIGNS}}, 50, 10, 40},
    {"and is gone after it", {{10, COMES}, {40, LEAVES}, {60, SIGNS}}, 70, 60, 60},
    {"so is who had to come again", {{10, COMES}, {UNTIL, SIGNS}}, UNTIL + 9, UNTIL, UNTIL},
    {"who signed before they came was not there yet", {{10, SIGNS}, {60, COMES}}, 50, 10, 10},
};

static void tell_told(struct story *story, const struct told *told, int64_t first_us)
{
    const struct badged badged = {
        .operator = told->act == ANOTHER_COMES ? "ben" : "ann", .browser = {{7}}, .signs = told->act == SIGNS};
    const struct result_badged result = {.until = first_us + (told->act == SIGNS ? told->at : UNTIL) * US_PER_SECOND};
    story->now_us = first_us + (told->at - 1) * US_PER_SECOND; /* it is told a second later */
    if (told->act == LEAVES)
        tell(story, ENTRY_OPERATOR_BADGED_OUT, "S1", &badged, NULL);
    else
        tell(story, ENTRY_OPERATOR_BADGED_IN, "S1", &badged, &result);
}

START_TEST(who_signs_where_they_are_stays_there)
{
    struct story story = story_begin();
    const int64_t first_us = story.now_us;
    struct badge badge;
    for (size_t i = 0; i < ACTS && TABLE[_i].told[i].act; i++)
        tell_told(&story, &TABLE[_i].told[i], first_us);
    enum fault fault =
        find_badge(story.store, "S1", "ann", first_us + TABLE[_i].by * US_PER_SECOND, story.place.arena, &badge);
    ck_assert_msg(fault == (TABLE[_i].began ? NOTHING_WRONG : FAULT_NOT_FOUND), "%s", TABLE[_i].it);
    if (!fault) {
        bool left = badge.ended != ABSENT_INTEGER && badge.ended < badge.until;
        int64_t end_us = left ? badge.ended : badge.until;
        ck_assert_msg((badge.began - first_us) / US_PER_SECOND == TABLE[_i].began, "%s: began", TABLE[_i].it);
        ck_assert_msg((end_us - first_us) / US_PER_SECOND == TABLE[_i].until, "%s: ended", TABLE[_i].it);
    }
    story_end(&story);
}
END_TEST

static const char *migration_named(const char *name)
{
    for (size_t i = 0; i < MIGRATION_COUNT; i++)
        if (!strcmp(MIGRATIONS[i].name, name))
            return MIGRATIONS[i].sql;
    ck_abort_msg("there is no migration %s", name);
}

START_TEST(what_an_older_version_left_of_signing_is_gone)
{
    struct story story = story_begin();
    const int64_t first_us = story.now_us;
    struct badge badge;
    tell_told(&story, &(struct told){10, COMES}, first_us);
    tell_told(&story, &(struct told){30, COMES}, first_us);
    found(db_script(store_db(story.store),
                    "INSERT INTO badge_past SELECT station, operator, began + 5000000,"
                    " began + 5000000 FROM badge; INSERT INTO badge_past SELECT station, operator,"
                    " began + 5000000, began + 5000000 FROM badge_past WHERE began < ended"));
    found(db_script(store_db(story.store), migration_named("0032_signer_there")));
    found(find_badge(story.store, "S1", "ann", first_us + 29 * US_PER_SECOND, story.place.arena, &badge));
    ck_assert_int_eq(badge.began, first_us + 10 * US_PER_SECOND);
    found(find_badge(story.store, "S1", "ann", first_us + 50 * US_PER_SECOND, story.place.arena, &badge));
    ck_assert_int_eq(badge.began, first_us + 30 * US_PER_SECOND);
    story_end(&story);
}
END_TEST

SUITE_BEGIN(badges_at)
tcase_add_test(tests, what_an_older_version_left_of_signing_is_gone);
tcase_add_loop_test(tests, who_signs_where_they_are_stays_there, 0, sizeof TABLE / sizeof *TABLE);
SUITE_END
