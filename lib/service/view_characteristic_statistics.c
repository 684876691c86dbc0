/* Whether a measured characteristic is under control, and keeps its limits. */
#include "domain/control_chart.h"
#include "service/reading.h"
#include "service/statistics.h"
#include "store/find_statistics.h"

static enum fault list_samples(struct arena *arena, const struct samples *samples, struct characteristic_view *view,
                               double **ret_values)
{
    const size_t count = samples->list.count;
    view->samples.items = arena_array(arena, count, sizeof *view->samples.items);
    double *values = arena_array(arena, count, sizeof *values);
    if (!view->samples.items || !values)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct sample *sample = &samples->list.items[i];
        view->samples.items[view->samples.count++] = (struct sample_view){
            .serial = sample->serial,
            .position = sample->position,
            .value = sample->value,
            .recorded = sample->recorded,
            .measurement = sample->measurement_id,
        };
        values[i] = sample->value;
    }
    *ret_values = values;
    return NOTHING_WRONG;
}

static bool same_limit(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* The limits that every sample was judged by; false when they changed among them. */
static bool find_limits(const struct samples *samples, struct characteristic_view *view)
{
    view->lower = view->upper = ABSENT_NUMBER;
    for (size_t i = 1; i < samples->list.count; i++)
        if (!same_limit(samples->list.items[i].lower, samples->list.items[0].lower) ||
            !same_limit(samples->list.items[i].upper, samples->list.items[0].upper))
            return false;
    if (samples->list.count) {
        view->lower = samples->list.items[0].lower;
        view->upper = samples->list.items[0].upper;
    }
    return true;
}

static enum fault list_alarms(struct arena *arena, const struct control_chart *chart, const double *values,
                              struct characteristic_view *view)
{
    struct chart_alarms alarms = {0};
    enum fault fault = chart->sigma_within.no_data ? NOTHING_WRONG
                                                   : chart_alarms_of(values, view->samples.count, chart->mean,
                                                                     chart->sigma_within.value, arena, &alarms);
    if (fault)
        return fault;
    view->alarms.items = arena_array(arena, alarms.count, sizeof *view->alarms.items);
    if (!view->alarms.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < alarms.count; i++) {
        const struct sample_view *sample = &view->samples.items[alarms.items[i].index];
        view->alarms.items[view->alarms.count++] = (struct alarm_view){
            .rule = alarms.items[i].rule,
            .above = alarms.items[i].above,
            .serial = sample->serial,
            .measurement = sample->measurement,
        };
    }
    return NOTHING_WRONG;
}

static enum fault keep_numbers(struct arena *arena, const struct control_chart *chart, struct capability capability,
                               struct characteristic_view *view)
{
    view->mean = chart->mean;
    view->lower_control = chart->lower_control;
    view->upper_control = chart->upper_control;
    view->sigma_within = kpi_keep(arena, chart->sigma_within);
    view->sigma_overall = kpi_keep(arena, chart->sigma_overall);
    view->cp = kpi_keep(arena, capability.cp);
    view->cpk = kpi_keep(arena, capability.cpk);
    view->pp = kpi_keep(arena, capability.pp);
    view->ppk = kpi_keep(arena, capability.ppk);
    return view->sigma_within && view->sigma_overall && view->cp && view->cpk && view->pp && view->ppk ? NOTHING_WRONG
                                                                                                       : FAULT_MEMORY;
}

static enum fault chart_samples(struct arena *arena, const struct samples *samples, struct characteristic_view *view)
{
    double *values;
    enum fault fault = list_samples(arena, samples, view, &values);
    if (fault)
        return fault;
    const struct control_chart chart = control_chart_of(values, samples->list.count);
    const struct kpi changed = kpi_none(LIMITS_CHANGED), few = kpi_none(TOO_FEW_SAMPLES);
    struct capability capability = {changed, changed, changed, changed};
    if (samples->list.count < CONTROL_SAMPLES_MIN) /* whatever the limits are, or were */
        capability = (struct capability){few, few, few, few};
    else if (find_limits(samples, view))
        capability = capability_of(&chart, view->lower, view->upper);
    fault = keep_numbers(arena, &chart, capability, view);
    return fault ? fault : list_alarms(arena, &chart, values, view);
}

static enum fault find_asked(struct session *session, struct request *request, struct span window, struct samples *ret)
{
    const struct characteristics_query *query = request->query;
    const struct asked_of asked = {query->part_number, query->revision, query->operation, query->characteristic};
    enum fault fault = asked_of_known(session, request, &asked);
    if (!fault)
        fault = find_samples(session->store, window, query->part_number, query->operation, query->characteristic,
                             query->position, query->revision, ROWS_COUNTED_MAX + 1, request->arena, ret);
    return fault ? fault : rows_fit(request, ret->list.count);
}

enum fault view_characteristic_statistics(struct session *session, struct request *request, struct answer *answer)
{
    const struct characteristics_query *query = request->query;
    struct characteristic_view view = {
        .part_number = query->part_number,
        .revision = query->revision,
        .operation = query->operation,
        .characteristic = query->characteristic,
        .position = query->position,
        .formulas = {CHARACTERISTIC_FORMULAS.list.items, CHARACTERISTIC_FORMULAS.list.count},
        .lower = ABSENT_NUMBER,
        .upper = ABSENT_NUMBER,
    };
    struct counted_window window;
    struct samples samples;
    enum fault fault = window_open(session, request, &query->window, &window);
    if (!fault)
        fault = find_asked(session, request, window.span, &samples);
    if (!fault)
        fault = chart_samples(request->arena, &samples, &view);
    if (fault)
        return fault;
    view.window = window.view;
    return answer_write(answer, &CHARACTERISTIC_VIEW_RECORD, &view);
}
