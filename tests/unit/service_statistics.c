/* Statistics against a second count of them: entry by entry from the journal, second by second between entries. */
#include "service/views_statistics.h"
#include "service_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS_MAX = 2000, CHANGES_MAX = 16, FAULTS_MAX = 500, PLACES_MAX = 20, STEPS = 900 };

/* A run was paused, went on or ended, and how it would stand without that; one that is completed stands still even
 * where that is taken back later. */
struct told_change {
    int64_t by; /* journal position */
    bool runs;
    int64_t production_us;
};
/* A run, as the journal tells of it. */
struct told_run {
    int64_t id, ended_by; /* journal positions; 0: it has not ended */
    char serial[32], part_number[32], operation[16], station[32];
    int64_t attempt;
    bool runs, completed, passed, gone; /* gone: aborted, or it never was */
    int64_t fell_at;                    /* journal position at which it lost its evidence; 0: it stands */
    bool again;                         /* quality had it done again then */
    char emptied[32];                   /* a position that was emptied then */
    int64_t production_us;
    struct told_change changes[CHANGES_MAX];
    size_t change_count;
};
/* Something that was found on a unit at an operation. */
struct told_fault {
    int64_t id; /* journal position */
    char serial[32], operation[16], position[32];
    int disposition;
    bool voided;
};
struct told_station {
    char code[32];
    int state;
    int64_t places, busy_us;
};
struct told {
    struct line *line;
    struct told_run runs[RUNS_MAX];
    size_t run_count;
    struct told_fault faults[FAULTS_MAX];
    size_t fault_count;
    struct told_station stations[PLACES_MAX];
    size_t station_count;
    char scrapped[FAULTS_MAX][32]; /* serials */
    size_t scrapped_count;
    int64_t last_us;
    int64_t compared, sent_back, fallen, corrected, aborted, paused,
        changed; /* so that a walk that went nowhere is seen */
};

static struct told_station *station_told(struct told *told, const char *code)
{
    for (size_t i = 0; i < told->station_count; i++)
        if (!strcmp(told->stations[i].code, code))
            return &told->stations[i];
    ck_assert_uint_lt(told->station_count, PLACES_MAX);
    struct told_station *station = &told->stations[told->station_count++];
    snprintf(station->code, sizeof station->code, "%s", code);
    return station;
}

/* The time since the last entry belongs to whoever stood as they stand. */
static void pass_time(struct told *told, int64_t now_us)
{
    const int64_t passed_us = now_us - told->last_us;
    for (size_t i = 0; i < told->run_count; i++) {
        struct told_run *run = &told->runs[i];
        const int state = station_told(told, run->station)->state;
        const int64_t produced_us = state == STATION_PRODUCTIVE || state == STATION_STANDBY ? passed_us : 0;
        run->production_us += run->runs ? produced_us : 0;
        for (size_t j = 0; j < run->change_count && !run->completed; j++)
            run->changes[j].production_us += run->changes[j].runs ? produced_us : 0;
    }
    for (size_t i = 0; i < told->station_count; i++) {
        struct told_station *station = &told->stations[i];
        if (station->state == STATION_PRODUCTIVE || station->state == STATION_STANDBY ||
            station->state == STATION_UNSCHEDULED_DOWN)
            station->busy_us += passed_us * station->places;
    }
    told->last_us = now_us;
}

static void tell_start(struct told *told, const struct entry *entry)
{
    if (!station_told(told, entry->station)->state) /* nobody had said anything of it */
        station_told(told, entry->station)->state = STATION_STANDBY;
    const struct operation_started *data = entry->data;
    const struct result_started *result = entry->result;
    ck_assert_uint_lt(told->run_count, RUNS_MAX);
    struct told_run *run = &told->runs[told->run_count++];
    *run = (struct told_run){.id = entry->journal_position, .attempt = result->attempt, .runs = true};
    snprintf(run->serial, sizeof run->serial, "%s", data->subject.unit);
    snprintf(run->part_number, sizeof run->part_number, "%s", result->unit_part_number);
    snprintf(run->operation, sizeof run->operation, "%s", data->subject.operation);
    snprintf(run->station, sizeof run->station, "%s", entry->station);
}

