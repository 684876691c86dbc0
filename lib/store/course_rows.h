/* How runs went, for the statements that read it: `r` is the run, `u` its unit and `p` a stop of it. */
#ifndef RACKLINE_COURSE_ROWS_H
#define RACKLINE_COURSE_ROWS_H

#include "base/record.h"
#include "domain/course.h"
#include "store/columns.h"

/* Of a record that begins with its run_course. */
#define COURSE_FIELDS                                                                                                  \
    FIELD_INTEGER(struct run_course, run_id, REQUIRED, 0, 0, "the run"),                                               \
        FIELD_TIME(struct run_course, started, REQUIRED, "when"),                                                      \
        FIELD_TIME(struct run_course, ended, OPTIONAL, "when; absent: it goes on"),                                    \
        FIELD_TIME(struct run_course, dated_started, REQUIRED, "when, as its station dated it"),                       \
        FIELD_TIME(struct run_course, dated_ended, OPTIONAL, "likewise"),                                              \
        FIELD_TIME(struct run_course, released, REQUIRED, "when its unit was")
#define RUN_DATED DATED("r.run_id", "r.started") " AS dated_started, " DATED("r.ended_by", "r.ended") " AS dated_ended"
#define COURSE_COLUMNS "r.run_id, r.started, r.ended, " RUN_DATED ", u.released"

extern const struct record RUN_STOP_RECORD;
#define STOP_COLUMNS                                                                                                   \
    "p.run_id, p.paused, p.resumed, " DATED("coalesce(p.end_voided, p.pause_id)",                                      \
                                            "p.paused") " AS dated_paused, " DATED("p.resumed_by",                     \
                                                                                   "p.resumed") " AS dated_resumed"

#endif
