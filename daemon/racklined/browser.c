/* A browser's session: a token is shown once, and kept in a cookie from then on. */
#include "racklined/browser.h"

#include "racklined/cookie.h"
#include "racklined/daemon.h"

#include "base/json.h"

static const struct field SESSION_VIEW_FIELDS[] = {
    FIELD_TEXT(struct session_view, token, REQUIRED, 1, 64, "name of the token"),
    FIELD_ENUM(struct session_view, role, REQUIRED, &ROLE_NAMES, "what it may do"),
    FIELD_TEXT(struct session_view, station, OPTIONAL, 1, 64, "the station it stands for"),
    FIELD_TEXT(struct session_view, site, REQUIRED, 1, 16, "code of the plant"),
    FIELD_BOOLEAN(struct session_view, training, REQUIRED, "a training database: nothing in it was ever built"),
};
const struct record SESSION_VIEW_RECORD =
    RECORD(struct session_view, "session_view", SESSION_VIEW_FIELDS, "Who asks, and of which plant.");

static void write_session(struct daemon_request *request)
{
    const struct site *site = &request->daemon->session->site;
    const struct session_view view = {
        .token = request->principal->token,
        .role = request->principal->role,
        .station = request->principal->station,
        .site = site->site,
        .training = site->kind == SITE_TRAINING,
    };
    json_write(request->body, &SESSION_VIEW_RECORD, &view);
}

void session_serve(struct daemon_request *request)
{
    write_session(request);
}

void session_begin_serve(struct daemon_request *request)
{
    request->cookie = request->principal->station ? cookie_of_station(request->secret, request->arena)
                                                  : cookie_of(request->secret, request->arena);
    if (!request->cookie)
        request->body->failed = true;
    write_session(request);
}

void session_end_serve(struct daemon_request *request)
{
    request->cookie = COOKIE_GONE;
    request->status = 204;
}
