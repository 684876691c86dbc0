#include "racklined/authorise.h"

#include "racklined/cookie.h"
#include "racklined/daemon.h"
#include "racklined/exchange.h"
#include "racklined/principals.h"
#include "racklined/readers.h"

#include "service/tokens.h"

#include <string.h>

static enum fault find_principal(struct exchange *exchange)
{
    struct session *session;
    struct readers *readers = exchange->daemon->readers;
    struct principals *principals = exchange->daemon->principals;
    struct principal *principal = &exchange->request.principal;
    const struct digest digest = digest_of(exchange->secret, strlen(exchange->secret));
    if (principals_find(principals, digest, exchange->arena, principal))
        return NOTHING_WRONG;
    const uint64_t revoked = principals_revoked(principals);
    enum fault fault = readers_take(readers, &session);
    if (fault)
        return fault;
    fault = token_principal(session, digest, exchange->arena, principal);
    readers_give(readers, session, fault);
    if (!fault)
        principals_keep(principals, digest, principal, revoked);
    return fault;
}

/* The token's text: a header's, or that of a page's cookie. */
static enum fault read_secret(struct exchange *exchange)
{
    struct reasons *reasons = &exchange->request.reasons;
    const char *header = head_value(&exchange->head, "Authorization");
    const char *cookie = header ? NULL : cookie_token(&exchange->head, exchange->arena);
    exchange->secret = header ? bearer_token(header) : NULL;
    if (cookie)
        exchange->secret = cookie_split(cookie, &exchange->browser, exchange->arena);
    if (!exchange->secret) {
        reason_add(reasons, "token-missing", NULL, "The request needs the header Authorization: Bearer and a token.");
        return FAULT_UNAUTHENTICATED;
    }
    if (header || origin_is_own(&exchange->head))
        return NOTHING_WRONG;
    reason_add(reasons, "origin-foreign", NULL, "A cookie lets this daemon's own pages change things, and no others.");
    return FAULT_FORBIDDEN;
}

enum fault authorise(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    unsigned roles = exchange->match.route->roles;
    if (roles == MAY_ANYBODY)
        return NOTHING_WRONG;
    enum fault fault = read_secret(exchange);
    if (fault)
        return fault;
    fault = find_principal(exchange);
    if (request->principal.station)
        request->principal.browser = exchange->browser;
    if (fault == FAULT_UNAUTHENTICATED)
        reason_add(&request->reasons, "token-unknown", NULL, "The bearer token is not known, or was revoked.");
    if (fault)
        return fault;
    if (roles & 1u << request->principal.role)
        return NOTHING_WRONG;
    reason_add(&request->reasons, "role-insufficient", NULL, "The token %s has the role %s, which may not do this.",
               request->principal.token, name_of(&ROLE_NAMES, request->principal.role));
    return FAULT_FORBIDDEN;
}
