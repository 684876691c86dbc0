/* When the orders on the floor will be completed; and keeping that, to be held against what comes. */
#include "domain/event.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/forecast_made.h"

enum fault view_forecast(struct session *session, struct request *request, struct answer *answer)
{
    const struct forecast_query *query = request->query;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct forecast_made made;
    enum fault fault = arena ? forecast_read(session, query->seed, arena, &made) : FAULT_MEMORY;
    if (!fault)
        fault = forecast_make(session, arena, &made);
    if (fault)
        return fault;
    struct forecast_view view = {
        .journal_position = made.journal_position,
        .now = made.now_us,
        .seed = (int64_t)made.forecast.seed,
        .runs = made.forecast.runs,
        .calendar_version = made.scene.calendar_version,
        .operations = made.forecast.operations,
        .bottleneck = forecast_type_name(&made, made.forecast.bottleneck),
        .orders = {.count = made.scene.line.orders.count},
        .station_types = {.count = made.scene.line.types.count},
        .formulas = {FORECAST_FORMULAS.list.items, FORECAST_FORMULAS.list.count},
    };
    fault = forecast_order_views(&made, arena, &view.orders.items);
    if (!fault)
        fault = forecast_type_views(&made, arena, &view.station_types.items);
    return fault ? fault : answer_write(answer, &FORECAST_VIEW_RECORD, &view);
}

/* What was worked out, in the request's arena. */
enum fault prepare_forecast(struct session *session, struct request *request)
{
    const struct forecast_recorded *data = request->body;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct forecast_made made;
    struct result_forecast *result = arena_alloc(request->arena, sizeof *result);
    enum fault fault = arena && result ? forecast_read(session, data->seed, arena, &made) : FAULT_MEMORY;
    if (!fault)
        fault = forecast_make(session, arena, &made);
    if (fault)
        return fault;
    *result = (struct result_forecast){.as_of = made.journal_position, .runs = made.forecast.runs};
    result->orders.items = arena_array(request->arena, made.scene.line.orders.count, sizeof *result->orders.items);
    if (!result->orders.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < made.scene.line.orders.count; i++) {
        struct order_forecast *forecast = &result->orders.items[result->orders.count++];
        *forecast = (struct order_forecast){
            .order = arena_text(request->arena, made.scene.line.orders.items[i].order),
            .p50 = forecast_time(&made, made.forecast.orders[i].p50_min),
            .p90 = forecast_time(&made, made.forecast.orders[i].p90_min),
        };
        if (!forecast->order)
            return FAULT_MEMORY;
    }
    request->prepared = result;
    return NOTHING_WRONG;
}

enum fault record_forecast(struct session *session, struct request *request, struct answer *answer)
{
    struct forecast_recorded data = *(const struct forecast_recorded *)request->body;
    enum fault fault;
    if (data.seed == ABSENT_INTEGER)
        data.seed = FORECAST_SEED;
    if (append_edit_repeated(session, request, ENTRY_FORECAST_RECORDED, &data, answer, &fault))
        return fault;
    return append_edit(session, request, ENTRY_FORECAST_RECORDED, &data, request->prepared, answer);
}
