/* How the operations of a product go: yields, times, and the units behind them. */
#include "service/ended_attempts.h"
#include "service/reading.h"

#include <string.h>

/* What one answer works with. */
struct counting {
    struct session *session;
    struct request *request;
    const struct operations_query *query;
    struct counted_window window;
    struct ended_attempts ended;
    LIST_OF(struct passing) passings; /* by unit */
    struct operations_view view;
};

/* The passings of one unit. */
static const struct passing *passings_of(const struct counting *counting, int64_t unit_id, size_t *ret_count)
{
    const struct passing *items = counting->passings.items;
    size_t low = 0, high = counting->passings.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].unit_id < unit_id)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < counting->passings.count && items[end].unit_id == unit_id)
        end++;
    *ret_count = end - low;
    return items + low;
}

static enum fault make_attempt(const struct counting *counting, const struct ended_run *run, struct attempt *ret)
{
    const struct product *product;
    enum fault fault = session_product(counting->session, run->unit_part_number, run->revision, &product);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    const int operation = product_operation(product, run->operation);
    if (operation < 0)
        return FAULT_CORRUPT;
    size_t count;
    const struct passing *passings = passings_of(counting, run->unit_id, &count);
    *ret = ended_attempt(&counting->ended, run);
    ret->ready_us = operation_ready_us(product, operation, passings, count, run->run_id, run->started, run->released);
    return NOTHING_WRONG;
}

/* The serials of the units for which a member of their outcome is true. */
struct serials {
    LIST_OF(const char *) list;
};
typedef bool outcome_question(const struct unit_outcome *outcome);
static bool asks_first_passed(const struct unit_outcome *outcome)
{
    return outcome->first_passed;
}
static bool asks_first_failed(const struct unit_outcome *outcome)
{
    return outcome->first_ended && !outcome->first_passed;
}
static bool asks_reworked(const struct unit_outcome *outcome)
{
    return outcome->reworked;
}
static bool asks_scrapped(const struct unit_outcome *outcome)
{
    return outcome->scrapped;
}
static bool asks_passed(const struct unit_outcome *outcome)
{
    return outcome->passed;
}
static bool asks_any(const struct unit_outcome *outcome)
{
    return outcome->unit_id != ABSENT_INTEGER;
}

/* `runs` are those the outcomes were made from: in the same order of units. */
static enum fault list_serials(struct arena *arena, const struct unit_outcomes *outcomes, const struct ended_run *runs,
                               outcome_question *asks, void *ret_list)
{
    struct serials serials = {.list = {.items = arena_array(arena, outcomes->count, sizeof(char *))}};
    if (!serials.list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < outcomes->count; i++) {
        while (runs->unit_id != outcomes->items[i].unit_id)
            runs++;
        if (asks(&outcomes->items[i]))
            serials.list.items[serials.list.count++] = runs->serial;
    }
    memcpy(ret_list, &serials.list, sizeof serials.list);
    return NOTHING_WRONG;
}

static enum fault list_units(struct arena *arena, const struct unit_outcomes *outcomes, const struct ended_run *runs,
                             struct operation_statistics *row)
{
    const struct {
        outcome_question *asks;
        void *list;
    } LISTS[] = {
        {asks_first_passed, &row->first_passed},
        {asks_first_failed, &row->first_failed},
        {asks_reworked, &row->reworked},
        {asks_scrapped, &row->scrapped},
        {asks_passed, &row->passed},
        {asks_any, &row->units},
    };
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS && !fault; i++)
        fault = list_serials(arena, outcomes, runs, LISTS[i].asks, LISTS[i].list);
    return fault;
}

static enum fault keep_numbers(struct arena *arena, struct operation_kpis kpis, struct operation_times times,
                               struct operation_statistics *row)
{
    row->first_pass_yield = kpi_keep(arena, kpis.first_pass_yield);
    row->rework_ratio = kpi_keep(arena, kpis.rework_ratio);
    row->scrap_ratio = kpi_keep(arena, kpis.scrap_ratio);
    row->throughput_per_hour = kpi_keep(arena, kpis.throughput_per_hour);
    row->cycle_min = distribution_keep(arena, times.cycle_min);
    row->worked_min = distribution_keep(arena, times.worked_min);
    row->queue_min = distribution_keep(arena, times.queue_min);
    return row->first_pass_yield && row->rework_ratio && row->scrap_ratio && row->throughput_per_hour &&
                   row->cycle_min && row->worked_min && row->queue_min
               ? NOTHING_WRONG
               : FAULT_MEMORY;
}

