/* What a hold speaks of, and a trace asks for: any combination of members, all of which must agree.
 *
 * There are three kinds of things it can match: a unit by what it is; a component by what it is, in the unit it is
 * installed in; and work, by where, with what, by whom and when it was done: a run, its pauses and its end, a component
 * put in or taken out, a measurement, an answer, a signature, a defect that was reported. What is done in a run is done
 * at its station, and with its tool where it names none of its own; a removal and a report are done with none. `struct
 * candidate` is any of them. The store finds candidates in its tables with the same selector (find_hold.h); what
 * arrives is held against selector_matches alone.
 *
 * Work lies in a window by the plant's time, as it was recorded, or by when it happened, as `at` says it where that is
 * a minute or more off: what a station posts late is of the time it was done. On a training site `at` is of the world's
 * clock and the plant's time runs on its own: there it is the recorded time alone.
 *
 * What it says of supply and work the match has itself. What it names, an order, a serial number, a range, a part
 * number, may each be the match's or that of any unit that contains it, at any depth: a lot in a rack is in whichever
 * tray of it. A part number beside a serial number or a range is that of what has these, or of something in that, down
 * to the match; a range without an end is one of that part number, for of others everything around may be in it. Where
 * nothing is said of supply and work, the match itself has the part number or, where none is named, one of the rest: a
 * part number in a rack is every such part in it, and a rack by its serial number the rack alone. A component has no
 * order but that of the units it is in. A lot is the same in whichever capitals: nobody means the half
 * of one that is on record in both. */
#ifndef RACKLINE_SELECTOR_H
#define RACKLINE_SELECTOR_H

#include "base/reason.h"
#include "base/record.h"
#include "domain/state.h"

/* Fields of a record whose struct begins with a selector. */
#define SELECTOR_FIELDS                                                                                                \
    FIELD_TEXT(struct selector, order, OPTIONAL, 1, 64, "order of the unit, or of one that contains it"),              \
        FIELD_TEXT(struct selector, serial, OPTIONAL, 1, 64, "of the unit or component, or of one that contains it"),  \
        FIELD_TEXT(struct selector, part_number, OPTIONAL, 1, 64, "part number, likewise"),                            \
        FIELD_TEXT(struct selector, serial_from, OPTIONAL, 1, 64, "first of a range of such serials, by its bytes"),   \
        FIELD_TEXT(struct selector, serial_to, OPTIONAL, 1, 64, "last serial number of the range"),                    \
        FIELD_TEXT(struct selector, lot, OPTIONAL, 1, 64, "lot of a component"),                                       \
        FIELD_TEXT(struct selector, supplier, OPTIONAL, 1, 120, "who supplied a component"),                           \
        FIELD_TEXT(struct selector, country, OPTIONAL, 2, 2, "its country of origin, ISO 3166-1 alpha-2"),             \
        FIELD_TEXT(struct selector, firmware, OPTIONAL, 1, 120, "name of firmware a component came with"),             \
        FIELD_TEXT(struct selector, firmware_version, OPTIONAL, 1, 120, "its version"),                                \
        FIELD_TEXT(struct selector, station, OPTIONAL, 1, 64, "station it was worked on at"),                          \
        FIELD_TEXT(struct selector, tool, OPTIONAL, 1, 64, "tool it was worked on with"),                              \
        FIELD_TEXT(struct selector, operator, OPTIONAL, 1, 64, "badge of who worked on it"),                           \
        FIELD_TIME(struct selector, from, OPTIONAL,                                                                    \
                   "the work was not over before this time: as it was recorded or, but in training, as `at` says"),    \
        FIELD_TIME(struct selector, to, OPTIONAL, "the work began before this time, likewise")
enum { SELECTOR_MEMBERS = 15 };

/* A unit around something. */
struct around {
    const char *order;
    const char *serial;
    const char *part_number;
};

