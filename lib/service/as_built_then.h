/* How a unit stood at a journal position: its states, and what stood then that a correction has voided since. */
#ifndef RACKLINE_AS_BUILT_THEN_H
#define RACKLINE_AS_BUILT_THEN_H

#include "service/session.h"
#include "service/views_unit.h"
#include "store/find_history.h"

struct as_then {
    int64_t journal_position;
    int64_t us;                        /* the plant's time of it */
    bool now;                          /* nothing was appended after it */
    struct unit_states states;         /* of the unit and its operations */
    LIST_OF(struct entry) standing;    /* events until then that a later correction voided; of any unit */
    LIST_OF(struct entry) corrections; /* until then, after the first of those; of any unit */
};

/* FAULT_NOT_FOUND when the unit was not there yet. */
enum fault then_load(struct session *session, const struct unit *unit, int64_t journal_position, struct arena *arena,
                     struct as_then *ret);

/* The state of the unit, of an operation on it. */
int then_unit_state(const struct as_then *then);
int then_operation_state(const struct as_then *then, const char *operation);
/* The same with the entry that brought the operation there; NULL: it was never begun. */
const struct unit_state_since *then_operation_since(const struct as_then *then, const char *operation);

/* Whether what is in the position since then, a journal position, was out of it then: its removal was voided later. */
bool then_out(const struct as_then *then, const struct unit *unit, const char *position, int64_t since);

/* Whether the event began a run of the unit, came in that run. */
bool then_began(const struct entry *standing, const struct unit *unit);
bool then_in_run(const struct entry *standing, const struct unit *unit, const struct run *run, int64_t next_run_id);

/* Whether a later correction has voided what stood at a journal position. */
bool then_voided(const struct as_then *then, int64_t journal_position);

struct entries {
    LIST_OF(struct entry) list;
};
/* The removals while a run was open, by which something that was recorded in it counted no more then; none where
 * nothing on the unit was taken back since, so that its rows say so. */
enum fault then_removals(struct session *session, const struct as_then *then, const struct unit *unit,
                         const struct run *run, struct arena *arena, struct entries *ret);

/* The voided event by which a run had ended, the voided removal that made it fall; NULL: there is none. `next_run_id`
 * is that of the operation's next run, or INT64_MAX. */
const struct entry *then_ended(const struct as_then *then, const struct unit *unit, const struct run *run,
                               int64_t next_run_id);
const struct entry *then_fell(const struct as_then *then, const struct unit *unit, const struct run *run,
                              int64_t next_run_id);
/* The same of a waiver that was countersigned: `next_decided_at` is where the operation's next was, or INT64_MAX. */
const struct entry *then_waiver_fell(const struct as_then *then, const struct unit *unit, const struct waiver *waiver,
                                     int64_t next_decided_at);

#endif
