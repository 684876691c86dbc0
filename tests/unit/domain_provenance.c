/* What is on record of a part, beside what a scan says of it. */
#include "domain/event.h"
#include "domain/provenance.h"
#include "suite.h"

#include <string.h>

#define LIST(type, ...)                                                                                                \
    {                                                                                                                  \
        (type[]){__VA_ARGS__}, sizeof((type[]){__VA_ARGS__}) / sizeof(type)                                            \
    }
#define NAMES(...) LIST(struct identifier, __VA_ARGS__)
#define FIRMWARE(...) LIST(struct firmware, __VA_ARGS__)

static const struct {
    const char *claim;
    struct provenance said, on_record;
    const char *unsaid, *whole;
} TABLE[] = {
    {"nothing", {.lot = NULL}, {.lot = NULL}, "", ""},
    {"what was never said before", {.lot = "L1"}, {.lot = NULL}, "", "L1"},
    {"what is not said now", {.lot = NULL}, {.lot = "L1", .country = "JP"}, "L1 JP", "L1 JP"},
    {"the rest of it",
     {.lot = "L1"},
     {.revision = "C", .lot = "L1", .supplier = "Kaga", .country = "JP", .origin_site = "Ome"},
     "C Kaga JP Ome",
     "C L1 Kaga JP Ome"},
    {"what is said comes first", {.revision = "D"}, {.revision = "C"}, "", "D"},
    {"firmware of another name",
     {.firmware = FIRMWARE({"bmc", "1.1"})},
     {.firmware = FIRMWARE({"bmc", "1.0"}, {"bios", "2.0"})},
     "bios=2.0",
     "bmc=1.1 bios=2.0"},
    {"a name of another kind",
     {.identifiers = NAMES({IDENTIFIER_MAC, "a"})},
     {.identifiers = NAMES({IDENTIFIER_MAC, "a"}, {IDENTIFIER_UUID, "u"})},
     "uuid=u",
     "mac=a uuid=u"},
    {"the other port of a card",
     {.identifiers = NAMES({IDENTIFIER_MAC, "b"})},
     {.identifiers = NAMES({IDENTIFIER_MAC, "a"}, {IDENTIFIER_MAC, "b"})},
     "mac=a",
     "mac=b mac=a"},
    {"not an old tag under a new one",
     {.identifiers = NAMES({IDENTIFIER_ASSET_TAG, "new"})},
     {.identifiers = NAMES({IDENTIFIER_ASSET_TAG, "old"})},
     "",
     "asset_tag=new"},
};

static const char *words(const struct provenance *of, struct arena *arena)
{
    const char *texts[] = {of->revision, of->lot, of->supplier, of->country, of->origin_site}, *text = "";
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i])
            text = arena_printf(arena, "%s %s", text, texts[i]);
    for (size_t i = 0; i < of->firmware.count; i++)
        text = arena_printf(arena, "%s %s=%s", text, of->firmware.items[i].name, of->firmware.items[i].version);
    for (size_t i = 0; i < of->identifiers.count; i++)
        text = arena_printf(arena, "%s %s=%s", text, name_of(&IDENTIFIER_KIND_NAMES, of->identifiers.items[i].kind),
                            of->identifiers.items[i].value);
    return *text ? text + 1 : text;
}

START_TEST(what_is_not_said_is_as_it_is_on_record)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct provenance unsaid, whole;
    ck_assert_int_eq(provenance_unsaid(&TABLE[_i].said, &TABLE[_i].on_record, arena, &unsaid), NOTHING_WRONG);
    ck_assert_int_eq(provenance_join(&TABLE[_i].said, &unsaid, arena, &whole), NOTHING_WRONG);
    ck_assert_msg(!strcmp(words(&unsaid, arena), TABLE[_i].unsaid), "%s: \"%s\" not said", TABLE[_i].claim,
                  words(&unsaid, arena));
    ck_assert_msg(!strcmp(words(&whole, arena), TABLE[_i].whole), "%s: \"%s\"", TABLE[_i].claim, words(&whole, arena));
    ck_assert_int_eq(provenance_is_empty(&unsaid), !*TABLE[_i].unsaid);
}
END_TEST

static const struct {
    const char *claim;
    struct provenance said, on_record;
    bool differs;
    const char *replaced;
} DESCRIBED[] = {
    {"nothing", {.lot = NULL}, {.lot = "L1"}, false, ""},
    {"the same", {.lot = "L1"}, {.lot = "L1"}, false, "L1"},
    {"another", {.lot = "L2"}, {.lot = "L1", .country = "JP"}, true, "L1"},
    {"what was not known", {.country = "TW"}, {.lot = "L1"}, true, ""},
    {"the same firmware", {.firmware = FIRMWARE({"bmc", "1"})}, {.firmware = FIRMWARE({"bmc", "1"}, {"cpld", "2"})},
     false, "bmc=1"},
    {"another version", {.firmware = FIRMWARE({"bmc", "2"})}, {.firmware = FIRMWARE({"bmc", "1"}, {"cpld", "2"})},
     true, "bmc=1"},
    {"a firmware nobody knew of", {.firmware = FIRMWARE({"bios", "1"})}, {.firmware = FIRMWARE({"bmc", "1"})}, true,
     ""},
};

START_TEST(what_is_described_takes_the_place_of_what_is_on_record)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct provenance replaced;
    ck_assert_int_eq(provenance_differs(&DESCRIBED[_i].said, &DESCRIBED[_i].on_record), DESCRIBED[_i].differs);
    ck_assert_int_eq(provenance_replaced(&DESCRIBED[_i].said, &DESCRIBED[_i].on_record, arena, &replaced),
                     NOTHING_WRONG);
    ck_assert_msg(!strcmp(words(&replaced, arena), DESCRIBED[_i].replaced), "%s: \"%s\"", DESCRIBED[_i].claim,
                  words(&replaced, arena));
}
END_TEST

START_TEST(lists_stay_within_their_bounds)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct firmware said[PART_NAMES_MAX], before[PART_NAMES_MAX];
    for (size_t i = 0; i < PART_NAMES_MAX; i++) {
        said[i] = (struct firmware){arena_printf(arena, "new-%zu", i), "1"};
        before[i] = (struct firmware){arena_printf(arena, "old-%zu", i), "1"};
    }
    const struct provenance scan = {.firmware = {said, PART_NAMES_MAX - 2}};
    const struct provenance on_record = {.firmware = {before, PART_NAMES_MAX}};
    struct provenance unsaid;
    ck_assert_int_eq(provenance_unsaid(&scan, &on_record, arena, &unsaid), NOTHING_WRONG);
    ck_assert_uint_eq(unsaid.firmware.count, 2);
}
END_TEST

SUITE_BEGIN(domain_provenance)
tcase_add_loop_test(tests, what_is_described_takes_the_place_of_what_is_on_record, 0,
                    sizeof DESCRIBED / sizeof *DESCRIBED);
tcase_add_loop_test(tests, what_is_not_said_is_as_it_is_on_record, 0, sizeof TABLE / sizeof *TABLE);
tcase_add_test(tests, lists_stay_within_their_bounds);
SUITE_END