/* The open run that an event speaks of. */
static struct told_run *run_told(struct told *told, const struct entry *entry)
{
    const struct subject *subject = event_subject(entry->kind, entry->data);
    for (size_t i = told->run_count; i--;) {
        struct told_run *run = &told->runs[i];
        if (!run->gone && !run->ended_by && !strcmp(run->serial, subject->unit) &&
            !strcmp(run->operation, subject->operation))
            return run;
    }
    ck_abort_msg("no run is open for %s %s", subject->unit, subject->operation);
}

static void tell_change(struct told *told, const struct entry *entry, bool runs)
{
    struct told_run *run = run_told(told, entry);
    ck_assert_uint_lt(run->change_count, CHANGES_MAX);
    run->changes[run->change_count++] = (struct told_change){entry->journal_position, run->runs, run->production_us};
    run->runs = runs;
}

/* Whether it was the last that became of the run. */
static bool take_change_back(struct told_run *run, int64_t voided)
{
    const struct told_change *last = run->change_count ? &run->changes[run->change_count - 1] : NULL;
    if (!last || last->by != voided)
        return false;
    run->runs = last->runs;
    run->completed = false;
    run->production_us = last->production_us;
    run->change_count--;
    return true;
}

static void tell_not_scrapped(struct told *told, const char *serial)
{
    for (size_t i = 0; i < told->scrapped_count; i++)
        if (!strcmp(told->scrapped[i], serial))
            *told->scrapped[i] = '\0';
}

static void tell_correction(struct told *told, const struct result_corrected *result)
{
    if (result->part)
        tell_not_scrapped(told, result->part->unit);
    if (!strcmp(result->type, ENTRY_TYPES[ENTRY_UNIT_SCRAPPED].name))
        tell_not_scrapped(told, result->unit);
    for (size_t i = 0; i < told->run_count; i++) {
        struct told_run *run = &told->runs[i];
        if (run->id == result->voided) {
            run->gone = true;
            run->runs = false;
            told->corrected++;
        }
        if (run->ended_by == result->voided) {
            run->ended_by = 0;
            run->gone = false;
        }
        told->corrected += take_change_back(run, result->voided);
        if (run->fell_at == result->voided)
            run->fell_at = 0;
    }
    for (size_t i = 0; i < told->fault_count; i++)
        told->faults[i].voided |= told->faults[i].id == result->voided;
}

static bool lists(const void *operations, const char *operation)
{
    const struct list *list = operations;
    const char *const *items = list->items;
    for (size_t i = 0; i < list->count; i++)
        if (!strcmp(items[i], operation))
            return true;
    return false;
}

static void tell_scrapped(struct told *told, const char *serial)
{
    ck_assert_uint_lt(told->scrapped_count, FAULTS_MAX);
    snprintf(told->scrapped[told->scrapped_count++], sizeof *told->scrapped, "%s", serial);
}

/* The passed runs of a unit that stood until now and whose operations are listed. */
static void tell_fall(struct told *told, int64_t at, const char *serial, const void *operations, const void *again,
                      const char *emptied)
{
    for (size_t i = 0; i < told->run_count; i++) {
        struct told_run *run = &told->runs[i];
        if (run->gone || !run->passed || run->fell_at || strcmp(run->serial, serial) ||
            !lists(operations, run->operation))
            continue;
        run->fell_at = at;
        run->again = again && lists(again, run->operation);
        snprintf(run->emptied, sizeof run->emptied, "%s", emptied);
        told->fallen++;
    }
}

static void tell_outer(struct told *told, int64_t at, const struct outer_fallen *outer, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tell_fall(told, at, outer[i].unit, &outer[i].invalidated, NULL, "");
}

