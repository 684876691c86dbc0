/* A product: what can be built, and how. One JSON document defines one revision of it.
 *
 * `struct product_definition` is that document as it is written; `struct product` is the same, checked as a whole and
 * laid out for the rules: ranges expanded to positions, names resolved to indexes. A product never changes after
 * product_compile, so threads share it freely. */
#ifndef RACKLINE_PRODUCT_H
#define RACKLINE_PRODUCT_H

#include "base/fault.h"
#include "base/reason.h"
#include "base/record.h"

/* Limits of one definition. */
enum { POSITIONS_MAX = 4000, OPERATIONS_MAX = 200, BOM_LINES_MAX = 1000, CHARACTERISTICS_MAX = 200, CHECKS_MAX = 200 };

enum tracking { TRACKING_ABSENT, TRACKING_SERIAL, TRACKING_LOT, TRACKING_NONE };
extern const struct names TRACKING_NAMES; /* serial, lot, none */

/* Whether a component is a unit built here, is bought, or may be either. */
enum source { SOURCE_ABSENT, SOURCE_MAKE, SOURCE_BUY };
extern const struct names SOURCE_NAMES; /* make, buy */

/* What an operation is for. Tests, burn-ins and inspections are evidence that a later change can invalidate. */
enum operation_kind {
    OPERATION_KIND_ABSENT,
    OPERATION_ASSEMBLY,
    OPERATION_TEST,
    OPERATION_BURN_IN,
    OPERATION_INSPECTION,
    OPERATION_SHIPPING,
};
extern const struct names OPERATION_KIND_NAMES; /* assembly, test, burn_in, inspection, shipping */

/* Who must sign before an operation completes: nobody; any qualified operator; one who built nothing on the unit. */
enum sign_off { SIGN_OFF_ABSENT, SIGN_OFF_NONE, SIGN_OFF_ANY, SIGN_OFF_INDEPENDENT };
extern const struct names SIGN_OFF_NAMES; /* none, any, independent */

/* What a pause does to the time a burn-in has accumulated. */
enum pause_rule { PAUSE_ABSENT, PAUSE_KEEP, PAUSE_RESET, PAUSE_FORBIDDEN };
extern const struct names PAUSE_RULE_NAMES; /* keep, reset, forbidden */

/* A part that may stand in for the one named; revision NULL: any. */
struct alternate {
    const char *part_number;
    const char *revision;
};

/* One line of the bill of materials: one or more positions filled with the same part. */
struct bom_line {
    const char *positions; /* a name, with {first..last} ranges: compute-{01..18} */
    const char *name;
    const char *part_number;
    const char *revision; /* NULL: any */
    LIST_OF(struct alternate) alternates;
    int tracking;               /* enum tracking */
    const char *serial_pattern; /* form of the serial numbers there (serial_pattern.h); NULL: any */
    int source;                 /* enum source; absent: either */
    const char *operation;      /* that fills it */
    int64_t quantity;           /* pieces in each position; absent: 1; tracked by serial it is 1 */
    int64_t u_position;         /* lowest rack unit of the first position; absent: not in the rack's front */
    int64_t u_height; /* rack units of each; absent with u_position: 1; the next position stands this much higher */
};

/* A number measured in an operation, against limits; a missing limit is none. */
struct characteristic {
    const char *name;
    const char *unit_of_measure;
    double lower, upper;   /* inclusive */
    int64_t samples;       /* measurements needed, of each position where positions are given; absent: 1 */
    const char *positions; /* a pattern with *: measured at each position it matches; NULL: once for the unit */
};

/* A question answered in an operation, from a list. */
struct check {
    const char *name;
    const char *question;
    LIST_OF(const char *) answers;  /* that may be given; empty: yes, no */
    LIST_OF(const char *) accepted; /* of those, that pass; empty: yes */
    const char *positions;          /* as of a characteristic */
};

struct burn_in {
    double hours;       /* accumulated, running */
    int64_t power_w;    /* taken from the bay and its station */
    double coolant_lpm; /* litres per minute, likewise */
    int pause;          /* enum pause_rule; absent: keep */
};

/* How often a defect, or one of a family, may be found on one unit in an operation: the last time it goes to material
 * review. Exactly one of the two is named. */
struct defect_limit {
    const char *defect; /* its code in the plant's catalogue */
    const char *family;
    int64_t limit;
};

struct operation_definition {
    const char *operation; /* its number, as text: 070 */
    const char *name;
    int kind;                    /* enum operation_kind */
    LIST_OF(const char *) after; /* predecessors */
    const char *station_type;
    /* Types of station it may run at while the unit is installed in another; the positions it fills may then be emptied
     * where the unit is, too. Empty: the unit is taken out of the other first. */
    LIST_OF(const char *) in_place;
    double standard_min; /* minutes planned */
    double minimum_min;  /* minutes below which it cannot have been done; absent: 0 */
    LIST_OF(struct characteristic) characteristics;
    LIST_OF(struct check) checks;
    const char *required_skill;
    const char *required_tool; /* a type of tool */
    int64_t attempt_limit;     /* absent: 3 */
    LIST_OF(struct defect_limit) defect_limits;
    int sign_off;              /* enum sign_off; absent: none */
    bool never_waived;         /* not even two people of quality let a unit go on without it */
    /* Patterns of what invalidates it once passed when it changes: tray-* is every tray with all that is inside it,
     * tray-1/gpu-* the GPUs inside one alone. One that begins with ! takes away what it matches: !tray-1/drive-* leaves
     * its drives out, !tray-1/ and a star everything inside it. Absent (NULL): for a test, burn-in or inspection every
     * position that is filled by an operation before it; for the rest, the positions it fills itself, and nothing that
     * is inside. */
    LIST_OF(const char *) invalidated_by;
    struct burn_in *burn_in; /* exactly when kind is burn_in */
};

