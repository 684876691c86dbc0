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
    } SHARES[] = {{"TW", 2},
                  {"JP", 9},
                  {"unknown", 1}}; /* boards; four fans a tray and the cable; the supply. Trays are built here */
    struct built built;
    built_open(&built);
    struct as_built_view view = as_built(&built.line, built.racks[0], NULL);
    ck_assert_uint_eq(view.countries.count, 3);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            if (!strcmp(view.countries.items[i].country, SHARES[j].country)) {
                ck_assert_int_eq(view.countries.items[i].components, SHARES[j].components);
                ck_assert_double_eq_tol(view.countries.items[i].share, (double)SHARES[j].components / 12, 1e-9);
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
    const struct as_built_query query = {.at = "long ago"};
    ck_assert_int_eq(line_view(line, view_as_built, rack, NULL, &query, &AS_BUILT_VIEW_RECORD, &now), FAULT_INVALID);
    line_close(line);
}
END_TEST

/* ---- the truth then ---- */

static const struct run_view *run_of(const struct as_built_view *view, const char *operation)
{
    for (size_t i = 0; i < view->runs.count; i++)
        if (!strcmp(view->runs.items[i].operation, operation))
            return &view->runs.items[i];
    return NULL;
}

static int state_then(const struct as_built_view *view, const char *operation)
{
    for (size_t i = 0; i < view->operations.count; i++)
        if (!strcmp(view->operations.items[i].operation, operation))
            return view->operations.items[i].state;
    ck_abort_msg("there is no operation %s", operation);
    return OPERATION_OPEN;
}

static const char *head_text(struct line *line)
{
    return arena_printf(line->arena, "%lld", (long long)line_head(line));
}

START_TEST(there_is_no_record_of_a_unit_before_it_was)
{
    struct built built;
    struct as_built_view view;
    built_open(&built);
    struct line *line = &built.line;
    const char *position = head_text(line);
    line_pass_min(line, 60);
    line_order(line, "LATER", "T-1", 1, 5);
    const char *serial = line_serial(line, "LATER", 0);
    const char *const moments[] = {position, "1", "0", "2000-01-01T00:00:00Z"};
    for (size_t i = 0; i < 4; i++) {
        const struct as_built_query query = {.at = moments[i]};
        ck_assert_int_eq(line_view(line, view_as_built, serial, NULL, &query, &AS_BUILT_VIEW_RECORD, &view),
                         FAULT_NOT_FOUND);
    }
    ck_assert_int_eq(as_built(line, serial, head_text(line)).state, UNIT_QUEUED);
    line_close(line);
}
END_TEST

START_TEST(an_as_built_record_tells_how_all_stood_then)
{
    struct built built;
    built_open(&built);
    struct line *line = &built.line;
    const char *rack = built.racks[0];
    const char *before = head_text(line);
    line_pass_min(line, 60);
    line_does(line, "TEST-1", "operation.started", STEP, rack, "040");
    const char *running = head_text(line);
    line_pass_min(line, 20);
    line_does(line, "TEST-1", "operation.paused", STEP, rack, "040");
    const char *paused = head_text(line);
    line_pass_min(line, 100);
    line_does(line, "TEST-1", "operation.resumed", STEP, rack, "040");
    line_pass_min(line, 5);
    line_does(line, "TEST-1", "measurement.recorded", STEP ", 'characteristic': 'drop', 'value': 3", rack, "040");
    const char *measured = head_text(line);
    line_does(line, "TEST-1", "measurement.recorded", STEP ", 'characteristic': 'drop', 'value': 99", rack, "040");
    line_pass_min(line, 5);
    line_does(line, "TEST-1", "operation.completed", STEP, rack, "040");
    const char *failed = head_text(line);
    static const struct {
        int unit, operation, run;
        size_t runs, measured;
        double minutes;
    } STOOD[] = {
        {UNIT_IN_PROCESS, OPERATION_OPEN, RUN_ABSENT, 3, 0, 0},
        {UNIT_IN_PROCESS, OPERATION_RUNNING, RUN_RUNNING, 4, 0, 0},
        {UNIT_IN_PROCESS, OPERATION_PAUSED, RUN_PAUSED, 4, 0, 20},
        {UNIT_IN_PROCESS, OPERATION_RUNNING, RUN_RUNNING, 4, 1, 25},
        {UNIT_IN_REPAIR, OPERATION_FAILED, RUN_FAILED, 4, 2, 30},
    };
    const char *const moments[] = {before, running, paused, measured, failed};
    for (size_t i = 0; i < 5; i++) {
        struct as_built_view view = as_built(line, rack, moments[i]);
        ck_assert_int_eq(view.state, STOOD[i].unit);
        ck_assert_int_eq(state_then(&view, "040"), STOOD[i].operation);
        ck_assert_uint_eq(view.runs.count, STOOD[i].runs);
        if (i == 0)
            continue;
        ck_assert_int_eq(view.runs.items[3].state, STOOD[i].run);
        ck_assert_uint_eq(view.runs.items[3].measurements.count, STOOD[i].measured);
        ck_assert_double_eq_tol(view.runs.items[3].accumulated_min, STOOD[i].minutes, 1e-6);
    }
    line_close(line);
}
END_TEST