static void tell_revision(struct told *told, const struct entry *entry)
{
    const struct result_revised *result = entry->result;
    for (size_t i = 0; i < result->units.count; i++)
        for (size_t j = 0; j < result->units.items[i].invalidated.count; j++) {
            const char *operation = result->units.items[i].invalidated.items[j].operation;
            const struct list fell = {.items = &operation, .count = 1};
            tell_fall(told, entry->journal_position, result->units.items[i].unit, &fell, NULL, "");
        }
}

/* Whatever makes evidence fall. */
static void tell_falls(struct told *told, const struct entry *entry)
{
    const int64_t at = entry->journal_position;
    if (entry->kind == ENTRY_COMPONENT_REMOVED) {
        const struct component_removed *data = entry->data;
        const struct result_removed *result = entry->result;
        tell_fall(told, at, data->subject.unit, &result->invalidated, NULL, data->position);
        if (data->removal == REMOVAL_SCRAP || result->removal == REMOVAL_SCRAP)
            tell_scrapped(told, result->serial ? result->serial : "");
        tell_outer(told, at, result->outer.items, result->outer.count);
    } else if (entry->kind == ENTRY_OPERATION_REOPENED) {
        const struct operation_reopened *data = entry->data;
        const struct result_reopened *result = entry->result;
        tell_fall(told, at, data->unit, &result->invalidated, &data->operations, "");
        tell_outer(told, at, result->outer.items, result->outer.count);
    } else if (entry->kind == ENTRY_WAIVER_REVOKED) {
        const struct result_revoked *result = entry->result;
        tell_fall(told, at, result->unit, &result->invalidated, NULL, "");
        tell_outer(told, at, result->outer.items, result->outer.count);
    } else if (entry->kind == ENTRY_ORDER_REVISED) {
        tell_revision(told, entry);
    }
}

static void tell_fault(struct told *told, const struct entry *entry)
{
    const struct defect_reported *data = entry->data;
    ck_assert_uint_lt(told->fault_count, FAULTS_MAX);
    struct told_fault *fault = &told->faults[told->fault_count++];
    *fault = (struct told_fault){.id = entry->journal_position};
    snprintf(fault->serial, sizeof fault->serial, "%s", data->subject.unit);
    snprintf(fault->operation, sizeof fault->operation, "%s", data->subject.operation ? data->subject.operation : "");
    snprintf(fault->position, sizeof fault->position, "%s", data->position ? data->position : "");
}

static void tell_disposition(struct told *told, const struct nonconformance_dispositioned *data)
{
    for (size_t i = 0; i < told->fault_count; i++)
        if (told->faults[i].id == data->nonconformance)
            told->faults[i].disposition = data->disposition;
}

/* It was the unit's last, and the unit was scrapped after it. */
static bool was_for_scrap(const struct told *told, const struct told_run *run)
{
    bool scrapped = false;
    for (size_t i = 0; i < told->scrapped_count; i++)
        scrapped |= !strcmp(told->scrapped[i], run->serial);
    for (size_t i = 0; i < told->run_count && scrapped; i++) {
        const struct told_run *later = &told->runs[i];
        scrapped = later->id <= run->id || later->gone || !later->ended_by || strcmp(later->serial, run->serial);
    }
    return scrapped;
}

/* It passed, and a fault of what it did sent the unit back. */
static bool was_no_good(struct told *told, const struct told_run *run)
{
    bool sent_back = run->again;
    for (size_t i = 0; i < told->fault_count && run->fell_at && *run->emptied && !sent_back; i++) {
        const struct told_fault *fault = &told->faults[i];
        sent_back = !fault->voided && !strcmp(fault->serial, run->serial) &&
                    !strcmp(fault->operation, run->operation) && fault->id > run->ended_by &&
                    fault->id < run->fell_at && (!*fault->position || !strcmp(fault->position, run->emptied)) &&
                    fault->disposition != DISPOSITION_FALSE_FAIL && fault->disposition != DISPOSITION_USE_AS_IS;
    }
    told->sent_back += sent_back;
    return sent_back;
}

