/* Which lots are on record, and by which installation, whatever is taken back and described otherwise. */
#include "store_story.h"

enum act { INSTALLED = 1, TAKEN_BACK, DESCRIBED };
enum { ACTS = 5 };

struct told {
    enum act act;
    int part; /* the number of the installation, from 1 */
    const char *lot;
};

static const struct {
    const char *it;
    struct told told[ACTS];
    const char *asked;
    int otherwise; /* the number of the installation that says it in other capitals */
} TABLE[] = {
    {"nothing is on record", {{0}}, "L-1", 0},
    {"what was said is", {{INSTALLED, 1, "L-1"}}, "l-1", 1},
    {"as it was said", {{INSTALLED, 1, "L-1"}}, "L-1", 0},
    {"another lot is another", {{INSTALLED, 1, "L-1"}}, "l-2", 0},
    {"the first counts", {{INSTALLED, 1, "L-1"}, {INSTALLED, 2, "L-1"}}, "l-1", 1},
    {"what was taken back does not", {{INSTALLED, 1, "L-1"}, {TAKEN_BACK, 1, 0}}, "l-1", 0},
    {"then the next does",
     {{INSTALLED, 1, "L-1"}, {INSTALLED, 2, "L-2"}, {INSTALLED, 3, "L-1"}, {INSTALLED, 4, "L-1"}, {TAKEN_BACK, 1, 0}},
     "l-1", 3},
    {"taken back, the second takes nothing away",
     {{INSTALLED, 1, "L-1"}, {INSTALLED, 2, "L-1"}, {TAKEN_BACK, 2, 0}}, "l-1", 1},
    {"both taken back",
     {{INSTALLED, 1, "L-1"}, {INSTALLED, 2, "L-1"}, {TAKEN_BACK, 2, 0}, {TAKEN_BACK, 1, 0}}, "l-1", 0},
    {"of two spellings, as old journals have them, each is known",
     {{INSTALLED, 1, "L-1"}, {INSTALLED, 2, "l-1"}}, "l-1", 0},
    {"until it is taken back", {{INSTALLED, 1, "L-1"}, {INSTALLED, 2, "l-1"}, {TAKEN_BACK, 2, 0}}, "l-1", 1},
    {"a part is described to be of it", {{INSTALLED, 1, "L-2"}, {DESCRIBED, 1, "L-1"}}, "l-1", 1},
    {"and of the other no longer", {{INSTALLED, 1, "L-2"}, {DESCRIBED, 1, "L-1"}}, "l-2", 0},
    {"which is the next one's",
     {{INSTALLED, 1, "L-2"}, {INSTALLED, 2, "L-2"}, {DESCRIBED, 1, "L-1"}}, "l-2", 2},
    {"an older part is the first then",
     {{INSTALLED, 1, NULL}, {INSTALLED, 2, "L-1"}, {DESCRIBED, 1, "L-1"}}, "l-1", 1},
    {"described as it was, it stays", {{INSTALLED, 1, "L-1"}, {INSTALLED, 2, "L-1"}, {DESCRIBED, 1, "L-1"}}, "l-1", 1},
    {"taken back with what was described",
     {{INSTALLED, 1, "L-2"}, {DESCRIBED, 1, "L-1"}, {TAKEN_BACK, 1, 0}}, "l-1", 0},
};

static int64_t tell_part(struct story *story, int part, const char *lot)
{
    const char *names[] = {"part-1", "part-2", "part-3", "part-4"};
    const struct component_installed data = {.subject = about("R1", "010", "ann"),
                                             .position = names[part - 1],
                                             .part_number = "CABLE",
                                             .serial = names[part - 1],
                                             .lot = lot};
    const struct result_installed result = {.unit_part_number = "RACK"};
    return tell(story, ENTRY_COMPONENT_INSTALLED, "S1", &data, &result);
}

static void tell_told(struct story *story, const struct told *told, int64_t *installations)
{
    const struct component_described described = {
        .part_number = "CABLE", .serial = "a cable", .lot = told->lot, .reason = "read again"};
    const struct provenance before = {.supplier = "Kaga"};
    const struct result_described result = {.installation = installations[told->part], .before = &before};
    if (told->act == INSTALLED)
        installations[told->part] = tell_part(story, told->part, told->lot);
    else if (told->act == TAKEN_BACK)
        tell_correction(story, ENTRY_COMPONENT_INSTALLED, installations[told->part], PLAIN_CORRECTION);
    else if (told->act == DESCRIBED)
        tell(story, ENTRY_COMPONENT_DESCRIBED, NULL, &described, &result);
}

START_TEST(a_lot_is_on_record_as_long_as_a_part_says_so)
{
    struct story story = story_begin();
    int64_t installations[ACTS] = {0};
    struct installation row = {0};
    tell_r1_started(&story);
    for (int i = 0; i < ACTS; i++)
        tell_told(&story, &TABLE[_i].told[i], installations);
    enum fault fault = find_lot_otherwise(story.store, "CABLE", TABLE[_i].asked, story.place.arena, &row);
    ck_assert_msg(fault == (TABLE[_i].otherwise ? NOTHING_WRONG : FAULT_NOT_FOUND), "%s", TABLE[_i].it);
    ck_assert_msg(!TABLE[_i].otherwise || row.installation_id == installations[TABLE[_i].otherwise], "%s",
                  TABLE[_i].it);
    ck_assert_int_eq(find_lot_otherwise(story.store, "TRAY", TABLE[_i].asked, story.place.arena, &row),
                     FAULT_NOT_FOUND);
    story_end(&story);
}
END_TEST

SUITE_BEGIN(lots)
tcase_add_loop_test(tests, a_lot_is_on_record_as_long_as_a_part_says_so, 0, sizeof TABLE / sizeof *TABLE);
SUITE_END
