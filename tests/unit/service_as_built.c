/* What may be asked about what was built: as-built records and components. */
#include "service_built.h"

#include <string.h>

static struct as_built_view as_built(struct line *line, const char *serial, const char *at)
{
    const struct as_built_query query = {.at = at};
    struct as_built_view view;
    enum fault fault = line_view(line, view_as_built, serial, NULL, &query, &AS_BUILT_VIEW_RECORD, &view);
    ck_assert_int_eq(fault, NOTHING_WRONG);
    return view;
}

static const struct as_built_component *in_position(const struct as_built_view *view, const char *position)
{
    for (size_t i = 0; i < view->components.count; i++)
        if (!strcmp(view->components.items[i].position, position))
            return &view->components.items[i];
    return NULL;
}

START_TEST(an_as_built_record_goes_down_to_the_trays_own_components)
{
    struct built built;
    built_open(&built);
    struct as_built_view view = as_built(&built.line, built.racks[0], NULL);
    ck_assert_uint_eq(view.components.count, 4);
    ck_assert_uint_eq(view.unfilled.count, 0);
    ck_assert(!view.frozen);
    const struct as_built_component *tray = in_position(&view, "tray-2");
    ck_assert_str_eq(tray->serial, built.trays[1]);
    ck_assert_int_eq(tray->u_position, 4);
    ck_assert_uint_eq(tray->components.count, 2);
    ck_assert_str_eq(tray->components.items[0].position, "board");
    ck_assert_str_eq(tray->components.items[0].serial, arena_printf(built.line.arena, "BRD-%s", built.trays[1]));
    ck_assert_int_eq(tray->components.items[1].quantity, 4);
    ck_assert_uint_eq(as_built(&built.line, built.racks[1], NULL).unfilled.count, 2);
    line_close(&built.line);
}
END_TEST

START_TEST(an_as_built_record_ends_with_the_shares_by_country)
{
    static const struct {
        const char *country;
        int64_t components;
    } SHARES[] = {
        {"TW", 2}, {"JP", 3}, {"unknown", 1}}; /* boards; fans and the cable; the supply. Trays are built here */
    struct built built;
    built_open(&built);
    struct as_built_view view = as_built(&built.line, built.racks[0], NULL);
    ck_assert_uint_eq(view.countries.count, 3);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            if (!strcmp(view.countries.items[i].country, SHARES[j].country)) {
                ck_assert_int_eq(view.countries.items[i].components, SHARES[j].components);
                ck_assert_double_eq_tol(view.countries.items[i].share, (double)SHARES[j].components / 6, 1e-9);
            }
    line_close(&built.line);
}
END_TEST

START_TEST(an_as_built_record_shows_what_was_there_then)
{
    struct built built;
    built_open(&built);
    struct line *line = &built.line;
    const char *rack = built.racks[0];
    char time[TIME_TEXT_SIZE];
    time_format(line->now_us, time);
    const char *position = arena_printf(line->arena, "%lld", (long long)line_head(line));
    line_pass_min(line, 60);
    built_step(line, "BENCH-1", "operation.started", built.racks[1], "030");
    line_does(line, "BENCH-1", "component.removed", STEP ", 'position': 'tray-1', 'reason': 'it leaks'", rack, "030");
    built_tray(line, built.racks[1], "tray-1", built.trays[0]);

    struct as_built_view now = as_built(line, rack, NULL);
    ck_assert_ptr_null(in_position(&now, "tray-1"));
    ck_assert_uint_eq(now.unfilled.count, 1);
    ck_assert_str_eq(now.unfilled.items[0], "tray-1");
    const char *const moments[] = {position, time};
    for (size_t i = 0; i < 2; i++) {
        struct as_built_view then = as_built(line, rack, moments[i]);
        ck_assert_msg(in_position(&then, "tray-1") != NULL, "nothing at %s", moments[i]);
        ck_assert_str_eq(in_position(&then, "tray-1")->serial, built.trays[0]);
        ck_assert_uint_eq(then.unfilled.count, 0);
        ck_assert_str_eq(arena_printf(line->arena, "%lld", (long long)then.journal_position), position);
    }
    struct as_built_view before = as_built(line, rack, "1");
    ck_assert_uint_eq(before.components.count, 0);
    ck_assert_uint_eq(before.runs.count, 0);
    const struct as_built_query query = {.at = "long ago"};
    ck_assert_int_eq(line_view(line, view_as_built, rack, NULL, &query, &AS_BUILT_VIEW_RECORD, &now), FAULT_INVALID);
    line_close(line);
}
END_TEST

