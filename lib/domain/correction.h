/* Taking events back: internal to the domain. */
#ifndef RACKLINE_CORRECTION_H
#define RACKLINE_CORRECTION_H

#include "domain/rules.h"

/* Adds every event since that stands in the way of taking back the snapshot's voided one, and what the correction goes
 * back to. Only FAULT_MEMORY is returned. */
typedef enum fault correction(const struct snapshot *snapshot, struct result_corrected *result,
                              struct reasons *reasons);

correction correct_start, correct_pause, correct_resumption, correct_completion, correct_abort, correct_installation,
    correct_removal, correct_record, correct_defect, correct_receipt, correct_scrapping;

/* Adds the reason that an event of this kind at this journal position stands in the way, where it is not named yet;
 * `how` says in which way. */
void refuse_later(struct reasons *reasons, enum entry_kind kind, int64_t journal_position, const char *how, ...)
    __attribute__((format(printf, 4, 5)));

/* The same of the revocation of a waiver. */
void refuse_revoked(const struct revoked_waiver *revoked, struct reasons *reasons);

/* Adds what ended the run of the operation that the voided event came in, or was, and each run that was begun since. */
void interlock_runs_since(const struct snapshot *snapshot, struct reasons *reasons);

/* The same, and that the start of that run was taken back: the run is there, and goes on. */
void interlock_run_open(const struct snapshot *snapshot, struct reasons *reasons);

/* Adds why the run of the voided event may not go on at its station, which went down since, or has no room for it. */
void interlock_goes_on(const struct snapshot *snapshot, struct reasons *reasons);

/* Adds each decision since that stands, and by which all of the unit, or of one around it, is to be scrapped: nothing
 * goes on there. */
void interlock_condemned_since(const struct snapshot *snapshot, struct reasons *reasons);

/* The operation goes back to how it was before a voided pause, resumption or abort, and its run to the time it had. */
void restore_clock(const struct snapshot *snapshot, struct result_corrected *result);

/* Adds where a part went since, and how it came back from its supplier. */
void interlock_part_moved(const struct snapshot *snapshot, const char *part_number, const char *serial,
                          struct reasons *reasons);

/* Taking back a failure, or a report, voids the nonconformance that it opened: the result says so. Adds the decision on
 * that nonconformance, where there is one. */
void take_back_nonconformance(const struct snapshot *snapshot, struct result_corrected *result,
                              struct reasons *reasons);

/* Adds the event since by which an operation has fallen, where it is fallen by another than the voided event. Where the
 * operation was run or waived in between, that is named already. */
void interlock_fallen_since(const struct snapshot *snapshot, const struct unit *unit, const struct unit_operation *row,
                            struct reasons *reasons);

/* Whether a run since was only begun and given up again, of an operation that comes after another one: nothing rests on
 * it, and once the end of that other one is taken back, it stays given up. One whose evidence had fallen would not have
 * been begun without what made it fall. A waiver has no end. */
bool stays_given_up(const struct snapshot *snapshot, int before, const struct run *run);

/* Adds each run since of an operation that depends on a position of the unit. */
void interlock_depending_run(const struct snapshot *snapshot, int position, struct reasons *reasons);

/* Adds each description since of the part that went in, or came out: it is of the record as it is. */
void interlock_described(const struct snapshot *snapshot, struct reasons *reasons);

/* Adds each decision since that speaks of an operation of a unit: a waiver of it, or a fault that was found in it or is
 * mended by doing it again. Of the fault `own` (or ABSENT_INTEGER) nothing is said. */
void interlock_decided(const struct snapshot *snapshot, const struct unit *unit, const char *operation, int64_t own,
                       struct reasons *reasons);

/* Adds the closing of each nonconformance of the unit whose actions would not be done without the voided event. */
void interlock_closed(const struct snapshot *snapshot, const struct result_corrected *result, struct reasons *reasons);

/* Whether the operation is invalidated by the event at a journal position; whether it depends on what changed. */
bool fell_by(const struct unit_operation *row, int64_t journal_position);
bool depends_on_changed(const struct product *product, int operation, const struct changed *changed);

/* A unit that something fell on with the voided removal: the one that it was in, or one around that. */
struct fallen_on {
    const struct unit *unit;
    const struct product *product;
    const struct unit_operation *operations; /* one for each of its routing */
    const struct changed *changed;           /* in it since, in the order of the journal */
    size_t changed_count;
    const struct operation_named *waivers; /* of what is invalidated by the removal, what was waived */
    size_t waiver_count;
};

/* Adds what was decided about the operations that fell then, and what they fell by since. */
void interlock_fallen(const struct snapshot *snapshot, const struct fallen_on *on, const char *const *operations,
                      size_t count, struct reasons *reasons);

/* What becomes of all that is invalidated by the voided removal: of what fell with it, and of what another removal had
 * made fall that was taken back before. In the routing's order; adds what stands in the way. FAULT_MEMORY. */
struct again {
    struct name_list restored, rewaived;
    struct still_fallen *fallen;
    size_t fallen_count;
};
enum fault find_again(const struct snapshot *snapshot, const struct fallen_on *on, struct again *ret,
                      struct reasons *reasons);

/* The part of correct_removal that is about the units around: adds what stands in the way there, and lists what stands
 * again on each. `position` is the one in the snapshot's unit. FAULT_MEMORY. */
enum fault correct_outer_fallen(const struct snapshot *snapshot, const struct result_removed *removed,
                                const char *position, struct result_corrected *result, struct reasons *reasons);

/* The part of correct_completion that is about them: they did not go on, and are not completed once this unit is not.
 * FAULT_MEMORY. */
enum fault correct_outer_completed(const struct snapshot *snapshot, struct result_corrected *result,
                                   struct reasons *reasons);

/* Adds unit.completed when a removal that is taken back completes the unit again, and what is over with it; where it
 * was completed before, the result says since when (correct_over.c). */
enum fault decide_restored(const struct snapshot *snapshot, struct result_corrected *result, struct decision *decision,
                           struct arena *arena);

/* Says since when what the decision completes again was over, and adds order.closed for the orders that were closed
 * then. FAULT_MEMORY. */
enum fault decide_over(const struct snapshot *snapshot, struct result_corrected *result, struct decision *decision,
                       struct arena *arena);

#endif
