#include "bench/walk.h"

#include "base/json.h"
#include "base/time.h"
#include "base/uuid.h"
#include "bench/give_up.h"
#include "floor/memory.h"
#include "floor/plan.h"

#include <string.h>

enum { SEED = 1, MESSAGES_MAX = 400, ID_AT = sizeof "{\"id\":\"" - 1 };

static const char NO_ID[] = "00000000-0000-0000-0000-000000000000";
static const int64_t ANY_TIME_US = 1; /* its text has six decimals, as that of every time that is no full millisecond */

static void add(struct walk *walk, enum entry_kind kind, void *data, struct arena *arena)
{
    if (walk->messages.count == MESSAGES_MAX)
        give_up("a unit takes more than %d events", (int)MESSAGES_MAX);
    struct moment *at = data; /* the first member of every event */
    *at = (struct moment){.us = ANY_TIME_US};
    BUFFER_OWNED struct buffer members = {0};
    json_write(&members, ENTRY_TYPES[kind].data, data);
    const char *rest = need_text(buffer_view(&members));
    struct message message = {
        .bytes = need_memory(
            arena_printf(arena, "{\"id\":\"%s\",\"type\":\"%s\",%s", NO_ID, ENTRY_TYPES[kind].name, rest + 1)),
    };
    message.size = strlen(message.bytes);
    message.time = strstr(message.bytes, "\"at\":\"") + strlen("\"at\":\"");
    walk->messages.items[walk->messages.count++] = message;
}

/* What an operation needs on a unit that nothing was done to. */
static struct needs needs_of(const struct product *product, int operation, struct arena *arena)
{
    const struct snapshot snapshot = {
        .product = product,
        .operations = NEW_ARRAY(arena, struct unit_operation, product->operations.count),
        .filled = NEW_ARRAY(arena, int64_t, product->positions.count),
    };
    struct needs needs;
    if (operation_needs(&snapshot, operation, arena, &needs))
        give_up("out of memory");
    return needs;
}

static void add_operation(struct walk *walk, const struct task *task, struct arena *arena)
{
    struct plan plan = plan_make(task, arena);
    add(walk, ENTRY_OPERATION_STARTED, plan_start(task, NULL, arena), arena);
    for (size_t i = 0; i < plan.steps.count; i++)
        add(walk, plan.steps.items[i].kind, plan.steps.items[i].data, arena);
    add(walk, ENTRY_OPERATION_COMPLETED, plan_complete(task, arena), arena);
}

struct walk walk_make(const struct bench_line *line, const struct recipe *recipe, const char *unit, char *const *made,
                      struct arena *arena)
{
    ARENA_OWNED struct arena *scratch = need_memory(arena_new(0));
    struct walk walk = {.messages = {.items = NEW_ARRAY(scratch, struct message, MESSAGES_MAX)}};
    for (size_t i = 0; i < recipe->product.operations.count; i++) {
        const struct task task = {
            .seed = SEED,
            .catalog = &line->catalog,
            .crew = &line->crew,
            .recipe = recipe,
            .operation = (int)i,
            .unit = unit,
            .needs = needs_of(&recipe->product, (int)i, scratch),
            .made = made,
        };
        add_operation(&walk, &task, scratch);
    }
    struct walk kept = {.messages = {.count = walk.messages.count}};
    kept.messages.items = NEW_ARRAY(arena, struct message, kept.messages.count);
    for (size_t i = 0; i < kept.messages.count; i++) {
        const struct message *from = &walk.messages.items[i];
        struct message *to = &kept.messages.items[i];
        *to = (struct message){.bytes = need_memory(arena_copy(arena, from->bytes, from->size)), .size = from->size};
        to->time = to->bytes + (from->time - from->bytes);
    }
    return kept;
}

/* Ids that differ are all that is asked for here: a counter, spread over the bits. */
static struct uuid next_id(int64_t now_us)
{
    static uint64_t count;
    if (!count)
        count = (uint64_t)now_us << 20; /* another run of the program counts elsewhere */
    uint64_t mixed = ++count * UINT64_C(0x9e3779b97f4a7c15);
    uint8_t random[10];
    memcpy(random, &mixed, sizeof mixed);
    memcpy(random + sizeof mixed, &count, 2);
    return uuid_make(now_us, random);
}

void message_stamp(struct message *message, int64_t now_us)
{
    char text[TIME_TEXT_SIZE + UUID_TEXT_SIZE];
    uuid_format(next_id(now_us), text);
    memcpy(message->bytes + ID_AT, text, UUID_TEXT_SIZE - 1);
    time_format(now_us / 1000 * 1000 + 1, text);
    memcpy(message->time, text, strlen(text));
}
