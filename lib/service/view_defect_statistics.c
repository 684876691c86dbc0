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
static void drop_false_fails(struct reported_defects *defects, struct defects_view *view)
{
    for (size_t i = 0; i < defects->list.count; i++)
        if (defects->list.items[i].false_fail)
            view->false_fails++;
        else
            defects->list.items[view->defects++] = defects->list.items[i];
    defects->list.count = (size_t)view->defects;
}

static int by_unit(const void *a, const void *b)
{
    const int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

/* Units with an attempt that ended in the window. */
static enum fault count_units(struct session *session, struct request *request, struct span window, int64_t *ret)
{
    const struct defects_query *query = request->query;
    struct ended_runs runs;
    enum fault fault = ended_runs_find(session, request, window, query->part_number, NULL, &runs);
    if (fault)
        return fault;
    int64_t *units = arena_array(request->arena, runs.list.count, sizeof *units);
    if (!units)
        return FAULT_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < runs.list.count; i++)
        if (!query->operation || !strcmp(runs.list.items[i].operation, query->operation))
            units[count++] = runs.list.items[i].unit_id;
    if (count)
        qsort(units, count, sizeof *units, by_unit);
    *ret = 0;
    for (size_t i = 0; i < count; i++)
        *ret += !i || units[i] != units[i - 1];
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
    int64_t units;
    enum fault fault = window_open(session, request, &query->window, &window);
    if (!fault)
        fault = find_defects_reported(session->store, window.span, query->part_number, query->operation,
                                      ROWS_COUNTED_MAX + 1, request->arena, &defects);
    if (!fault)
        fault = rows_fit(request, defects.list.count);
    if (!fault)
        fault = count_units(session, request, window.span, &units);
    if (fault)
        return fault;
    drop_false_fails(&defects, &view);
    fault = count_codes(request->arena, &defects, &view);
    if (fault)
        return fault;
    view.window = window.view;
    view.defects_per_unit = kpi_keep(request->arena, kpi_ratio((double)view.defects, (double)units, NO_ATTEMPTS));
    return view.defects_per_unit ? answer_write(answer, &DEFECTS_VIEW_RECORD, &view) : FAULT_MEMORY;
}
