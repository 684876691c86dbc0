/* What the functions that apply entries share, and one function a kind of entry.
 *
 * A row that an entry speaks of and that is not there is FAULT_CORRUPT: the entry was decided on it. */
#ifndef RACKLINE_APPLY_PARTS_H
#define RACKLINE_APPLY_PARTS_H

#include "domain/event.h"
#include "domain/rules.h"
#include "store/store.h"

typedef enum fault apply_function(struct store *store, const struct entry *entry);

/* Has a part with a serial number be known by the permanent ones of these, since an installation of it. */
enum fault identifiers_insert(struct store *store, int64_t installation_id, const struct identifier *items,
                              size_t count);

apply_function apply_operation_started, apply_operation_paused, apply_operation_resumed, apply_operation_completed,
    apply_operation_aborted, apply_operation_waived, apply_operation_reopened;
apply_function apply_component_installed, apply_component_removed;
apply_function apply_measurement_recorded, apply_check_recorded, apply_unit_signed;
apply_function apply_defect_reported, apply_nonconformance_opened, apply_nonconformance_dispositioned,
    apply_nonconformance_countersigned, apply_nonconformance_closed, apply_hold_placed, apply_hold_extended,
    apply_hold_released, apply_hold_lifted;
apply_function apply_waiver_requested, apply_waiver_countersigned, apply_waiver_rejected, apply_waiver_revoked;
apply_function apply_component_described, apply_description_countersigned, apply_description_rejected,
    apply_component_received;
apply_function apply_unit_named, apply_unit_shipped;
apply_function apply_order_planned, apply_order_replanned, apply_order_released, apply_order_named, apply_order_revised;
apply_function apply_site_founded, apply_clock_stepped, apply_product_drafted, apply_product_named;
apply_function apply_station_defined, apply_station_changed, apply_operator_defined, apply_tool_defined,
    apply_defect_defined, apply_calendar_defined, apply_token_made, apply_token_revoked;
apply_function apply_account_defined, apply_password_set;
apply_function apply_pin_set, apply_badged_in, apply_badged_out;
apply_function apply_event_corrected, apply_forecast_recorded;

/* A unit by its serial and part number. */
enum fault unit_id_of(struct store *store, const char *serial, const char *part_number, int64_t *ret);

/* Notes the correction, and what it takes back, as entries that name a unit. */
enum fault unit_is_corrected(struct store *store, const struct entry *entry, int64_t unit_id);

/* Notes that an entry names a unit, where no table that the entry changes leads from the unit to it. */
enum fault unit_is_named(struct store *store, int64_t unit_id, int64_t journal_position);

/* Takes the unit to the state that the kind of entry brings it to, and sets the time that goes with it. */
enum fault unit_step(struct store *store, int64_t unit_id, enum entry_kind kind, int64_t now_us);
/* Takes the order of a unit to the state that the entry brings it to, where that is another. */
enum fault order_of_unit_step(struct store *store, int64_t unit_id, const struct entry *entry);
/* Takes a unit, its order back to the states that a correction names. */
enum fault unit_revert(struct store *store, int64_t unit_id, int state);
/* Since when it and its order were over, before the entries that say again that they are. */
enum fault unit_was_completed(struct store *store, int64_t unit_id, int64_t completed);
enum fault order_of_unit_was_over(struct store *store, int64_t unit_id, int64_t completed, int64_t closed);
enum fault order_of_unit_revert(struct store *store, int64_t unit_id, int state, int64_t journal_position);

/* What an event on a unit works on: the unit, how its operation stands, and the operation's last run. */
struct work {
    int64_t unit_id;
    int state; /* enum operation_state */
    int64_t attempts;
    int64_t failures;
    int64_t run_id;
    bool builds; /* who acts in the run builds on the unit */
    const char *tool;
};
/* By the entry's subject and its result's part number. Texts live in the arena. */
enum fault work_of(struct store *store, const struct entry *entry, struct arena *arena, struct work *ret);

/* What somebody did to a unit. */
struct act {
    int64_t unit_id;
    const char *operation; /* of a run */
    const char *operator;
    bool builds;
};
extern const struct record ACT_RECORD;
/* By the journal position at which it was done; the statement's columns are those of ACT_RECORD. */
enum fault act_at(struct store *store, const struct sql *sql, int64_t journal_position, struct arena *arena,
                  struct act *ret);

/* What a correction takes back, a kind of entry each. */
apply_function undo_start, undo_timed, undo_completion, undo_installation, undo_removal, undo_receipt;

/* The evidence of a unit's operation falls by the entry: of one that was passed its run, of one that was waived its
 * waiver (a waiver of the time when one person could waive has no row); and with it the operation, which must run
 * again. */
enum fault evidence_falls(struct store *store, const struct entry *entry, int64_t unit_id, const char *operation,
                          bool waived);
enum fault operation_falls(struct store *store, const struct entry *entry, int64_t unit_id, const char *operation,
                           bool waived);
enum fault operations_fall(struct store *store, const struct entry *entry, int64_t unit_id,
                           const char *const *operations, size_t count, bool waived);
/* A completed unit is open again, and its order with it. */
enum fault unit_reopens(struct store *store, const struct entry *entry, int64_t unit_id);
/* What an entry made fall on units around the one it is about; it names them whether anything fell or not. */
enum fault outer_units_fall(struct store *store, const struct entry *entry, const struct outer_fallen *outer,
                            size_t count);
/* Notes the states that an entry, which was applied, brought units and operations to. */
enum fault history_note(struct store *store, const struct entry *entry);

/* The entry's station works, whether it has said so or not. */
enum fault station_heard(struct store *store, const struct entry *entry);

/* Counts, takes back, one act of an operator (NULL: nobody) that builds on a unit. */
enum fault builder_add(struct store *store, int64_t unit_id, const char *operator);
enum fault builder_take(struct store *store, int64_t unit_id, const char *operator);

/* The installation says that the part is of the lot (NULL: of none); it says so no longer, as it reads by now. */
enum fault component_is(struct store *store, const char *part_number, const char *serial, int state);
enum fault lot_said(struct store *store, const char *part_number, const char *lot, int64_t installation_id);
enum fault lot_unsaid(struct store *store, const char *part_number, const char *lot, int64_t installation_id);

/* What becomes of the part of an installation that has ended. */
enum fault part_becomes(struct store *store, int64_t installation_id, enum removal removal);

/* Every result of an event on a unit begins with it. */
static inline const char *result_part_number(const struct entry *entry)
{
    const struct result_unit *result = entry->result;
    return result->unit_part_number;
}

#endif
