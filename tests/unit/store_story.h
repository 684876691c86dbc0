/* A plant to tell stories about: entries are appended and applied one after another, as the service does. */
#ifndef RACKLINE_STORE_STORY_H
#define RACKLINE_STORE_STORY_H

#include "domain/event.h"
#include "store/find.h"
#include "domain/selector.h"
#include "store_place.h"

enum { R1 = 1, R2 = 2, T1 = 3, T2 = 4 }; /* unit ids of the story */

struct story {
    struct place_of_test place;
    struct store *store;
    int64_t now_us;
    uint16_t number; /* of the last entry's id */
    bool told[ENTRY_KIND_COUNT];
};

/* A site with two released products, RACK and TRAY, an order of two units of each (R1 and R2, unit ids 1 and 2; T1 and
 * T2, ids 3 and 4), station S1, operators ann and ben, and tool K1. The transaction is left open. */
struct story story_begin(void);
/* Commits, if anything is open, and closes. */
void story_end(struct story *story);

/* Appends and applies, a second later than the last; returns the journal position. */
int64_t tell(struct story *story, enum entry_kind kind, const char *station, const void *data, const void *result);
/* The same where applying must fail: everything but the journal is left as it was. */
enum fault tell_wrong(struct story *story, enum entry_kind kind, const char *station, const void *data,
                      const void *result);

/* The part number of a unit of the story, and an order for two. */
const char *part_of(const char *unit);
struct order_planned plan_of(const char *order, const char *part_number);

/* What happens on R1 (or the unit named, a rack) at station S1. */
struct subject about(const char *unit, const char *operation, const char *operator);
int64_t tell_start(struct story *story, const char *unit, const char *operation, const char *operator, bool builds);
int64_t tell_completion(struct story *story, const char *unit, const char *operation, int verdict, int64_t failures);
int64_t tell_installation(struct story *story, const char *unit, const char *position, const char *serial);
int64_t tell_removal(struct story *story, const char *unit, const char *position, enum removal removal,
                     struct result_removed fallen);
int64_t tell_measurement(struct story *story, const char *unit, const char *operation, const char *operator,
                         const char * position);
/* The correction of what stands at a position. */
int64_t tell_correction(struct story *story, enum entry_kind kind, int64_t voided, struct result_corrected back);

/* A hold on what a selector says, which lies on one or two units (the second may be NULL). */
int64_t tell_hold(struct story *story, struct selector selector, const char *reason, const char *first,
                  const char *second);

/* R1 is moved to a revision; `to` says what that comes to beyond its names. */
int64_t tell_revision(struct story *story, const char *revision, struct revised_unit to);

/* A correction that goes back to nothing but R1 in process. */
extern const struct result_corrected PLAIN_CORRECTION;
/* unit.started and the like. */
void tell_unit(struct story *story, enum entry_kind kind, const char *unit);
void tell_order(struct story *story, enum entry_kind kind, const char *order);
/* R1 started in operation 010, by ann who builds. Returns the run. */
int64_t tell_r1_started(struct story *story);

/* Rows that must be there. */
struct unit_operation operation_of(struct story *story, int64_t unit_id, const char *operation);
struct run run_at(struct story *story, int64_t run_id);
struct unit unit_at(struct story *story, int64_t unit_id);
struct component component_named(struct story *story, const char *serial);
bool built_r1(struct story *story, const char *operator);
#define found(call) expect_right((call), &story.place, __FILE__, __LINE__)

/* A waiver of an operation of R1, countersigned and in effect; the journal position of its request. */
int64_t tell_waived(struct story *story, const char *operation);

/* Everything at once: at least one entry of every kind, and every kind of correction. */
void tell_everything(struct story *story);

#endif
