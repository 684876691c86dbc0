/* Defects by frequency, and over the units worked on. */
#include "service/ended_attempts.h"
#include "service/reading.h"

#include <stdlib.h>
#include <string.h>

/* The defects are of one code, by unit. A unit that had it twice is named once. */
static enum fault count_code(struct arena *arena, const struct reported_defect *defects, size_t count,
                             struct defect_count *ret)
{
    struct defect_count row = {.code = defects[0].code, .family = defects[0].family, .defects = (int64_t)count};
    row.units.items = arena_array(arena, count, sizeof(char *));
    if (!row.units.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (!i || strcmp(defects[i - 1].serial, defects[i].serial))
            row.units.items[row.units.count++] = defects[i].serial;
    *ret = row;
    return NOTHING_WRONG;
}

/* The most frequent first; of equals the first by its code. */
static int by_frequency(const void *a, const void *b)
{
    const struct defect_count *first = a, *second = b;
    if (first->defects != second->defects)
        return first->defects < second->defects ? 1 : -1;
    return strcmp(first->code, second->code);
}

static enum fault count_codes(struct arena *arena, const struct reported_defects *defects, struct defects_view *view)
{
    enum fault fault = NOTHING_WRONG;
    view->codes.items = arena_array(arena, defects->list.count, sizeof *view->codes.items);
    if (!view->codes.items)
        return FAULT_MEMORY;
    for (size_t i = 0, end; i < defects->list.count && !fault; i = end) {
        for (end = i; end < defects->list.count && !strcmp(defects->list.items[end].code, defects->list.items[i].code);)
            end++;
        fault = count_code(arena, defects->list.items + i, end - i, &view->codes.items[view->codes.count++]);
    }
    if (fault || !view->codes.count)
        return fault;
    qsort(view->codes.items, view->codes.count, sizeof *view->codes.items, by_frequency);
    int64_t so_far = 0;
    for (size_t i = 0; i < view->codes.count; i++) {
        struct defect_count *row = &view->codes.items[i];
        so_far += row->defects;
        row->share = (double)row->defects / (double)view->defects;
        row->cumulative_share = (double)so_far / (double)view->defects;
    }
    return NOTHING_WRONG;
}

/* A false fail is no defect. */
static enum fault drop_false_fails(struct arena *arena, struct reported_defects *defects, struct defects_view *view)
{
    view->found_false.items = arena_array(arena, defects->list.count, sizeof *view->found_false.items);
    if (!view->found_false.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < defects->list.count; i++) {
        const struct reported_defect *defect = &defects->list.items[i];
        if (defect->false_fail)
            view->found_false.items[view->found_false.count++] =
                (struct false_fail_view){defect->serial, defect->code, defect->nonconformance_id};
        else
            defects->list.items[view->defects++] = *defect;
    }
    view->false_fails = (int64_t)view->found_false.count;
    defects->list.count = (size_t)view->defects;
    return NOTHING_WRONG;
}

static int by_unit(const void *a, const void *b)
{
    const int64_t first = ((const struct ended_run *)a)->unit_id, second = ((const struct ended_run *)b)->unit_id;
    return (first > second) - (first < second);
}

/* Units with an attempt that ended in the window. */
static enum fault list_units(struct session *session, struct request *request, struct span window,
                             struct defects_view *view)
{
    const struct defects_query *query = request->query;
    struct ended_runs runs;
    enum fault fault = ended_runs_find(session, request, window, query->part_number, NULL, &runs);
    if (fault)
        return fault;
    view->units.items = arena_array(request->arena, runs.list.count, sizeof *view->units.items);
    if (!view->units.items)
        return FAULT_MEMORY;
    if (runs.list.count)
        qsort(runs.list.items, runs.list.count, sizeof *runs.list.items, by_unit);
    int64_t last = ABSENT_INTEGER;
    for (size_t i = 0; i < runs.list.count; i++) {
        const struct ended_run *run = &runs.list.items[i];
        if (run->unit_id == last || (query->operation && strcmp(run->operation, query->operation)))
            continue;
        last = run->unit_id;
        view->units.items[view->units.count++] = run->serial;
    }
    return NOTHING_WRONG;
}

enum fault view_defect_statistics(struct session *session, struct request *request, struct answer *answer)
{
    const struct defects_query *query = request->query;
    struct defects_view view = {.part_number = query->part_number,
                                .operation = query->operation,
                                .formulas = {DEFECT_FORMULAS.list.items, DEFECT_FORMULAS.list.count}};
    struct counted_window window;
    struct reported_defects defects;
    const struct asked_of asked = {.part_number = query->part_number, .operation = query->operation};
    enum fault fault = window_open(session, request, &query->window, &window);
    if (!fault)
        fault = asked_of_known(session, request, &asked);
    if (!fault)
        fault = find_defects_reported(session->store, window.span, query->part_number, query->operation,
                                      ROWS_COUNTED_MAX + 1, request->arena, &defects);
    if (!fault)
        fault = rows_fit(request, defects.list.count);
    if (!fault)
        fault = list_units(session, request, window.span, &view);
    if (!fault)
        fault = drop_false_fails(request->arena, &defects, &view);
    if (!fault)
        fault = count_codes(request->arena, &defects, &view);
    if (fault)
        return fault;
    view.window = window.view;
    view.defects_per_unit =
        kpi_keep(request->arena, kpi_ratio((double)view.defects, (double)view.units.count, NO_ATTEMPTS));
    return view.defects_per_unit ? answer_write(answer, &DEFECTS_VIEW_RECORD, &view) : FAULT_MEMORY;
}
