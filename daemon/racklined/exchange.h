/* One request and its answer, from its first line to its last byte. The server fills the first part and sends the
 * last; dispatch does what lies between. Nothing here knows the HTTP library. */
#ifndef RACKLINE_EXCHANGE_H
#define RACKLINE_EXCHANGE_H

#include "racklined/head.h"
#include "racklined/in_flight.h"
#include "racklined/long_reads.h"
#include "racklined/negotiate.h"
#include "racklined/router.h"
#include "racklined/writer.h"
#include "racklined/yielding.h"

#include "base/json.h"

struct asset;
struct daemon;
struct shared_answer;
struct server;
struct settings;
struct stream;
struct watched;

enum exchange_phase {
    PHASE_HEAD,     /* its line was read */
    PHASE_BODY,     /* its headers were read */
    PHASE_READING,  /* a long view: suspended until a reading thread has worked it out */
    PHASE_WAITING,  /* a command: suspended until the writer has committed it */
    PHASE_YIELDING, /* the answer is there: suspended for a moment, or until the commands under way were answered */
    PHASE_ANSWERED, /* the answer is on its way */
};

/* What is sent back. */
struct reply {
    int status;               /* 0 until there is an answer */
    const char *content_type; /* NULL without a body */
    struct buffer body;
    char etag[ETAG_SIZE];      /* "" without one */
    const char *cursor;        /* of what a list as CSV has left out; NULL: nothing */
    const char *allow;         /* of a 405; NULL otherwise */
    const char *cookie;        /* Set-Cookie; NULL: none */
    const struct asset *asset; /* whose bytes are the body; NULL: none */
    bool close;                /* the connection cannot be used any more */
};

struct exchange {
    struct daemon *daemon;
    const struct settings *settings; /* as they were when it began */
    struct arena *arena;
    int64_t started_us; /* monotonic */
    enum exchange_phase phase;

    /* the server's */
    struct server *server;
    void *connection;
    struct watched *watched;
    const char *target_place; /* in the connection's memory */
    struct share share;       /* of what is in flight */

    /* the request */
    const char *target;     /* undecoded */
    const char *shared_key; /* of what everybody who reads the same language is told there */
    struct head head;
    struct framing framing;
    struct buffer body;
    size_t received; /* bytes of the body, those thrown away included */

    /* what it means */
    struct route_match match; /* no route: none was found */
    struct json *document;    /* the body, parsed */
    const char *secret;       /* the token's text that was shown; NULL: none */
    bool is_session;          /* it is of somebody who signed in, not a token's */
    struct uuid browser;      /* that the cookie is of; zero: it says none */
    uint64_t revoked, ended;  /* tokens and sessions, when that was looked up */
    int64_t until_us;         /* its session is over then, unless it is used before */
    struct request request;
    enum answer_form form; /* in which a list is wanted */
    struct digest list;    /* that is wanted: what its cursors are good for */
    struct long_read read; /* of a long view, or of what is worked out before a command */
    struct job job;        /* of a command */
    struct stream *stream; /* of a feed that is not a page; freed with the exchange */

    struct reply reply;
    struct yielder yielder; /* of an answer that is there */
    struct shared_answer *shared; /* whose response is the reply, where its status is 200; NULL: none */
};

/* A new exchange for an undecoded target; NULL when memory is out. */
struct exchange *exchange_new(struct daemon *daemon, const char *target);
/* Frees it with all it owns. NULL is safe. */
void exchange_free(struct exchange *exchange);

/* Answers in the language that an Accept-Language header likes best; NULL, no header: in English. False when memory is
 * out. */
bool exchange_speak(struct exchange *exchange, const char *accept_language);

/* Makes the answer a problem, with the request's reasons. */
void exchange_refuse(struct exchange *exchange, enum fault fault);
/* Makes the answer a body, which it takes over. */
void exchange_answer(struct exchange *exchange, int status, const char *content_type, struct buffer *body);
/* Gives it an entity tag: of the version of one thing; without one (ABSENT_INTEGER) of the head of the journal. */
void exchange_tag(struct exchange *exchange, int64_t version, int64_t head);
/* Whether there is an answer already. */
bool exchange_is_answered(const struct exchange *exchange);

#endif
