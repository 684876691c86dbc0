/* Serial numbers that a release gives: counted within what else they say, and none of them twice. */
#include "domain/entry_records.h"
#include "domain/product.h"
#include "service_line.h"

#include <string.h>

static int64_t at(const char *text)
{
    struct moment moment;
    ck_assert(moment_parse(text, &moment));
    return moment.us;
}

static void product(struct line *line, const char *part_number, const char *revision, const char *format)
{
    const struct change draft = {.command = put_product,
                                 .by = ROLE_PLANNER,
                                 .path = {part_number, revision},
                                 .record = &PRODUCT_DEFINITION_RECORD};
    const struct change release = {.command = release_product, .by = ROLE_PLANNER, .path = {part_number, revision}};
    said_must(line, line_change(line, &draft,
                                "{'part_number': '%s', 'revision': '%s', 'name': 'x', 'serial_format': '%s',"
                                " 'bill_of_materials': [], 'routing': [{'operation': '010', 'name': 'x',"
                                " 'kind': 'assembly', 'station_type': 's', 'standard_min': 1}]}",
                                part_number, revision, format));
    said_must(line, line_change(line, &release, " "));
}

static struct said release(struct line *line, const char *order, const char *part_number, const char *revision,
                           int64_t quantity)
{
    const struct change plan = {.command = plan_order, .by = ROLE_PLANNER, .record = &ORDER_PLANNED_RECORD};
    const struct change change = {.command = release_order, .by = ROLE_PLANNER, .path = {order}};
    said_must(line, line_change(line, &plan, "{'order': '%s', 'part_number': '%s', 'revision': '%s', 'quantity': %lld}",
                                order, part_number, revision, (long long)quantity));
    return line_change(line, &change, " ");
}

struct release_row {
    const char *now, *part_number, *revision;
    int64_t quantity;
    const char *first, *last; /* first NULL: the numbers are spent */
};
static const struct release_row RELEASES[] = {
    {"2026-12-24T12:00:00Z", "Z", "A", 2, "Z2652001", "Z2652002"},
    {"2026-12-25T12:00:00Z", "Z", "A", 1, "Z2652003", "Z2652003"},
    {"2026-12-25T12:00:00Z", "Z", "B", 996, "Z2652004", "Z2652999"}, /* a revision's format is the same */
    {"2026-12-25T12:00:00Z", "Z", "A", 1, NULL, NULL},
    {"2026-12-25T12:00:00Z", "Y", "A", 2, "00126Y", "00226Y"},     /* another part number's own */
    {"2026-12-28T00:00:00Z", "Z", "A", 2, "Z2653001", "Z2653002"}, /* another week */
    {"2027-01-03T23:59:59Z", "Z", "A", 1, "Z2653003", "Z2653003"}, /* the year is the week's */
    {"2027-01-03T23:59:59Z", "Y", "A", 1, "00326Y", "00326Y"},
    {"2027-01-04T00:00:00Z", "Z", "A", 999, "Z2701001", "Z2701999"}, /* another year */
    {"2027-01-04T00:00:00Z", "Z", "A", 1, NULL, NULL},
    {"2027-01-04T00:00:00Z", "Y", "A", 1, "00127Y", "00127Y"},
    {"2027-01-04T00:00:00Z", "Z", "C", 1, "Z27010001", "Z27010001"}, /* longer ones are others */
    {"2027-01-11T00:00:00Z", "Z", "A", 1, "Z2702001", "Z2702001"},
    {"2027-01-11T00:00:00Z", "X", "A", 1, "Z2702002", "Z2702002"}, /* another part number with the same format */
    {"2027-01-11T00:00:00Z", "W", "A", 2, "Z2702003", "Z2702004"}, /* another format that comes to the same */
    {"2027-01-11T00:00:00Z", "V", "A", 2, "z2702005", "z2702006"}, /* another one in other capitals */
    {"2027-01-11T00:00:00Z", "Z", "A", 1, "Z2702007", "Z2702007"}, /* which the first one counts on behind, too */
    {"2027-01-18T00:00:00Z", "W", "A", 993, "Z2702008", "Z2703000"},
    {"2027-01-18T00:00:00Z", "Z", "A", 1, "Z2703001", "Z2703001"},
    {"2027-01-18T00:00:00Z", "W", "A", 1, "Z2703002", "Z2703002"},
};

