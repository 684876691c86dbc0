/* Why a function could not do its work.
 *
 * Every function that can fail returns an `enum fault`; NOTHING_WRONG is zero, so `if (fault)` reads as it should.
 * One row below is one kind of failure: its name, the HTTP status the daemon answers with, the stable code at the
 * end of the problem type `/problems/<code>`, and the title a person reads. What was wrong in particular goes into a
 * `struct reasons` beside it. */
#ifndef RACKLINE_FAULT_H
#define RACKLINE_FAULT_H

#define FAULTS(X)                                                                                    \
    X(NOTHING_WRONG, 200, "none", "Nothing is wrong")                                                \
    X(FAULT_MALFORMED, 400, "malformed", "The request cannot be read")                               \
    X(FAULT_INVALID, 400, "invalid", "The request is not valid")                                     \
    X(FAULT_UNAUTHENTICATED, 401, "unauthenticated", "A valid bearer token is needed")               \
    X(FAULT_FORBIDDEN, 403, "forbidden", "This token's role may not do this")                        \
    X(FAULT_NOT_FOUND, 404, "not-found", "There is no such thing")                                   \
    X(FAULT_METHOD, 405, "method-not-allowed", "This resource has no such method")                   \
    X(FAULT_NOT_ACCEPTABLE, 406, "not-acceptable", "No such representation is offered")              \
    X(FAULT_TIMEOUT, 408, "timeout", "The request took too long to arrive")                          \
    X(FAULT_REFUSED, 409, "refused", "The rules of the line refuse this")                            \
    X(FAULT_STALE, 412, "stale", "The thing was changed since it was read")                          \
    X(FAULT_TOO_LARGE, 413, "too-large", "The request is larger than the limit")                     \
    X(FAULT_MEDIA_TYPE, 415, "media-type", "The body must be application/json")                      \
    X(FAULT_ID_REUSED, 422, "id-reused", "This id was used before with other contents")              \
    X(FAULT_NO_PRECONDITION, 428, "no-precondition", "Say which version is to be replaced")          \
    X(FAULT_TOO_OFTEN, 429, "too-often", "Too many attempts failed; wait")                           \
    X(FAULT_HEADERS, 431, "headers-too-large", "The request's headers are larger than the limit")    \
    X(FAULT_MEMORY, 500, "out-of-memory", "There was not enough memory")                             \
    X(FAULT_IO, 500, "input-output", "The database could not be read or written")                    \
    X(FAULT_CORRUPT, 500, "corrupt", "The database contradicts itself")                              \
    X(FAULT_MOVED, 500, "database-moved", "The database's file is not where it was opened")          \
    X(FAULT_NEWER, 500, "newer-database", "The database was written by a newer version")             \
    X(FAULT_BUSY, 503, "busy", "Too much is waiting; try again")                                     \
    X(FAULT_OVERDUE, 503, "overdue", "The answer takes longer to work out than it may")              \
    X(FAULT_STOPPING, 503, "stopping", "The daemon is stopping")                                     \
    X(FAULT_FULL, 507, "storage-full", "The disk is full")

#define FAULT_ENUM(name, status, code, title) name,
enum fault { FAULTS(FAULT_ENUM) FAULT_COUNT };
#undef FAULT_ENUM

struct fault_row {
    int status;        /* of the HTTP answer */
    const char *code;  /* stable: clients compare it */
    const char *title; /* one sentence without a full stop */
};

/* The row of a fault; never NULL. */
const struct fault_row *fault_row(enum fault fault);

#endif
