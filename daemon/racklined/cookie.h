/* Who asks when it is a browser: the session cookie holds a bearer token, where no script can read it.
 *
 * `__Host-` binds it to this host over TLS (browsers take loopback for that too); SameSite=Strict and the check of the
 * origin keep other sites' pages from using it. */
#ifndef RACKLINE_COOKIE_H
#define RACKLINE_COOKIE_H

#include "racklined/head.h"

#include "base/arena.h"
#include "base/uuid.h"

#include <stdbool.h>

/* The token in the request's cookie; NULL when it has none, or memory is out. */
const char *cookie_token(const struct head *head, struct arena *arena);

/* A Set-Cookie that keeps the token until the browser ends, and one that takes it away. NULL: memory is out. */
const char *cookie_of(const char *token, struct arena *arena);
extern const char COOKIE_GONE[];

/* The same for a page of a station. It stays when the browser ends, and says besides which page it is, by random bits
 * that no other has and no token makes known: so each page of a station has an operator of its own. */
const char *cookie_of_station(const char *token, struct arena *arena);

/* The token in a cookie's value, and the page that it is of, where it is a station's: *ret_browser is left alone where
 * it is not. NULL: memory is out. */
const char *cookie_split(const char *value, struct uuid *ret_browser, struct arena *arena);

/* Whether a page may sign in where it stands: it is this daemon's own, and its browser keeps the cookie, which it does
 * over TLS and on the machine itself alone. FAULT_FORBIDDEN with a reason when not. What is no page says no Origin, and
 * does as it likes. */
enum fault cookie_judge(const struct head *head, struct reasons *reasons);

/* Whether the request comes from a page of this daemon: its Origin is the host that it is sent to. What only reads
 * needs no such proof. */
bool origin_is_own(const struct head *head);

#endif