/* The runs of an operation stand together. */
static const struct ended_run *runs_of(const struct counting *counting, const char *operation, size_t *ret_count)
{
    const struct ended_run *items = counting->ended.runs.list.items;
    size_t begin = 0, end;
    while (begin < counting->ended.runs.list.count && strcmp(items[begin].operation, operation))
        begin++;
    for (end = begin; end < counting->ended.runs.list.count && !strcmp(items[end].operation, operation);)
        end++;
    *ret_count = end - begin;
    return items + begin;
}

/* Times as operation_times_of counts them, attempt by attempt. */
static enum fault list_times(struct arena *arena, const struct attempt *attempts, const struct ended_run *runs,
                             size_t count, struct operation_statistics *row)
{
    row->times.items = arena_array(arena, count, sizeof *row->times.items);
    if (!row->times.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct attempt *attempt = &attempts[i];
        const bool queued = attempt->number == 1 && attempt->ready_us != ABSENT_INTEGER;
        if (!attempt->earlier)
            row->times.items[row->times.count++] = (struct attempt_times){
                .serial = runs[i].serial,
                .attempt = attempt->number,
                .cycle_min = minutes_of(attempt->ended_us - attempt->started_us),
                .worked_min = minutes_of(attempt->worked_us),
                .queue_min = queued ? minutes_of(attempt->started_us - attempt->ready_us) : ABSENT_NUMBER,
                .run = runs[i].run_id,
            };
    }
    row->attempts = (int64_t)row->times.count;
    return NOTHING_WRONG;
}

static enum fault count_operation(struct counting *counting, struct operation_statistics *row)
{
    struct arena *arena = counting->request->arena;
    size_t count;
    const struct ended_run *runs = runs_of(counting, row->operation, &count);
    struct attempt *attempts = arena_array(arena, count, sizeof *attempts);
    enum fault fault = attempts ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; i < count && !fault; i++)
        fault = make_attempt(counting, &runs[i], &attempts[i]);
    struct unit_outcomes outcomes;
    struct operation_times times;
    if (!fault)
        fault = operation_outcomes(attempts, count, arena, &outcomes);
    if (!fault)
        fault = operation_times_of(attempts, count, arena, &times);
    if (!fault)
        fault = list_units(arena, &outcomes, runs, row);
    if (!fault)
        fault = list_times(arena, attempts, runs, count, row);
    if (fault)
        return fault;
    const int64_t planned_us = spans_length_us(&counting->window.planned);
    return keep_numbers(arena, operation_kpis_of(&outcomes, planned_us), times, row);
}

static bool is_listed(const struct operations_view *view, const char *operation)
{
    for (size_t i = 0; i < view->operations.count; i++)
        if (!strcmp(view->operations.items[i].operation, operation))
            return true;
    return false;
}

/* The operations of a revision that are not listed yet, in the order of its routing. */
static enum fault list_routing(struct counting *counting, const char *revision)
{
    const struct product *product;
    struct operations_view *view = &counting->view;
    enum fault fault = session_product(counting->session, counting->query->part_number, revision, &product);
    if (fault)
        return fault;
    struct operation_statistics *items =
        arena_array(counting->request->arena, view->operations.count + product->operations.count, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    if (view->operations.count)
        memcpy(items, view->operations.items, view->operations.count * sizeof *items);
    view->operations.items = items;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation_definition *definition = product->operations.items[i].definition;
        if (!is_listed(view, definition->operation))
            items[view->operations.count++] =
                (struct operation_statistics){.operation = definition->operation, .name = definition->name};
    }
    return NOTHING_WRONG;
}

