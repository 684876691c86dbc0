/* What statistics count: runs that ended, stretches of time, defects and samples. As in find.h.
 *
 * A window holds its first microsecond and not its last. Runs that were aborted, and whatever a correction voided, are
 * never found. A name that is NULL stands for any. */
#ifndef RACKLINE_FIND_STATISTICS_H
#define RACKLINE_FIND_STATISTICS_H

#include "domain/course.h"
#include "domain/kpi_operation.h"
#include "domain/span.h"
#include "store/find.h"

/* A run that passed or failed, with its unit. */
struct ended_run {
    int64_t run_id;
    int64_t unit_id;
    const char *serial;
    const char *unit_part_number;
    const char *revision; /* of the unit while it ran */
    const char *operation;
    int64_t attempt;
    const char *station;
    int state; /* enum run_state */
    int64_t started, ended;
    int64_t dated_started, dated_ended; /* as in run_course */
    int64_t worked_us;                  /* without what stood still; for who has the stops to say */
    int64_t released;                   /* the unit */
    int64_t scrapped;                   /* the unit; absent: it is not */
    bool is_last;                       /* the unit has no later run that passed or failed */
    int64_t ended_by, invalidated_by;   /* journal positions; invalidated_by: absent while its evidence stands */
    const char *emptied;                /* the unit's position that was emptied then; NULL: none */
};
struct ended_runs {
    LIST_OF(struct ended_run) list;
};
/* That ended in the window by when it was recorded or dated, by operation, unit and run; at most `limit`. */
enum fault find_runs_ended(struct store *store, struct span window, const char *part_number, const char *station,
                           int64_t limit, struct arena *arena, struct ended_runs *ret);
/* Of units of a part number, likewise; and of each unit that was scrapped in the window, when that had ended
 * before it, the last one. */
enum fault find_runs_counted(struct store *store, struct span window, const char *part_number, int64_t limit,
                             struct arena *arena, struct ended_runs *ret);

/* Of the units on which one of those runs fell later, by unit. */
enum fault find_faults_of_fallen(struct store *store, struct span window, const char *part_number, const char *station,
                                 struct arena *arena, struct nonconformances *ret);

/* Runs at a station that reach into the window by either time, and how they stood still; by run. */
struct run_courses {
    LIST_OF(struct run_course) list;
};
struct run_stops {
    LIST_OF(struct run_stop) list;
};
enum fault find_courses_within(struct store *store, struct span window, const char *station, struct arena *arena,
                               struct run_courses *ret);
enum fault find_stops_within(struct store *store, struct span window, const char *station, struct arena *arena,
                             struct run_stops *ret);
/* The same of runs that ended in the window. */
enum fault find_stops_of_ended(struct store *store, struct span window, struct arena *arena, struct run_stops *ret);
/* Of one run. FAULT_NOT_FOUND. */
enum fault find_course(struct store *store, int64_t run_id, struct arena *arena, struct run_course *ret);
enum fault find_stops(struct store *store, int64_t run_id, struct arena *arena, struct run_stops *ret);

/* A run that passed. */
struct passed_run {
    struct run_course course;
    int64_t unit_id;
    const char *operation;
    int64_t ended_by; /* journal position */
};
struct passed_runs {
    LIST_OF(struct passed_run) list;
};
/* Of the units that had a run ending in the window, by unit and journal position; and how they stood still, by run. */
enum fault find_runs_passed(struct store *store, struct span window, const char *part_number, struct arena *arena,
                            struct passed_runs *ret);
enum fault find_stops_of_passed(struct store *store, struct span window, const char *part_number, struct arena *arena,
                                struct run_stops *ret);

struct station_spells {
    LIST_OF(struct station_spell) list;
};
/* That reach into the window by either time, and those before them on which it depends when they began, in order: for
 * spells_date. */
enum fault find_spells(struct store *store, struct span window, const char *station, struct arena *arena,
                       struct station_spells *ret);
/* A station's first state of all. FAULT_NOT_FOUND: it said none. */
enum fault find_first_spell(struct store *store, const char *station, struct arena *arena, struct station_spell *ret);
/* Runs at a station whose start was posted late and dated before a time, those that were aborted among them. */
enum fault find_courses_dated_before(struct store *store, int64_t before_us, const char *station, struct arena *arena,
                                     struct run_courses *ret);

struct places {
    LIST_OF(struct places_since) list;
};
/* How many a station had since when, in order. */
enum fault find_places(struct store *store, const char *station, struct arena *arena, struct places *ret);

struct calendar_versions {
    LIST_OF(struct calendar_version) list;
};
/* By what the plant worked since when, in order. */
enum fault find_calendar_versions(struct store *store, struct arena *arena, struct calendar_versions *ret);

/* A nonconformance that was reported, with its unit. */
struct reported_defect {
    int64_t nonconformance_id;
    const char *serial;
    const char *operation;
    const char *code;
    const char *family; /* in the catalogue; NULL: it is not there */
    bool false_fail;
};
struct reported_defects {
    LIST_OF(struct reported_defect) list;
};
/* Reported in the window, by code and unit; at most `limit`. */
enum fault find_defects_reported(struct store *store, struct span window, const char *part_number,
                                 const char *operation, int64_t limit, struct arena *arena,
                                 struct reported_defects *ret);

/* A measurement of a characteristic, with its unit. */
struct sample {
    int64_t measurement_id;
    const char *serial;
    const char *position;
    double value;
    double lower, upper; /* it was judged by */
    int64_t recorded;
};
struct samples {
    LIST_OF(struct sample) list;
};
/* Recorded in the window, in order, of units of a revision while they were measured; at most `limit`. */
enum fault find_samples(struct store *store, struct span window, const char *part_number, const char *operation,
                        const char *characteristic, const char *position, const char *revision, int64_t limit,
                        struct arena *arena, struct samples *ret);

struct named_revision {
    const char *part_number;
    const char *revision;
};
struct named_revisions {
    LIST_OF(struct named_revision) list;
};
/* Those that were ever made known, drafts among them: of a part number, or (NULL) of all. */
enum fault find_revisions(struct store *store, const char *part_number, struct arena *arena,
                          struct named_revisions *ret);

#endif
