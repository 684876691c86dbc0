#include "domain/identifier.h"
#include "domain/serial.h"
#include "domain/serial_pattern.h"

#include "base/time.h"
#include "suite.h"

#include <stddef.h>

static int64_t at(const char *text)
{
    struct moment moment;
    ck_assert(moment_parse(text, &moment));
    return moment.us;
}

static const struct {
    const char *format, *site, *now;
    int64_t sequence;
    const char *serial; /* NULL: refused */
} SERIALS[] = {
    {"RL{site}{yy}{ww}{seq:5}", "OSA", "2026-03-02T09:00:00Z", 42, "RLOSA261000042"},
    {"{seq:3}", "OSA", "2026-03-02T09:00:00Z", 1, "001"},
    {"{seq:3}", "OSA", "2026-03-02T09:00:00Z", 999, "999"},
    {"{seq:3}", "OSA", "2026-03-02T09:00:00Z", 1000, NULL},
    {"{seq:3}", "OSA", "2026-03-02T09:00:00Z", 0, NULL},
    {"{seq:3}", "OSA", "2026-03-02T09:00:00Z", -1, NULL},
    {"{seq:9}", "OSA", "2026-03-02T09:00:00Z", 999999999, "999999999"},
    {"{seq:9}", "OSA", "2026-03-02T09:00:00Z", 1000000000, NULL},
    {"{seq:2}", "OSA", "2026-03-02T09:00:00Z", 1, NULL},
    {"A-{yyyy}.{ww}_{seq:4}-Z", "X", "2026-12-31T23:59:59Z", 7, "A-2026.53_0007-Z"},
    /* the year is the week's, not the calendar's */
    {"{yyyy}{ww}-{seq:3}", "X", "2027-01-03T23:59:59Z", 1, "202653-001"},
    {"{yyyy}{ww}-{seq:3}", "X", "2027-01-04T00:00:00Z", 1, "202701-001"},
    {"{yy}{ww}-{seq:3}", "X", "2024-12-29T23:59:59.999999Z", 1, "2452-001"},
    {"{yy}{ww}-{seq:3}", "X", "2024-12-30T00:00:00Z", 1, "2501-001"},
    {"{yy}{ww}-{seq:3}", "X", "2021-01-03T12:00:00Z", 1, "2053-001"},
    {"{yy}{ww}-{seq:3}", "X", "2000-01-01T00:00:00Z", 1, "9952-001"},
    {"{site}{site}{ww}{ww}{seq:3}", "O", "2026-01-05T00:00:00Z", 12, "OO0202012"},
    {"{site}{seq:3}", NULL, "2026-01-05T00:00:00Z", 12, NULL},
};

START_TEST(a_serial_number_is_written_by_its_format)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    const char *serial =
        serial_make(SERIALS[_i].format, SERIALS[_i].site, at(SERIALS[_i].now), SERIALS[_i].sequence, arena);
    ck_assert_pstr_eq(serial, SERIALS[_i].serial);
}
END_TEST

static const struct {
    const char *format;
    int64_t max; /* 0: not well formed */
} FORMATS[] = {
    {"{seq:3}", 999},
    {"{seq:9}", 999999999},
    {"RL{site}{yyyy}{yy}{ww}{seq:5}", 99999},
    {"a.b-c_d{seq:4}", 9999},
    {"", 0},
    {"RL", 0},
    {"RL{site}", 0},
    {"{seq}", 0},
    {"{seq:}", 0},
    {"{seq:2}", 0},
    {"{seq:0}", 0},
    {"{seq:10}", 0},
    {"{seq:a}", 0},
    {"{seq:3}{seq:3}", 0},
    {"{seq:3", 0},
    {"{seq:3}}", 0},
    {"{{seq:3}}", 0},
    {"{year}{seq:3}", 0},
    {"{YYYY}{seq:3}", 0},
    {"{}{seq:3}", 0},
    {"A B{seq:3}", 0},
    {"A/B{seq:3}", 0},
    {"A%2F{seq:3}", 0},
    {"é{seq:3}", 0},
};

START_TEST(a_format_has_known_braces_and_exactly_one_sequence)
{
    const char *why = NULL;
    bool valid = serial_format_valid(FORMATS[_i].format, &why);
    ck_assert_msg(valid == (FORMATS[_i].max > 0), "%s", FORMATS[_i].format);
    ck_assert(valid == !why);
    if (valid)
        ck_assert_int_eq(serial_sequence_max(FORMATS[_i].format), FORMATS[_i].max);
}
END_TEST

