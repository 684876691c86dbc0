#include "floor/office.h"

#include "base/json.h"
#include "base/time.h"
#include "floor/lot_hold.h"
#include "floor/memory.h"
#include "floor/others.h"

#include <stdio.h>
#include <string.h>

static int64_t position_of(const struct reply *reply)
{
    const struct json *position =
        reply->document && json_is_object(reply->document) ? object_member(reply->document, "journal_position") : NULL;
    return position && value_kind(position) == VALUE_INTEGER ? value_integer(position) : 0;
}

/* Whether it was refused for what a lot hold does to a unit: it lies on it, and quality is about to decide. */
static bool is_stopped(const struct reply *reply)
{
    return reply->status == 409 && reply->bytes &&
           (strstr(reply->bytes, "\"unit-held\"") || strstr(reply->bytes, "\"nonconformance-open\""));
}

/* What a post may be refused for without a complaint. */
enum lenience {
    LENIENT_NEVER,
    LENIENT_HELD,    /* a lot hold stopped it; one may be placed meanwhile */
    LENIENT_DECIDED, /* another thread of quality's, which saw the same, was first: then it is done */
};

static bool is_decided(const struct reply *reply)
{
    return reply->status == 409 && reply->bytes && strstr(reply->bytes, "\"nonconformance-state\"");
}

static bool post(struct plant *plant, struct office *office, const char *path, const char *body, enum lenience lenience,
                 int64_t *ret)
{
    struct uuid key = uuid_new();
    pthread_mutex_lock(&office->lock);
    bool held = atomic_load(&plant->lot_held);
    struct reply reply = client_post(office->client, path, body, body ? strlen(body) : 0, &key);
    bool done = reply.status == 201 || (reply.status == 200 && reply.resent);
    if (done && ret)
        *ret = position_of(&reply);
    held = held || atomic_load(&plant->lot_held);
    bool others = reply.status == 409 && others_refuse(plant, reply.document);
    done = done || (lenience == LENIENT_DECIDED && is_decided(&reply));
    if (!done && !others && !(lenience == LENIENT_HELD && held && is_stopped(&reply)))
        plant_unexpected(plant, "POST %s: %d %.400s", path, reply.status, reply.bytes ? reply.bytes : "");
    pthread_mutex_unlock(&office->lock);
    return done;
}

bool office_post(struct plant *plant, struct office *office, const char *path, const char *body, int64_t *ret)
{
    return post(plant, office, path, body, LENIENT_NEVER, ret);
}

bool office_ask(struct plant *plant, struct office *office, const char *path, const char *body, office_read *read,
                void *context)
{
    pthread_mutex_lock(&office->lock);
    struct reply reply =
        body ? client_post(office->client, path, body, strlen(body), NULL) : client_get(office->client, path);
    bool answered = reply.status == 200 && reply.document && json_is_object(reply.document);
    if (answered)
        read(context, reply.document);
    else
        plant_unexpected(plant, "%s: %d %.400s", path, reply.status, reply.bytes ? reply.bytes : "");
    pthread_mutex_unlock(&office->lock);
    return answered;
}

bool office_hold(struct plant *plant, const char *serial, const char *part_number, int64_t *ret_hold)
{
    BUFFER_OWNED struct buffer body = {0};
    buffer_text(&body, "{\"serial\":");
    json_write_text(&body, serial);
    buffer_text(&body, ",\"part_number\":");
    json_write_text(&body, part_number);
    buffer_text(&body, ",\"reason\":\"a supplier's notice is being looked into\"}");
    return office_post(plant, &plant->quality, "/v1/holds", need_text(buffer_view(&body)), ret_hold);
}

bool office_release_hold(struct plant *plant, int64_t hold, const char *reason)
{
    char path[80], body[200];
    snprintf(path, sizeof path, "/v1/holds/%lld/release", (long long)hold);
    snprintf(body, sizeof body, "{\"reason\":\"%s\"}", reason);
    return office_post(plant, &plant->quality, path, body, NULL);
}

