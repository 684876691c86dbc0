/* Finding what a correction is about. As in find.h. */
#ifndef RACKLINE_FIND_CORRECTION_H
#define RACKLINE_FIND_CORRECTION_H

#include "domain/rules.h"
#include "store/find.h"

/* Whether a correction names the entry at a journal position already. */
enum fault find_corrected(struct store *store, int64_t journal_position, bool *ret);

/* The installation that a removal at a journal position ended. */
enum fault find_installation_removed_by(struct store *store, int64_t journal_position, struct arena *arena,
                                        struct installation *ret);

/* What was installed, measured, answered and signed in a run after a journal position, and not taken back, whether a
 * removal made it count no more or not, and how it was paused and resumed, in the order of the journal. */
struct event_places { LIST_OF(struct event_place) list; };
enum fault find_recorded_since(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                               struct event_places *ret);

/* Of that the rows of what was measured, answered and signed. */
enum fault find_measurements_since(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                                   struct measurements *ret);
enum fault find_answers_since(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                              struct check_answers *ret);
enum fault find_signatures_since(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                                 struct signatures *ret);

/* The last stretch before a journal position for which a run stood still. FAULT_NOT_FOUND: it never did. */
enum fault find_pause_before(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                             struct run_pause *ret);

/* The run that an entry ended. */
enum fault find_run_ended_by(struct store *store, const struct entry *end, struct arena *arena, struct run *ret);

/* What was decided after a journal position on faults of a unit, and of those inside it at any depth, and to do without
 * operations of theirs; in the order of the journal. Of a decision that another took the place of, only where it stands
 * and of which unit it is: its nonconformance_id is 0. Where what it opened again fell, it does not say. */
struct fault_decisions {
    LIST_OF(struct fault_decision) list;
};
enum fault find_decided_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                              struct fault_decisions *ret);

/* The end of the run of an operation on a unit that was the last at a journal position, where it came after that, and
 * the start of each run since; voided ones left out, in the order of the journal. */
enum fault find_runs_since(struct store *store, int64_t unit_id, const char *operation, int64_t journal_position,
                           struct arena *arena, struct event_places *ret);

/* What was resumed, passed and signed off on a unit after a journal position, in runs that had begun before it; voided
 * ones, and runs that were given up for nothing, left out; in the order of the journal. */
struct proofs {
    LIST_OF(struct proof) list;
};
enum fault find_proven_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                             struct proofs *ret);

/* The corrections after a journal position of what had passed on a unit before it; each by its own place. */
enum fault find_ends_taken_back(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                                struct proofs *ret);

/* The start of the first run after a journal position in a run's bay, but of a unit and what is inside it; 0: there was
 * none. */
enum fault find_bay_taken_since(struct store *store, const struct run *run, int64_t outermost_id,
                                int64_t journal_position, int64_t *ret);

/* The correction that took back the start of the run of an operation on a unit that an event at a journal position came
 * in; 0: none did. */
enum fault find_run_taken_back(struct store *store, int64_t unit_id, const char *operation, int64_t journal_position,
                               int64_t *ret);

/* Where a station first went down after a journal position; 0: it did not. */
enum fault find_station_down_since(struct store *store, const char *station, int64_t journal_position, int64_t *ret);

/* How a unit was put into others and taken out of them after a journal position; what a correction voided is left out.
 */
struct moves {
    LIST_OF(struct unit_move) list;
};
enum fault find_moves_since(struct store *store, const char *part_number, const char *serial, int64_t journal_position,
                            struct arena *arena, struct moves *ret);

/* Work on a unit, and on those inside it, after a journal position: a run begun or ended, a position filled or emptied, a
 * move to another revision, a waiver revoked, something sent back to be done again; voided ones left out, in the order of
 * the journal. */
enum fault find_work_since(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                           struct event_places *ret);

/* How a position of a unit was filled and emptied after a journal position; what a correction voided is left out. In the
 * order of the journal. */
enum fault find_placed_since(struct store *store, int64_t unit_id, const char *position, int64_t journal_position,
                             struct arena *arena, struct event_places *ret);

/* Operations of a unit that were waived, and are invalidated by the event at a journal position. */
struct operations_named {
    LIST_OF(struct operation_named) list;
};
enum fault list_fallen_waivers(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                               struct operations_named *ret);

/* The journal position of what the last evidence of an operation of a unit fell by before another one; 0: none fell, or
 * it is of a time when that was not kept. */
enum fault find_fell_by(struct store *store, int64_t unit_id, const char *operation, int64_t journal_position,
                        int64_t *ret);

/* Time since which a unit was last completed, by what was not taken back: where the completion that it was last completed
 * by is, that is when the last of all that proves it now came. Absent: it never was. */
enum fault find_completed_last(struct store *store, const struct unit *unit, int64_t *ret);
/* Journal position of the start of the last run that a unit passed before another position; absent: it passed none. */
enum fault find_passed_before(struct store *store, int64_t unit_id, int64_t journal_position, int64_t *ret);

/* Whether the unit, and any unit of its order, has another run than this one, ended or not. */
enum fault find_other_runs(struct store *store, const struct unit *unit, int64_t run_id, bool *ret_of_unit,
                           bool *ret_of_order);

#endif