/* Something that a selector may match. Members that it has not are absent. */
struct candidate {
    const char *order; /* of the unit it is, or was done on; a component has none */
    const char *serial;
    const char *part_number;
    const char *lot;
    const char *supplier;
    const char *country;
    LIST_OF(struct firmware) firmware;
    const char *station;
    const char *tool;
    const char *operator;
    int64_t began, ended;                /* times of the work; ended absent: it goes on; began absent: it is no work */
    struct happened happened;            /* the same as `at` says it, where it says something of the plant's time */
    LIST_OF(const struct around) around; /* units that contain it, innermost first: of a component all it is in */
};

/* Fields of a record whose struct begins with a candidate. */
#define CANDIDATE_FIELDS                                                                                               \
    FIELD_TEXT(struct candidate, order, OPTIONAL, 0, 0, "its order"),                                                  \
        FIELD_TEXT(struct candidate, serial, OPTIONAL, 0, 0, "its serial number"),                                     \
        FIELD_TEXT(struct candidate, part_number, OPTIONAL, 0, 0, "its part number"),                                  \
        FIELD_TEXT(struct candidate, lot, OPTIONAL, 0, 0, "its lot"),                                                  \
        FIELD_TEXT(struct candidate, supplier, OPTIONAL, 0, 0, "who supplied it"),                                     \
        FIELD_TEXT(struct candidate, country, OPTIONAL, 0, 0, "its country of origin"),                                \
        FIELD_LIST(struct candidate, firmware, OPTIONAL, 0, 0, &FIRMWARE_RECORD, "firmware it came with"),             \
        FIELD_TEXT(struct candidate, station, OPTIONAL, 0, 0, "where it was worked on"),                               \
        FIELD_TEXT(struct candidate, tool, OPTIONAL, 0, 0, "with what"),                                               \
        FIELD_TEXT(struct candidate, operator, OPTIONAL, 0, 0, "by whom"),                                             \
        FIELD_TIME(struct candidate, began, OPTIONAL, "when the work began"),                                          \
        FIELD_TIME(struct candidate, ended, OPTIONAL, "when it ended")

/* A selector, a candidate of the members given, without times. */
#define SELECTOR(...) ((struct selector){.from = ABSENT_INTEGER, .to = ABSENT_INTEGER, __VA_ARGS__})
#define CANDIDATE(...) ((struct candidate){.began = ABSENT_INTEGER, .ended = ABSENT_INTEGER, __VA_ARGS__})

/* Whether every member that the selector states agrees, with it or, as said above, with what is around it. One that
 * states nothing matches everything. */
bool selector_matches(const struct selector *selector, const struct candidate *candidate);

/* An installation, in this run (or NULL), as a selector sees it; what is around it is left out. */
struct candidate candidate_installed(const struct installation *part, const struct run *run);

/* Which members it states: any of serial, part number, range, lot, supplier, country, firmware, by which a component is
 * known; those of them that a unit has not; and where, with what, by whom and when. */
bool selector_speaks_of_component(const struct selector *selector);
bool selector_speaks_of_supply(const struct selector *selector);
bool selector_speaks_of_work(const struct selector *selector);
bool selector_speaks_of_time(const struct selector *selector);
/* Whether a component that matches does so by what it is, not by the work of putting it into a unit that is named. */
bool selector_is_about(const struct selector *selector, const struct candidate *component);
/* Whether it names such a component: by its part number or, where it names none, its serial number or a range. */
bool selector_names(const struct selector *selector, const struct candidate *component);
/* Whether what is around a match may be what it names, and have the part number; and whether one of these units has
 * something that it names. */
bool selector_looks_around(const struct selector *selector);
bool selector_looks_for_part_number_around(const struct selector *selector);
bool selector_names_around(const struct selector *selector, const struct around *around, size_t count);
/* Whether it is an order as a whole, and nothing else. */
bool selector_is_order(const struct selector *selector, const char *order);

/* Adds a reason for each thing wrong with it: it states nothing, or a range or a window ends before it begins. */
void selector_check(const struct selector *selector, struct reasons *reasons);

#endif
