#include "floor/tidy.h"

#include "domain/state.h"
#include "floor/lot_hold.h"
#include "floor/memory.h"
#include "floor/office.h"
#include "floor/repair.h"

#include <string.h>

/* The ids of one list's items that an earlier floor left open. */
struct left {
    LIST_OF(int64_t) ids;
    const char *cursor; /* of the next page; "" when there is none */
};

/* Whether something is to be done about an item; what needs no answer is done at once. */
typedef bool is_left(struct plant *plant, const struct json *item);

static bool hold_is_left(struct plant *plant, const struct json *hold)
{
    (void)plant;
    const char *placed_by = json_text_member(hold, "placed_by");
    return !object_member(hold, "released") && placed_by && !strncmp(placed_by, FLOOR_TOKENS, strlen(FLOOR_TOKENS));
}

/* Whether a part was to be replaced, or to go back to its supplier, and did not. */
static bool waits_for_part(const struct json *nonconformance)
{
    const struct json *actions = object_member(nonconformance, "actions");
    for (size_t i = 0; i < json_count(actions); i++) {
        const char *action = json_text_member(json_item(actions, i), "action");
        const struct json *done = object_member(json_item(actions, i), "done");
        bool of_part = action && (!strcmp(action, "component_replaced") || !strcmp(action, "component_returned"));
        if (of_part && done && value_kind(done) == VALUE_FALSE)
            return true;
    }
    return false;
}

static bool defect_is_left(struct plant *plant, const struct json *nonconformance)
{
    const char *state = json_text_member(nonconformance, "state");
    const char *description = json_text_member(nonconformance, "description");
    const char *code = json_text_member(nonconformance, "code");
    const char *serial = json_text_member(nonconformance, "serial");
    const char *position = json_text_member(nonconformance, "position");
    if (state && !strcmp(state, "dispositioned") && serial && position && waits_for_part(nonconformance))
        repair_want(plant, serial, position);
    return state && !strcmp(state, "open") &&
           ((code && (!strcmp(code, DEFECT_OPERATION_FAILED) || !strcmp(code, LOT_DEFECT_CODE))) ||
            (description && !strcmp(description, TIDY_DEFECT_DESCRIPTION)));
}

static bool read_page(struct plant *plant, const char *list, const char *id, is_left *leaves, struct arena *arena,
                      struct left *left)
{
    const char *path = TEXT(arena, "/v1/%s?limit=500%s%s", list, *left->cursor ? "&cursor=" : "", left->cursor);
    struct reply reply = client_get(plant->quality.client, path);
    const struct json *items = reply.status == 200 && reply.document ? object_member(reply.document, "items") : NULL;
    if (!items) {
        plant_unexpected(plant, "GET %s: %d %.300s", path, reply.status, reply.bytes ? reply.bytes : "");
        return false;
    }
    left->ids.items = NEW_ARRAY(arena, int64_t, json_count(items) + 1);
    left->ids.count = 0;
    for (size_t i = 0; i < json_count(items); i++) {
        const struct json *item = json_item(items, i);
        const struct json *number = object_member(item, id);
        if (number && value_kind(number) == VALUE_INTEGER && leaves(plant, item))
            left->ids.items[left->ids.count++] = value_integer(number);
    }
    const char *next = json_text_member(reply.document, "next_cursor");
    left->cursor = next ? TEXT(arena, "%s", next) : "";
    return true;
}

static bool tidy_list(struct plant *plant, const char *list, const char *id, is_left *leaves,
                      bool (*end)(struct plant *plant, int64_t id))
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct left left = {.cursor = ""};
    bool done = true;
    do {
        done = read_page(plant, list, id, leaves, arena, &left);
        for (size_t i = 0; done && i < left.ids.count; i++)
            done = end(plant, left.ids.items[i]);
    } while (done && *left.cursor);
    return done;
}

static bool release(struct plant *plant, int64_t hold)
{
    return office_release_hold(plant, hold, "the floor that placed it was stopped");
}

bool tidy_line(struct plant *plant)
{
    return tidy_list(plant, "holds", "hold", hold_is_left, release) &&
           tidy_list(plant, "nonconformances", "nonconformance", defect_is_left, office_rework);
}
