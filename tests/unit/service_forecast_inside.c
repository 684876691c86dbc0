/* A unit that is open again inside another: the forecast of that one waits for it. */
#include "domain/entry_records.h"
#include "service/views_forecast.h"
#include "service_built.h"

static double minutes_left(struct line *line)
{
    const struct forecast_query query = {.seed = ABSENT_INTEGER};
    struct order_forecast_view view;
    ck_assert_int_eq(line_view(line, view_order_forecast, "RACKS", NULL, &query, &ORDER_FORECAST_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    ck_assert_ptr_nonnull(view.forecast);
    ck_assert_int_ne(view.forecast->p50, ABSENT_INTEGER);
    return (double)(view.forecast->p50 - view.now) / (double)US_PER_MINUTE;
}

static void decide(struct line *line, command_function *command, enum role by, const struct record *record,
                   const char *first, const char *second)
{
    const struct change change = {.command = command, .by = by, .path = {first, second}, .record = record};
    said_must(line, line_change(line, &change, "{'reason': 'seen'}"));
}

static const char *last_entry(struct line *line)
{
    return arena_printf(line->arena, "%lld", (long long)line_head(line));
}

/* A tray that is completed without its test. */
static const char *untested_tray(struct built *built)
{
    struct line *line = &built->line;
    const char *tray = built->trays[3];
    built_step(line, "BENCH-1", "operation.started", tray, "010");
    line_does(line, "BENCH-1", "component.installed",
              STEP ", 'position': 'board', 'part_number': 'BRD', 'serial': 'BRD-9'", tray, "010");
    line_does(line, "BENCH-1", "component.installed", STEP ", 'position': 'fan', 'part_number': 'FAN', 'lot': 'F-1'",
              tray, "010");
    line_does(line, "BENCH-1", "check.recorded", STEP ", 'check': 'seated', 'answer': 'yes'", tray, "010");
    built_step(line, "BENCH-1", "operation.completed", tray, "010");
    decide(line, request_waiver, ROLE_QUALITY, &UNIT_BODY_RECORD, tray, "020");
    const char *waiver = last_entry(line);
    decide(line, countersign_waiver, ROLE_ADMIN, &REASON_BODY_RECORD, waiver, NULL);
    return waiver;
}

START_TEST(a_rack_waits_for_a_tray_that_is_open_inside_it)
{
    enum { TEST_MIN = 20 };
    struct built built;
    built_open(&built);
    struct line *line = &built.line;
    const char *waiver = untested_tray(&built);
    decide(line, scrap_unit, ROLE_QUALITY, &UNIT_BODY_RECORD, built.racks[0], NULL);
    built_step(line, "BENCH-1", "operation.started", built.racks[1], "030");
    built_tray(line, built.racks[1], "tray-1", built.trays[2]);
    built_tray(line, built.racks[1], "tray-2", built.trays[3]);
    built_step(line, "BENCH-1", "operation.completed", built.racks[1], "030");
    double before_min = minutes_left(line);
    decide(line, revoke_waiver, ROLE_QUALITY, &REASON_BODY_RECORD, waiver, NULL);
    ck_assert_double_eq_tol(minutes_left(line), before_min + TEST_MIN, 0.01);
    line_close(line);
}
END_TEST

SUITE(forecast_inside, a_rack_waits_for_a_tray_that_is_open_inside_it)
