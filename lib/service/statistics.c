#include "service/statistics.h"

#include "service/plant_calendar.h"
#include "service/reading.h"
#include "store/find_statistics.h"

#include <string.h>

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

static enum fault plan_window(struct session *session, struct request *request, struct counted_window *window)
{
    struct plant_worked work;
    enum fault fault = plant_work(session, window->span, request->arena, &work);
    if (fault)
        return fault;
    struct window_view *view = window->view;
    struct shift_in_window *shifts = arena_array(request->arena, work.shifts.list.count, sizeof *shifts);
    if (!shifts)
        return FAULT_MEMORY;
    for (size_t i = 0; i < work.shifts.list.count; i++) {
        const struct shift_worked *shift = &work.shifts.list.items[i];
        shifts[i] =
            (struct shift_in_window){.name = shift->name, .from = shift->span.begin_us, .to = shift->span.end_us};
    }
    view->shifts.items = shifts;
    view->shifts.count = work.shifts.list.count;
    if (work.last) {
        view->time_zone = work.last->time_zone;
        view->calendar_version = work.last->journal_position;
    }
    window->planned = work.planned;
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
    fault = plan_window(session, request, &window);
    if (fault)
        return fault;
    window.view->planned_min = minutes_of(spans_length_us(&window.planned));
    *ret = window;
    return NOTHING_WRONG;
}

static bool product_has(const struct product *product, const struct asked_of *asked)
{
    const int operation = asked->operation ? product_operation(product, asked->operation) : -1;
    if (operation < 0 || !asked->characteristic)
        return operation >= 0 || !asked->operation;
    const struct operation_definition *definition = product->operations.items[operation].definition;
    for (size_t i = 0; i < definition->characteristics.count; i++)
        if (!strcmp(definition->characteristics.items[i].name, asked->characteristic))
            return true;
    return false;
}

static enum fault say_unknown(struct request *request, const struct asked_of *asked, bool part_known, bool released)
{
    if (!part_known)
        return not_found(request, FAULT_NOT_FOUND, "there is no product %s", asked->part_number);
    if (asked->revision && !released)
        return not_found(request, FAULT_NOT_FOUND, "there is no released revision %s", asked->revision);
    if (asked->characteristic)
        return not_found(request, FAULT_NOT_FOUND, "nothing called %s is measured at operation %s",
                         asked->characteristic, asked->operation);
    return not_found(request, FAULT_NOT_FOUND, "there is no operation %s", asked->operation);
}

enum fault asked_of_known(struct session *session, struct request *request, const struct asked_of *asked)
{
    struct named_revisions revisions;
    bool released = false;
    if (!asked->part_number && !asked->operation)
        return NOTHING_WRONG;
    enum fault fault = find_revisions(session->store, asked->part_number, request->arena, &revisions);
    if (fault)
        return fault;
    if (revisions.list.count && !asked->operation && !asked->revision)
        return NOTHING_WRONG;
    for (size_t i = 0; i < revisions.list.count; i++) {
        const struct named_revision *named = &revisions.list.items[i];
        const struct product *product;
        if (asked->revision && strcmp(named->revision, asked->revision))
            continue;
        fault = session_product(session, named->part_number, named->revision, &product);
        if (fault && fault != FAULT_NOT_FOUND) /* a draft */
            return fault;
        released |= !fault;
        if (!fault && product_has(product, asked))
            return NOTHING_WRONG;
    }
    return say_unknown(request, asked, !asked->part_number || revisions.list.count, released);
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
