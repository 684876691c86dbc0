/* The list of everything that a selector matches now: what placing a hold freezes, and what a preview and a trace say.
 */
#ifndef RACKLINE_SERVICE_CONTAINMENT_H
#define RACKLINE_SERVICE_CONTAINMENT_H

#include "domain/event.h"
#include "service/session.h"
#include "store/find_hold.h"

/* Fills `ret` with every unit that matches or contains, at any depth, something that does: once each, in the order of
 * unit_id. hold_id and frozen_by are absent. `inside`: only what matches in that unit or inside it; NULL: anywhere, for
 * which whole tables are read. Runs inside a transaction. FAULT_MEMORY, FAULT_IO, FAULT_CORRUPT. */
enum fault containment_list(struct session *session, const struct selector *selector, const struct scan_inside *inside,
                            struct arena *arena, struct hold_matches *ret);

/* The same list as a hold's entry says it, and as of which journal position it is so. */
struct contained {
    int64_t journal_position;
    struct result_held held;
};
enum fault contained_read(struct session *session, const struct selector *selector, struct arena *arena,
                          struct contained *ret);
/* Whether it is so still: nothing was entered since, in this session's transaction as well, that may make it another.
 */
enum fault contained_stands(struct session *session, const struct selector *selector, const struct contained *contained,
                            bool *ret);

#endif
