#include "floor/office.h"

#include "base/json.h"
#include "base/time.h"
#include "floor/lot_hold.h"
#include "floor/memory.h"

#include <stdio.h>
#include <string.h>

static int64_t position_of(const struct reply *reply)
{
    const struct json *position =
        reply->document && json_is_object(reply->document) ? object_member(reply->document, "journal_position") : NULL;
    return position && value_kind(position) == VALUE_INTEGER ? value_integer(position) : 0;
}

bool office_post(struct plant *plant, struct office *office, const char *path, const char *body, int64_t *ret)
{
    struct uuid key = uuid_new();
    pthread_mutex_lock(&office->lock);
    struct reply reply = client_post(office->client, path, body, body ? strlen(body) : 0, &key);
    bool done = reply.status == 201 || (reply.status == 200 && reply.resent);
    if (done && ret)
        *ret = position_of(&reply);
    if (!done)
        plant_unexpected(plant, "POST %s: %d %.400s", path, reply.status, reply.bytes ? reply.bytes : "");
    pthread_mutex_unlock(&office->lock);
    return done;
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

/* --- nonconformances --- */

bool office_report(struct plant *plant, const char *serial, const char *part_number, const char *position,
                   const char *code, const char *description, int64_t *ret_nonconformance)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    char id[UUID_TEXT_SIZE], at[TIME_TEXT_SIZE];
    uuid_format(uuid_new(), id);
    moment_format((struct moment){.us = plant_now_us(plant)}, at);
    const char *where = position ? TEXT(arena, "\"position\":\"%s\",", position) : "";
    const char *body = TEXT(arena,
                            "{\"id\":\"%s\",\"type\":\"defect.reported\",\"at\":\"%s\",\"unit\":\"%s\","
                            "\"unit_part_number\":\"%s\",\"operator\":\"%s\",%s\"code\":\"%s\","
                            "\"description\":\"%s\"}",
                            id, at, serial, part_number, crew_inspector_badge(0, arena), where, code, description);
    return office_post(plant, &plant->quality, "/v1/events", body, ret_nonconformance);
}

static bool turn(struct plant *plant, struct office *office, int64_t nonconformance, const char *transition,
                 const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/v1/nonconformances/%lld/%s", (long long)nonconformance, transition);
    return office_post(plant, office, path, body, NULL);
}

bool office_dispose(struct plant *plant, int64_t nonconformance, const char *disposition, const char *reason)
{
    char body[200];
    snprintf(body, sizeof body, "{\"disposition\":\"%s\",\"reason\":\"%s\"}", disposition, reason);
    return turn(plant, &plant->quality, nonconformance, "disposition", body);
}

bool office_countersign(struct plant *plant, int64_t nonconformance)
{
    return turn(plant, &plant->second, nonconformance, "countersign", "{\"reason\":\"seen and agreed\"}");
}

bool office_close(struct plant *plant, int64_t nonconformance, const char *reason)
{
    char body[200];
    snprintf(body, sizeof body, "{\"reason\":\"%s\"}", reason);
    return turn(plant, &plant->quality, nonconformance, "close", body);
}

static bool is_done(const struct json *nonconformance)
{
    const struct json *actions = object_member(nonconformance, "actions");
    for (size_t i = 0; actions && i < json_count(actions); i++)
        if (value_kind(object_member(json_item(actions, i), "done")) != VALUE_TRUE)
            return false;
    return true;
}

bool office_settle(struct plant *plant, const struct json *unit)
{
    const struct json *list = object_member(unit, "nonconformances");
    bool done = true;
    for (size_t i = 0; done && list && i < json_count(list); i++) {
        const struct json *item = json_item(list, i);
        const char *state = json_text_member(item, "state"), *code = json_text_member(item, "code");
        int64_t nonconformance = value_integer(object_member(item, "nonconformance"));
        if (!strcmp(state, "open") && strcmp(code, LOT_DEFECT_CODE))
            done = office_dispose(plant, nonconformance, "rework", "cleaned and seen again");
        else if (!strcmp(state, "dispositioned") && is_done(item))
            done = office_close(plant, nonconformance, "it passed again");
    }
    return done;
}
