/* Time zones: the system's files, and files made wrong. */
#include "base/time.h"
#include "base/time_zone.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static struct arena *arena;
static uint8_t bytes[65536];
static size_t size;

static int64_t at(const char *text)
{
    struct moment moment;
    ck_assert_msg(moment_parse(text, &moment), "%s", text);
    return moment.us;
}

static void read_file(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
}

static struct time_zone zone_named(const char *name)
{
    struct time_zone zone;
    read_file(name);
    ck_assert_int_eq(time_zone_parse(bytes, size, arena, &zone), NOTHING_WRONG);
    return zone;
}

static const struct {
    const char *zone, *time;
    int offset_min;
} OFFSETS[] = {
    {"Asia/Tokyo", "2026-07-01T00:00:00Z", 540},
    {"Asia/Tokyo", "2026-01-01T00:00:00Z", 540},
    {"Asia/Tokyo", "1950-07-01T00:00:00Z", 600}, /* it had summer time once */
    {"UTC", "2026-01-01T00:00:00Z", 0},
    {"America/New_York", "2026-01-15T12:00:00Z", -300},
    {"America/New_York", "2026-07-15T12:00:00Z", -240},
    /* 2026: on 8 March at 2:00 EST, on 1 November at 2:00 EDT */
    {"America/New_York", "2026-03-08T06:59:59.999999Z", -300},
    {"America/New_York", "2026-03-08T07:00:00Z", -240},
    {"America/New_York", "2026-11-01T05:59:59.999999Z", -240},
    {"America/New_York", "2026-11-01T06:00:00Z", -300},
    /* after the last change that the file lists, by its rule: 2100, on 14 March and 7 November */
    {"America/New_York", "2100-03-14T06:59:59Z", -300},
    {"America/New_York", "2100-03-14T07:00:00Z", -240},
    {"America/New_York", "2100-11-07T05:59:59Z", -240},
    {"America/New_York", "2100-11-07T06:00:00Z", -300},
    {"Australia/Sydney", "2100-01-01T00:00:00Z", 660}, /* its summer goes over the new year */
    {"Australia/Sydney", "2100-07-01T00:00:00Z", 600},
    {"Europe/Dublin", "2100-01-01T00:00:00Z", 0}, /* its winter is the exception */
    {"Europe/Dublin", "2100-07-01T00:00:00Z", 60},
    {"Asia/Kathmandu", "2026-01-01T00:00:00Z", 345},
};

START_TEST(a_zone_knows_its_offset_at_any_time)
{
    arena = arena_new(0);
    struct time_zone zone = zone_named(OFFSETS[_i].zone);
    ck_assert_int_eq(time_zone_offset_s(&zone, at(OFFSETS[_i].time)), OFFSETS[_i].offset_min * 60);
    arena_free(arena);
}
END_TEST

static const struct {
    const char *zone, *clock, *time; /* what clocks show, written as if it were UTC */
} CLOCKS[] = {
    {"Asia/Tokyo", "2026-11-03T22:00:00Z", "2026-11-03T13:00:00Z"},
    {"Asia/Tokyo", "2026-11-04T06:00:00Z", "2026-11-03T21:00:00Z"},
    {"America/New_York", "2026-03-08T01:59:00Z", "2026-03-08T06:59:00Z"},
    {"America/New_York", "2026-03-08T02:30:00Z", "2026-03-08T07:30:00Z"}, /* skipped */
    {"America/New_York", "2026-03-08T03:00:00Z", "2026-03-08T07:00:00Z"},
    {"America/New_York", "2026-11-01T01:30:00Z", "2026-11-01T05:30:00Z"}, /* the first of two */
    {"America/New_York", "2026-11-01T02:00:00Z", "2026-11-01T07:00:00Z"},
};

START_TEST(what_clocks_show_is_a_time)
{
    arena = arena_new(0);
    struct time_zone zone = zone_named(CLOCKS[_i].zone);
    ck_assert_int_eq(time_zone_from_local(&zone, at(CLOCKS[_i].clock)), at(CLOCKS[_i].time));
    arena_free(arena);
}
END_TEST

static const struct {
    const char *text;
    bool sound;
} RULES[] = {
    {"JST-9", true},
    {"EST5EDT,M3.2.0,M11.1.0", true},
    {"<+0330>-3:30", true},
    {"<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", true},
    {"AAA1BBB,J60/0,300/167:59:59", true},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", true},
    {"", false},
    {"JS-9", false},
    {"JST", false},
    {"JST-25", false},
    {"JST-9 ", false},
    {"<JST-9", false},
    {"EST5EDT", false},
    {"EST5EDT,M3.2.0", false},
    {"EST5EDT,M3.2.0,M13.1.0", false},
    {"EST5EDT,M3.2.0,M11.0.0", false},
    {"EST5EDT,M3.2.7,M11.1.0", false},
    {"EST5EDT,M3.2,M11.1.0", false},
    {"EST5EDT,J0,M11.1.0", false},
    {"EST5EDT,366,M11.1.0", false},
    {"EST5EDT,1/168,M11.1.0", false},
    {"EST5EDT,99999999999999999999,M11.1.0", false},
};

