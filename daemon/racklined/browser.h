/* What a browser asks of the daemon itself: who it is, and a session. */
#ifndef RACKLINE_BROWSER_H
#define RACKLINE_BROWSER_H

#include "base/record.h"

struct daemon_request;

struct session_view {
    const char *token; /* its name, or the account's */
    bool account;
    int role;
    const char *station;
    const char *site;
    bool training;
};
extern const struct record SESSION_VIEW_RECORD;

/* ROUTE_DAEMON functions: who asks; keep the token that was shown in a cookie; forget it. */
void session_serve(struct daemon_request *request);
void session_begin_serve(struct daemon_request *request);
void session_end_serve(struct daemon_request *request);

/* Ends the session that the request's cookie is of, where it is a session's, and what it reads. */
void session_end(struct daemon_request *request);

/* Writes who that is, and of which plant, as the answer. */
struct principal;
void session_write(struct daemon_request *request, const struct principal *principal);

#endif
