/* Finding how things stood. As in find.h. */
#ifndef RACKLINE_FIND_HISTORY_H
#define RACKLINE_FIND_HISTORY_H

#include "store/find.h"
#include "store/journal.h"

/* A state that a unit, or an operation on it, was in from an entry on. */
struct unit_state_since {
    int64_t unit_id;
    const char *operation; /* "": the unit itself */
    int64_t journal_position;
    int64_t state; /* enum unit_state or operation_state */
};
extern const struct record UNIT_STATE_SINCE_RECORD;
struct unit_states {
    LIST_OF(struct unit_state_since) list;
};

/* The states of a unit and of its operations at a journal position, those never begun left out; the unit's own is the
 * first. None: the unit was not there yet. */
enum fault find_states_at(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                          struct unit_states *ret);

/* For whom the order of a unit was, and where it went, as a planner had last said it at a journal position; what a
 * planner said after the unit was shipped is of others. FAULT_NOT_FOUND. */
struct order_plan {
    const char *customer;
    const char *destination;
};
enum fault find_unit_plan_at(struct store *store, const struct unit *unit, int64_t journal_position,
                             struct arena *arena, struct order_plan *ret);

/* Decisions about faults of a unit until a journal position, in order, that others replaced, whenever they did. */
struct replaced_decision {
    int64_t journal_position;
};
struct replaced_decisions {
    LIST_OF(struct replaced_decision) list;
};
enum fault find_decisions_replaced(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                                   struct replaced_decisions *ret);

/* The correction of the last event until a journal position that was voided; ABSENT_INTEGER: there is none. */
enum fault find_voided_with(struct store *store, int64_t journal_position, int64_t *ret);

/* The states that a unit came to, the last first. */
enum fault find_unit_states(struct store *store, int64_t unit_id, struct arena *arena, struct unit_states *ret);

/* When somebody closed an order last, between a unit's first completion and a journal position; ABSENT_INTEGER: nobody
 * did. It reads the journal in between: for what is seldom asked. */
enum fault find_closed_before(struct store *store, const struct unit *unit, int64_t journal_position, struct arena *arena,
                              int64_t *ret);

/* What was recorded in a run until a journal position and not voided by then. */
enum fault find_measurements_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                                struct measurements *ret);
enum fault find_answers_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                           struct check_answers *ret);
enum fault find_signatures_at(struct store *store, int64_t run_id, int64_t journal_position, struct arena *arena,
                              struct signatures *ret);

/* How much of what lies between two of the plant's times it stepped over: so long nothing ran. */
enum fault find_stepped_over(struct store *store, int64_t from_us, int64_t until_us, int64_t *ret_us);

/* The entries that changed a unit, or said something of it: what was done on it, recorded in its runs, installed in it,
 * taken out or corrected, the faults and waivers that were opened, the holds that came to lie on it. At most `limit`,
 * before a journal position, the latest first. */
struct journal_rows {
    LIST_OF(struct journal_row) list;
};
enum fault find_entries_of_unit(struct store *store, int64_t unit_id, int64_t before, int64_t limit,
                                struct arena *arena, struct journal_rows *ret);

/* Entries until a journal position that a correction after it voided, in their order: what stood then and stands no
 * more. */
enum fault find_voided_later(struct store *store, int64_t journal_position, struct arena *arena,
                             struct journal_rows *ret);

/* The removals out of a unit after a journal position until another that were not taken back, in order. */
enum fault find_removals(struct store *store, int64_t unit_id, int64_t after, int64_t until, struct arena *arena,
                         struct journal_rows *ret);

/* The corrections after a journal position until another, in order. */
enum fault find_corrections_between(struct store *store, int64_t after, int64_t until, struct arena *arena,
                                    struct journal_rows *ret);

#endif
