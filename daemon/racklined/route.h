/* A route row an endpoint: dispatch, 404 and 405, authorisation, limits, metrics labels and the API description all
 * read it. A new endpoint is one service function and one row in routes.c. */
#ifndef RACKLINE_ROUTE_H
#define RACKLINE_ROUTE_H

#include "service/request.h"

enum route_kind {
    ROUTE_VIEW,    /* runs on the thread that received it, or, where it is long, on a reading thread */
    ROUTE_COMMAND, /* runs on the writer's thread */
    ROUTE_FEED,    /* the journal: pages, lines or a live stream, by the Accept header */
    ROUTE_DAEMON,  /* answered by the daemon of itself: health, metrics, the API description */
    ROUTE_PAGE,    /* a file of the pages, which is no part of the API */
};

/* What a command's success says. */
enum route_answer {
    ANSWER_ENTRY, /* 201 and the journal entry, 200 when repeated */
    ANSWER_VIEW,  /* 200 and the answer record */
    ANSWER_BATCH, /* one event as ANSWER_ENTRY; an array: 200 and an outcome an event */
};

struct daemon_request; /* of ROUTE_DAEMON functions, see daemon.h */

struct route {
    const char *method;
    const char *path; /* "/v1/orders/{order}/release" */
    unsigned roles;   /* MAY_… */
    enum route_kind kind;
    enum route_answer answer_kind;
    const struct record *query;  /* of the query string; NULL: it takes none */
    const struct record *body;   /* NULL: it takes none, or `decode` makes it */
    decode_function *decode;     /* instead of a record */
    const struct record *answer; /* of the answer's body; NULL for text and for what `describe` says otherwise */
    bool answer_list;            /* {items: [answer…], next_cursor}, or CSV */
    bool previewed;              /* its body may give back the outcome of a preview, which must still be the same */
    bool may_miss;               /* what its query or its body names, or who asks, may not be there; what its path
                                    names may always not be */
    bool unready;                /* a 503 may also be its own answer: what is not ready */
    bool if_match;               /* an edit of one thing: If-Match is required where the thing is there */
    bool by_clock;               /* the view depends on the plant's time as well as on the journal */
    bool is_shared;              /* the view is asked for so often that it is rendered once for everybody: it says the same
                                    whoever asks */
    bool is_long;                /* the view, or what is prepared, may take longer than stations can wait */
    bool hashes;                 /* it holds a PIN or a password against what is kept: on threads of their own, few */
    bool tells;                  /* its answer holds reasons, in the language of who asks */
    view_function *view;
    prepare_function *prepare; /* of a command, or of a list that is worked out as a whole; NULL: there is none */
    command_function *command;
    void (*daemon)(struct daemon_request *request);
    const char *summary; /* one line */
};

static inline bool route_takes_body(const struct route *route)
{
    return route->body || route->decode;
}

/* Whether it can do nothing without a body: one that is left out has no member that its record demands. */
static inline bool route_needs_body(const struct route *route)
{
    bool needed = route->decode || (route->body && route->body->any_of);
    for (size_t i = 0; route->body && i < route->body->count; i++)
        needed |= field_is_needed(route->body, &route->body->fields[i]);
    return needed;
}

/* Whether a client that has an answer may ask for another only if it differs: a view that is asked for by its address
 * alone, and not by a body, and that is another only when something was entered. */
static inline bool route_may_be_unmodified(const struct route *route)
{
    return route->kind == ROUTE_VIEW && !route->body && !route->decode && !route->by_clock;
}

extern const struct route ROUTES[];
extern const size_t ROUTE_COUNT;

#endif
