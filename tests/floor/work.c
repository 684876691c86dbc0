#include "floor/work.h"

#include "base/json.h"
#include "floor/memory.h"

static const char *text_of(const struct json *object, const char *name, struct arena *arena)
{
    const char *text = json_text_member(object, name);
    return text ? TEXT(arena, "%s", text) : NULL;
}

static double number_of(const struct json *object, const char *name)
{
    const struct json *number = object_member(object, name);
    if (!number || (value_kind(number) != VALUE_INTEGER && value_kind(number) != VALUE_REAL))
        return ABSENT_NUMBER;
    return value_number(number);
}

static bool flag_of(const struct json *object, const char *name)
{
    const struct json *flag = object_member(object, name);
    return flag && value_kind(flag) == VALUE_TRUE;
}

static struct need read_need(const struct json *object, struct arena *arena)
{
    double samples = number_of(object, "samples");
    return (struct need){
        .position = text_of(object, "position", arena),
        .part_number = text_of(object, "part_number", arena),
        .characteristic = text_of(object, "characteristic", arena),
        .samples = isnan(samples) ? ABSENT_INTEGER : (int64_t)samples,
        .check = text_of(object, "check", arena),
        .signature = flag_of(object, "signature"),
    };
}

static bool read_item(const struct json *object, struct arena *arena, struct work *ret)
{
    const char *state = json_text_member(object, "state");
    const struct json *needs = object_member(object, "needs");
    *ret = (struct work){
        .serial = text_of(object, "serial", arena),
        .part_number = text_of(object, "part_number", arena),
        .operation = text_of(object, "operation", arena),
        .state = state ? name_value(&OPERATION_STATE_NAMES, state) : 0,
        .bay = text_of(object, "bay", arena),
        .remaining_min = number_of(object, "remaining_min"),
    };
    size_t count = needs ? json_count(needs) : 0;
    ret->needs.list.items = NEW_ARRAY(arena, struct need, count + 1);
    for (size_t i = 0; i < count; i++)
        ret->needs.list.items[ret->needs.list.count++] = read_need(json_item(needs, i), arena);
    return ret->serial && ret->part_number && ret->operation && ret->state;
}

bool work_read(const struct json *document, struct arena *arena, struct work_list *ret)
{
    const struct json *items = document && json_is_object(document) ? object_member(document, "items") : NULL;
    if (!items || !json_is_array(items))
        return false;
    const char *state = json_text_member(document, "state");
    struct work_list works = {.station_state = state ? name_value(&STATION_STATE_NAMES, state) : STATION_ABSENT};
    works.list.items = NEW_ARRAY(arena, struct work, json_count(items) + 1);
    for (size_t i = 0; i < json_count(items); i++) {
        struct work *work = &works.list.items[works.list.count];
        if (!read_item(json_item(items, i), arena, work))
            return false;
        works.list.count += work->state == OPERATION_READY || work->state == OPERATION_RUNNING ||
                            work->state == OPERATION_PAUSED; /* what only comes out, who wanted that takes out */
    }
    *ret = works;
    return true;
}
