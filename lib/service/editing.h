/* What edits of resources share. */
#ifndef RACKLINE_EDITING_H
#define RACKLINE_EDITING_H

#include "service/append.h"
#include "service/reading.h"
#include "service/request.h"

/* Holds If-Match against the version of a thing that is there (ABSENT_INTEGER: it is not). FAULT_NO_PRECONDITION when
 * it is there and no version was given, FAULT_STALE when another was, or one of a thing that is not there. */
enum fault edit_precondition(struct request *request, int64_t version);

/* A body may repeat the name that the path gives, and must then agree. Sets *name to the path's. */
enum fault edit_named(struct request *request, const char *member, const char *path_name, const char **name);

/* For a command's prepare_function: hashes the secret once the view's transaction is over; request->prepared is then the
 * verifier. FAULT_MEMORY. */
enum fault edit_prepare_verifier(struct session *session, struct request *request, const char *secret);

/* FAULT_REFUSED when the rules added a reason. */
static inline enum fault edit_decided(const struct request *request)
{
    return request->reasons.found ? FAULT_REFUSED : NOTHING_WRONG;
}

#endif
