/* The past is counted by what was so then: the calendar that the plant worked by, the places that a station had. */
#include "domain/entry_records.h"
#include "service/views_statistics.h"
#include "service_line.h"

#include <string.h>

static int64_t moment_us(const char *text)
{
    struct moment moment;
    ck_assert_msg(moment_parse(text, &moment), "%s", text);
    return moment.us;
}

static void put(struct line *line, command_function *command, const char *name, const struct record *record,
                const char *body)
{
    const struct change change = {.command = command, .by = ROLE_ADMIN, .path = {name}, .record = record};
    said_must(line, line_change(line, &change, "%s", body));
}

static struct stations_view stations(struct line *line, int64_t from, int64_t to)
{
    const struct stations_query query = {.window = {from, to}, .station = "TEST-1"};
    struct stations_view view;
    ck_assert_int_eq(line_view(line, view_station_statistics, NULL, NULL, &query, &STATIONS_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    return view;
}

/* Calendars are set, and the windows asked for again at every later one: nothing changes in them. */
static const struct {
    const char *when, *body;
} CALENDARS[] = {
    {"2027-03-01T12:00:00Z",
     "{'time_zone': 'America/New_York', 'holidays': ['2027-07-04'], 'shifts': [{'name': 'night', 'days': ['monday',"
     " 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], 'from': '22:00', 'to': '06:00'}]}"},
    {"2027-11-18T05:00:00Z",
     "{'time_zone': 'Asia/Tokyo', 'shifts': [{'name': 'day', 'days': ['monday', 'tuesday', 'wednesday', 'thursday',"
     " 'friday'], 'from': '08:00', 'to': '20:00'}, {'name': 'night', 'days': ['monday', 'tuesday', 'wednesday',"
     " 'thursday', 'friday'], 'from': '20:00', 'to': '08:00'}]}"},
    {"2027-12-31T00:00:00Z",
     "{'time_zone': 'UTC', 'shifts': [{'name': 'short', 'days': ['monday'], 'from': '08:00', 'to': '09:00'}]}"},
};
enum { CALENDAR_COUNT = sizeof CALENDARS / sizeof *CALENDARS };
static const struct {
    const char *claim, *from, *to;
    double planned_min;
    const char *shift_from, *shift_to; /* the first one; NULL: there is none */
    size_t shifts;
    const char *time_zone; /* NULL: there was no calendar */
} WINDOWS[] = {
    {"as long as there was no calendar every hour counts", "2027-02-27T00:00:00Z", "2027-02-28T00:00:00Z", 1440, NULL,
     NULL, 0, NULL},
    {"on the day clocks go forward a night is seven hours", "2027-03-13T17:00:00Z", "2027-03-14T17:00:00Z", 420,
     "2027-03-14T03:00:00Z", "2027-03-14T10:00:00Z", 1, "America/New_York"},
    {"on the day they go back it is nine", "2027-11-06T17:00:00Z", "2027-11-07T17:00:00Z", 540, "2027-11-07T02:00:00Z",
     "2027-11-07T11:00:00Z", 1, "America/New_York"},
    {"no night begins on a holiday", "2027-07-04T20:00:00Z", "2027-07-05T20:00:00Z", 0, NULL, NULL, 0,
     "America/New_York"},
    {"to the change by the one, and from it on by the other", "2027-11-18T03:00:00Z", "2027-11-18T11:00:00Z", 480,
     "2027-11-18T03:00:00Z", "2027-11-18T05:00:00Z", 2, "Asia/Tokyo"},
    {"nights go over midnight, and into Saturday", "2027-12-10T03:00:00Z", "2027-12-12T03:00:00Z", 1200,
     "2027-12-10T03:00:00Z", "2027-12-10T11:00:00Z", 2, "Asia/Tokyo"},
};

static void claim_window(struct line *line, size_t i)
{
    const struct window_view *window = stations(line, moment_us(WINDOWS[i].from), moment_us(WINDOWS[i].to)).window;
    ck_assert_msg(window->planned_min == WINDOWS[i].planned_min, "%s: %g", WINDOWS[i].claim, window->planned_min);
    ck_assert_msg(window->shifts.count == WINDOWS[i].shifts, "%s", WINDOWS[i].claim);
    if (WINDOWS[i].shifts) {
        ck_assert_msg(window->shifts.items[0].from == moment_us(WINDOWS[i].shift_from), "%s", WINDOWS[i].claim);
        ck_assert_msg(window->shifts.items[0].to == moment_us(WINDOWS[i].shift_to), "%s", WINDOWS[i].claim);
    }
    ck_assert_msg(!window->time_zone == !WINDOWS[i].time_zone, "%s", WINDOWS[i].claim);
    if (WINDOWS[i].time_zone)
        ck_assert_str_eq(window->time_zone, WINDOWS[i].time_zone);
}

START_TEST(a_day_keeps_the_shifts_that_were_worked_on_it)
{
    struct line line;
    line_open(&line);
    for (size_t i = 0; i < CALENDAR_COUNT; i++) {
        line.now_us = moment_us(CALENDARS[i].when);
        for (size_t j = 0; j < sizeof WINDOWS / sizeof *WINDOWS; j++)
            if (moment_us(WINDOWS[j].to) <= line.now_us)
                claim_window(&line, j);
        put(&line, put_calendar, NULL, &CALENDAR_DEFINED_RECORD, CALENDARS[i].body);
    }
    line_pass_min(&line, 60);
    for (size_t j = 0; j < sizeof WINDOWS / sizeof *WINDOWS; j++)
        claim_window(&line, j);
    line_close(&line);
}
END_TEST

START_TEST(a_station_is_measured_by_the_places_that_it_had)
{
    struct line line;
    line_open(&line);
    const int64_t begin = line.now_us;
    line_does(&line, "TEST-1", "station.changed", "'state': 'productive', 'operator': 'ann'");
    line_pass_min(&line, 60);
    const int64_t changed = line.now_us;
    put(&line, put_station, "TEST-1", &STATION_DEFINED_RECORD,
        "{'station': 'TEST-1', 'name': 'Test 1', 'type': 'test', 'capacity': 1}");
    line_pass_min(&line, 60);
    const int64_t end = line.now_us;
    ck_assert_double_eq_tol(stations(&line, begin, changed).stations.items[0].planned_busy_min, 3 * 60, 1e-6);
    ck_assert_double_eq_tol(stations(&line, changed, end).stations.items[0].planned_busy_min, 60, 1e-6);
    ck_assert_double_eq_tol(stations(&line, begin, end).stations.items[0].planned_busy_min, 4 * 60, 1e-6);
    line_close(&line);
}
END_TEST

START_TEST(a_station_of_which_nobody_spoke_is_not_idle)
{
    struct line line;
    line_open(&line);
    const int64_t begin = line.now_us;
    line_order(&line, "TRAYS", "T-1", 1, 5);
    line_pass_min(&line, 60);
    struct station_statistics row = stations(&line, begin, line.now_us).stations.items[0];
    ck_assert_double_eq_tol(row.unknown_min, 60, 1e-6);
    ck_assert_uint_eq(row.states.count, 0);
    ck_assert_int_eq(row.availability->no_data, NO_PLANNED_TIME);
    line_build_tray(&line, line_serial(&line, "TRAYS", 0));
    line_pass_min(&line, 30);
    row = stations(&line, begin, line.now_us).stations.items[0];
    ck_assert_double_eq_tol(row.unknown_min, 60, 1e-6);
    ck_assert_uint_eq(row.states.count, 1);
    ck_assert_int_eq(row.states.items[0].state, STATION_STANDBY);
    ck_assert_double_eq_tol(row.states.items[0].minutes, 30, 1e-6);
    line_close(&line);
}
END_TEST

SUITE(statistics_then, a_day_keeps_the_shifts_that_were_worked_on_it, a_station_is_measured_by_the_places_that_it_had,
      a_station_of_which_nobody_spoke_is_not_idle)
