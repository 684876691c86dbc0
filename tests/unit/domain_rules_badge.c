/* In whose name a station's page may post. */
#include "suite.h"

#include "domain/badge.h"
#include "domain/refusal.h"

#define ABSENT ABSENT_INTEGER

enum { ROOM = 5, LATE = 50 };

static const struct badge_case {
    const char *given;
    bool there; /* the operator has badged in at the station, at 10 */
    int64_t until, ended;
    const char *operator; /* that the event names */
    int64_t at, now;
    bool counts, may_post;
} CASES[] = {
    {"one who is there", true, 100, ABSENT, "ann", 99, 99, true, true},
    {"the last moment that it counts is past", true, 100, ABSENT, "ann", 99, 100, false, true},
    {"a queue comes as late as it may", true, 100, ABSENT, "ann", 50, 149, false, true},
    {"and later", true, 100, ABSENT, "ann", 50, 150, false, false},
    {"another one came meanwhile", true, 100, 60, "ann", 59, 61, false, true},
    {"it is late counted from then", true, 100, 60, "ann", 59, 109, false, true},
    {"and too late", true, 100, 60, "ann", 59, 110, false, false},
    {"she left after it counted no longer", true, 100, 120, "ann", 99, 149, false, true},
    {"which makes it no longer", true, 100, 120, "ann", 99, 150, false, false},
    {"a page's clock that is behind", true, 100, ABSENT, "ann", 5, 11, true, true},
    {"it was scanned before she came", true, 100, ABSENT, "ann", 4, 11, true, false},
    {"a page's clock that is ahead", true, 100, 60, "ann", 65, 65, false, true},
    {"it was scanned after she had left", true, 100, 60, "ann", 66, 66, false, false},
    {"and after the badge counted no longer", true, 100, 120, "ann", 106, 121, false, false},
    {"one who was never there", false, 0, 0, "ann", 10, 10, false, false},
    {"nobody is named", true, 100, ABSENT, NULL, 10, 10, true, false},
};

START_TEST(a_page_posts_for_who_was_there)
{
    const struct badge_case *row = &CASES[_i];
    const struct badge badge = {
        .station = "S", .operator = "ann", .began = 10, .until = row->until, .ended = row->ended};
    const struct badge_post post = {
        .operator = row->operator, .at_us = row->at, .now_us = row->now, .room_us = ROOM, .late_us = LATE};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    badge_may_post(row->there ? &badge : NULL, &post, &reasons);
    ck_assert_msg(row->may_post == !reasons.found, "%s", row->given);
    if (reasons.found)
        ck_assert_str_eq(reasons.items[0].code, "badge-none");
    if (row->there)
        ck_assert_msg(row->counts == badge_counts(&badge, row->now), "%s", row->given);
}
END_TEST

SUITE_BEGIN(badges)
tcase_add_loop_test(tests, a_page_posts_for_who_was_there, 0, sizeof CASES / sizeof *CASES);
SUITE_END