static void correct(struct line *line, struct said said)
{
    char id[UUID_TEXT_SIZE];
    uuid_format(said_entry(line, said).id, id);
    line_does(line, "BENCH-1", "event.corrected", "'operator': 'ann', 'reason': 'a slip', 'event': '%s'", id);
}

START_TEST(what_stood_until_it_was_corrected_is_shown_as_it_stood)
{
    struct built built;
    built_open(&built);
    struct line *line = &built.line;
    const char *rack = built.racks[0];
    struct said removed = line_does(line, "BENCH-1", "component.removed", STEP ", 'position': 'supply'", rack, "020");
    const char *out = head_text(line);
    line_pass_min(line, 5);
    correct(line, removed);
    struct said started = line_does(line, "BENCH-1", "operation.started", STEP, built.racks[1], "030");
    const char *begun = head_text(line);
    correct(line, started);

    struct as_built_view view = as_built(line, rack, out);
    ck_assert_ptr_null(in_position(&view, "supply"));
    ck_assert_int_eq(state_then(&view, "020"), OPERATION_INVALIDATED);
    ck_assert_str_eq(run_of(&view, "020")->invalidation->position, "supply");
    view = as_built(line, rack, NULL);
    ck_assert_ptr_nonnull(in_position(&view, "supply"));
    ck_assert_int_eq(state_then(&view, "020"), OPERATION_PASSED);
    ck_assert_ptr_null(run_of(&view, "020")->invalidation);
    view = as_built(line, built.racks[1], begun);
    ck_assert_int_eq(run_of(&view, "030")->state, RUN_RUNNING);
    ck_assert_int_eq(state_then(&view, "030"), OPERATION_RUNNING);
    view = as_built(line, built.racks[1], NULL);
    ck_assert_ptr_null(run_of(&view, "030"));
    line_close(line);
}
END_TEST

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
    ck_assert_str_eq(power->measurements.items[0].unit_of_measure, "N·m");
    ck_assert_str_eq(power->measurements.items[0].unit_of_measure, "N·m");
    ck_assert_int_eq(power->measurements.items[0].verdict, VERDICT_PASSED);
    ck_assert_uint_eq(run_of(&view, "010")->answers.count, 1);
    line_does(line, "BENCH-1", "component.removed", STEP ", 'position': 'supply'", built.racks[0], "020");
    view = as_built(line, built.racks[0], NULL);
    ck_assert_int_ne(run_of(&view, "020")->invalidated_by, ABSENT_INTEGER);
    ck_assert_int_eq(run_of(&view, "030")->invalidated_by, ABSENT_INTEGER);
    line_close(line);
}
END_TEST

START_TEST(an_as_built_record_tells_when_what_was_posted_late_happened)
{
    struct built built;
    built_open_of(&built, SITE_PRODUCTION);
    struct line *line = &built.line;
    const int64_t hour_us = 60 * US_PER_MINUTE;
    line->late_us = hour_us;
    line_does(line, "BENCH-1", "operation.started", STEP, built.racks[1], "030");
    built_tray(line, built.racks[1], "tray-1", built.trays[2]);
    struct as_built_view view = as_built(line, built.racks[1], NULL);
    const struct run_view *run = run_of(&view, "030");
    const struct as_built_component *tray = in_position(&view, "tray-1");
    ck_assert_int_eq(run->started_at, run->started - hour_us);
    ck_assert_int_eq(run->ended_at, ABSENT_INTEGER);
    ck_assert_int_eq(tray->at, tray->installed - hour_us);
    ck_assert_int_eq(tray->components.items[0].at, ABSENT_INTEGER);
    ck_assert_int_eq(in_position(&view, "supply")->at, ABSENT_INTEGER);
    ck_assert_int_eq(run_of(&view, "020")->started_at, ABSENT_INTEGER);
    line_does(line, "BENCH-1", "component.removed", STEP ", 'position': 'tray-1', 'removal': 'scrap'", built.racks[1],
              "030");
    view = as_built(line, built.trays[2], NULL);
    ck_assert_ptr_nonnull(view.scrapping);
    ck_assert_int_eq(view.scrapping->at, view.scrapping->scrapped - hour_us);
    line_close(line);
}
END_TEST

