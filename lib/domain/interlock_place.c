/* The interlock on room: places at a station, or its bays with their power and coolant. */
#include "domain/interlock.h"

#include <string.h>

/* What an operation takes, or runs have taken. */
struct load {
    int64_t power_w;
    double coolant_lpm;
    int64_t last; /* journal position of the start of the last of those runs; absent: there is none */
};

static struct load load_of_run(const struct run *run)
{
    return (struct load){.power_w = run->power_w == ABSENT_INTEGER ? 0 : run->power_w,
                         .coolant_lpm = isnan(run->coolant_lpm) ? 0 : run->coolant_lpm};
}

static struct load load_wanted(const struct snapshot *snapshot, const struct operation_definition *definition)
{
    const struct run *again = open_run(snapshot);
    if (again)
        return load_of_run(again);
    if (!definition || !definition->burn_in)
        return (struct load){0};
    return (struct load){.power_w = definition->burn_in->power_w, .coolant_lpm = definition->burn_in->coolant_lpm};
}

/* A run that starts leaves room for those that are paused. One that is resumed does not: where two paused runs together
 * need more than there is, each would wait for the other for ever; so whichever is resumed first goes on. */
static bool is_in_the_way(const struct snapshot *snapshot, const struct run *run)
{
    const struct run *again = open_run(snapshot);
    return !again || (run->run_id != again->run_id && run->state == RUN_RUNNING);
}

/* What the runs in one bay take; in all of the station for NULL. */
static struct load load_taken(const struct snapshot *snapshot, const char *bay)
{
    struct load taken = {.last = ABSENT_INTEGER};
    for (size_t i = 0; i < snapshot->at_station.count; i++) {
        const struct run *run = &snapshot->at_station.items[i];
        if (!is_in_the_way(snapshot, run) || (bay && (!run->bay || strcmp(run->bay, bay))))
            continue;
        const struct load load = load_of_run(run);
        taken.power_w += load.power_w;
        taken.coolant_lpm += load.coolant_lpm;
        if (run->run_id > taken.last)
            taken.last = run->run_id;
    }
    return taken;
}

static bool power_suffices(int64_t power_w, struct load taken, struct load wanted)
{
    return power_w == ABSENT_INTEGER || wanted.power_w <= power_w - taken.power_w;
}

static bool coolant_suffices(double coolant_lpm, struct load taken, struct load wanted)
{
    return isnan(coolant_lpm) || taken.coolant_lpm + wanted.coolant_lpm <= coolant_lpm + COOLANT_ROUNDING_LPM;
}

static void interlock_load(const char *kind, const char *name, int64_t power_w, double coolant_lpm, struct load taken,
                           struct load wanted, struct reasons *reasons)
{
    if (!power_suffices(power_w, taken, wanted))
        refuse_for(reasons, REFUSAL_BAY_POWER, taken.last, "%s %s has %lld W of %lld W free; %lld W are needed",
                   reason_word(reasons, kind), name, (long long)(power_w - taken.power_w), (long long)power_w,
                   (long long)wanted.power_w);
    if (!coolant_suffices(coolant_lpm, taken, wanted))
        refuse_for(reasons, REFUSAL_BAY_COOLANT, taken.last,
                   "%s %s has %.10g of %.10g litres per minute free; %.10g are needed", reason_word(reasons, kind),
                   name, coolant_lpm - taken.coolant_lpm, coolant_lpm, wanted.coolant_lpm);
}

/* Whether a run at the station is of a unit that stands elsewhere than the snapshot's: inside another rack, say. */
static bool stands_apart(const struct snapshot *snapshot, size_t run)
{
    return snapshot->unit && snapshot->at_station_outermost[run] != outermost_unit_id(snapshot);
}

/* The run of a unit that stands elsewhere in a bay; NULL when there is none. */
static const struct run *bay_taken(const struct snapshot *snapshot, const char *bay)
{
    for (size_t i = 0; i < snapshot->at_station.count; i++) {
        const struct run *run = &snapshot->at_station.items[i];
        if (run->bay && !strcmp(run->bay, bay) && stands_apart(snapshot, i))
            return run;
    }
    return NULL;
}

static void interlock_bay(const struct snapshot *snapshot, const struct bay *bay, struct load wanted,
                          struct reasons *reasons)
{
    const struct run *there = bay_taken(snapshot, bay->bay);
    if (there)
        refuse_for(reasons, REFUSAL_BAY_TAKEN, there->run_id,
                   "operation %s of another unit runs in bay %s since journal position %lld", there->operation,
                   bay->bay, (long long)there->run_id);
    else
        interlock_load(TOLD("bay"), bay->bay, bay->power_w, bay->coolant_lpm, load_taken(snapshot, bay->bay), wanted,
                       reasons);
}

/* Nobody chose a bay yet: is there one? */
static void interlock_any_bay(const struct snapshot *snapshot, struct load wanted, struct reasons *reasons)
{
    const struct station *station = snapshot->station;
    for (size_t i = 0; i < station->bays.count; i++) {
        const struct bay *bay = &station->bays.items[i];
        struct load taken = load_taken(snapshot, bay->bay);
        if (!bay_taken(snapshot, bay->bay) && power_suffices(bay->power_w, taken, wanted) &&
            coolant_suffices(bay->coolant_lpm, taken, wanted))
            return;
    }
    refuse(reasons, REFUSAL_BAY_TAKEN, "station %s has no bay free that has enough power and coolant",
           station->station);
}

/* Where there are no bays, a station takes so many units at once. */
static void interlock_capacity(const struct snapshot *snapshot, struct reasons *reasons)
{
    const int64_t *outermost = snapshot->at_station_outermost;
    const int64_t capacity = station_places(snapshot->station), last = load_taken(snapshot, NULL).last;
    int64_t units = 0;
    for (size_t i = 0; i < snapshot->at_station.count; i++) {
        if (!stands_apart(snapshot, i))
            return; /* it is there already */
        bool counted = false;
        for (size_t j = 0; j < i && !counted; j++)
            counted = outermost[j] == outermost[i];
        units += !counted;
    }
    if (units >= capacity)
        refuse_for(reasons, REFUSAL_STATION_FULL, last,
                   "station %s has room for %lld, and %lld are there, the last since journal position %lld",
                   snapshot->station->station, (long long)capacity, (long long)units, (long long)last);
}

void interlock_place(const struct snapshot *snapshot, const char *bay, bool demand_bay, struct reasons *reasons)
{
    const struct station *station = snapshot->station;
    const struct operation_definition *definition = snapshot->operation < 0 ? NULL : operation_asked(snapshot);
    struct load wanted = load_wanted(snapshot, definition);
    if (!station->bays.count) {
        if (bay || (definition && definition->burn_in))
            refuse(reasons, REFUSAL_BAY_UNKNOWN, "station %s has no bays", station->station);
        interlock_capacity(snapshot, reasons);
        return;
    }
    const struct bay *chosen = bay ? bay_named(station->bays.items, station->bays.count, bay) : NULL;
    if (chosen)
        interlock_bay(snapshot, chosen, wanted, reasons);
    else if (bay)
        refuse(reasons, REFUSAL_BAY_UNKNOWN, "station %s has no bay %s", station->station, bay);
    else if (demand_bay)
        refuse(reasons, REFUSAL_BAY_MISSING, "name the bay of station %s", station->station);
    else
        interlock_any_bay(snapshot, wanted, reasons);
    interlock_load(TOLD("station"), station->station, station->power_w, station->coolant_lpm,
                   load_taken(snapshot, NULL), wanted, reasons);
}
