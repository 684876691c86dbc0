/* The plant's calendar, ready to count with. */
#ifndef RACKLINE_PLANT_CALENDAR_H
#define RACKLINE_PLANT_CALENDAR_H

#include "domain/shift_calendar.h"
#include "service/session.h"

/* Lays a calendar out with its time zone, which is read from the system's tz database. FAULT_INVALID with every reason
 * when there is no such zone or the calendar cannot be; everything lives in the arena of `reasons`. */
enum fault plant_calendar_compile(const struct calendar *calendar, struct shift_calendar *ret, struct reasons *reasons);

/* What the plant works within a window, by the calendar that holds at each time of it: what was worked under one before
 * it was changed stays so. */
struct plant_worked {
    struct spans planned; /* the shifts; as long as there was no calendar, all of it */
    struct shifts_worked shifts;
    const struct calendar *last; /* that holds in the window; NULL: none does */
};
/* FAULT_CORRUPT where a calendar, which was sound when it was set, is not any more: the system has lost its zone since.
 * FAULT_MEMORY. */
enum fault plant_work(struct session *session, struct span window, struct arena *arena, struct plant_worked *ret);

/* What the clocks of its calendar's zone show at a time, counted as if it were UTC; without a calendar UTC. */
enum fault plant_clock(struct session *session, int64_t us, struct arena *arena, int64_t *ret);

/* The plant's day that a time lies in, from midnight to midnight by its calendar's clocks; without a calendar by UTC.
 */
enum fault plant_day(struct session *session, int64_t us, struct arena *arena, struct span *ret);

#endif
