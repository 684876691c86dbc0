#include "racklined/authorise.h"

#include "racklined/cookie.h"
#include "racklined/daemon.h"
#include "racklined/exchange.h"
#include "racklined/principals.h"
#include "racklined/readers.h"
#include "racklined/sessions.h"

#include "base/monotonic.h"
#include "service/accounts.h"
#include "service/tokens.h"

#include <string.h>

/* Asks the database whom a token, or a session (NULL: it is a token), stands for. */
static enum fault ask_principal(const struct daemon *daemon, struct digest digest, const struct signed_in *signed_in,
                                struct arena *arena, struct principal *principal)
{
    struct session *session;
    struct readers *readers = daemon->readers;
    struct principals *principals = daemon->principals;
    const uint64_t revoked = principals_revoked(principals);
    enum fault fault = readers_take(readers, &session);
    if (fault)
        return fault;
    fault = signed_in ? account_principal(session, signed_in->account, signed_in->password, arena, principal)
                      : token_principal(session, digest, arena, principal);
    readers_give(readers, session, fault);
    if (!fault)
        principals_keep(principals, digest, principal, revoked);
    return fault;
}

/* `is_use`: of the session, where it is one. */
static enum fault find_principal(struct exchange *exchange, bool is_use, struct arena *arena, struct principal *ret)
{
    const struct daemon *daemon = exchange->daemon;
    const struct digest digest = digest_of(exchange->secret, strlen(exchange->secret));
    struct signed_in signed_in = {.until_us = INT64_MAX};
    if (exchange->is_session && !sessions_find(daemon->sessions, digest, monotonic_us(), is_use, arena, &signed_in))
        return FAULT_UNAUTHENTICATED;
    exchange->until_us = signed_in.until_us;
    if (principals_find(daemon->principals, digest, arena, ret))
        return NOTHING_WRONG;
    enum fault fault = ask_principal(daemon, digest, exchange->is_session ? &signed_in : NULL, arena, ret);
    if (fault == FAULT_UNAUTHENTICATED && exchange->is_session)
        sessions_end(daemon->sessions, digest);
    return fault;
}

/* The token's text: a header's, or that of a page's cookie. */
static enum fault read_secret(struct exchange *exchange)
{
    struct reasons *reasons = &exchange->request.reasons;
    const char *header = head_value(&exchange->head, "Authorization");
    const char *cookie = header ? NULL : cookie_token(&exchange->head, exchange->arena);
    exchange->secret = header ? arena_text(exchange->arena, bearer_token(header)) : NULL;
    if (cookie)
        exchange->secret = cookie_split(cookie, &exchange->browser, exchange->arena);
    exchange->is_session = cookie && exchange->secret && session_text(exchange->secret);
    if (!exchange->secret) {
        reason_add(reasons, "token-missing", NULL, "The request needs the header Authorization: Bearer and a token.");
        return FAULT_UNAUTHENTICATED;
    }
    if (header || origin_is_own(&exchange->head))
        return NOTHING_WRONG;
    reason_add(reasons, "origin-foreign", NULL, "A cookie lets this daemon's own pages change things, and no others.");
    return FAULT_FORBIDDEN;
}

/* What anybody may ask, such as to sign in or out, may be about the session that there is: where it is this daemon's own
 * page that asks. */
static void note_cookie(struct exchange *exchange)
{
    const char *cookie = cookie_token(&exchange->head, exchange->arena);
    if (cookie && origin_is_own(&exchange->head))
        exchange->secret = cookie_split(cookie, &exchange->browser, exchange->arena);
}

/* The names of roles, with commas between them. NULL: memory is out. */
static const char *roles_named(unsigned roles, struct arena *arena)
{
    const char *names = "";
    for (int role = 1; names && role < ROLE_NAMES.count; role++)
        if (roles & 1u << role)
            names = arena_printf(arena, "%s%s%s", names, *names ? ", " : "", name_of(&ROLE_NAMES, role));
    return names;
}

enum fault authorise(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    unsigned roles = exchange->match.route->roles;
    if (roles == MAY_ANYBODY) {
        note_cookie(exchange);
        return NOTHING_WRONG;
    }
    enum fault fault = read_secret(exchange);
    if (fault)
        return fault;
    exchange->revoked = principals_revoked(exchange->daemon->principals);
    exchange->ended = sessions_ended(exchange->daemon->sessions);
    fault = find_principal(exchange, true, exchange->arena, &request->principal);
    if (request->principal.station)
        request->principal.browser = exchange->browser;
    if (fault == FAULT_UNAUTHENTICATED)
        reason_add(&request->reasons, "token-unknown", NULL,
                   exchange->is_session ? "The session is over: sign in again."
                                        : "The bearer token is not known, or was revoked.");
    if (fault)
        return fault;
    if (roles & 1u << request->principal.role)
        return NOTHING_WRONG;
    reason_add(&request->reasons, "role-insufficient", NULL,
               "%s has the role %s, which may not do this. It takes one of: %s.", request->principal.token,
               name_of(&ROLE_NAMES, request->principal.role), roles_named(roles, exchange->arena));
    return FAULT_FORBIDDEN;
}

bool authorised_still(struct exchange *exchange)
{
    const uint64_t revoked = principals_revoked(exchange->daemon->principals);
    const uint64_t ended = exchange->is_session ? sessions_ended(exchange->daemon->sessions) : exchange->ended;
    const bool in_time = !exchange->is_session || monotonic_us() < exchange->until_us;
    if (revoked == exchange->revoked && ended == exchange->ended && in_time)
        return true;
    /* What cannot be found out now is asked again with the next entry. In an arena of its own: a feed lasts for days. */
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct principal principal;
    enum fault fault = arena ? find_principal(exchange, false, arena, &principal) : FAULT_MEMORY;
    if (!fault) {
        exchange->revoked = revoked;
        exchange->ended = ended;
    }
    return fault != FAULT_UNAUTHENTICATED;
}