static void decide(struct line *line, command_function *command, enum role by, int64_t fault, const char *body)
{
    const struct change change = {
        .command = command,
        .by = by,
        .path = {arena_printf(line->arena, "%lld", (long long)fault)},
        .record = command == dispose_nonconformance ? &DISPOSITION_BODY_RECORD : &REASON_BODY_RECORD};
    said_must(line, line_change(line, &change, "%s", body));
}

/* The one fault of the unit's record, as of a journal position. */
static struct as_built_fault fault_at(struct line *line, const char *serial, int64_t journal_position)
{
    struct as_built_view view = as_built(line, serial, arena_printf(line->arena, "%lld", (long long)journal_position));
    ck_assert_uint_eq(view.nonconformances.count, 1);
    return view.nonconformances.items[0];
}

START_TEST(an_as_built_record_tells_what_was_conceded_as_it_was_then)
{
    struct built built;
    built_open(&built);
    struct line *line = &built.line;
    const char *rack = built.racks[0], *tray = built.trays[0];
    int64_t before = line_head(line);
    line_does(line, "TEST-1", "defect.reported", STEP ", 'code': 'DENT', 'position': 'board'", tray, "020");
    int64_t fault = line_head(line);
    line_pass_min(line, 1);
    decide(line, dispose_nonconformance, ROLE_QUALITY, fault, "{'disposition': 'return_to_supplier', 'reason': 'theirs'}");
    int64_t returned = line_head(line);
    line_pass_min(line, 1);
    decide(line, dispose_nonconformance, ROLE_QUALITY, fault,
           arena_printf(line->arena, "{'disposition': 'use_as_is', 'reason': 'at the back', 'replaces': %lld}",
                        (long long)returned));
    int64_t conceded = line_head(line);
    line_pass_min(line, 1);
    decide(line, countersign_nonconformance, ROLE_ADMIN, fault, "{'reason': 'so do I'}");
    int64_t countersigned = line_head(line);
    line_pass_min(line, 1);
    decide(line, close_nonconformance, ROLE_QUALITY, fault, "{'reason': 'agreed'}");
    const struct {
        int64_t at;
        int state, disposition;
        bool signed_too;
    } THEN[] = {
        {fault, NONCONFORMANCE_OPEN, 0, false},
        {returned, NONCONFORMANCE_DISPOSED, DISPOSITION_RETURN, false},
        {conceded, NONCONFORMANCE_OPEN, DISPOSITION_USE_AS_IS, false},
        {countersigned, NONCONFORMANCE_DISPOSED, DISPOSITION_USE_AS_IS, true},
        {line_head(line), NONCONFORMANCE_CLOSED, DISPOSITION_USE_AS_IS, true},
    };
    ck_assert_uint_eq(
        as_built(line, rack, arena_printf(line->arena, "%lld", (long long)before)).nonconformances.count, 0);
    for (size_t i = 0; i < sizeof THEN / sizeof *THEN; i++) {
        struct as_built_fault then = fault_at(line, rack, THEN[i].at); /* of the tray that is in the rack */
        ck_assert_str_eq(then.serial, tray);
        ck_assert_str_eq(then.code, "DENT");
        ck_assert_int_eq(then.state, THEN[i].state);
        ck_assert_int_eq(then.disposition, THEN[i].disposition);
        ck_assert_int_eq(then.countersigned_by != NULL, THEN[i].signed_too);
        ck_assert_int_eq(then.closed != ABSENT_INTEGER, then.state == NONCONFORMANCE_CLOSED);
        ck_assert_int_eq(then.disposed_by != NULL, then.disposition != 0);
    }
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
      an_as_built_record_tells_how_it_was_proven, an_as_built_record_tells_when_what_was_posted_late_happened,
      an_as_built_record_tells_what_was_conceded_as_it_was_then, there_is_no_record_of_a_unit_before_it_was,
      an_as_built_record_tells_how_all_stood_then, what_stood_until_it_was_corrected_is_shown_as_it_stood,
      a_component_tells_everywhere_it_has_been)
