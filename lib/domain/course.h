/* When a run went, and when a station was in which state: by when it happened where that was posted late. */
#ifndef RACKLINE_COURSE_H
#define RACKLINE_COURSE_H

#include "domain/span.h"
#include "domain/state.h"

/* A run from its start to its end, as the journal recorded it and as its station dated it; those are equal where
 * nothing of it was posted late. Ends are absent while it goes on. */
struct run_course {
    int64_t run_id;
    int64_t started, ended;
    int64_t dated_started, dated_ended;
    int64_t released; /* the unit: nothing was done on it before */
};
/* A stretch in which it stood still, likewise; resumed: absent where it did so to its end. */
struct run_stop {
    int64_t run_id;
    int64_t paused, resumed;
    int64_t dated_paused, dated_resumed;
};

/* The stretches in which a run ran, its stops left out: the first begins when the run did and the last ends when it
 * did, at the end of time where it goes on. `stops` are those of many runs, by run and time.
 *
 * They are as dated: a clock that is off is off by as much at both ends. Where that would have it end before it began,
 * resume before it was paused, or begin before its unit was released by more than clocks may be off
 * (EVENT_CLOCK_ROOM_US), they are as recorded. FAULT_MEMORY. */
enum fault run_stretches(const struct run_course *run, const struct run_stop *stops, size_t count, struct arena *arena,
                         struct spans *ret);

/* The same, from the beginning of the first to the end of the last. */
enum fault run_span(const struct run_course *run, const struct run_stop *stops, size_t count, struct arena *arena,
                    struct span *ret);

/* Has each spell of a station begin when it was dated, and the one before it end then; as recorded where that is before
 * the one before it began. `spells` are in the order of the journal, and the first one is right. */
void spells_date(struct station_spell *spells, size_t count);

/* Since when it is known that work was done at a station, by runs whose starts were posted late: as the first of them
 * is dated whose clock is believed, which has it end after it began and begin after its unit was released, within what
 * clocks may be off. ABSENT_INTEGER: by none. */
int64_t station_heard_since(const struct run_course *runs, size_t count);

#endif
