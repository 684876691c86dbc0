/* A browser's session: a token is shown once, and kept in a cookie from then on. */
#include "racklined/browser.h"

#include "racklined/cookie.h"
#include "racklined/daemon.h"
#include "racklined/sessions.h"
#include "racklined/stream.h"

#include "base/json.h"

#include <string.h>

static const struct field SESSION_VIEW_FIELDS[] = {
    FIELD_TEXT(struct session_view, token, REQUIRED, 1, 64, "name of the token or the account"),
    FIELD_BOOLEAN(struct session_view, account, OPTIONAL, "a person who signed in with a password"),
    FIELD_ENUM(struct session_view, role, REQUIRED, &ROLE_NAMES, "what it may do"),
    FIELD_TEXT(struct session_view, station, OPTIONAL, 1, 64, "the station it stands for"),
    FIELD_TEXT(struct session_view, site, REQUIRED, 1, 16, "code of the plant"),
    FIELD_BOOLEAN(struct session_view, training, REQUIRED, "a training database: nothing in it was ever built"),
};
const struct record SESSION_VIEW_RECORD =
    RECORD(struct session_view, "session_view", SESSION_VIEW_FIELDS, "Who asks, and of which plant.");

void session_write(struct daemon_request *request, const struct principal *principal)
{
    const struct site *site = &request->daemon->session->site;
    const struct session_view view = {
        .token = principal->token,
        .account = principal->is_account,
        .role = principal->role,
        .station = principal->station,
        .site = site->site,
        .training = site->kind == SITE_TRAINING,
    };
    json_write(request->body, &SESSION_VIEW_RECORD, &view);
}

void session_serve(struct daemon_request *request)
{
    session_write(request, request->principal);
}

void session_begin_serve(struct daemon_request *request)
{
    const struct principal *principal = request->principal;
    request->fault = cookie_judge(request->head, &request->request->reasons);
    if (request->fault)
        return;
    if (principal->is_account) { /* it has a cookie already, and this is no token to be kept in another */
        reason_add(&request->request->reasons, "token-missing", NULL, "Show a token, or sign in with an account.");
        request->fault = FAULT_INVALID;
        return;
    }
    request->cookie = principal->station ? cookie_of_station(request->secret, request->arena)
                                         : cookie_of(request->secret, request->arena);
    if (!request->cookie)
        request->fault = FAULT_MEMORY;
    session_write(request, principal);
}

void session_end(struct daemon_request *request)
{
    if (!request->secret || !session_text(request->secret))
        return;
    sessions_end(request->daemon->sessions, digest_of(request->secret, strlen(request->secret)));
    streams_wake(request->daemon->streams);
}

void session_end_serve(struct daemon_request *request)
{
    session_end(request);
    request->cookie = COOKIE_GONE;
    request->status = 204;
}
