#include "floor/events.h"

#include "base/json.h"
#include "base/time.h"
#include "floor/memory.h"

#include <stdlib.h>
#include <string.h>

static struct message write_as(struct worker *worker, struct uuid event, enum entry_kind kind, void *data)
{
    struct message message = {.kind = kind, .id = event};
    char id[UUID_TEXT_SIZE];
    BUFFER_OWNED struct buffer members = {0};
    struct moment *at = data; /* the first member of every event */
    *at = (struct moment){.us = plant_now_us(worker->plant), .offset_min = FLOOR_OFFSET_MIN};
    uuid_format(message.id, id);
    json_write(&members, ENTRY_TYPES[kind].data, data);
    const char *rest = need_text(buffer_view(&members));
    message.bytes = TEXT(worker->arena, "{\"id\":\"%s\",\"type\":\"%s\",%s", id, ENTRY_TYPES[kind].name, rest + 1);
    message.size = strlen(message.bytes);
    return message;
}

struct message message_write(struct worker *worker, enum entry_kind kind, void *data)
{
    return write_as(worker, uuid_new(), kind, data);
}

/* --- what was accepted --- */

void worker_forget(struct worker *worker)
{
    free((char *)worker->kept.message.bytes);
    free((char *)worker->kept.entry);
    worker->kept = (struct accepted){0};
}

void worker_turn(struct worker *worker)
{
    if (worker->last.message.bytes && !worker->kept.message.bytes) {
        worker->kept = worker->last;
        worker->kept.message.bytes = need_memory(strdup(worker->last.message.bytes));
        worker->kept.entry = need_memory(strdup(worker->last.entry));
    }
    worker->last = (struct accepted){0};
    arena_reset(worker->arena);
}

/* --- reading an answer --- */

static const char *copy_text(struct arena *arena, const struct json *object, const char *name)
{
    const char *text = object ? json_text_member(object, name) : NULL;
    return text ? TEXT(arena, "%s", text) : NULL;
}

static struct fallen read_fallen(const struct json *object, struct arena *arena)
{
    const struct json *const lists[] = {object_member(object, "invalidated"), object_member(object, "waived")};
    struct fallen fallen = {.unit = copy_text(arena, object, "unit")};
    fallen.operations.items = NEW_ARRAY(arena, const char *, json_count(lists[0]) + json_count(lists[1]) + 1);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < json_count(lists[i]); j++)
            fallen.operations.items[fallen.operations.count++] = TEXT(arena, "%s", value_text(json_item(lists[i], j)));
    return fallen;
}

static void read_entry(const struct json *entry, struct arena *arena, struct outcome *outcome)
{
    const struct json *position = object_member(entry, "journal_position");
    const struct json *result = object_member(entry, "result");
    if (position && value_kind(position) == VALUE_INTEGER)
        outcome->journal_position = value_integer(position);
    if (!result)
        return;
    const char *verdict = json_text_member(result, "verdict");
    outcome->removed = copy_text(arena, result, "serial");
    outcome->verdict = verdict ? name_value(&VERDICT_NAMES, verdict) : VERDICT_ABSENT;
    outcome->fallen = read_fallen(result, arena);
    const struct json *outer = object_member(result, "outer");
    outcome->outer.items = NEW_ARRAY(arena, struct fallen, json_count(outer) + 1);
    for (size_t i = 0; i < json_count(outer); i++)
        outcome->outer.items[outcome->outer.count++] = read_fallen(json_item(outer, i), arena);
}

static void read_problem(const struct json *problem, struct arena *arena, struct outcome *outcome)
{
    const struct json *reasons = object_member(problem, "reasons");
    size_t count = reasons ? json_count(reasons) : 0;
    outcome->detail = copy_text(arena, problem, "title");
    outcome->codes.items = NEW_ARRAY(arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct json *reason = json_item(reasons, i);
        const char *code = copy_text(arena, reason, "code");
        const char *detail = copy_text(arena, reason, "detail");
        if (code)
            outcome->codes.items[outcome->codes.count++] = code;
        if (detail && i == 0)
            outcome->detail = detail;
    }
}

static struct outcome read_outcome(int status, const struct json *document, struct arena *arena)
{
    struct outcome outcome = {.status = status};
    if (!document || !json_is_object(document))
        return outcome;
    if (status == 200 || status == 201)
        read_entry(document, arena, &outcome);
    else
        read_problem(document, arena, &outcome);
    return outcome;
}

