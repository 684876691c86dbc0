/* What the daemon hands to a use case, and what it gets back. No word of HTTP: statuses and headers are the daemon's.
 *
 * A view reads through a session of its own thread and writes its answer as JSON. A command runs on the writer's
 * thread inside a savepoint; when it returns a fault, the daemon rolls back to that savepoint. */
#ifndef RACKLINE_REQUEST_H
#define RACKLINE_REQUEST_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/reason.h"
#include "base/uuid.h"
#include "domain/role.h"
#include "service/session.h"
#include "service/unit_changes.h"

enum { REQUEST_PATH_MAX = 4 };

/* An If-Match of *: whatever stands there, if anything does. */
#define IF_MATCH_ANY INT64_C(-1)

struct request {
    struct arena *arena; /* everything of this request lives here */
    struct principal principal;
    const char *path[REQUEST_PATH_MAX]; /* the route's {segments}, in their order; not empty */
    const void *query;                  /* the route's query record, filled; NULL when it has none */
    const void *body;                   /* what the route's body record or decode function made; NULL without a body */
    const void *prepared;               /* what the route's prepare function left for its command or view */
    struct uuid key;                    /* the client's Idempotency-Key; zero: none was given */
    int64_t if_match;                   /* the journal position in If-Match; IF_MATCH_ANY; ABSENT_INTEGER: none */
    const char *address;                /* whence it came, in numbers; NULL: not known */
    bool any_later;                     /* a time in the body may be of any later year: of a training site */
    int64_t wait_us;                    /* of a FAULT_TOO_OFTEN: for how long */
    struct reasons reasons;             /* what is wrong: filled by whoever returns a fault */
};

/* How a list is wanted. Anything else comes as JSON. */
enum answer_form {
    FORM_JSON, /* {items: […], next_cursor} */
    FORM_CSV,  /* a line of names when the body is empty, then a line an item */
};

struct answer {
    enum answer_form form;
    struct buffer body; /* owned by the daemon */
    struct digest list; /* of a list: what its cursors are good for */
    const char *cursor; /* of a list as CSV: the key of the last item; NULL: this is the last page */
    struct unit_places units; /* a view that is shared: the only units that it tells of; none: it tells of anything */
    bool lasting;       /* a view that is shared: it does not depend on the time, though others of its route do */
    bool repeated;      /* a command: this id or key was accepted before, and the answer is the first one */
    int64_t version;    /* a view of one thing that may be edited: the position of its last change, its ETag;
                           ABSENT_INTEGER: the journal's head is the ETag */
};

/* Prepares a whole body for a command, on the thread that received it, when a record alone cannot. */
typedef enum fault decode_function(const struct json *body, struct request *request, const void **ret_body);

/* A view or what is prepared may end the transaction itself once all is read, and work on it for longer. */

/* Reads and works out, on a reading thread, what would keep the writer too long, and leaves it in request->prepared.
 * By the time the command enters it, the journal may have grown. For a view, in its own transaction: what all pages of
 * a list are cut from. */
typedef enum fault prepare_function(struct session *session, struct request *request);

typedef enum fault view_function(struct session *session, struct request *request, struct answer *answer);
typedef enum fault command_function(struct session *session, struct request *request, struct answer *answer);

#endif
