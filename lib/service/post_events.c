/* POST /v1/events: what stations report. */
#include "base/field_value.h"
#include "base/json_value.h"
#include "base/meant.h"
#include "base/problem.h"
#include "domain/scanned.h"
#include "service/append.h"
#include "service/badges.h"
#include "service/caught_again.h"
#include "service/commands.h"
#include "service/snapshot.h"
#include "service/taken_back.h"

#include <string.h>

/* One event of a request, decoded on the thread that received it. */
struct posted_event {
    enum fault fault; /* of decoding; then the rest is not filled */
    struct reasons reasons;
    struct uuid id;
    const char *id_member; /* its pointer */
    enum entry_kind kind;
    const void *data;
};

struct posted_events {
    bool array;
    LIST_OF(struct posted_event) list;
};

/* The members of every event that stand beside its data. */
static const char *const HEAD_MEMBERS[] = {"id", "type", NULL};
static const struct field EVENT_ID = {.name = "id", .kind = KIND_UUID, .about = "made by the station"};

/* A text member that must be there; NULL, with a reason, when it is not. */
static const char *head_text(const struct json *object, const char *name, const char *member, struct reasons *reasons)
{
    const char *text = json_text_member(object, name);
    if (!object_member(object, name))
        reason_add(reasons, REASON_MISSING, member, "is required");
    else if (!text)
        reason_add(reasons, REASON_WRONG_TYPE, member, "must be a text");
    return text;
}

static enum fault decode_typed(const struct json *object, const char *pointer, bool any_later,
                               struct posted_event *event)
{
    struct reasons *reasons = &event->reasons;
    const char *id_member = arena_join(reasons->arena, pointer, "/id");
    const char *type_member = arena_join(reasons->arena, pointer, "/type");
    if (!id_member || !type_member)
        return FAULT_MEMORY;
    event->id_member = id_member;
    const char *id = head_text(object, "id", id_member, reasons);
    const char *type = head_text(object, "type", type_member, reasons);
    bool id_fits = id && field_from_text(&EVENT_ID, &event->id, id, id_member, reasons);
    event->kind = type ? entry_kind_named(type) : ENTRY_KIND_COUNT;
    if (event->kind >= ENTRY_POSTED_COUNT) {
        if (type)
            reason_add(reasons, REASON_CHOICE, type_member, "%s is no type of event that is posted", type);
        return FAULT_INVALID;
    }
    const struct record *record = event_posted(event->kind);
    void *data = arena_alloc(reasons->arena, record->size);
    if (!data)
        return FAULT_MEMORY;
    event->data = data;
    enum fault fault = json_decode_sound(object, record, pointer, HEAD_MEMBERS, data, reasons);
    if (fault && fault != FAULT_INVALID)
        return fault;
    enum fault meant = refuse_unmeant(record, data, pointer, any_later, reasons);
    fault = fault ? fault : meant;
    if (fault == NOTHING_WRONG && event->kind == ENTRY_COMPONENT_INSTALLED)
        fault = scanned_settle(data, pointer, reasons);
    return fault ? fault : id_fits ? NOTHING_WRONG : FAULT_INVALID;
}

static void decode_event(const struct json *value, const char *pointer, const struct request *request,
                         struct posted_event *event)
{
    *event = (struct posted_event){.reasons = reasons_beside(&request->reasons)};
    if (json_is_object(value)) {
        event->fault = decode_typed(value, pointer, request->any_later, event);
        return;
    }
    reason_add(&event->reasons, REASON_WRONG_TYPE, pointer, "an event must be an object");
    event->fault = FAULT_INVALID;
}

enum fault decode_events(const struct json *body, struct request *request, const void **ret_body)
{
    struct posted_events *events = arena_alloc(request->arena, sizeof *events);
    if (!events)
        return FAULT_MEMORY;
    events->array = json_is_array(body);
    events->list.count = events->array ? json_count(body) : 1;
    events->list.items = arena_array(request->arena, events->list.count, sizeof *events->list.items);
    if (!events->list.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < events->list.count; i++) {
        const char *pointer = events->array ? arena_printf(request->arena, "/%zu", i) : "";
        if (!pointer)
            return FAULT_MEMORY;
        decode_event(events->array ? json_item(body, i) : body, pointer, request, &events->list.items[i]);
    }
    struct posted_event *first = events->list.items;
    if (!events->array && first->fault) {
        request->reasons = first->reasons;
        return first->fault;
    }
    *ret_body = events;
    return NOTHING_WRONG;
}

