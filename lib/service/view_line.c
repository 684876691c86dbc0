/* The line at a glance: stations and what runs there, orders, how many units stand where. */
#include "domain/event.h"
#include "domain/remaining.h"
#include "service/order_summary.h"
#include "service/plant_calendar.h"
#include "service/reading.h"
#include "store/find_hold.h"
#include "store/find_list.h"
#include "store/journal.h"

#include <string.h>

enum { STATIONS_MAX = 10000 };

/* any_hold: one lies on something, so that it may be on the unit. */
static enum fault fill_run(struct session *session, struct arena *arena, const struct run *run, bool any_hold,
                           struct line_run *ret)
{
    struct unit unit;
    bool held = false;
    const struct product *product;
    enum fault fault = find_unit(session->store, run->unit_id, arena, &unit);
    if (fault == NOTHING_WRONG)
        fault = session_product(session, unit.part_number, unit.revision, &product);
    if (fault == NOTHING_WRONG && any_hold)
        fault = find_unit_held(session->store, run->unit_id, &held);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    const int operation = product_operation(product, run->operation);
    if (operation < 0)
        return FAULT_CORRUPT;
    *ret = (struct line_run){
        .serial = unit.serial,
        .operation = run->operation,
        .bay = run->bay,
        .state = run->state,
        .held = held,
        .started = run->started,
        .power_w = run->power_w,
        .remaining_min = run_remaining_min(product->operations.items[operation].definition, run, session->now_us),
    };
    return NOTHING_WRONG;
}

/* What was said when it came to be as it is. Nothing of one that works, which nobody asks about. */
static enum fault read_reason(struct session *session, const struct station *station, struct arena *arena,
                              const char **ret)
{
    int64_t since;
    struct entry entry;
    *ret = NULL;
    if (!station_is_down(station->state) && station->state != STATION_ENGINEERING)
        return NOTHING_WRONG;
    enum fault fault = find_station_since(session->store, station->station, &since);
    if (fault == NOTHING_WRONG)
        fault = journal_entry_at(session->store, since, arena, &entry);
    if (fault == NOTHING_WRONG && entry.kind == ENTRY_STATION_CHANGED)
        *ret = ((const struct station_changed *)entry.data)->reason;
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

static enum fault fill_stations(struct session *session, struct arena *arena, struct line_view *view)
{
    struct stations stations;
    struct runs runs;
    enum fault fault = list_stations(session->store, NULL, STATIONS_MAX, arena, &stations);
    if (fault == NOTHING_WRONG)
        fault = list_runs_open(session->store, arena, &runs);
    if (fault)
        return fault;
    struct line_run *line_runs = arena_array(arena, runs.list.count, sizeof *line_runs);
    view->stations.items = arena_array(arena, stations.list.count, sizeof *view->stations.items);
    if (!line_runs || !view->stations.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < runs.list.count; i++) {
        fault = fill_run(session, arena, &runs.list.items[i], view->holds.list.count > 0, &line_runs[i]);
        if (fault)
            return fault;
    }
    size_t at = 0; /* both lists are in the order of the station's code */
    for (size_t i = 0; i < stations.list.count; i++) {
        const struct station *station = &stations.list.items[i];
        struct line_station *line_station = &view->stations.items[view->stations.count++];
        *line_station = (struct line_station){
            .station = station->station,
            .name = station->name,
            .type = station->type,
            .state = station->state,
            .state_since = station->state_since,
            .power_w = station->power_w,
            .bays.items = station->bays.items,
            .bays.count = station->bays.count,
        };
        fault = read_reason(session, station, arena, &line_station->reason);
        if (fault)
            return fault;
        while (at < runs.list.count && strcmp(runs.list.items[at].station, station->station) < 0)
            at++;
        line_station->runs.items = line_runs + at;
        for (; at < runs.list.count && !strcmp(runs.list.items[at].station, station->station); at++)
            line_station->runs.count++;
    }
    return NOTHING_WRONG;
}

static enum fault fill_orders(struct session *session, struct arena *arena, struct line_view *view)
{
    struct orders orders;
    enum fault fault = list_orders_active(session->store, arena, &orders);
    if (fault == NOTHING_WRONG)
        fault = summarise_orders(session, arena, orders.list.items, orders.list.count, &view->orders.items);
    if (fault == NOTHING_WRONG)
        view->orders.count = orders.list.count;
    return fault;
}

static enum fault fill_today(struct session *session, struct arena *arena, struct line_view *view)
{
    struct span day;
    struct day_counts counts;
    enum fault fault = plant_day(session, session->now_us, arena, &day);
    if (fault == NOTHING_WRONG)
        fault = count_units_of_day(session->store, day.begin_us, day.end_us, arena, &counts);
    if (fault)
        return fault;
    view->today.items = arena_array(arena, counts.list.count, sizeof *view->today.items);
    if (!view->today.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < counts.list.count; i++) {
        const struct day_count *count = &counts.list.items[i];
        if (count->due || count->done)
            view->today.items[view->today.count++] =
                (struct line_today){count->part_number, count->due, count->due_done, count->done};
    }
    return NOTHING_WRONG;
}

static enum fault fill_holds(struct session *session, struct arena *arena, struct line_view *view)
{
    struct holds holds;
    enum fault fault = list_holds_open(session->store, arena, &holds);
    if (fault == NOTHING_WRONG)
        fault = lying_holds(&holds, NULL, arena, &view->holds);
    for (size_t i = 0; fault == NOTHING_WRONG && i < view->holds.list.count; i++)
        fault = count_held(session->store, view->holds.list.items[i].hold, &view->holds.list.items[i].units);
    return fault;
}

static enum fault fill_counts(struct session *session, struct line_view *view)
{
    const struct {
        enum unit_state state;
        int64_t *count;
    } counts[] = {
        {UNIT_QUEUED, &view->units_queued},       {UNIT_IN_PROCESS, &view->units_in_process},
        {UNIT_IN_REPAIR, &view->units_in_repair}, {UNIT_COMPLETED, &view->units_completed},
        {UNIT_SHIPPED, &view->units_shipped},     {UNIT_SCRAPPED, &view->units_scrapped},
    };
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; fault == NOTHING_WRONG && i < sizeof counts / sizeof *counts; i++)
        fault = count_units(session->store, NULL, counts[i].state, counts[i].count);
    return fault;
}

enum fault view_line(struct session *session, struct request *request, struct answer *answer)
{
    int64_t position;
    enum fault fault = journal_position(session->store, &position);
    if (fault)
        return fault;
    struct line_view view = {
        .site = session->site.site,
        .training = session->site.kind == SITE_TRAINING,
        .clock_rate = session->site.clock_rate,
        .now = session->now_us,
        .journal_position = position,
    };
    fault = fill_holds(session, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = fill_stations(session, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = fill_orders(session, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = fill_today(session, request->arena, &view);
    if (fault == NOTHING_WRONG)
        fault = fill_counts(session, &view);
    return fault ? fault : answer_write(answer, &LINE_VIEW_RECORD, &view);
}