bool office_scrap(struct plant *plant, const char *serial, const char *part_number, const char *reason)
{
    char path[200], body[300];
    snprintf(path, sizeof path, "/v1/units/%s/scrap", serial);
    snprintf(body, sizeof body, "{\"part_number\":\"%s\",\"reason\":\"%s\"}", part_number, reason);
    return office_post(plant, &plant->quality, path, body, NULL);
}

/* An event of quality's own about a unit; `more` are the members that its type has beyond those of any. */
static const char *event_body(const struct plant *plant, const char *type, const char *serial, const char *part_number,
                              const char *more, struct arena *arena)
{
    char id[UUID_TEXT_SIZE], at[TIME_TEXT_SIZE];
    uuid_format(uuid_new(), id);
    moment_format((struct moment){.us = plant_now_us(plant)}, at);
    return TEXT(arena,
                "{\"id\":\"%s\",\"type\":\"%s\",\"at\":\"%s\",\"unit\":\"%s\",\"unit_part_number\":\"%s\","
                "\"operator\":\"%s\",%s}",
                id, type, at, serial, part_number, crew_inspector_badge(0, arena), more);
}

bool office_salvage(struct plant *plant, const char *serial, const struct recipe *recipe,
                    const struct position *position, const char *reason)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const char *more =
        TEXT(arena, "\"operation\":\"%s\",\"position\":\"%s\",\"removal\":\"reuse\",\"reason\":\"%s\"",
             recipe->product.operations.items[position->operation].definition->operation, position->name, reason);
    const char *body = event_body(plant, "component.removed", serial, recipe->definition.part_number, more, arena);
    return post(plant, &plant->quality, "/v1/events", body, LENIENT_HELD, NULL);
}

bool office_waive(struct plant *plant, const char *serial, const char *part_number, const char *operation,
                  const char *reason, int64_t *ret_waiver)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const char *path = TEXT(arena, "/v1/units/%s/operations/%s/waive", serial, operation);
    const char *body = TEXT(arena, "{\"part_number\":\"%s\",\"reason\":\"%s\"}", part_number, reason);
    return post(plant, &plant->quality, path, body, LENIENT_HELD, ret_waiver) &&
           post(plant, &plant->second, TEXT(arena, "/v1/waivers/%lld/countersign", (long long)*ret_waiver),
                "{\"reason\":\"seen and agreed\"}", LENIENT_HELD, NULL);
}

bool office_revoke(struct plant *plant, int64_t waiver)
{
    char path[80];
    snprintf(path, sizeof path, "/v1/waivers/%lld/revoke", (long long)waiver);
    return office_post(plant, &plant->quality, path, "{\"reason\":\"he does not after all\"}", NULL);
}

/* --- nonconformances --- */

bool office_report(struct plant *plant, const char *serial, const char *part_number, const char *position,
                   const char *code, const char *description, int64_t *ret_nonconformance)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const char *where = position ? TEXT(arena, "\"position\":\"%s\",", position) : "";
    const char *more = TEXT(arena, "%s\"code\":\"%s\",\"description\":\"%s\"", where, code, description);
    const char *body = event_body(plant, "defect.reported", serial, part_number, more, arena);
    return office_post(plant, &plant->quality, "/v1/events", body, ret_nonconformance);
}

static bool turn_at(struct plant *plant, struct office *office, int64_t nonconformance, const char *transition,
                    const char *body, enum lenience lenience, int64_t *ret_position)
{
    char path[80];
    snprintf(path, sizeof path, "/v1/nonconformances/%lld/%s", (long long)nonconformance, transition);
    return post(plant, office, path, body, lenience, ret_position);
}

static bool turn(struct plant *plant, struct office *office, int64_t nonconformance, const char *transition,
                 const char *body, enum lenience lenience)
{
    return turn_at(plant, office, nonconformance, transition, body, lenience, NULL);
}

static bool dispose(struct plant *plant, int64_t nonconformance, const char *disposition, const char *reason,
                    enum lenience lenience)
{
    char body[200];
    snprintf(body, sizeof body, "{\"disposition\":\"%s\",\"reason\":\"%s\"}", disposition, reason);
    return turn(plant, &plant->quality, nonconformance, "disposition", body, lenience);
}

