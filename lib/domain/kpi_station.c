#include "domain/kpi_station.h"

#include "base/time.h"

/* Ready for production: what runs then is produced. */
static bool is_up(int state)
{
    return state == STATION_PRODUCTIVE || state == STATION_STANDBY;
}

static bool is_up_or_broken(int state)
{
    return is_up(state) || state == STATION_UNSCHEDULED_DOWN;
}

static enum fault spells_in(const struct station_history *history, bool (*counts)(int state), struct arena *arena,
                            struct spans *ret)
{
    struct spans spans = {.items = arena_array(arena, history->spell_count, sizeof *spans.items)};
    if (!spans.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < history->spell_count; i++) {
        const struct station_spell *spell = &history->spells[i];
        const int64_t ended = spell->ended == ABSENT_INTEGER ? history->window.end_us : spell->ended;
        const struct span cut = span_cut((struct span){spell->began, ended}, history->window);
        if (counts(spell->state) && span_length_us(cut) > 0)
            spans.items[spans.count++] = cut;
    }
    *ret = spans;
    return NOTHING_WRONG;
}

static void count_states(const struct station_history *history, struct station_times *times)
{
    int64_t unknown_us = span_length_us(history->window);
    for (size_t i = 0; i < history->spell_count; i++) {
        const struct station_spell *spell = &history->spells[i];
        const int64_t ended = spell->ended == ABSENT_INTEGER ? history->window.end_us : spell->ended;
        const int64_t length_us = span_length_us(span_cut((struct span){spell->began, ended}, history->window));
        times->in_state_us[spell->state] += length_us;
        unknown_us -= length_us;
    }
    times->in_state_us[STATION_ABSENT] = unknown_us;
}

/* Each stretch as many times as the station had places then. */
static int64_t times_places_us(const struct station_history *history, const struct spans *stretches)
{
    int64_t all_us = 0;
    for (size_t i = 0; i < history->place_count; i++) {
        const struct span then = {i ? history->places[i].since : INT64_MIN,
                                  i + 1 < history->place_count ? history->places[i + 1].since : INT64_MAX};
        all_us += history->places[i].places * spans_within_us(stretches, then);
    }
    return all_us;
}

enum fault station_times_of(const struct station_history *history, struct arena *arena, struct station_times *ret)
{
    struct station_times times = {.planned_us = spans_length_us(&history->planned)};
    struct spans up, busy, planned_busy, planned_up;
    enum fault fault = spells_in(history, is_up, arena, &up);
    if (!fault)
        fault = spells_in(history, is_up_or_broken, arena, &busy);
    if (!fault)
        fault = spans_intersect(&history->planned, &busy, arena, &planned_busy);
    if (!fault)
        fault = spans_intersect(&history->planned, &up, arena, &planned_up);
    if (fault)
        return fault;
    count_states(history, &times);
    times.planned_busy_us = times_places_us(history, &planned_busy);
    for (size_t i = 0; i < history->run_count; i++) {
        const struct span cut = span_cut(history->runs[i], history->window);
        const int64_t production_us = spans_within_us(&up, cut);
        times.production_us += production_us;
        times.outside_us += production_us - spans_within_us(&planned_up, cut);
    }
    *ret = times;
    return NOTHING_WRONG;
}

struct station_kpis station_kpis_of(const struct station_times *times, const struct station_output *output)
{
    const double production_min = (double)times->production_us / (double)US_PER_MINUTE;
    const double busy_min = (double)times->planned_busy_us / (double)US_PER_MINUTE;
    struct station_kpis kpis = {
        .availability = kpi_ratio(production_min, busy_min, NO_PLANNED_TIME),
        .effectiveness = kpi_ratio(output->standard_min, production_min, NO_PRODUCTION_TIME),
        .quality_ratio = kpi_ratio((double)output->good, (double)output->produced, NO_ATTEMPTS),
    };
    if (!kpis.effectiveness.no_data && !output->produced)
        kpis.effectiveness = kpi_none(NO_ATTEMPTS);
    else if (!kpis.effectiveness.no_data && output->standard_min <= 0)
        kpis.effectiveness = kpi_none(NO_STANDARD_TIME);
    const struct kpi factors[] = {kpis.availability, kpis.effectiveness, kpis.quality_ratio};
    kpis.oee = kpi_product(factors, sizeof factors / sizeof *factors, THERE_IS_DATA);
    return kpis;
}
