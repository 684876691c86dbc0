#include "floor/revision.h"

#include "base/json.h"
#include "floor/memory.h"
#include "floor/office.h"

#include <string.h>

enum { RACKS_MOVED = 3, RACKS_LISTED = 100 };

static bool define_later(struct plant *plant, struct arena *arena)
{
    const struct recipe *later = plant->later;
    const char *path = TEXT(arena, "/v1/products/%s/%s", later->definition.part_number, later->definition.revision);
    pthread_mutex_lock(&plant->planner.lock);
    int status = client_get(plant->planner.client, path).status;
    if (status == 404) {
        struct reply reply = client_put(plant->planner.client, path, later->document, later->size);
        if (reply.status != 201 && !reply.resent)
            plant_unexpected(plant, "PUT %s: %d %.300s", path, reply.status, reply.bytes ? reply.bytes : "");
    }
    pthread_mutex_unlock(&plant->planner.lock);
    return status == 200 ||
           (status == 404 && office_post(plant, &plant->planner, TEXT(arena, "%s/release", path), NULL, NULL));
}

/* --- the racks --- */

struct racks {
    struct arena *arena;
    const char *later; /* revision */
    bool moved;        /* those of it are wanted, and not the others */
    LIST_OF(const char *) list;
    const char *next; /* cursor; "" after the last page */
};

static void read_racks(void *context, const struct json *document)
{
    struct racks *racks = context;
    const struct json *items = object_member(document, "items");
    const char *next = json_text_member(document, "next_cursor");
    const char **list = NEW_ARRAY(racks->arena, const char *, racks->list.count + json_count(items) + 1);
    if (racks->list.count)
        memcpy(list, racks->list.items, racks->list.count * sizeof *list);
    racks->list.items = list;
    for (size_t i = 0; i < json_count(items); i++) {
        const char *serial = json_text_member(json_item(items, i), "serial");
        const char *revision = json_text_member(json_item(items, i), "revision");
        bool moved = revision && !strcmp(revision, racks->later);
        if (serial && moved == racks->moved)
            list[racks->list.count++] = TEXT(racks->arena, "%s", serial);
    }
    racks->next = next ? TEXT(racks->arena, "%s", next) : "";
}

/* --- moving one --- */

struct preview {
    struct arena *arena;
    const char *outcome;              /* NULL: it would be refused */
    LIST_OF(const char *) operations; /* that would fall */
};

static void read_falling(struct preview *preview, const struct json *operations)
{
    preview->operations.items = NEW_ARRAY(preview->arena, const char *, json_count(operations) + 1);
    for (size_t i = 0; i < json_count(operations); i++) {
        const struct json *falls = object_member(json_item(operations, i), "falls");
        const char *operation = json_text_member(json_item(operations, i), "operation");
        if (operation && falls && value_kind(falls) == VALUE_TRUE)
            preview->operations.items[preview->operations.count++] = TEXT(preview->arena, "%s", operation);
    }
}

static void read_preview(void *context, const struct json *document)
{
    struct preview *preview = context;
    const char *outcome = json_text_member(document, "outcome");
    const struct json *units = object_member(document, "units");
    preview->outcome = outcome ? TEXT(preview->arena, "%s", outcome) : NULL;
    if (json_count(units))
        read_falling(preview, object_member(json_item(units, 0), "operations"));
}

/* What fell is anybody's again; what comes after it is nobody's until it has passed anew: another station may hold a
 * list that was written a moment ago. */
static void reopen(struct plant *plant, const char *rack, const struct preview *preview)
{
    const struct product *product = &plant->later->product;
    for (size_t i = 0; i < preview->operations.count; i++) {
        const int fallen = product_operation(product, preview->operations.items[i]);
        for (size_t j = 0; fallen >= 0 && j < product->operations.count; j++) {
            const struct operation *operation = &product->operations.items[j];
            const char *name = operation->definition->operation;
            if (bit_is_set(&operation->before, (size_t)fallen) && name_set_add(&plant->claims, rack, name))
                name_set_add(&plant->reopened, rack, name);
        }
    }
    for (size_t i = 0; i < preview->operations.count; i++) {
        const char *name = preview->operations.items[i];
        if (!name_set_has(&plant->reopened, rack, name))
            name_set_remove(&plant->claims, rack, name);
    }
    atomic_fetch_add(&plant->tally.fallen, (long long)preview->operations.count);
}

