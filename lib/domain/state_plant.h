/* The plant as the line knows it: stations and their bays, its calendar, operators and tools. Rows as in state.h. */
#ifndef RACKLINE_STATE_PLANT_H
#define RACKLINE_STATE_PLANT_H

#include "base/record.h"

/* SEMI E10 basic states of equipment. */
enum station_state {
    STATION_ABSENT,
    STATION_PRODUCTIVE,
    STATION_STANDBY,
    STATION_ENGINEERING,
    STATION_SCHEDULED_DOWN,
    STATION_UNSCHEDULED_DOWN,
    STATION_NON_SCHEDULED,
};
extern const struct names STATION_STATE_NAMES;

struct bay {
    const char *bay;
    int64_t power_w;    /* it can feed */
    double coolant_lpm; /* it can cool with, litres per minute */
};
extern const struct record BAY_RECORD;

/* The one of that name; NULL when there is none. */
const struct bay *bay_named(const struct bay *bays, size_t count, const char *name);

/* Sums of litres per minute are compared with this much room for rounding. */
#define COOLANT_ROUNDING_LPM 1e-6

struct station {
    const char *station; /* its code */
    const char *name;
    const char *type;
    int64_t capacity;   /* units at once where there are no bays; absent: 1 */
    LIST_OF(struct bay) bays;
    int64_t power_w;    /* of all bays together; absent: no limit but the bays' */
    double coolant_lpm; /* likewise */
    int state;          /* enum station_state */
    int64_t state_since; /* time */
    int64_t journal_position;
};
extern const struct record STATION_RECORD;
/* Whether a station in that state runs nothing, so that no time counts: scheduled or unscheduled down, or
 * non-scheduled. In productive time, on standby and in engineering it runs. */
bool station_is_down(int state);
/* How many units it takes at once: one a bay, or as many as its capacity says. */
int64_t station_places(const struct station *station);

extern const struct names WEEKDAY_NAMES; /* monday to sunday: enum weekday and one more */

enum { SHIFTS_MAX = 50, HOLIDAYS_MAX = 1000 };

/* A shift of the plant's calendar; see domain/shift_calendar.h. */
struct shift {
    const char *name;
    LIST_OF(const char *) days; /* WEEKDAY_NAMES: on which it begins */
    const char *from, *to;      /* 22:00, by the clocks of the calendar's time zone */
};
extern const struct record SHIFT_RECORD;

/* When the plant works. There is one, or none. */
struct calendar {
    const char *time_zone; /* its name in the tz database: Asia/Tokyo */
    LIST_OF(struct shift) shifts;
    LIST_OF(const char *) holidays; /* 2026-12-31: no shift begins on it */
    int64_t journal_position;
};
extern const struct record CALENDAR_RECORD;

/* A calendar by which the plant worked, or works. */
struct calendar_version {
    struct calendar calendar;
    int64_t since; /* time */
};
extern const struct record CALENDAR_VERSION_RECORD;

struct skill {
    const char *skill;
    int64_t expires; /* time; absent: never */
};
extern const struct record SKILL_RECORD;

/* How many places a station has from a time on. */
struct places_since {
    int64_t since; /* time */
    int64_t places;
};
extern const struct record PLACES_SINCE_RECORD;

/* A stretch of time a station was in one state. Its id is the journal position at which that began. */
struct station_spell {
    int64_t spell_id;
    const char *station;
    int state;            /* enum station_state */
    int64_t began, ended; /* times; ended: absent while it lasts */
    int64_t dated;        /* time at which it began by the station's clock, where that was posted late; else `began` */
};
extern const struct record STATION_SPELL_RECORD;

struct operator {
    const char *operator; /* code */
    const char *name;
    LIST_OF(struct skill) skills;
    bool left; /* works here no more */
    const char *badge; /* NULL: its code is on it */
    int64_t pin_set;   /* time; absent: no PIN, and no station's page to badge in at */
    int64_t journal_position;
};
extern const struct record OPERATOR_RECORD;

struct tool {
    const char *tool;
    const char *name;
    const char *type;
    int64_t calibration_due; /* time; absent: needs none */
    bool withdrawn;
    int64_t journal_position;
};
extern const struct record TOOL_RECORD;

#endif
