#include "service/badges.h"

#include "domain/event.h"
#include "domain/rules.h"
#include "service/attempts.h"
#include "service/editing.h"
#include "service/verifier.h"
#include "store/find_badge.h"
#include "store/verifiers.h"

#include <string.h>

static const struct field PIN_BODY_FIELDS[] = {
    FIELD_TEXT(struct pin_body, pin, REQUIRED, 4, 12, "the new PIN: digits"),
};
const struct record PIN_BODY_RECORD = RECORD(struct pin_body, "pin_body", PIN_BODY_FIELDS, "An operator's PIN.");

static const struct field BADGE_BODY_FIELDS[] = {
    FIELD_TEXT(struct badge_body, badge, REQUIRED, 1, 64, "what the badge says"),
    FIELD_TEXT(struct badge_body, pin, REQUIRED, 1, 12, "the PIN to it"),
    FIELD_BOOLEAN(struct badge_body, signs, OPTIONAL, "for a signature alone: who is there stays there"),
};
const struct record BADGE_BODY_RECORD =
    RECORD(struct badge_body, "badge_body", BADGE_BODY_FIELDS, "An operator comes to a page of a station.");

static const struct field BADGE_VIEW_FIELDS[] = {
    FIELD_TEXT(struct badge_view, operator, REQUIRED, 1, 64, "code of the operator, for what the page posts"),
    FIELD_TEXT(struct badge_view, name, OPTIONAL, 1, 120, "name"),
    FIELD_LIST(struct badge_view, skills, OPTIONAL, 0, 200, &SKILL_RECORD, "what the operator is qualified for"),
    FIELD_TIME(struct badge_view, began, REQUIRED, "when the operator badged in"),
    FIELD_TIME(struct badge_view, until, REQUIRED, "when the operator must badge in again"),
    FIELD_TIME(struct badge_view, now, REQUIRED, "the plant's time, by which the page's events say when they were"),
    FIELD_NUMBER(struct badge_view, clock_rate, REQUIRED, 0, 0, "of the plant's time; 1 in production"),
};
const struct record BADGE_VIEW_RECORD =
    RECORD(struct badge_view, "badge_view", BADGE_VIEW_FIELDS, "Who is at this page of the station.");

/* ---- the PIN ---- */

enum fault prepare_pin(struct session *session, struct request *request)
{
    const struct pin_body *body = request->body;
    if (body->pin[strspn(body->pin, "0123456789")]) {
        reason_add(&request->reasons, "pin-digits", "/pin", "a PIN has digits alone");
        return FAULT_INVALID;
    }
    return edit_prepare_verifier(session, request, body->pin);
}

enum fault set_pin(struct session *session, struct request *request, struct answer *answer)
{
    const struct pin_set data = {.operator = request->path[0]};
    struct operator operator;
    enum fault fault;
    if (append_edit_repeated(session, request, ENTRY_PIN_SET, &data, answer, &fault))
        return fault;
    fault = find_operator(session->store, data.operator, request->arena, &operator);
    fault = not_found(request, fault, "there is no operator %s", data.operator);
    if (!fault)
        fault = append_edit(session, request, ENTRY_PIN_SET, &data, NULL, answer);
    return fault ? fault : verifier_put(session->store, VERIFIER_PIN, data.operator, request->prepared);
}

/* ---- badging in ---- */

static enum fault refuse_badge(struct request *request)
{
    refuse(&request->reasons, REFUSAL_BADGE_WRONG, "this badge and this PIN do not belong together");
    return FAULT_REFUSED;
}

/* A station's own page, which signed in with the station's token. */
static bool is_page(struct request *request)
{
    if (request->principal.station && !uuid_is_zero(request->principal.browser))
        return true;
    refuse(&request->reasons, REFUSAL_BADGE_PAGE, "sign in on a page with the token of a station first");
    return false;
}