static void tell_station(struct told *told, const struct entry *entry)
{
    const struct station_defined *data = entry->data;
    struct told_station *station = station_told(told, data->station);
    station->places = data->bays.count                   ? (int64_t)data->bays.count
                      : data->capacity == ABSENT_INTEGER ? 1
                                                         : data->capacity;
}

static void tell_end(struct told *told, const struct entry *entry, bool passed)
{
    struct told_run *run = run_told(told, entry);
    tell_change(told, entry, false);
    run->completed = entry->kind == ENTRY_OPERATION_COMPLETED;
    run->passed = passed;
    run->ended_by = entry->journal_position;
    run->gone = entry->kind == ENTRY_OPERATION_ABORTED &&
                ((const struct result_timed *)entry->result)->verdict != VERDICT_FAILED;
    told->aborted += run->gone;
}

static enum fault tell_entry(void *context, const void *row)
{
    struct told *told = context;
    const struct journal_row *stored = row;
    struct reasons reasons = {.arena = told->line->arena};
    struct entry entry;
    ck_assert_int_eq(entry_decode(stored->bytes, strlen(stored->bytes), &entry, &reasons), NOTHING_WRONG);
    pass_time(told, entry.recorded_us);
    if (entry.kind == ENTRY_OPERATION_STARTED)
        tell_start(told, &entry);
    if (entry.kind == ENTRY_OPERATION_PAUSED)
        told->paused++, tell_change(told, &entry, false);
    if (entry.kind == ENTRY_OPERATION_RESUMED)
        tell_change(told, &entry, true);
    if (entry.kind == ENTRY_OPERATION_COMPLETED)
        tell_end(told, &entry, ((const struct result_completed *)entry.result)->verdict == VERDICT_PASSED);
    if (entry.kind == ENTRY_OPERATION_ABORTED)
        tell_end(told, &entry, false);
    if (entry.kind == ENTRY_EVENT_CORRECTED)
        tell_correction(told, entry.result);
    if (entry.kind == ENTRY_UNIT_SCRAPPED)
        tell_scrapped(told, ((const struct unit_named *)entry.data)->unit);
    if (entry.kind == ENTRY_DEFECT_REPORTED)
        tell_fault(told, &entry);
    if (entry.kind == ENTRY_NONCONFORMANCE_DISPOSITIONED)
        tell_disposition(told, entry.data);
    tell_falls(told, &entry);
    if (entry.kind == ENTRY_STATION_DEFINED)
        tell_station(told, &entry);
    if (entry.kind == ENTRY_STATION_CHANGED)
        told->changed++, station_told(told, entry.station)->state = ((const struct station_changed *)entry.data)->state;
    return NOTHING_WRONG;
}

/* ---- the walk ---- */

static void walk_some(struct walk *walk)
{
    for (int i = 0; i < STEPS; i++) {
        const char *id = line_id(&walk->line);
        line_pass_min(&walk->line, 0.1 + (double)walk_below(walk, 40) / 10);
        if (walk_chance(walk, 5)) {
            walk_edit(walk);
        } else {
            struct walk_event event = walk_chance(walk, 70) ? walk_sensible(walk, id) : walk_wild(walk, id);
            struct said said = line_post_body(&walk->line, speaker_station(event.station), event.json);
            if (!said.fault)
                walk_keep(walk, &event, said.text);
        }
        model_follow(walk->model);
        line_forget(&walk->line);
    }
    line_pass_min(&walk->line, 3);
}

/* ---- the comparison ---- */

static struct window_query whole(const struct line *line)
{
    return (struct window_query){.from = line->now_us - 30 * US_PER_DAY, .to = ABSENT_INTEGER};
}