/* Of the revision that is asked for, or of every one that a counted unit has. */
static enum fault list_operations(struct counting *counting)
{
    if (counting->query->revision)
        return not_found(counting->request, list_routing(counting, counting->query->revision),
                         "there is no released revision %s", counting->query->revision);
    const char **listed = arena_array(counting->request->arena, counting->ended.runs.list.count, sizeof *listed);
    enum fault fault = listed ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0, revisions = 0; i < counting->ended.runs.list.count && !fault; i++) {
        const char *revision = counting->ended.runs.list.items[i].revision;
        size_t seen = 0;
        while (seen < revisions && strcmp(listed[seen], revision))
            seen++;
        if (seen < revisions)
            continue;
        listed[revisions++] = revision;
        fault = list_routing(counting, revision);
    }
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* Leaves those of the revision asked for. */
static void keep_revision(struct counting *counting)
{
    size_t kept = 0;
    for (size_t i = 0; i < counting->ended.runs.list.count; i++)
        if (!counting->query->revision || !strcmp(counting->ended.runs.list.items[i].revision, counting->query->revision))
            counting->ended.runs.list.items[kept++] = counting->ended.runs.list.items[i];
    counting->ended.runs.list.count = kept;
}

static enum fault roll_yields(struct counting *counting)
{
    struct arena *arena = counting->request->arena;
    struct operations_view *view = &counting->view;
    struct kpi *yields = arena_array(arena, view->operations.count, sizeof *yields);
    view->without_data.items = arena_array(arena, view->operations.count, sizeof(char *));
    if (!yields || !view->without_data.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < view->operations.count; i++) {
        yields[i] = *view->operations.items[i].first_pass_yield;
        if (yields[i].no_data)
            view->without_data.items[view->without_data.count++] = view->operations.items[i].operation;
    }
    const enum no_data otherwise =
        view->without_data.count == view->operations.count ? NO_ATTEMPTS : OPERATION_WITHOUT_DATA;
    view->rolled_throughput_yield = kpi_keep(arena, kpi_product(yields, view->operations.count, otherwise));
    return view->rolled_throughput_yield ? NOTHING_WRONG : FAULT_MEMORY;
}

/* Operations passed when the attempts at them ended. */
static enum fault find_passings(struct counting *counting, struct span window, const char *part_number,
                                struct arena *arena)
{
    struct store *store = counting->session->store;
    struct passed_runs runs;
    struct run_stops stops;
    enum fault fault = find_runs_passed(store, window, part_number, arena, &runs);
    if (!fault)
        fault = find_stops_of_passed(store, window, part_number, arena, &stops);
    if (fault)
        return fault;
    struct passing *items = arena_array(arena, runs.list.count, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < runs.list.count && !fault; i++) {
        const struct passed_run *run = &runs.list.items[i];
        struct span ran;
        fault = run_span(&run->course, stops.list.items, stops.list.count, arena, &ran);
        if (!fault)
            items[i] = (struct passing){run->unit_id, run->operation, ran.end_us, run->ended_by};
    }
    counting->passings.items = items;
    counting->passings.count = runs.list.count;
    return fault;
}

static enum fault find_counted(struct counting *counting)
{
    const struct span window = counting->window.span;
    const char *part_number = counting->query->part_number;
    const struct asked_of asked = {.part_number = part_number, .revision = counting->query->revision};
    enum fault fault = asked_of_known(counting->session, counting->request, &asked);
    if (!fault)
        fault = ended_attempts_find(counting->session, counting->request, window, part_number, NULL, &counting->ended);
    return fault ? fault : find_passings(counting, window, part_number, counting->request->arena);
}

enum fault view_operation_statistics(struct session *session, struct request *request, struct answer *answer)
{
    struct counting counting = {.session = session, .request = request, .query = request->query};
    enum fault fault = window_open(session, request, &counting.query->window, &counting.window);
    if (!fault)
        fault = find_counted(&counting);
    if (fault)
        return fault;
    keep_revision(&counting);
    fault = list_operations(&counting);
    for (size_t i = 0; i < counting.view.operations.count && !fault; i++)
        fault = count_operation(&counting, &counting.view.operations.items[i]);
    if (!fault)
        fault = roll_yields(&counting);
    if (fault)
        return fault;
    counting.view.window = counting.window.view;
    counting.view.part_number = counting.query->part_number;
    counting.view.revision = counting.query->revision;
    counting.view.formulas.items = OPERATION_FORMULAS.list.items;
    counting.view.formulas.count = OPERATION_FORMULAS.list.count;
    return answer_write(answer, &OPERATIONS_VIEW_RECORD, &counting.view);
}
