/* How stations do: their times by state, OEE, and the attempts behind it. */
#include "domain/kpi_station.h"
#include "service/ended_attempts.h"
#include "service/reading.h"
#include "store/find_list.h"

/* More than any plant has. */
enum { STATIONS_MAX = 10000 };

struct stretches {
    struct span *items;
    size_t count;
};

static enum fault find_stretches(struct session *session, struct request *request, const char *station,
                                 struct span window, struct stretches *ret)
{
    struct run_courses runs;
    struct run_stops stops;
    enum fault fault = find_courses_within(session->store, window, station, request->arena, &runs);
    if (!fault)
        fault = find_stops_within(session->store, window, station, request->arena, &stops);
    if (fault)
        return fault;
    struct stretches found = {.items =
                                  arena_array(request->arena, runs.list.count + stops.list.count, sizeof *found.items)};
    if (!found.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < runs.list.count; i++) {
        struct spans ran;
        fault = run_stretches(&runs.list.items[i], stops.list.items, stops.list.count, request->arena, &ran);
        if (fault)
            return fault;
        for (size_t j = 0; j < ran.count; j++)
            found.items[found.count++] = ran.items[j];
    }
    *ret = found;
    return NOTHING_WRONG;
}

/* A station whose first work was posted after its first state stood by since that work. No entry says so: id 0. */
static enum fault add_heard(struct session *session, struct arena *arena, const char *station, struct span window,
                            struct station_spells *spells)
{
    struct station_spell first;
    struct run_courses runs;
    enum fault fault = find_first_spell(session->store, station, arena, &first);
    if (fault || first.dated <= window.begin_us)
        return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
    const int64_t before_us = first.dated < window.end_us ? first.dated : window.end_us;
    fault = find_courses_dated_before(session->store, before_us, station, arena, &runs);
    const int64_t since_us = fault ? ABSENT_INTEGER : station_heard_since(runs.list.items, runs.list.count);
    if (since_us == ABSENT_INTEGER)
        return fault;
    struct station_spell *items = arena_array(arena, spells->list.count + 1, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    items[0] = (struct station_spell){
        .station = station, .state = STATION_STANDBY, .began = since_us, .ended = first.dated, .dated = since_us};
    for (size_t i = 0; i < spells->list.count; i++)
        items[i + 1] = spells->list.items[i];
    spells->list.items = items;
    spells->list.count++;
    return NOTHING_WRONG;
}

static enum fault find_dated_spells(struct session *session, struct arena *arena, const char *station,
                                    struct span window, struct station_spells *ret)
{
    enum fault fault = find_spells(session->store, window, station, arena, ret);
    if (!fault)
        fault = add_heard(session, arena, station, window, ret);
    if (!fault)
        spells_date(ret->list.items, ret->list.count);
    return fault;
}

static enum fault count_times(struct session *session, struct request *request, const struct station *station,
                              const struct counted_window *window, struct station_times *ret)
{
    struct stretches stretches;
    struct station_spells spells;
    struct places places;
    enum fault fault = find_stretches(session, request, station->station, window->span, &stretches);
    if (!fault)
        fault = find_dated_spells(session, request->arena, station->station, window->span, &spells);
    if (!fault)
        fault = find_places(session->store, station->station, request->arena, &places);
    if (fault)
        return fault;
    const struct station_history history = {
        .window = window->span,
        .planned = window->planned,
        .spells = spells.list.items,
        .spell_count = spells.list.count,
        .runs = stretches.items,
        .run_count = stretches.count,
        .places = places.list.items,
        .place_count = places.list.count,
    };
    return station_times_of(&history, request->arena, ret);
}

static enum fault count_attempt(struct session *session, const struct ended_attempts *ended,
                                const struct ended_run *run, struct station_statistics *row)
{
    const struct attempt attempt = ended_attempt(ended, run);
    const struct product *product;
    enum fault fault = session_product(session, run->unit_part_number, run->revision, &product);
    const int operation = fault ? -1 : product_operation(product, run->operation);
    if (operation < 0)
        return fault && fault != FAULT_NOT_FOUND ? fault : FAULT_CORRUPT;
    row->produced++;
    row->good += attempt_is_good(&attempt);
    row->standard_min += product->operations.items[operation].definition->standard_min;
    row->attempts.items[row->attempts.count++] = (struct attempt_view){
        .serial = run->serial,
        .unit_part_number = run->unit_part_number,
        .operation = run->operation,
        .attempt = run->attempt,
        .state = run->state,
        .started = run->started,
        .ended = run->ended,
        .good = attempt_is_good(&attempt),
        .run = run->run_id,
    };
    return NOTHING_WRONG;
}

static enum fault count_output(struct session *session, struct request *request, struct span window,
                               struct station_statistics *row)
{
    struct ended_attempts ended;
    enum fault fault = ended_attempts_find(session, request, window, NULL, row->station, &ended);
    if (fault)
        return fault;
    row->attempts.items = arena_array(request->arena, ended.runs.list.count, sizeof *row->attempts.items);
    if (!row->attempts.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < ended.runs.list.count && !fault; i++)
        fault = count_attempt(session, &ended, &ended.runs.list.items[i], row);
    return fault;
}

static enum fault keep_times(struct arena *arena, const struct station_times *times, struct station_statistics *row)
{
    row->planned_busy_min = minutes_of(times->planned_busy_us);
    row->production_min = minutes_of(times->production_us);
    row->outside_shifts_min = minutes_of(times->outside_us);
    row->unknown_min = minutes_of(times->in_state_us[STATION_ABSENT]);
    row->states.items = arena_array(arena, STATION_NON_SCHEDULED, sizeof *row->states.items);
    if (!row->states.items)
        return FAULT_MEMORY;
    for (int state = STATION_PRODUCTIVE; state <= STATION_NON_SCHEDULED; state++)
        if (times->in_state_us[state])
            row->states.items[row->states.count++] =
                (struct state_minutes){.state = state, .minutes = minutes_of(times->in_state_us[state])};
    return NOTHING_WRONG;
}

static enum fault count_station(struct session *session, struct request *request, const struct station *station,
                                const struct counted_window *window, struct station_statistics *ret)
{
    struct station_statistics row = {
        .station = station->station, .name = station->name, .type = station->type, .places = station_places(station)};
    struct station_times times;
    enum fault fault = count_times(session, request, station, window, &times);
    if (!fault)
        fault = count_output(session, request, window->span, &row);
    if (!fault)
        fault = keep_times(request->arena, &times, &row);
    if (fault)
        return fault;
    const struct station_output output = {.produced = row.produced, .good = row.good, .standard_min = row.standard_min};
    const struct station_kpis kpis = station_kpis_of(&times, &output);
    row.availability = kpi_keep(request->arena, kpis.availability);
    row.effectiveness = kpi_keep(request->arena, kpis.effectiveness);
    row.quality_ratio = kpi_keep(request->arena, kpis.quality_ratio);
    row.oee = kpi_keep(request->arena, kpis.oee);
    if (!row.availability || !row.effectiveness || !row.quality_ratio || !row.oee)
        return FAULT_MEMORY;
    *ret = row;
    return NOTHING_WRONG;
}

static enum fault find_asked(struct session *session, struct request *request, const char *code, struct stations *ret)
{
    if (!code)
        return list_stations(session->store, NULL, STATIONS_MAX, request->arena, ret);
    struct station *station = arena_alloc(request->arena, sizeof *station);
    if (!station)
        return FAULT_MEMORY;
    ret->list.items = station;
    ret->list.count = 1;
    return not_found(request, find_station(session->store, code, request->arena, station), "there is no station %s",
                     code);
}

enum fault view_station_statistics(struct session *session, struct request *request, struct answer *answer)
{
    const struct stations_query *query = request->query;
    struct counted_window window;
    struct stations stations;
    enum fault fault = window_open(session, request, &query->window, &window);
    if (!fault)
        fault = find_asked(session, request, query->station, &stations);
    if (fault)
        return fault;
    struct stations_view view = {
        .window = window.view,
        .formulas = {STATION_FORMULAS.list.items, STATION_FORMULAS.list.count},
        .stations = {arena_array(request->arena, stations.list.count, sizeof *view.stations.items),
                     stations.list.count},
    };
    if (!view.stations.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < stations.list.count && !fault; i++)
        fault = count_station(session, request, &stations.list.items[i], &window, &view.stations.items[i]);
    return fault ? fault : answer_write(answer, &STATIONS_VIEW_RECORD, &view);
}