struct product_definition {
    const char *part_number;
    const char *revision;
    const char *name;
    const char *description;
    const char *serial_format; /* {site} {yyyy} {yy} {ww} and exactly one {seq:DIGITS}; the rest stands as it is */
    int64_t rack_units;        /* height of the front where u_position counts; absent: not a rack */
    LIST_OF(struct bom_line) bill_of_materials;
    LIST_OF(struct operation_definition) routing;
};
extern const struct record PRODUCT_DEFINITION_RECORD;

/* One place in a unit to be filled. */
struct position {
    const char *name;
    const struct bom_line *line;
    int operation;      /* index of the one that fills it */
    int64_t u_position; /* ABSENT_INTEGER where it has none */
};

/* A set of operations, positions: one bit an index. */
struct bits {
    uint64_t *words;
    size_t count; /* of bits */
};
static inline bool bit_is_set(const struct bits *bits, size_t index)
{
    return index < bits->count && (bits->words[index / 64] >> index % 64 & 1);
}

struct operation {
    const struct operation_definition *definition;
    LIST_OF(int) after;             /* direct predecessors, as indexes */
    struct bits before;             /* all operations that come before it, directly or not */
    struct bits invalidated_by;     /* positions whose change invalidates it */
    struct bits invalidated_inside; /* positions where a change inside the unit there may invalidate it */
    LIST_OF(int) fills;             /* positions it fills, in order */
};

struct product {
    const struct product_definition *definition;
    LIST_OF(struct position) positions;   /* in the order of the bill of materials */
    LIST_OF(struct operation) operations; /* in the order of the routing */
    LIST_OF(int) by_name;                 /* indexes of the positions, in the order of their names' bytes */
};

/* Checks a definition as a whole and lays it out. Every fault is added to `reasons` with its JSON pointer and a code of
 * domain/product_faults.h; then FAULT_INVALID. FAULT_MEMORY; *ret is untouched by both. The product lives in the arena
 * of `reasons` and refers to the definition, which must outlive it. */
enum fault product_compile(const struct product_definition *definition, struct product *ret, struct reasons *reasons);
/* The same for a definition that comes now, of which more is asked than of those that are kept. */
enum fault product_judge(const struct product_definition *definition, struct product *ret, struct reasons *reasons);

/* The index of an operation, of a position; -1 when the product has none of that name. */
int product_operation(const struct product *product, const char *operation);
int product_position(const struct product *product, const char *name);

/* Whether the operation's evidence depends on a position and falls when it is emptied (path NULL): as the definition
 * says, and in any case that of the operation which fills it. With a path from the position down to something inside
 * the unit there, compute-07/gpu-1: whether it depends on that. An operation that concludes depends besides on whatever
 * one before it does. */
bool operation_depends(const struct product *product, int operation, int position, const char *path);

/* Whether a part of this number and revision (NULL: not known) may fill the position. Where a revision is asked for,
 * one that is not known does not fit. */
bool position_accepts_part(const struct position *position, const char *part_number);
bool position_accepts_revision(const struct position *position, const char *part_number, const char *revision);

/* Whether a serial number has a form that is asked for in the position. */
bool position_accepts_serial(const struct position *position, const char *serial);

/* Whether a name fits a pattern in which * stands for any characters. */
bool pattern_matches(const char *pattern, const char *name);

/* Expands `compute-{01..18}` (several ranges: every combination, the last fastest) into names in the arena. False when
 * the braces are not well formed or more than `limit` names come out. */
struct name_list {
    const char **items;
    size_t count;
};
bool range_expand(const char *range, size_t limit, struct arena *arena, struct name_list *ret);

/* Whether an answer is one that may be given, one that passes. */
bool check_offers(const struct check *check, const char *answer);
bool check_accepts(const struct check *check, const char *answer);

/* Defaults applied: what a definition leaves out. */
int64_t operation_attempt_limit(const struct operation_definition *operation);
int64_t characteristic_samples(const struct characteristic *characteristic);
int64_t line_quantity(const struct bom_line *line);
int operation_pause_rule(const struct operation_definition *operation); /* of enum pause_rule */
/* Whether it may run at a station of that type (NULL: of any) on a unit that is installed in another. */
bool operation_runs_in_place(const struct operation_definition *operation, const char *station_type);
/* Whether it may run at a station of that type on a unit that is, or is not, installed in another. */
bool operation_runs_at(const struct operation_definition *operation, const char *station_type, bool installed);
bool operation_proves(const struct operation_definition *operation); /* a test, a burn-in or an inspection */
bool operation_is_signed_off(const struct operation_definition *operation); /* by anybody or an independent person */
/* Whether it speaks of everything that comes before it: a sign-off, or the step that ships. */
bool operation_concludes(const struct operation_definition *operation);

#endif
