/* The rows of the plant itself: stations, the people and tools at them, and the tokens they send with. */
#include "domain/role.h"
#include "domain/state.h"

#include <string.h>

static const struct field BAY_FIELDS[] = {
    FIELD_TEXT(struct bay, bay, REQUIRED, 1, 64, "name of the bay"),
    FIELD_INTEGER(struct bay, power_w, REQUIRED, 0, 100000000, "watts it can feed"),
    FIELD_NUMBER(struct bay, coolant_lpm, REQUIRED, 0, 1000000, "litres per minute it can cool with"),
};
const struct record BAY_RECORD = RECORD(struct bay, "bay", BAY_FIELDS, "A place for one unit at a station.");

static const struct field STATION_FIELDS[] = {
    FIELD_TEXT(struct station, station, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct station, name, REQUIRED, 1, 120, "what it is called"),
    FIELD_TEXT(struct station, type, REQUIRED, 1, 64, "type that operations ask for"),
    FIELD_INTEGER(struct station, capacity, OPTIONAL, 1, 1000, "units at once where it has no bays; absent: 1"),
    FIELD_LIST(struct station, bays, OPTIONAL, 0, 1000, &BAY_RECORD, "its bays"),
    FIELD_INTEGER(struct station, power_w, OPTIONAL, 0, 1000000000, "watts of all bays together"),
    FIELD_NUMBER(struct station, coolant_lpm, OPTIONAL, 0, 10000000, "litres per minute of all bays together"),
    FIELD_ENUM(struct station, state, REQUIRED, &STATION_STATE_NAMES, "its SEMI E10 state"),
    FIELD_TIME(struct station, state_since, OPTIONAL, "since when"),
    FIELD_INTEGER(struct station, journal_position, REQUIRED, 0, 0, "position of its last change"),
};
const struct record STATION_RECORD = RECORD(struct station, "station", STATION_FIELDS, "Where operations run.");

const struct bay *bay_named(const struct bay *bays, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(bays[i].bay, name))
            return &bays[i];
    return NULL;
}

bool station_is_down(int state)
{
    return state == STATION_SCHEDULED_DOWN || state == STATION_UNSCHEDULED_DOWN || state == STATION_NON_SCHEDULED;
}

int64_t station_places(const struct station *station)
{
    if (station->bays.count)
        return (int64_t)station->bays.count;
    return station->capacity == ABSENT_INTEGER ? 1 : station->capacity;
}

static const struct field PLACES_SINCE_FIELDS[] = {
    FIELD_TIME(struct places_since, since, REQUIRED, "since when"),
    FIELD_INTEGER(struct places_since, places, REQUIRED, 1, 1000, "how many"),
};
const struct record PLACES_SINCE_RECORD =
    RECORD(struct places_since, "places_since", PLACES_SINCE_FIELDS, "How many places a station has.");

static const struct field STATION_SPELL_FIELDS[] = {
    FIELD_INTEGER(struct station_spell, spell_id, REQUIRED, 0, 0, "journal position at which it began"),
    FIELD_TEXT(struct station_spell, station, REQUIRED, 1, 64, "code of the station"),
    FIELD_ENUM(struct station_spell, state, REQUIRED, &STATION_STATE_NAMES, "SEMI E10 state it was in"),
    FIELD_TIME(struct station_spell, began, REQUIRED, "since when"),
    FIELD_TIME(struct station_spell, ended, OPTIONAL, "until when; absent: it lasts"),
    FIELD_TIME(struct station_spell, dated, REQUIRED, "since when by the station's clock, where it was posted late"),
};
const struct record STATION_SPELL_RECORD =
    RECORD(struct station_spell, "station_spell", STATION_SPELL_FIELDS, "A station in one state.");

static const struct field RUN_PAUSE_FIELDS[] = {
    FIELD_INTEGER(struct run_pause, pause_id, REQUIRED, 0, 0, "journal position at which it is known from"),
    FIELD_INTEGER(struct run_pause, run_id, REQUIRED, 0, 0, "the run that stood still"),
    FIELD_TIME(struct run_pause, paused, REQUIRED, "since when"),
    FIELD_TIME(struct run_pause, resumed, OPTIONAL, "until when"),
    FIELD_INTEGER(struct run_pause, resumed_by, OPTIONAL, 0, 0, "journal position of the resumption"),
};
const struct record RUN_PAUSE_RECORD =
    RECORD(struct run_pause, "run_pause", RUN_PAUSE_FIELDS, "A stretch of a run during which it stood still.");

