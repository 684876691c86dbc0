#include "racklined/sign_in.h"

#include "racklined/browser.h"
#include "racklined/cookie.h"
#include "racklined/daemon.h"
#include "racklined/principals.h"
#include "racklined/readers.h"
#include "racklined/sessions.h"
#include "racklined/stream.h"

#include "base/monotonic.h"
#include "service/accounts.h"

#include <string.h>

/* Whether an account is still as it was when its password was verified: a change may have come between that and the
 * beginning of its session. */
static bool holds_still(struct daemon_request *request, const struct principal *principal, int64_t password,
                        uint64_t revoked)
{
    struct readers *readers = request->daemon->readers;
    struct principal again;
    struct session *session;
    if (principals_revoked(request->daemon->principals) == revoked)
        return true;
    enum fault fault = readers_take(readers, &session);
    if (fault)
        return false;
    fault = account_principal(session, principal->token, password, request->arena, &again);
    readers_give(readers, session, fault);
    return !fault;
}

/* Whoever is signed in on the page that asks is so no more: a session that was there before is never taken over. */
static enum fault begin_session(struct daemon_request *request, const struct principal *principal, int64_t password,
                                uint64_t revoked)
{
    struct sessions *sessions = request->daemon->sessions;
    char text[TOKEN_TEXT_SIZE];
    session_end(request);
    if (!sessions_begin(sessions, principal->token, password, monotonic_us(), text))
        return FAULT_INVALID;
    if (!holds_still(request, principal, password, revoked)) {
        sessions_end(sessions, digest_of(text, strlen(text)));
        return FAULT_UNAUTHENTICATED;
    }
    request->cookie = cookie_of(text, request->arena);
    session_write(request, principal);
    return request->cookie ? NOTHING_WRONG : FAULT_MEMORY;
}

static enum fault verify(struct daemon_request *request, struct principal *ret, int64_t *ret_password)
{
    struct readers *readers = request->daemon->readers;
    struct session *session;
    int64_t head;
    enum fault fault = readers_take(readers, &session);
    if (fault)
        return fault;
    fault = session_read_begin(session, &head);
    if (!fault) {
        fault = account_sign_in(session, request->request, ret, ret_password);
        session_read_end(session);
    }
    readers_give(readers, session, fault);
    return fault;
}

void sign_in_serve(struct daemon_request *request)
{
    const struct sign_in_body *body = request->request->body;
    const char *address = request->request->address;
    const uint64_t revoked = principals_revoked(request->daemon->principals);
    struct principal principal;
    int64_t password;
    request->fault = cookie_judge(request->head, &request->request->reasons);
    if (!request->fault)
        request->fault = verify(request, &principal, &password);
    if (request->fault == FAULT_UNAUTHENTICATED || request->fault == FAULT_TOO_OFTEN)
        log_line(request->daemon->log, LOG_LEVEL_WARNING, "a sign-in failed", "address=%s", address ? address : "?");
    if (request->fault)
        return;
    request->fault = begin_session(request, &principal, password, revoked);
    if (request->fault)
        return;
    log_line(request->daemon->log, LOG_LEVEL_INFO, "signed in", "account=%s address=%s", body->account,
             address ? address : "?");
}

void sign_out_everywhere_serve(struct daemon_request *request)
{
    if (request->principal->is_account) {
        sessions_end_all(request->daemon->sessions, request->principal->token);
        streams_wake(request->daemon->streams);
    }
    request->cookie = COOKIE_GONE;
    request->status = 204;
}