static const char *const PLACEHOLDERS[] = {
    NULL,
    "",
    " ",
    "\t\r\n",
    "NA",
    "na",
    "N/A",
    " n/a ",
    "None",
    "NULL",
    "0",
    "00000000",
    "0x0000000000000000",
    "00000000-0000-0000-0000-000000000000",
    "00:00:00:00:00:00",
    "FF:FF:FF:FF:FF:FF",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "FFFFFFFF",
    "NO DIMM",
    "No Dimm",
    "To Be Filled By O.E.M.",
    "TO BE FILLED BY O.E.M.",
    "Default string",
    "System Serial Number",
    "Not Specified",
    "Unknown",
    "0123456789",
    "1234567890",
    "123456789",
    "xxxxxxxx",
    "XX",
    "-",
    "---",
    "....",
    "?",
    "03000200-0400-0500-0006-000700080009",
    "c01dc250-5678-11ed-9b6a-0242ac120002",
    "C01DC251-5678-11ED-9B6A-0242AC120002",
    "f72d6fb0-5675-11ed-9b6a-0242ac120002",
    "$PRODUCT_SERIAL_NUMBER",
    "$CHASSIS_SERIAL_NUMBER ",
};

START_TEST(a_text_that_identifies_nothing_is_a_placeholder)
{
    ck_assert_msg(identity_is_placeholder(PLACEHOLDERS[_i]), "%s", PLACEHOLDERS[_i]);
}
END_TEST

static const char *const IDENTITIES[] = {
    "1653125034241",
    "0x00000001783DD0051C00000012FE8100",
    "1Z0000001",
    "0000001A3A",
    "NA1",
    "NAX-77",
    "F",
    "FF",
    "X",
    "FFFE",
    "000000001",
    "0x1",
    "ffd6582a-64de-b17e-ad24-af5a28aed641",
    "30:00:5c:00:00:01",
    "0012345678900",
    "12345678901",
    "NONE-1",
    "RLOSA261000042",
    "c01dc250-5678-11ed-9b6a-0242ac120003",
    "X-11ed-9b6a-0242ac120002",
    "$",
    "$A17",
    "不明7",
};

START_TEST(what_only_looks_like_a_placeholder_is_an_identity)
{
    ck_assert_msg(!identity_is_placeholder(IDENTITIES[_i]), "%s", IDENTITIES[_i]);
}
END_TEST

static const struct {
    const char *pattern, *serial;
    bool matches;
} PATTERNS[] = {
    {"SN-7", "SN-7", true},
    {"SN-7", "sn-7", false},
    {"SN-7", "SN-77", false},
    {"SN-7", "SN-", false},
    {"####", "0190", true},
    {"####", "019A", false},
    {"####", "01905", false},
    {"@@", "aZ", true},
    {"@@", "a1", false},
    {"?", "a", true},
    {"?", "1", true},
    {"?", "-", false},
    {"*", "", true},
    {"*", "anything at all", true},
    {"PS*", "PS", true},
    {"PS*", "PS/1-2", true},
    {"PS*", "P", false},
    {"A##*#", "A123", true},
    {"A##*#", "A12", false},
    {"A##*#", "A12-X-9", true},
    {"A##*#", "A12-X-", false},
    {"A#|B##", "A1", true},
    {"A#|B##", "B12", true},
    {"A#|B##", "B1", false},
    {"A#|B##", "A1|B12", false},
    {"A#|*-X", "9-X", true},
};

START_TEST(a_serial_number_has_the_form_of_its_pattern)
{
    const char *why = NULL;
    ck_assert_msg(serial_pattern_valid(PATTERNS[_i].pattern, &why), "%s: %s", PATTERNS[_i].pattern, why);
    ck_assert_msg(serial_pattern_matches(PATTERNS[_i].pattern, PATTERNS[_i].serial) == PATTERNS[_i].matches,
                  "%s of %s", PATTERNS[_i].serial, PATTERNS[_i].pattern);
}
END_TEST

static const char *const BROKEN_PATTERNS[] = {
    "", "|", "A|", "|A", "A||B", "A*B*", "**", "A|B**", " A", "A ", "A| B", "A\tB", "\xc3\xa9#", "A\x7f",
};

START_TEST(a_pattern_without_a_meaning_is_none)
{
    const char *why = NULL;
    ck_assert_msg(!serial_pattern_valid(BROKEN_PATTERNS[_i], &why) && why, "%s", BROKEN_PATTERNS[_i]);
}
END_TEST