/* --- judging it --- */

bool outcome_has(const struct outcome *outcome, const char *const *codes)
{
    for (size_t i = 0; i < outcome->codes.count; i++)
        for (size_t j = 0; codes[j]; j++)
            if (!strcmp(outcome->codes.items[i], codes[j]))
                return true;
    return false;
}

/* An event that is refused for the same in several places counts once. */
static bool is_first(const struct outcome *outcome, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (!strcmp(outcome->codes.items[i], outcome->codes.items[index]))
            return false;
    return true;
}

static void count_refusal(struct tally *tally, const struct outcome *outcome)
{
    atomic_fetch_add(&tally->refusals, 1);
    for (size_t i = 0; i < outcome->codes.count; i++) {
        size_t row = 0;
        while (row < REFUSAL_COUNT && strcmp(REFUSAL_ROWS[row].code, outcome->codes.items[i]))
            row++;
        if (is_first(outcome, i))
            atomic_fetch_add(&tally->refused[row], 1);
    }
}

static bool is_others_doing(const struct plant *plant, const struct outcome *outcome)
{
    for (size_t i = 0; i < outcome->codes.count; i++)
        if (others_may_cause(plant, outcome->codes.items[i]))
            return true;
    return false;
}

/* `held`: a lot hold lies, or did when the post was sent. */
static enum stop stop_of(const struct plant *plant, const struct outcome *outcome, bool held)
{
    bool by_others = is_others_doing(plant, outcome);
    if (outcome->status != 409 || !(held || by_others))
        return NOT_STOPPED;
    if (outcome_has(outcome, CODES("unit-held")))
        return UNIT_STOPPED;
    if (outcome_has(outcome, CODES("component-held")) ||
        (by_others && outcome_has(outcome, CODES("component-faulty", "component-scrapped", "component-returned"))))
        return COMPONENT_STOPPED;
    return by_others ? UNIT_STOPPED : NOT_STOPPED;
}

/* `held`: whether a lot hold lay when the post was sent; one may have been placed meanwhile. */
static void note_stop(struct worker *worker, const struct outcome *outcome, bool held)
{
    worker->stop = stop_of(worker->plant, outcome, held || atomic_load(&worker->plant->lot_held));
    if (worker->stop == UNIT_STOPPED)
        atomic_fetch_add(&worker->plant->tally.stopped, 1);
    if (worker->stop == COMPONENT_STOPPED)
        atomic_fetch_add(&worker->plant->tally.kept_out, 1);
}

void worker_complain(struct worker *worker, const struct message *message, const struct outcome *outcome)
{
    const char *codes = "";
    for (size_t i = 0; i < outcome->codes.count; i++)
        codes = TEXT(worker->arena, "%s %s", codes, outcome->codes.items[i]);
    plant_unexpected(worker->plant, "%s: %d%s%s%s to %.400s", worker->post->code, outcome->status, codes,
                     outcome->detail ? ": " : "", outcome->detail ? outcome->detail : "", message->bytes);
    if (worker->plant->options->people) /* the line lives on: what this is about is left alone for a while */
        worker->stop = UNIT_STOPPED;
}

struct outcome worker_try(struct worker *worker, const struct message *message, struct reply *ret_reply)
{
    plant_pace(worker->plant, 1);
    bool held = atomic_load(&worker->plant->lot_held);
    struct reply reply = client_post(worker->client, "/v1/events", message->bytes, message->size, NULL);
    struct outcome outcome = read_outcome(reply.status, reply.document, worker->arena);
    if (outcome.status == 409)
        count_refusal(&worker->plant->tally, &outcome);
    note_stop(worker, &outcome, held);
    *ret_reply = reply;
    return outcome;
}

bool worker_accepts(struct worker *worker, const struct message *message, const struct outcome *outcome,
                    const struct reply *reply)
{
    if (outcome->status != 201 && !(outcome->status == 200 && reply->resent))
        return false;
    atomic_fetch_add(&worker->plant->tally.accepted, 1);
    worker->last = (struct accepted){.message = *message, .entry = TEXT(worker->arena, "%s", reply->bytes)};
    return true;
}

bool worker_send(struct worker *worker, const struct message *message, struct outcome *ret)
{
    struct reply reply;
    struct outcome outcome = worker_try(worker, message, &reply);
    if (!worker_accepts(worker, message, &outcome, &reply)) {
        if (!worker->stop)
            worker_complain(worker, message, &outcome);
        return false;
    }
    if (ret)
        *ret = outcome;
    return true;
}

