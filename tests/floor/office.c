#include "floor/office.h"

#include "base/json.h"
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

bool office_release_hold(struct plant *plant, int64_t hold)
{
    char path[80];
    snprintf(path, sizeof path, "/v1/holds/%lld/release", (long long)hold);
    return office_post(plant, &plant->quality, path, "{\"reason\":\"the notice is about another lot\"}", NULL);
}

bool office_rework(struct plant *plant, int64_t nonconformance)
{
    char path[80];
    snprintf(path, sizeof path, "/v1/nonconformances/%lld/disposition", (long long)nonconformance);
    return office_post(plant, &plant->quality, path,
                       "{\"disposition\":\"rework\",\"reason\":\"cleaned and seen again\"}", NULL);
}

static bool office_close(struct plant *plant, int64_t nonconformance)
{
    char path[80];
    snprintf(path, sizeof path, "/v1/nonconformances/%lld/close", (long long)nonconformance);
    return office_post(plant, &plant->quality, path, "{\"reason\":\"it passed again\"}", NULL);
}

bool office_settle(struct plant *plant, const struct json *unit)
{
    const struct json *list = object_member(unit, "nonconformances");
    bool done = true;
    for (size_t i = 0; done && list && i < json_count(list); i++) {
        const struct json *item = json_item(list, i);
        const char *state = json_text_member(item, "state");
        int64_t nonconformance = value_integer(object_member(item, "nonconformance"));
        if (state && !strcmp(state, "open"))
            done = office_rework(plant, nonconformance);
        else if (state && !strcmp(state, "dispositioned"))
            done = office_close(plant, nonconformance);
    }
    return done;
}
