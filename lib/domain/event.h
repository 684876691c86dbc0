/* Journal entries: their kinds, and the data of those that stations post. Each of these begins with `struct subject`, or
 * with when and by whom where it speaks of no unit. What people change is in edit.h. */
#ifndef RACKLINE_EVENT_H
#define RACKLINE_EVENT_H

#include "domain/edit.h"
#include "domain/result.h"
#include "domain/state.h"

#include "base/time.h"
#include "base/uuid.h"

/* Of what an event speaks. */
struct subject {
    struct moment at;             /* the station's clock, as it came */
    const char *unit;             /* serial */
    const char *unit_part_number; /* where its serial alone is not enough */
    const char *operation;
    const char *operator;
};

struct operation_started {
    struct subject subject;
    const char *bay;
    const char *tool;
};
struct operation_paused {
    struct subject subject;
    const char *reason;
};
struct operation_resumed {
    struct subject subject;
};
struct operation_completed {
    struct subject subject;
    int verdict;        /* as the station declares it; absent: it does not */
    const char *defect; /* code of what was found, of the catalogue: the run has failed, whatever else is said */
};
struct operation_aborted {
    struct subject subject;
    const char *reason;
};
struct component_installed {
    struct subject subject;
    const char *position;
    const char *part_number; /* of the component, as the rest */
    const char *revision;
    const char *serial;
    const char *lot;
    const char *supplier;
    const char *country;
    const char *origin_site;
    LIST_OF(struct firmware) firmware;
    LIST_OF(struct identifier) identifiers;
};
struct component_removed {
    struct subject subject;
    const char *position;
    const char *serial; /* of what is taken out, to be sure; may be absent */
    int removal;        /* enum removal; absent: reuse */
    const char *reason;
};
struct measurement_recorded {
    struct subject subject;
    const char *characteristic;
    const char *position;
    double value;
    const char *unit_of_measure; /* when given it must be the characteristic's */
    const char *tool;            /* absent: the run's */
};
struct check_recorded {
    struct subject subject;
    const char *check;
    const char *position;
    const char *answer;
};
struct defect_reported {
    struct subject subject;
    const char *position;
    const char *code;
    const char *description;
};
struct unit_signed {
    struct subject subject;
    const char *meaning;
};
struct unit_shipped {
    struct subject subject;
    const char *carrier;
    const char *tracking_number;
};
struct station_changed {
    struct moment at;
    const char *operator;
    int state; /* enum station_state */
    const char *reason;
};
struct event_corrected {
    struct moment at;
    const char *operator;
    struct uuid event; /* that is voided */
    const char *reason;
};

enum entry_kind {
    ENTRY_OPERATION_STARTED,
    ENTRY_OPERATION_PAUSED,
    ENTRY_OPERATION_RESUMED,
    ENTRY_OPERATION_COMPLETED,
    ENTRY_OPERATION_ABORTED,
    ENTRY_COMPONENT_INSTALLED,
    ENTRY_COMPONENT_REMOVED,
    ENTRY_MEASUREMENT_RECORDED,
    ENTRY_CHECK_RECORDED,
    ENTRY_DEFECT_REPORTED,
    ENTRY_UNIT_SIGNED,
    ENTRY_UNIT_SHIPPED,
    ENTRY_STATION_CHANGED,
    ENTRY_EVENT_CORRECTED,
    ENTRY_POSTED_COUNT, /* those before it are posted by stations */
    ENTRY_SITE_FOUNDED = ENTRY_POSTED_COUNT,
    ENTRY_PRODUCT_DRAFTED,
    ENTRY_PRODUCT_RELEASED,
    ENTRY_PRODUCT_OBSOLETED,
    ENTRY_ORDER_PLANNED,
    ENTRY_ORDER_REPLANNED,
    ENTRY_ORDER_RELEASED,
    ENTRY_ORDER_CANCELLED,
    ENTRY_ORDER_CLOSED,
    ENTRY_ORDER_REVISED,
    ENTRY_STATION_DEFINED,
    ENTRY_OPERATOR_DEFINED,
    ENTRY_PIN_SET,
    ENTRY_OPERATOR_BADGED_IN,
    ENTRY_OPERATOR_BADGED_OUT,
    ENTRY_TOOL_DEFINED,
    ENTRY_DEFECT_DEFINED,
    ENTRY_CALENDAR_DEFINED,
    ENTRY_TOKEN_MADE,
    ENTRY_TOKEN_REVOKED,
    ENTRY_ACCOUNT_DEFINED,
    ENTRY_PASSWORD_SET,
    ENTRY_HOLD_PLACED,
    ENTRY_HOLD_RELEASED,
    ENTRY_HOLD_LIFTED,
    ENTRY_NONCONFORMANCE_DISPOSITIONED,
    ENTRY_NONCONFORMANCE_COUNTERSIGNED,
    ENTRY_NONCONFORMANCE_CLOSED,
    ENTRY_WAIVER_REQUESTED,
    ENTRY_WAIVER_COUNTERSIGNED,
    ENTRY_WAIVER_REJECTED,
    ENTRY_WAIVER_REVOKED,
    ENTRY_COMPONENT_DESCRIBED,
    ENTRY_DESCRIPTION_COUNTERSIGNED,
    ENTRY_DESCRIPTION_REJECTED,
    ENTRY_COMPONENT_RECEIVED,
    ENTRY_UNIT_SCRAPPED,
    ENTRY_FORECAST_RECORDED,
    ENTRY_ORDER_STARTED, /* these follow by themselves */
    ENTRY_ORDER_COMPLETED,
    ENTRY_ORDER_REOPENED,
    ENTRY_UNIT_STARTED,
    ENTRY_UNIT_COMPLETED,
    ENTRY_NONCONFORMANCE_OPENED,
    ENTRY_OPERATION_WAIVED,
    ENTRY_OPERATION_REOPENED,
    ENTRY_HOLD_EXTENDED,
    ENTRY_CLOCK_STEPPED,
    ENTRY_KIND_COUNT,
};

struct entry_type {
    const char *name; /* noun.past-participle */
    const struct record *data;
    const struct record *result; /* NULL: nothing beyond the data was decided */
    const char *about;
};
/* One row a kind, indexed by enum entry_kind. */
extern const struct entry_type ENTRY_TYPES[ENTRY_KIND_COUNT];

/* The kind of that name; ENTRY_KIND_COUNT when there is none. */
enum entry_kind entry_kind_named(const char *name);

/* What is taken of a station: the kind's data, or less where a journal of before may have more. */
const struct record *event_posted(enum entry_kind kind);

/* The subject of a posted event's data; NULL for the kinds that speak of no unit. */
const struct subject *event_subject(enum entry_kind kind, const void *data);
/* When what a station posts was, by its clock. */
int64_t event_at_us(enum entry_kind kind, const void *data);

/* Something that happened, as it stands in the journal. */
struct entry {
    int64_t journal_position;
    int64_t recorded_us; /* the plant's time */
    struct uuid id;
    enum entry_kind kind;
    const char *by;      /* name of the token that sent it; "" for what follows by itself */
    const char *station; /* of the token; NULL for people */
    const void *data;    /* of the kind's data record */
    const void *result;  /* of its result record, or NULL */
};

#endif
