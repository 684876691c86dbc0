/* What goes wrong on a floor, and what the line must answer to it. Each kind is a row: when it may happen, how often,
 * and a function that plays it with the daemon and complains of any other answer. Every kind happens at the first
 * occasion once, then by chance. */
#ifndef RACKLINE_FLOOR_MISHAP_H
#define RACKLINE_FLOOR_MISHAP_H

#include <stdbool.h>
#include <stdint.h>

struct job;
struct step;
struct plant;

enum mishap_stage {
    MISHAP_BEFORE_START,
    MISHAP_AFTER_START,
    MISHAP_BEFORE_STEP,
    MISHAP_AFTER_STEP,
    MISHAP_BEFORE_END,
};

enum mishap_kind {
    MISHAP_UNQUALIFIED,
    MISHAP_SKILL_EXPIRED,
    MISHAP_TOOL_STALE,
    MISHAP_STATION_WRONG,
    MISHAP_SKIPPED_AHEAD,
    MISHAP_STATION_DOWN,
    MISHAP_UNIT_HELD,
    MISHAP_REPEATED_LATER,
    MISHAP_BAY_SMALL,
    MISHAP_PART_SWAPPED,
    MISHAP_GPU_SWAPPED,
    MISHAP_TRAY_OFFERED,
    MISHAP_TRAYS_SWAPPED,
    MISHAP_SCRAPPED,
    MISHAP_WAIVED,
    MISHAP_REVOKED,
    MISHAP_SENT_BACK,
    MISHAP_COMPLETED_EARLY,
    MISHAP_BURN_IN_SHORT,
    MISHAP_BURN_IN_PAUSED,
    MISHAP_ABORTED,
    MISHAP_DEFECT,
    MISHAP_TRAY_LEAK,
    MISHAP_RACK_LEAK,
    MISHAP_MEASUREMENT_BAD,
    MISHAP_ANSWER_BAD,
    MISHAP_FAILED_TO_THE_END,
    MISHAP_FALSE_FAIL,
    MISHAP_START_CORRECTED,
    MISHAP_BACKLOG,
    MISHAP_PART_WRONG,
    MISHAP_INSTALLED_ELSEWHERE,
    MISHAP_PLACEHOLDER,
    MISHAP_BADGE_FOR_PART,
    MISHAP_SCAN_CORRECTED,
    MISHAP_MEASUREMENT_CORRECTED,
    MISHAP_ANSWER_CORRECTED,
    MISHAP_LOT_KEPT_OUT,
    MISHAP_MISREAD,
    MISHAP_SIGNED_BY_BUILDER,
    MISHAP_POSITION_FILLED,
    MISHAP_PART_SCRAPPED,
    MISHAP_PART_RETURNED,
    MISHAP_PART_REPAIRED,
    MISHAP_REMOVAL_CORRECTED,
    MISHAP_REPEATED,
    MISHAP_ID_REUSED,
    MISHAP_COMPLETION_CORRECTED,
    MISHAP_COUNT,
};

/* From so many racks on one may be scrapped: small orders are to see every rack shipped. In an order of so many all
 * that a line lives through should have happened. */
enum { RACKS_TO_SPARE = 10, RACKS_FOR_ALL = 50 };

struct mishap {
    const char *name; /* as the report has it */
    enum mishap_stage stage;
    double rate; /* of the occasions */
    bool (*fits)(const struct job *job, const struct step *step);
    bool (*play)(struct job *job, struct step *step); /* false: the job is over */
    int racks;                                        /* that an order has for it to be sure to happen */
};
/* One row a kind, indexed by enum mishap_kind. */
extern const struct mishap MISHAPS[MISHAP_COUNT];

/* Plays at the most one mishap of the stage; `step` is NULL where there is none. False: the job is over. */
bool mishaps_play(enum mishap_stage stage, struct job *job, struct step *step);

#endif