static const struct field SHIFT_FIELDS[] = {
    FIELD_TEXT(struct shift, name, REQUIRED, 1, 64, "what it is called"),
    FIELD_TEXTS(struct shift, days, REQUIRED, 1, 7, "on which it begins, monday to sunday"),
    FIELD_TEXT(struct shift, from, REQUIRED, 5, 5, "when it begins, such as 22:30, by the clocks of the time zone"),
    FIELD_TEXT(struct shift, to, REQUIRED, 5, 5, "when it ends; not after its beginning: the next day"),
};
const struct record SHIFT_RECORD = RECORD(struct shift, "shift", SHIFT_FIELDS, "Hours in which the plant works.");

#define OF_CALENDAR                                                                                                    \
    FIELD_TEXT(struct calendar, time_zone, REQUIRED, 1, 64, "name in the tz database, such as Asia/Tokyo"),            \
        FIELD_LIST(struct calendar, shifts, REQUIRED, 1, SHIFTS_MAX, &SHIFT_RECORD, "its shifts"),                     \
        FIELD_TEXTS(struct calendar, holidays, OPTIONAL, 0, HOLIDAYS_MAX, "dates on which no shift begins"),           \
        FIELD_INTEGER(struct calendar, journal_position, REQUIRED, 0, 0, "position of its last change")
static const struct field CALENDAR_FIELDS[] = {OF_CALENDAR};
const struct record CALENDAR_RECORD = RECORD(struct calendar, "calendar", CALENDAR_FIELDS, "When the plant works.");

_Static_assert(!offsetof(struct calendar_version, calendar), "its members are the calendar's");
static const struct field CALENDAR_VERSION_FIELDS[] = {
    OF_CALENDAR,
    FIELD_TIME(struct calendar_version, since, REQUIRED, "when it was set"),
};
const struct record CALENDAR_VERSION_RECORD = RECORD(struct calendar_version, "calendar_version",
                                                     CALENDAR_VERSION_FIELDS, "By what the plant worked since when.");

static const struct field SKILL_FIELDS[] = {
    FIELD_TEXT(struct skill, skill, REQUIRED, 1, 64, "what the operator is qualified for"),
    FIELD_TIME(struct skill, expires, OPTIONAL, "until when; absent: for good"),
};
const struct record SKILL_RECORD = RECORD(struct skill, "skill", SKILL_FIELDS, "A qualification.");

static const struct field OPERATOR_FIELDS[] = {
    FIELD_TEXT(struct operator, operator, REQUIRED, 1, 64, "code"),
    FIELD_TEXT(struct operator, name, OPTIONAL, 1, 120, "name"),
    FIELD_LIST(struct operator, skills, OPTIONAL, 0, 200, &SKILL_RECORD, "what the operator is qualified for"),
    FIELD_BOOLEAN(struct operator, left, OPTIONAL, "works here no more"),
    FIELD_TEXT(struct operator, badge, OPTIONAL, 1, 64, "what the badge says when it is scanned; absent: the code"),
    FIELD_TIME(struct operator, pin_set, OPTIONAL, "when the PIN was set; absent: there is none"),
    FIELD_INTEGER(struct operator, journal_position, REQUIRED, 0, 0, "position of the last change"),
};
const struct record OPERATOR_RECORD =
    RECORD(struct operator, "operator", OPERATOR_FIELDS, "A person who works at stations.");

static const struct field TOOL_FIELDS[] = {
    FIELD_TEXT(struct tool, tool, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct tool, name, OPTIONAL, 1, 120, "what it is called"),
    FIELD_TEXT(struct tool, type, REQUIRED, 1, 64, "type that operations ask for"),
    FIELD_TIME(struct tool, calibration_due, OPTIONAL, "when its calibration ends; absent: it needs none"),
    FIELD_BOOLEAN(struct tool, withdrawn, OPTIONAL, "not to be used any more"),
    FIELD_INTEGER(struct tool, journal_position, REQUIRED, 0, 0, "position of its last change"),
};
const struct record TOOL_RECORD = RECORD(struct tool, "tool", TOOL_FIELDS, "A tool and its calibration.");

static const struct field TOKEN_FIELDS[] = {
    FIELD_TEXT(struct token, token, REQUIRED, 1, 64, "its name"),
    FIELD_ENUM(struct token, role, REQUIRED, &ROLE_NAMES, "what its bearer may do"),
    FIELD_TEXT(struct token, station, OPTIONAL, 1, 64, "station it stands for"),
    FIELD_DIGEST(struct token, digest, OPTIONAL, "SHA-256 of its text"),
    FIELD_TIME(struct token, made, REQUIRED, "when it was made"),
    FIELD_TIME(struct token, revoked, OPTIONAL, "when it was revoked"),
};
const struct record TOKEN_RECORD = RECORD(struct token, "token", TOKEN_FIELDS, "Who may use the API, and as what.");
