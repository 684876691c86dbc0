/* The end of every command: its entries go into the journal and are applied, and the first is the answer. */
#ifndef RACKLINE_APPEND_H
#define RACKLINE_APPEND_H

#include "domain/rules.h"
#include "service/request.h"

/* Appends and applies a decision's entries, all recorded now; the first has `id` and the principal's name, those that
 * follow have ids of their own and no name. The first entry's bytes are added to the answer, unless it is NULL. */
enum fault append_decision(struct session *session, const struct principal *principal, struct uuid id,
                           const struct decision *decision, struct answer *answer);

/* Appends and applies entries that follow by themselves from what was appended before: they have no name. */
enum fault append_following(struct session *session, const struct decided *entries, size_t count);

/* What comes under an id that its sender made. */
struct posted_id {
    struct uuid id;
    const char *pointer; /* of the member that says it; NULL: a header does */
    enum entry_kind kind;
    const void *data;
};

/* Whether an id was used before. When it was, by the same station or person for the same kind and data, the first
 * entry's bytes are added to the answer, which is marked as repeated; for anything else it is FAULT_ID_REUSED.
 * *ret_found says which. */
enum fault append_repeated(struct session *session, const struct principal *principal, const struct posted_id *posted,
                           struct answer *answer, struct reasons *reasons, bool *ret_found);

/* For a command behind a route: the entry of one kind with this data and result (NULL: none), under the request's
 * Idempotency-Key or an id of its own. append_edit_repeated comes first, before the rules are asked: true when the
 * command is over, with *ret_fault what it returns. */
bool append_edit_repeated(struct session *session, struct request *request, enum entry_kind kind, const void *data,
                          struct answer *answer, enum fault *ret_fault);
enum fault append_edit(struct session *session, struct request *request, enum entry_kind kind, const void *data,
                       const void *result, struct answer *answer);

/* The same for what a command decided together with what follows from it. */
enum fault append_edits(struct session *session, struct request *request, const struct decision *decision,
                        struct answer *answer);

/* A new id, version 7 in the plant's time. */
struct uuid append_new_id(const struct session *session);

#endif
