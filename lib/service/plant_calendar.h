/* The plant's calendar, ready to count with. */
#ifndef RACKLINE_PLANT_CALENDAR_H
#define RACKLINE_PLANT_CALENDAR_H

#include "domain/shift_calendar.h"
#include "service/session.h"

/* Lays a calendar out with its time zone, which is read from the system's tz database. FAULT_INVALID with every reason
 * when there is no such zone or the calendar cannot be; everything lives in the arena of `reasons`. */
enum fault plant_calendar_compile(const struct calendar *calendar, struct shift_calendar *ret, struct reasons *reasons);

/* What is worked within a window, by a calendar that was sound when it was set. FAULT_CORRUPT where it is not any more:
 * the system has lost its zone since. FAULT_MEMORY. */
enum fault plant_shifts(const struct calendar *calendar, struct span window, struct arena *arena,
                        struct shifts_worked *ret);

/* What the clocks of its calendar's zone show at a time, counted as if it were UTC; without a calendar UTC. */
enum fault plant_clock(struct session *session, int64_t us, struct arena *arena, int64_t *ret);

/* The plant's day that a time lies in, from midnight to midnight by its calendar's clocks; without a calendar by UTC.
 */
enum fault plant_day(struct session *session, int64_t us, struct arena *arena, struct span *ret);

#endif