bool office_dispose(struct plant *plant, int64_t nonconformance, const char *disposition, const char *reason)
{
    return dispose(plant, nonconformance, disposition, reason, LENIENT_NEVER);
}

bool office_dispose_anew(struct plant *plant, int64_t nonconformance, const char *slip, const char *disposition,
                         const char *reason)
{
    char body[200];
    int64_t decision;
    snprintf(body, sizeof body, "{\"disposition\":\"%s\",\"reason\":\"a slip\"}", slip);
    if (!turn_at(plant, &plant->quality, nonconformance, "disposition", body, LENIENT_NEVER, &decision))
        return false;
    snprintf(body, sizeof body, "{\"disposition\":\"%s\",\"reason\":\"%s\",\"replaces\":%lld}", disposition, reason,
             (long long)decision);
    return turn(plant, &plant->quality, nonconformance, "disposition", body, LENIENT_NEVER);
}

bool office_send_back(struct plant *plant, int64_t nonconformance, const char *operation)
{
    char body[200];
    snprintf(body, sizeof body, "{\"disposition\":\"rework\",\"reason\":\"to be done again\",\"operations\":[\"%s\"]}",
             operation);
    return turn(plant, &plant->quality, nonconformance, "disposition", body, LENIENT_NEVER);
}

bool office_rework(struct plant *plant, int64_t nonconformance)
{
    return dispose(plant, nonconformance, "rework", "cleaned and seen again", LENIENT_DECIDED);
}

bool office_countersign(struct plant *plant, int64_t nonconformance)
{
    return turn(plant, &plant->second, nonconformance, "countersign", "{\"reason\":\"seen and agreed\"}",
                LENIENT_NEVER);
}

bool office_close(struct plant *plant, int64_t nonconformance, const char *reason)
{
    char body[200];
    snprintf(body, sizeof body, "{\"reason\":\"%s\"}", reason);
    return turn(plant, &plant->quality, nonconformance, "close", body, LENIENT_DECIDED);
}

static bool is_done(const struct json *nonconformance)
{
    const struct json *actions = object_member(nonconformance, "actions");
    for (size_t i = 0; actions && i < json_count(actions); i++)
        if (value_kind(object_member(json_item(actions, i), "done")) != VALUE_TRUE)
            return false;
    return true;
}

/* What failed as often as it may is given all its attempts anew; what failed by its fixture never failed. */
static bool decide(struct plant *plant, const char *serial, const struct json *item, int64_t nonconformance)
{
    const char *operation = json_text_member(item, "operation");
    const struct json *review = object_member(item, "material_review");
    if (operation && review && value_kind(review) == VALUE_TRUE && name_set_remove(&plant->failing, serial, operation))
        atomic_fetch_add(&plant->tally.reviewed, 1);
    if (!operation || !name_set_remove(&plant->mistaken, serial, operation))
        return office_rework(plant, nonconformance);
    bool done = dispose(plant, nonconformance, "false_fail", "the fixture leaks, and not the rack", LENIENT_DECIDED);
    atomic_fetch_add(&plant->tally.false_fails, done);
    return done;
}

bool office_settle(struct plant *plant, const struct json *unit)
{
    const char *serial = need_text(json_text_member(unit, "serial"));
    const struct json *list = object_member(unit, "nonconformances");
    bool done = true;
    for (size_t i = 0; done && list && i < json_count(list); i++) {
        const struct json *item = json_item(list, i);
        const char *state = json_text_member(item, "state"), *code = json_text_member(item, "code");
        int64_t nonconformance = value_integer(object_member(item, "nonconformance"));
        if (!strcmp(state, "open") && strcmp(code, LOT_DEFECT_CODE))
            done = decide(plant, serial, item, nonconformance);
        else if (!strcmp(state, "dispositioned") && is_done(item))
            done = office_close(plant, nonconformance, "it passed again");
    }
    return done;
}