struct spelling {
    struct identifier given;
    const char *spelled; /* NULL: it has not the form */
};
static const struct spelling SPELLINGS[] = {
    {{IDENTIFIER_UUID, "0196C6B0-7AA9-7C3D-8D5D-3C0F7F1F2A11"}, "0196c6b0-7aa9-7c3d-8d5d-3c0f7f1f2a11"},
    {{IDENTIFIER_UUID, "{0196c6b0-7aa9-7c3d-8d5d-3c0f7f1f2a11}"}, NULL},
    {{IDENTIFIER_MAC, "00:1B:21:3c:4D:5e"}, "00:1b:21:3c:4d:5e"},
    {{IDENTIFIER_MAC, "00-1b-21-3c-4d-5e"}, "00:1b:21:3c:4d:5e"},
    {{IDENTIFIER_MAC, "001b.213c.4d5e"}, "00:1b:21:3c:4d:5e"},
    {{IDENTIFIER_MAC, "001B213C4D5E"}, "00:1b:21:3c:4d:5e"},
    {{IDENTIFIER_MAC, "00:1b:21:ff:fe:3c:4d:5e"}, "00:1b:21:ff:fe:3c:4d:5e"},
    {{IDENTIFIER_MAC, "00:1b:21:3c:4d"}, NULL},
    {{IDENTIFIER_MAC, "00::1b213c4d5e"}, NULL},
    {{IDENTIFIER_MAC, "00:1b:21:3c:4d:5e:"}, NULL},
    {{IDENTIFIER_MAC, ":001b213c4d5e"}, NULL},
    {{IDENTIFIER_MAC, ""}, NULL},
    {{IDENTIFIER_GUID, "0X0002C90300001491"}, "0002c90300001491"},
    {{IDENTIFIER_GUID, "0002:c903:0000:1491"}, "0002c90300001491"},
    {{IDENTIFIER_GUID, "0002c9030000149"}, NULL},
    {{IDENTIFIER_GUID, "0002c903000014911"}, NULL},
    {{IDENTIFIER_ASSET_TAG, "AT-000017"}, "AT-000017"},
    {{IDENTIFIER_ASSET_TAG, "AT  17"}, NULL},
};

START_TEST(an_identifier_has_one_spelling)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    const struct spelling *spelling = &SPELLINGS[_i];
    const char *spelled = NULL;
    ck_assert_int_eq(identifier_spell(&spelling->given, arena, &spelled), spelling->spelled != NULL);
    ck_assert_pstr_eq(spelled, spelling->spelled);
}
END_TEST

static const struct {
    const char *format, *serial;
    int64_t sequence; /* 0: it is of another site, year or week, or of no such format */
} GIVEN[] = {
    {"Z{site}{yy}{ww}{seq:3}", "ZOSA2610042", 42},
    {"Z{site}{yy}{ww}{seq:3}", "ZOSA2610999", 999},
    {"Z{site}{yy}{ww}{seq:3}", "zOsa2610042", 42},
    {"Z{site}{yy}{ww}{seq:3}", "ZOSA2609042", 0},
    {"Z{site}{yy}{ww}{seq:3}", "ZOSA2510042", 0},
    {"Z{site}{yy}{ww}{seq:3}", "ZOSB2610042", 0},
    {"Z{site}{yy}{ww}{seq:3}", "ZOSA26100042", 0},
    {"Z{site}{yy}{ww}{seq:3}", "ZOSA261042", 0},
    {"Z{site}{yy}{ww}{seq:3}", "ZOSA26100A2", 0},
    {"Z{site}{yy}{ww}{seq:3}", "ZOSA2610000", 0},
    {"{seq:3}-{yyyy}.{ww}", "007-2026.10", 7},
    {"{seq:3}-{yyyy}.{ww}", "007-2026.11", 0},
    {"{seq:3}-{yyyy}.{ww}", "007-2026.1", 0},
    {"{seq:3}-{yyyy}.{ww}", "007-2026.10X", 0},
    {"{seq:3}", "", 0},
    {"{seq:3}", "12", 0},
};

START_TEST(a_serial_number_tells_its_number_where_all_else_is_the_same)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    const char *format = GIVEN[_i].format;
    int64_t now_us = at("2026-03-02T09:00:00Z");
    const char *first = serial_make(format, "OSA", now_us, 1, arena);
    const char *last = serial_make(format, "OSA", now_us, serial_sequence_max(format), arena);
    ck_assert_int_eq(serial_sequence(first, last, GIVEN[_i].serial), GIVEN[_i].sequence);
}
END_TEST

SUITE_BEGIN(serial)
tcase_add_loop_test(tests, a_serial_number_tells_its_number_where_all_else_is_the_same, 0,
                    sizeof GIVEN / sizeof *GIVEN);
tcase_add_loop_test(tests, a_serial_number_is_written_by_its_format, 0, sizeof SERIALS / sizeof *SERIALS);
tcase_add_loop_test(tests, a_format_has_known_braces_and_exactly_one_sequence, 0, sizeof FORMATS / sizeof *FORMATS);
tcase_add_loop_test(tests, a_text_that_identifies_nothing_is_a_placeholder, 0,
                    sizeof PLACEHOLDERS / sizeof *PLACEHOLDERS);
tcase_add_loop_test(tests, what_only_looks_like_a_placeholder_is_an_identity, 0,
                    sizeof IDENTITIES / sizeof *IDENTITIES);
tcase_add_loop_test(tests, a_serial_number_has_the_form_of_its_pattern, 0, sizeof PATTERNS / sizeof *PATTERNS);
tcase_add_loop_test(tests, a_pattern_without_a_meaning_is_none, 0, sizeof BROKEN_PATTERNS / sizeof *BROKEN_PATTERNS);
tcase_add_loop_test(tests, an_identifier_has_one_spelling, 0, sizeof SPELLINGS / sizeof *SPELLINGS);
SUITE_END
