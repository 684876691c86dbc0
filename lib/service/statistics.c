#include "service/statistics.h"

#include "service/plant_calendar.h"
#include "store/find.h"

/* Queries leave out what they do not say. */
static struct span window_asked(const struct window_query *query, int64_t now_us)
{
    const int64_t to = query->to == ABSENT_INTEGER ? now_us : query->to;
    return (struct span){query->from == ABSENT_INTEGER ? to - US_PER_DAY : query->from, to};
}

static enum fault check_window(struct request *request, struct span asked)
{
    if (span_length_us(asked) <= 0)
        reason_add(&request->reasons, "window-empty", "/from", "the window ends before it begins");
    else if (span_length_us(asked) > WINDOW_DAYS_MAX * US_PER_DAY)
        reason_add(&request->reasons, "window-too-long", "/from", "the window is longer than %d days", WINDOW_DAYS_MAX);
    else
        return NOTHING_WRONG;
    return FAULT_INVALID;
}

/* Without a calendar all time counts as planned. */
static enum fault plan_always(struct request *request, struct counted_window *window)
{
    struct span *all = arena_alloc(request->arena, sizeof *all);
    if (!all)
        return FAULT_MEMORY;
    *all = window->span;
    window->planned = (struct spans){.items = all, .count = 1};
    return NOTHING_WRONG;
}

static enum fault plan_shifts(struct request *request, const struct calendar *calendar, struct counted_window *window)
{
    struct shifts_worked worked;
    enum fault fault = plant_shifts(calendar, window->span, request->arena, &worked);
    if (fault)
        return fault;
    struct window_view *view = window->view;
    window->planned.items = arena_array(request->arena, worked.list.count, sizeof *window->planned.items);
    view->shifts.items = arena_array(request->arena, worked.list.count, sizeof *view->shifts.items);
    if (!window->planned.items || !view->shifts.items)
        return FAULT_MEMORY;
    window->planned.count = view->shifts.count = worked.list.count;
    for (size_t i = 0; i < worked.list.count; i++) {
        const struct shift_worked *shift = &worked.list.items[i];
        window->planned.items[i] = shift->span;
        view->shifts.items[i] =
            (struct shift_in_window){.name = shift->name, .from = shift->span.begin_us, .to = shift->span.end_us};
    }
    view->time_zone = calendar->time_zone;
    view->calendar_version = calendar->journal_position;
    return NOTHING_WRONG;
}

enum fault window_open(struct session *session, struct request *request, const struct window_query *query,
                       struct counted_window *ret)
{
    const struct span asked = window_asked(query, session->now_us);
    enum fault fault = check_window(request, asked);
    if (fault)
        return fault;
    struct counted_window window = {
        .span = span_cut(asked, (struct span){INT64_MIN, session->now_us}),
        .view = arena_alloc(request->arena, sizeof *window.view),
    };
    if (!window.view)
        return FAULT_MEMORY;
    *window.view = (struct window_view){
        .from = asked.begin_us,
        .to = asked.end_us,
        .counted_to = window.span.end_us,
        .calendar_version = ABSENT_INTEGER,
    };
    struct calendar calendar;
    fault = find_calendar(session->store, request->arena, &calendar);
    if (fault == FAULT_NOT_FOUND)
        fault = plan_always(request, &window);
    else if (fault == NOTHING_WRONG)
        fault = plan_shifts(request, &calendar, &window);
    if (fault)
        return fault;
    window.view->planned_min = minutes_of(spans_length_us(&window.planned));
    *ret = window;
    return NOTHING_WRONG;
}

enum fault rows_fit(struct request *request, size_t count)
{
    if (count <= ROWS_COUNTED_MAX)
        return NOTHING_WRONG;
    reason_add(&request->reasons, "window-too-full", "/from", "more than %d rows are in the window; ask for less of it",
               ROWS_COUNTED_MAX);
    return FAULT_INVALID;
}

struct kpi *kpi_keep(struct arena *arena, struct kpi kpi)
{
    struct kpi *kept = arena_alloc(arena, sizeof *kept);
    if (kept)
        *kept = kpi;
    return kept;
}

struct distribution *distribution_keep(struct arena *arena, struct distribution spread)
{
    struct distribution *kept = arena_alloc(arena, sizeof *kept);
    if (kept)
        *kept = spread;
    return kept;
}