/* What the loader must look up, from the event itself. */
static struct snapshot_question event_question(const struct request *request, enum entry_kind kind, const void *data)
{
    struct snapshot_question question = {.station = request->principal.station};
    const struct subject *subject = event_subject(kind, data);
    if (subject) {
        question.unit = subject->unit;
        question.unit_part_number = subject->unit_part_number;
        question.operation = subject->operation;
        question.operator = subject->operator;
    }
    if (kind == ENTRY_OPERATION_STARTED) {
        question.tool = ((const struct operation_started *)data)->tool;
    } else if (kind == ENTRY_MEASUREMENT_RECORDED) {
        question.tool = ((const struct measurement_recorded *)data)->tool;
        question.position = ((const struct measurement_recorded *)data)->position;
    } else if (kind == ENTRY_CHECK_RECORDED) {
        question.position = ((const struct check_recorded *)data)->position;
    } else if (kind == ENTRY_COMPONENT_INSTALLED) {
        const struct component_installed *installed = data;
        question.position = installed->position;
        question.component_part_number = installed->part_number;
        question.component_serial = installed->serial;
        question.component_lot = installed->lot;
        question.identifiers.items = installed->identifiers.items;
        question.identifiers.count = installed->identifiers.count;
    } else if (kind == ENTRY_COMPONENT_REMOVED) {
        question.position = ((const struct component_removed *)data)->position;
    } else if (kind == ENTRY_OPERATION_COMPLETED) {
        question.defect = ((const struct operation_completed *)data)->defect;
    } else if (kind == ENTRY_DEFECT_REPORTED) {
        question.defect = ((const struct defect_reported *)data)->code;
    } else if (kind == ENTRY_STATION_CHANGED) {
        question.operator = ((const struct station_changed *)data)->operator;
    } else if (kind == ENTRY_EVENT_CORRECTED) {
        const struct event_corrected *corrected = data;
        question.operator = corrected->operator;
        question.voided = corrected->event;
    }
    return question;
}

/* What it takes back may be what a hold caught the unit for, or have taken out what a hold is about. */
static enum fault append_correction(struct session *session, struct request *request, const struct posted_event *event,
                                    const struct snapshot *snapshot, const struct decision *decision,
                                    struct answer *answer)
{
    struct caught_list caught;
    enum fault fault = caught_before(session, snapshot, request->arena, &caught);
    if (fault == NOTHING_WRONG)
        fault = append_decision(session, &request->principal, event->id, decision, answer);
    if (fault == NOTHING_WRONG)
        fault = caught_after(session, &caught, event->data, request->arena);
    return fault ? fault : caught_again(session, snapshot, request->arena);
}

static enum fault post_one(struct session *session, struct request *request, const struct posted_event *event,
                           struct answer *answer, struct reasons *reasons)
{
    bool repeated = false;
    const struct posted_id posted = {event->id, event->id_member, event->kind, event->data};
    enum fault fault = append_repeated(session, &request->principal, &posted, answer, reasons, &repeated);
    if (fault || repeated)
        return fault;
    const struct event_rule_row *row = &EVENT_RULES[event->kind];
    struct snapshot_question question = event_question(request, event->kind, event->data);
    struct snapshot snapshot;
    struct decision decision = {.count = 0};
    fault = snapshot_load(session, &request->principal, &question, row->see, request->arena, &snapshot);
    if (fault == NOTHING_WRONG)
        fault = badge_judge(session, request, question.operator, event_at_us(event->kind, event->data),
                            reasons);
    if (fault == NOTHING_WRONG)
        event_may_be_of(event_at_us(event->kind, event->data), &session->site, session->now_us,
                        session->clocks.wall_us, reasons);
    if (fault == NOTHING_WRONG)
        fault = row->rule(&snapshot, event->data, &decision, reasons);
    if (fault == NOTHING_WRONG && reasons->found)
        fault = FAULT_REFUSED; /* the rules have nothing against it, but it is not this page's to post, or not now */
    if (fault)
        return fault;
    return event->kind == ENTRY_EVENT_CORRECTED ? append_correction(session, request, event, &snapshot, &decision, answer)
                                                : append_decision(session, &request->principal, event->id, &decision,
                                                                  answer);
}

/* Whether a fault is the event's own, so that the rest of an array goes on. */
static bool fault_is_of_event(enum fault fault)
{
    return fault_row(fault)->status < 500;
}

/* An event of an array in a savepoint of its own. Savepoints nest: the daemon's covers the whole array. */
static enum fault post_marked(struct session *session, struct request *request, struct posted_event *event,
                              struct answer *one)
{
    if (event->fault)
        return event->fault;
    event->reasons.count = event->reasons.found = 0; /* of a batch that is run again */
    enum fault fault = session_mark(session);
    if (fault)
        return fault;
    fault = post_one(session, request, event, one, &event->reasons);
    if (fault) {
        session_undo(session);
        return fault;
    }
    return session_keep(session);
}

static enum fault post_array(struct session *session, struct request *request, const struct posted_events *events,
                             struct answer *answer)
{
    buffer_text(&answer->body, "{\"outcomes\":[");
    for (size_t i = 0; i < events->list.count; i++) {
        struct answer one = {.version = ABSENT_INTEGER};
        struct posted_event *event = &events->list.items[i];
        enum fault fault = post_marked(session, request, event, &one);
        if (fault && !fault_is_of_event(fault)) {
            buffer_free(&one.body);
            return fault;
        }
        int status = fault ? fault_row(fault)->status : one.repeated ? 200 : 201;
        buffer_printf(&answer->body, "%s{\"status\":%d,", i ? "," : "", status);
        if (fault) {
            buffer_text(&answer->body, "\"problem\":");
            problem_write(&answer->body, fault, &event->reasons);
        } else {
            buffer_text(&answer->body, "\"entry\":");
            buffer_add(&answer->body, one.body.bytes, one.body.size);
        }
        buffer_char(&answer->body, '}');
        buffer_free(&one.body);
    }
    buffer_text(&answer->body, "]}");
    return answer->body.failed ? FAULT_MEMORY : NOTHING_WRONG;
}

enum fault post_events(struct session *session, struct request *request, struct answer *answer)
{
    const struct posted_events *events = request->body;
    if (events->array)
        return post_array(session, request, events, answer);
    return post_one(session, request, events->list.items, answer, &request->reasons);
}