bool worker_post(struct worker *worker, enum entry_kind kind, void *data, struct outcome *ret)
{
    struct message message = message_write(worker, kind, data);
    return worker_send(worker, &message, ret);
}

bool worker_refused(struct worker *worker, enum entry_kind kind, void *data, const char *const *codes)
{
    struct message message = message_write(worker, kind, data);
    struct reply reply;
    struct outcome outcome = worker_try(worker, &message, &reply);
    bool as_expected = outcome.status == 409 && outcome_has(&outcome, codes);
    if (!as_expected && !worker->stop)
        worker_complain(worker, &message, &outcome);
    return as_expected;
}

bool worker_repeat(struct worker *worker, const struct accepted *accepted)
{
    struct reply reply;
    struct outcome outcome = worker_try(worker, &accepted->message, &reply);
    bool same = outcome.status == 200 && !strcmp(reply.bytes, accepted->entry);
    if (same)
        atomic_fetch_add(&worker->plant->tally.repeated, 1);
    else
        worker_complain(worker, &accepted->message, &outcome);
    return same;
}

bool worker_reuse_id(struct worker *worker, enum entry_kind kind, void *data)
{
    struct reply reply;
    struct message message = write_as(worker, worker->last.message.id, kind, data);
    struct outcome outcome = worker_try(worker, &message, &reply);
    if (outcome.status == 422)
        atomic_fetch_add(&worker->plant->tally.reused, 1);
    else
        worker_complain(worker, &message, &outcome);
    return outcome.status == 422;
}

/* --- arrays --- */

/* What was not accepted is not done. `before`: what was stopped earlier in the array; nothing is recorded of a part
 * that was kept out. */
static bool judge_one(struct worker *worker, const struct message *message, const struct json *item, bool resent,
                      bool held, enum stop before, const char *const *codes)
{
    const struct json *status = object_member(item, "status");
    int number = status && value_kind(status) == VALUE_INTEGER ? (int)value_integer(status) : 0;
    const struct json *inner = object_member(item, number == 200 || number == 201 ? "entry" : "problem");
    struct outcome outcome = read_outcome(number, inner, worker->arena);
    bool accepted = number == 201 || (number == 200 && resent);
    if (accepted)
        atomic_fetch_add(&worker->plant->tally.accepted, 1);
    if (number == 409)
        count_refusal(&worker->plant->tally, &outcome);
    if (message->step)
        message->step->done = accepted;
    note_stop(worker, &outcome, held);
    bool as_expected = codes ? number == 409 && outcome_has(&outcome, codes) : accepted;
    bool follows = before == COMPONENT_STOPPED && outcome_has(&outcome, CODES("position-empty"));
    if (!as_expected && !worker->stop && !follows)
        worker_complain(worker, message, &outcome);
    return as_expected;
}

static const struct json *outcomes_of(const struct reply *reply, size_t count)
{
    const struct json *list = reply->status == 200 && reply->document && json_is_object(reply->document)
                                  ? object_member(reply->document, "outcomes")
                                  : NULL;
    return list && json_is_array(list) && json_count(list) == count ? list : NULL;
}

bool worker_send_array(struct worker *worker, const struct message *messages, size_t count, int refused,
                       const char *const *codes)
{
    BUFFER_OWNED struct buffer body = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_char(&body, i ? ',' : '[');
        buffer_add(&body, messages[i].bytes, messages[i].size);
    }
    buffer_char(&body, ']');
    const char *bytes = need_text(buffer_view(&body));
    plant_pace(worker->plant, count);
    bool held = atomic_load(&worker->plant->lot_held);
    struct reply reply = client_post(worker->client, "/v1/events", bytes, body.size, NULL);
    const struct json *list = outcomes_of(&reply, count);
    if (!list) {
        plant_unexpected(worker->plant, "%s: %d to an array of %zu events: %.300s", worker->post->code, reply.status,
                         count, reply.bytes ? reply.bytes : "");
        return false;
    }
    bool as_expected = true;
    enum stop stop = NOT_STOPPED;
    for (size_t i = 0; i < count; i++) {
        as_expected = judge_one(worker, &messages[i], json_item(list, i), reply.resent > 0, held, stop,
                                (int)i == refused ? codes : NULL) &&
                      as_expected;
        stop = worker->stop ? worker->stop : stop;
    }
    worker->stop = stop;
    return as_expected;
}