static const struct run_view *run_of(const struct as_built_view *view, const char *operation)
{
    for (size_t i = 0; i < view->runs.count; i++)
        if (!strcmp(view->runs.items[i].operation, operation))
            return &view->runs.items[i];
    return NULL;
}

START_TEST(an_as_built_record_tells_how_it_was_proven)
{
    struct built built;
    built_open(&built);
    struct line *line = &built.line;
    struct as_built_view view = as_built(line, built.racks[0], NULL);
    ck_assert_uint_eq(view.runs.count, 3);
    const struct run_view *power = run_of(&view, "020");
    ck_assert_int_eq(power->state, RUN_PASSED);
    ck_assert_int_eq(power->invalidated_by, ABSENT_INTEGER);
    ck_assert_str_eq(power->tool, "TW-1");
    ck_assert_uint_eq(power->measurements.count, 1);
    ck_assert_str_eq(power->measurements.items[0].position, "supply");
    ck_assert_double_eq(power->measurements.items[0].upper, 12);
    ck_assert_int_eq(power->measurements.items[0].verdict, VERDICT_PASSED);
    ck_assert_uint_eq(run_of(&view, "010")->answers.count, 1);
    line_does(line, "BENCH-1", "component.removed", STEP ", 'position': 'supply'", built.racks[0], "020");
    view = as_built(line, built.racks[0], NULL);
    ck_assert_int_ne(run_of(&view, "020")->invalidated_by, ABSENT_INTEGER);
    ck_assert_int_eq(run_of(&view, "030")->invalidated_by, ABSENT_INTEGER);
    line_close(line);
}
END_TEST

/* ---- components ---- */

START_TEST(a_component_tells_everywhere_it_has_been)
{
    struct built built;
    struct component_view view;
    built_open(&built);
    struct line *line = &built.line;
    line_pass_min(line, 1);
    built_step(line, "BENCH-1", "operation.started", built.racks[1], "030");
    line_does(line, "BENCH-1", "component.removed", STEP ", 'position': 'tray-1'", built.racks[0], "030");
    built_tray(line, built.racks[1], "tray-2", built.trays[0]);
    ck_assert_int_eq(line_view(line, view_component, "T-1", built.trays[0], NULL, &COMPONENT_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    ck_assert(view.built_here);
    ck_assert_int_eq(view.state, COMPONENT_INSTALLED);
    ck_assert_str_eq(view.installed_in, built.racks[1]);
    ck_assert_str_eq(view.position, "tray-2");
    ck_assert_uint_eq(view.places.count, 2);
    ck_assert_str_eq(view.places.items[0].serial, built.racks[0]);
    ck_assert_int_eq(view.places.items[0].removal, REMOVAL_REUSE);
    ck_assert_int_eq(view.places.items[0].removed, line->now_us);
    ck_assert_str_eq(view.places.items[1].serial, built.racks[1]);
    ck_assert_int_eq(view.places.items[1].removed, ABSENT_INTEGER);

    const char *board = arena_printf(line->arena, "BRD-%s", built.trays[0]);
    ck_assert_int_eq(line_view(line, view_component, "BRD", board, NULL, &COMPONENT_VIEW_RECORD, &view), NOTHING_WRONG);
    ck_assert(!view.built_here);
    ck_assert_str_eq(view.installed_in, built.trays[0]);
    ck_assert_str_eq(view.top, built.racks[1]);
    ck_assert_int_eq(line_view(line, view_component, "BRD", "P-404", NULL, &COMPONENT_VIEW_RECORD, &view),
                     FAULT_NOT_FOUND);
    line_close(line);
}
END_TEST

SUITE(as_built, an_as_built_record_goes_down_to_the_trays_own_components,
      an_as_built_record_ends_with_the_shares_by_country, an_as_built_record_shows_what_was_there_then,
      an_as_built_record_tells_how_it_was_proven, a_component_tells_everywhere_it_has_been)