START_TEST(a_rule_is_read_or_refused)
{
    struct zone_rule rule;
    ck_assert_msg(zone_rule_parse(RULES[_i].text, strlen(RULES[_i].text), &rule) == RULES[_i].sound, "%s",
                  RULES[_i].text);
}
END_TEST

START_TEST(days_of_rules_fall_where_posix_says)
{
    /* J60 is 1 March in every year, 59 counted from 0 is 29 February in a leap year */
    struct zone_rule rule;
    ck_assert(zone_rule_parse("A0B0", 4, &rule) == false);
    ck_assert(zone_rule_parse("AAA0BBB-1,J60/0,J61/0", 21, &rule));
    ck_assert_int_eq(zone_rule_offset_s(&rule, at("2024-03-01T12:00:00Z") / US_PER_SECOND), 3600);
    ck_assert_int_eq(zone_rule_offset_s(&rule, at("2024-02-29T12:00:00Z") / US_PER_SECOND), 0);
    ck_assert_int_eq(zone_rule_offset_s(&rule, at("2023-03-01T12:00:00Z") / US_PER_SECOND), 3600);
    ck_assert(zone_rule_parse("AAA0BBB-1,59/0,60/0", 19, &rule));
    ck_assert_int_eq(zone_rule_offset_s(&rule, at("2024-02-29T12:00:00Z") / US_PER_SECOND), 3600);
    ck_assert_int_eq(zone_rule_offset_s(&rule, at("2023-03-01T12:00:00Z") / US_PER_SECOND), 3600);
}
END_TEST

START_TEST(a_file_cut_anywhere_is_refused_and_never_read_past)
{
    arena = arena_new(0);
    struct time_zone zone;
    read_file("America/New_York");
    for (size_t cut = 0; cut < size; cut++) {
        uint8_t *exact = memcpy(arena_alloc(arena, cut + 1), bytes, cut);
        ck_assert_int_eq(time_zone_parse(exact, cut, arena, &zone), FAULT_CORRUPT);
    }
    ck_assert_int_eq(time_zone_parse(bytes, size, arena, &zone), NOTHING_WRONG);
    arena_free(arena);
}
END_TEST

/* RFC 8536, 3.2: more than 25 hours behind UTC, and less than 26 ahead of it. */
static const struct {
    int32_t offset_s;
    bool sound;
} EXTREMES[] = {{93599, true}, {93600, false}, {-89999, true}, {-90000, false}, {INT32_MIN, false}, {INT32_MAX, false}};

START_TEST(clocks_are_no_further_from_utc_than_a_zone_may_be)
{
    const uint32_t offset_s = (uint32_t)EXTREMES[_i].offset_s;
    struct time_zone zone;
    arena = arena_new(0);
    read_file("UTC");
    uint8_t *type = (uint8_t *)memmem(bytes + 5, size - 5, "TZif", 4) + 44; /* of the second block, which has no changes */
    for (int byte = 0; byte < 4; byte++)
        type[byte] = (uint8_t)(offset_s >> (24 - 8 * byte));
    ck_assert_int_eq(time_zone_parse(bytes, size, arena, &zone), EXTREMES[_i].sound ? NOTHING_WRONG : FAULT_CORRUPT);
    arena_free(arena);
}
END_TEST

START_TEST(a_file_with_any_byte_spoilt_is_read_safely)
{
    read_file("Asia/Tokyo");
    for (size_t i = 0; i < size; i++) {
        arena = arena_new(0);
        const uint8_t sound = bytes[i];
        struct time_zone zone;
        bytes[i] = 0xff;
        enum fault fault = time_zone_parse(bytes, size, arena, &zone);
        ck_assert(fault == NOTHING_WRONG || fault == FAULT_CORRUPT);
        if (!fault)
            time_zone_from_local(&zone, at("2026-01-01T00:00:00Z"));
        bytes[i] = sound;
        arena_free(arena);
    }
}
END_TEST

SUITE_BEGIN(time_zones)
tcase_add_loop_test(tests, clocks_are_no_further_from_utc_than_a_zone_may_be, 0, sizeof EXTREMES / sizeof *EXTREMES);
tcase_add_loop_test(tests, a_zone_knows_its_offset_at_any_time, 0, sizeof OFFSETS / sizeof *OFFSETS);
tcase_add_loop_test(tests, what_clocks_show_is_a_time, 0, sizeof CLOCKS / sizeof *CLOCKS);
tcase_add_loop_test(tests, a_rule_is_read_or_refused, 0, sizeof RULES / sizeof *RULES);
tcase_add_test(tests, days_of_rules_fall_where_posix_says);
tcase_add_test(tests, a_file_cut_anywhere_is_refused_and_never_read_past);
tcase_add_test(tests, a_file_with_any_byte_spoilt_is_read_safely);
SUITE_END