START_TEST(numbers_begin_anew_with_the_week_and_the_year)
{
    struct line line;
    line_open_empty(&line);
    line.now_us = at("2026-12-24T00:00:00Z");
    product(&line, "Z", "A", "Z{yy}{ww}{seq:3}");
    product(&line, "Z", "B", "Z{yy}{ww}{seq:3}");
    product(&line, "Z", "C", "Z{yy}{ww}{seq:4}");
    product(&line, "Y", "A", "{seq:3}{yy}Y");
    product(&line, "X", "A", "Z{yy}{ww}{seq:3}");
    product(&line, "W", "A", "Z{seq:7}");
    product(&line, "V", "A", "z{yy}{ww}{seq:3}");
    for (size_t i = 0; i < sizeof RELEASES / sizeof *RELEASES; i++) {
        const struct release_row *row = &RELEASES[i];
        const char *order = arena_printf(line.arena, "O%zu", i);
        line.now_us = at(row->now);
        struct said said = release(&line, order, row->part_number, row->revision, row->quantity);
        ck_assert_int_eq(said.fault, row->first ? NOTHING_WRONG : FAULT_REFUSED);
        if (!row->first) {
            ck_assert_str_eq(said.reasons.items[0].code, "serials-spent");
            continue;
        }
        ck_assert_str_eq(line_serial(&line, order, 0), row->first);
        ck_assert_str_eq(line_serial(&line, order, (size_t)row->quantity - 1), row->last);
    }
    line_close(&line);
}
END_TEST

START_TEST(what_is_too_many_for_the_week_gives_no_number_away)
{
    struct line line;
    line_open_empty(&line);
    line.now_us = at("2026-12-24T00:00:00Z");
    product(&line, "Z", "A", "Z{yy}{ww}{seq:3}");
    said_must(&line, release(&line, "O1", "Z", "A", 990));
    struct said said = release(&line, "O2", "Z", "A", 10);
    ck_assert_int_eq(said.fault, FAULT_REFUSED);
    ck_assert_str_eq(said.reasons.items[0].detail,
                     "Z2652999 is the last serial number of Z{yy}{ww}{seq:3} now: 9 are left, and 10 needed");
    said_must(&line, release(&line, "O3", "Z", "A", 9));
    ck_assert_str_eq(line_serial(&line, "O3", 8), "Z2652999");
    line_close(&line);
}
END_TEST

static void calendar(struct line *line, const char *zone)
{
    const struct change change = {.command = put_calendar, .by = ROLE_PLANNER, .record = &CALENDAR_DEFINED_RECORD};
    said_must(line, line_change(line, &change,
                                "{'time_zone': '%s', 'shifts': [{'name': 'day', 'days': ['monday'], 'from': '08:00',"
                                " 'to': '16:00'}], 'holidays': []}",
                                zone));
}

struct place_row {
    const char *zone; /* NULL: no calendar */
    const char *now, *serial;
};
static const struct place_row PLACES[] = {
    {NULL, "2026-12-27T23:59:59Z", "2026-52-001"},
    {NULL, "2026-12-28T00:00:00Z", "2026-53-001"},
    {"Asia/Tokyo", "2026-12-27T14:59:59Z", "2026-52-001"},
    {"Asia/Tokyo", "2026-12-27T15:00:00Z", "2026-53-001"},
    {"Asia/Tokyo", "2027-01-03T15:00:00Z", "2027-01-001"},
    {"America/New_York", "2027-01-04T04:59:59Z", "2026-53-001"},
    {"America/New_York", "2027-01-04T05:00:00Z", "2027-01-001"},
    {"America/New_York", "2026-07-06T03:59:59Z", "2026-27-001"}, /* in summer */
    {"America/New_York", "2026-07-06T04:00:00Z", "2026-28-001"},
};

START_TEST(weeks_and_years_are_those_of_the_plants_clocks)
{
    const struct place_row *row = &PLACES[_i];
    struct line line;
    line_open_empty(&line);
    line.now_us = at("2026-07-01T00:00:00Z");
    product(&line, "Z", "A", "{yyyy}-{ww}-{seq:3}");
    if (row->zone)
        calendar(&line, row->zone);
    line.now_us = at(row->now);
    said_must(&line, release(&line, "O1", "Z", "A", 1));
    ck_assert_str_eq(line_serial(&line, "O1", 0), row->serial);
    calendar(&line, "Pacific/Kiritimati"); /* what was given stays */
    ck_assert_str_eq(line_serial(&line, "O1", 0), row->serial);
    line_close(&line);
}
END_TEST

SUITE_BEGIN(service_serials)
tcase_add_loop_test(tests, weeks_and_years_are_those_of_the_plants_clocks, 0, sizeof PLACES / sizeof *PLACES);
tcase_add_test(tests, numbers_begin_anew_with_the_week_and_the_year);
tcase_add_test(tests, what_is_too_many_for_the_week_gives_no_number_away);
SUITE_END