/* Where something runs on the rack it is not moved, and that is no complaint. */
static void move(struct plant *plant, const char *order, const char *rack, struct arena *arena)
{
    const char *revision = plant->later->definition.revision;
    const char *members =
        TEXT(arena, "\"revision\":\"%s\",\"units\":[\"%s\"],\"reason\":\"the label of the change\"", revision, rack);
    struct preview preview = {.arena = arena};
    if (!office_ask(plant, &plant->planner, TEXT(arena, "/v1/orders/%s/revise/preview", order),
                    TEXT(arena, "{%s}", members), read_preview, &preview) ||
        !preview.outcome)
        return;
    if (!office_post(plant, &plant->planner, TEXT(arena, "/v1/orders/%s/revise", order),
                     TEXT(arena, "{%s,\"outcome\":\"%s\"}", members, preview.outcome), NULL))
        return;
    name_set_add(&plant->revised, rack, "");
    reopen(plant, rack, &preview);
    atomic_fetch_add(&plant->tally.revised, 1);
    plant_tell(plant, "rack %s is moved to revision %s", rack, revision);
}

/* Whether a station is at something on the rack, or ships it. */
static bool is_in_hand(struct plant *plant, const char *rack)
{
    const struct product *product = &plant->later->product;
    if (name_set_has(&plant->in_hand, rack, ""))
        return true;
    for (size_t i = 0; i < product->operations.count; i++)
        if (name_set_has(&plant->in_hand, rack, product->operations.items[i].definition->operation))
            return true;
    return false;
}

/* Waits until every station that was about to begin something on the rack has run into the hold. */
static bool await_rest(struct plant *plant, const char *rack)
{
    enum { REST_US = 30000, LOOKS = 30 };
    bool rests = false;
    for (int look = 0; !rests && look < LOOKS && !plant_stopping(plant); look++) {
        sleep_us(REST_US);
        rests = !is_in_hand(plant, rack);
    }
    return rests;
}

/* Nothing begins on the rack while it is moved, so that no station works by the old revision on a rack of the new. */
static void move_held(struct plant *plant, const char *order, const char *rack, struct arena *arena)
{
    int64_t hold;
    atomic_store(&plant->lot_held, true);
    if (office_hold(plant, rack, plant->later->definition.part_number, &hold)) {
        if (await_rest(plant, rack))
            move(plant, order, rack, arena);
        office_release_hold(plant, hold, "it is of the revision that was decided on");
    }
    atomic_store(&plant->lot_held, false);
    board_ring_all(&plant->board);
}

void revision_change(struct plant *plant, const struct orders *orders)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    if (!plant->later || !define_later(plant, arena))
        return;
    const char *order = TEXT(arena, "%s-%04d", plant->later->definition.part_number, orders->number);
    struct racks racks = {.arena = arena, .later = plant->later->definition.revision};
    if (!office_ask(plant, &plant->planner,
                    TEXT(arena, "/v1/units?order=%s&state=in_process&limit=%d", order, RACKS_LISTED), NULL, read_racks,
                    &racks))
        return;
    long long before = atomic_load(&plant->tally.revised);
    for (size_t i = 0; i < racks.list.count && atomic_load(&plant->tally.revised) - before < RACKS_MOVED; i++)
        move_held(plant, order, racks.list.items[i], arena);
}

bool revision_recall(struct plant *plant)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    if (!plant->later)
        return true;
    struct racks racks = {.arena = arena, .moved = true, .later = plant->later->definition.revision, .next = ""};
    bool read = true;
    do {
        const char *path = TEXT(arena, "/v1/units?state=in_process&limit=%d%s%s", RACKS_LISTED,
                                *racks.next ? "&cursor=" : "", racks.next);
        read = office_ask(plant, &plant->planner, path, NULL, read_racks, &racks);
    } while (read && *racks.next);
    for (size_t i = 0; i < racks.list.count; i++)
        name_set_add(&plant->revised, racks.list.items[i], "");
    return read;
}