static void compare_operations(struct told *told, const char *part_number)
{
    const struct operations_query query = {.window = whole(told->line), .part_number = part_number};
    struct operations_view view;
    ck_assert_int_eq(
        line_view(told->line, view_operation_statistics, NULL, NULL, &query, &OPERATIONS_VIEW_RECORD, &view),
        NOTHING_WRONG);
    int64_t all = 0;
    for (size_t i = 0; i < view.operations.count; i++) {
        const struct operation_statistics *row = &view.operations.items[i];
        int64_t attempts = 0, first = 0, good = 0;
        for (size_t j = 0; j < told->run_count; j++) {
            const struct told_run *run = &told->runs[j];
            if (run->gone || !run->ended_by || strcmp(run->operation, row->operation) ||
                strcmp(run->part_number, part_number))
                continue;
            attempts++;
            first += run->attempt == 1;
            good += run->attempt == 1 && run->passed && !was_no_good(told, run);
        }
        all += attempts;
        ck_assert_int_eq(row->attempts, attempts);
        ck_assert_int_eq(row->cycle_min->count, attempts);
        ck_assert_uint_eq(row->first_passed.count, good);
        ck_assert_uint_eq(row->first_failed.count, first - good);
        ck_assert_int_eq(row->first_pass_yield->no_data != 0, first == 0);
        if (first)
            ck_assert_double_eq_tol(row->first_pass_yield->value, (double)good / (double)first, 1e-12);
    }
    told->compared += all;
}

static void compare_stations(struct told *told)
{
    const struct stations_query query = {.window = whole(told->line)};
    struct stations_view view;
    ck_assert_int_eq(line_view(told->line, view_station_statistics, NULL, NULL, &query, &STATIONS_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    ck_assert_uint_eq(view.stations.count, told->station_count);
    for (size_t i = 0; i < view.stations.count; i++) {
        const struct station_statistics *row = &view.stations.items[i];
        int64_t produced = 0, good = 0, production_us = 0;
        for (size_t j = 0; j < told->run_count; j++) {
            const struct told_run *run = &told->runs[j];
            if (run->gone || strcmp(run->station, row->station))
                continue;
            produced += run->ended_by != 0;
            good += run->ended_by && run->passed && !was_no_good(told, run) && !was_for_scrap(told, run);
            production_us += run->production_us;
        }
        const double busy_min = (double)station_told(told, row->station)->busy_us / (double)US_PER_MINUTE;
        ck_assert_int_eq(row->produced, produced);
        ck_assert_int_eq(row->good, good);
        ck_assert_uint_eq(row->attempts.count, produced);
        ck_assert_double_eq_tol(row->production_min, (double)production_us / (double)US_PER_MINUTE, 1e-6);
        ck_assert_double_eq_tol(row->planned_busy_min, busy_min, 1e-6);
    }
}

static bool went_everywhere(const struct told *told)
{
    return told->compared > 10 && told->paused && told->sent_back && told->fallen > told->sent_back && told->changed &&
           told->corrected && told->aborted;
}

static bool compare_walk(uint64_t seed)
{
    struct walk walk = {.random = seed};
    struct told *told = calloc(1, sizeof *told);
    ck_assert_ptr_nonnull(told);
    line_open(&walk.line);
    line_order(&walk.line, "TRAYS", "T-1", 6, 5);
    line_order(&walk.line, "RACKS", "R-1", 3, 5);
    walk.model = model_new(&walk.line);
    model_follow(walk.model);
    walk_some(&walk);
    told->line = &walk.line;
    ck_assert_int_eq(journal_after(walk.line.reader->store, 0, INT64_MAX, tell_entry, told), NOTHING_WRONG);
    pass_time(told, walk.line.now_us);
    compare_operations(told, "T-1");
    compare_operations(told, "R-1");
    compare_stations(told);
    const bool everywhere = went_everywhere(told);
    walk_drop_kept(&walk);
    model_free(walk.model);
    line_close(&walk.line);
    free(told);
    return everywhere;
}

/* A rule that changes sends every walk elsewhere: they go on until one has been everywhere. */
START_TEST(statistics_are_what_the_journal_tells)
{
    enum { FIRST = 11, MOST = 30 };
    uint64_t seed = FIRST;
    while (seed < FIRST + MOST && !compare_walk(seed))
        seed++;
    ck_assert_msg(seed < FIRST + MOST, "no walk of %d was everywhere", MOST);
}
END_TEST

SUITE(statistics, statistics_are_what_the_journal_tells)