/* Who has the badge, and his verifier: NULL where there is none, so that it takes as long. */
static enum fault find_holder(struct session *session, struct request *request, struct operator *ret,
                              const char **ret_verifier)
{
    const struct badge_body *body = request->body;
    *ret_verifier = NULL;
    enum fault fault = find_operator_by_badge(session->store, body->badge, request->arena, ret);
    if (!fault && !ret->left)
        fault = verifier_find(session->store, VERIFIER_PIN, ret->operator, request->arena, ret_verifier);
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

enum fault prepare_badge(struct session *session, struct request *request)
{
    const struct badge_body *body = request->body;
    struct operator *holder = arena_alloc(request->arena, sizeof *holder);
    const char *who = arena_printf(request->arena, "badge %s", body->badge), *verifier;
    if (!holder || !who)
        return FAULT_MEMORY;
    if (!is_page(request))
        return FAULT_REFUSED;
    enum fault fault = attempt_of_request(session, request, who);
    if (!fault)
        fault = find_holder(session, request, holder, &verifier);
    if (fault)
        return fault;
    session_read_end(session);
    if (!verifier_holds(verifier, body->pin))
        return refuse_badge(request);
    attempts_succeed(session->attempts, who, request->address);
    request->prepared = holder;
    return NOTHING_WRONG;
}

static enum fault answer_badge(struct session *session, struct answer *answer, const struct operator *operator,
                               const struct badge *badge)
{
    const struct badge_view view = {
        .operator = operator->operator,
        .name = operator->name,
        .skills = {.items = operator->skills.items, .count = operator->skills.count},
        .began = badge->began,
        .until = badge->until,
        .now = session->now_us,
        .clock_rate = session->site.clock_rate,
    };
    return answer_write(answer, &BADGE_VIEW_RECORD, &view);
}

/* The operator may have left, or been given another badge, since the PIN was looked at. */
static enum fault find_holder_again(struct session *session, struct request *request, struct operator *ret)
{
    const struct badge_body *body = request->body;
    const struct operator *holder = request->prepared;
    enum fault fault = find_operator_by_badge(session->store, body->badge, request->arena, ret);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    bool same = !fault && !ret->left && !strcmp(ret->operator, holder->operator) && ret->pin_set == holder->pin_set;
    return same ? NOTHING_WRONG : refuse_badge(request);
}

enum fault badge_in(struct session *session, struct request *request, struct answer *answer)
{
    struct operator operator;
    enum fault fault = find_holder_again(session, request, &operator);
    if (fault)
        return fault;
    const struct badge_body *body = request->body;
    const struct badged data = {
        .operator = operator.operator, .browser = request->principal.browser, .signs = body->signs};
    const struct result_badged result = {.until = session->now_us + (body->signs ? 0 : session->badge_max_us)};
    struct answer entry = {.version = ABSENT_INTEGER};
    if (append_edit_repeated(session, request, ENTRY_OPERATOR_BADGED_IN, &data, &entry, &fault))
        answer->repeated = !fault;
    else
        fault = append_edit(session, request, ENTRY_OPERATOR_BADGED_IN, &data, &result, &entry);
    buffer_free(&entry.body);
    struct badge badge;
    if (!fault)
        fault = find_badge(session->store, request->principal.station, operator.operator, INT64_MAX, request->arena,
                           &badge);
    return fault ? fault : answer_badge(session, answer, &operator, &badge);
}

static enum fault nobody_there(struct request *request, enum fault fault)
{
    if (fault == FAULT_NOT_FOUND)
        reason_add(&request->reasons, fault_row(fault)->code, NULL, "nobody is badged in at this page");
    return fault;
}

enum fault badge_out(struct session *session, struct request *request, struct answer *answer)
{
    struct badge badge;
    if (!is_page(request))
        return FAULT_REFUSED;
    enum fault fault =
        find_badged_in(session->store, request->principal.station, request->principal.browser, request->arena, &badge);
    fault = nobody_there(request, fault);
    if (fault)
        return fault;
    const struct badged data = {.operator = badge.operator, .browser = badge.browser};
    return append_edit(session, request, ENTRY_OPERATOR_BADGED_OUT, &data, NULL, answer);
}

enum fault view_badge(struct session *session, struct request *request, struct answer *answer)
{
    struct badge badge;
    struct operator operator;
    if (!is_page(request))
        return FAULT_NOT_FOUND;
    enum fault fault =
        find_badged_in(session->store, request->principal.station, request->principal.browser, request->arena, &badge);
    if (!fault)
        fault = find_operator(session->store, badge.operator, request->arena, &operator);
    if (!fault && (!badge_counts(&badge, session->now_us) || operator.left))
        fault = FAULT_NOT_FOUND;
    fault = nobody_there(request, fault);
    return fault ? fault : answer_badge(session, answer, &operator, &badge);
}

/* ---- what such a page posts ---- */

enum fault badge_judge(struct session *session, const struct request *request, const char *operator, int64_t at_us,
                       struct reasons *reasons)
{
    const struct principal *principal = &request->principal;
    if (!principal->station || uuid_is_zero(principal->browser))
        return NOTHING_WRONG;
    const struct badge_post post = {
        .operator = operator,
        .at_us = at_us,
        .now_us = session->now_us,
        .room_us = session->badge_room_us,
        .late_us = session->badge_late_us,
    };
    struct badge badge;
    enum fault fault = FAULT_NOT_FOUND;
    if (operator)
        fault = find_badge(session->store, principal->station, operator, at_us + post.room_us, request->arena, &badge);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    badge_may_post(fault ? NULL : &badge, &post, reasons);
    return NOTHING_WRONG;
}
