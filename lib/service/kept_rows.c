#include "service/kept_rows.h"

#include "base/text_hash.h"
#include "store/find_hold.h"

#include <stdlib.h>
#include <string.h>

enum {
    BUCKETS = 256,       /* a power of two */
    LOOK_UPS_MAX = 4096, /* that were read: then the register is read anew, so that codes nobody knows take no memory */
};

struct kept_row {
    struct kept_row *next; /* in its bucket */
    const char *code;
    const void *row;
};

struct kept_register {
    struct arena *arena;
    struct kept_row *buckets[BUCKETS];
    size_t read;
    bool stale; /* nothing of it is right any more, or need be */
};

struct kept_rows {
    struct kept_register registers[REGISTER_COUNT];
    bool noted; /* something that changes a register was entered, and may yet be undone */
};

/* How a row of each register is read. */
static enum fault read_operator(struct store *store, const char *code, struct arena *arena, void *ret)
{
    return find_operator(store, code, arena, ret);
}

static enum fault read_tool(struct store *store, const char *code, struct arena *arena, void *ret)
{
    return find_tool(store, code, arena, ret);
}

static enum fault read_station(struct store *store, const char *code, struct arena *arena, void *ret)
{
    return find_station(store, code, arena, ret);
}

static enum fault read_order(struct store *store, const char *code, struct arena *arena, void *ret)
{
    return find_order(store, code, arena, ret);
}

static enum fault read_holds(struct store *store, const char *code, struct arena *arena, void *ret)
{
    (void)code; /* the one row of the register is all of them */
    return list_holds_open(store, arena, ret);
}

static const struct {
    size_t size;
    enum fault (*read)(struct store *store, const char *code, struct arena *arena, void *ret);
} REGISTERS[REGISTER_COUNT] = {
    [REGISTER_OPERATORS] = {sizeof(struct operator), read_operator},
    [REGISTER_TOOLS] = {sizeof(struct tool), read_tool},
    [REGISTER_STATIONS] = {sizeof(struct station), read_station},
    [REGISTER_ORDERS] = {sizeof(struct order), read_order},
    [REGISTER_HOLDS] = {sizeof(struct holds), read_holds},
};

struct kept_rows *kept_rows_new(void)
{
    struct kept_rows *kept = calloc(1, sizeof *kept);
    for (size_t i = 0; kept && i < REGISTER_COUNT; i++) {
        kept->registers[i].arena = arena_new(0);
        if (!kept->registers[i].arena) {
            kept_rows_free(kept);
            return NULL;
        }
    }
    return kept;
}

void kept_rows_free(struct kept_rows *kept)
{
    for (size_t i = 0; kept && i < REGISTER_COUNT; i++)
        arena_free(kept->registers[i].arena);
    free(kept);
}

static struct kept_row **bucket_of(struct kept_register *of, const char *code)
{
    return &of->buckets[text_hash(code) % BUCKETS];
}

static enum fault read_into(struct session *session, enum plant_register which, const char *code, struct arena *arena,
                            const void **ret)
{
    void *row = arena_alloc(arena, REGISTERS[which].size);
    enum fault fault = row ? REGISTERS[which].read(session->store, code, arena, row) : FAULT_MEMORY;
    if (!fault)
        *ret = row;
    return fault;
}

static enum fault read_and_keep(struct session *session, enum plant_register which, const char *code, const void **ret)
{
    struct kept_register *of = &session->kept->registers[which];
    struct kept_row *kept = arena_alloc(of->arena, sizeof *kept);
    const char *copy = arena_text(of->arena, code);
    of->stale = ++of->read == LOOK_UPS_MAX;
    enum fault fault = kept && copy ? read_into(session, which, code, of->arena, ret) : FAULT_MEMORY;
    if (fault)
        return fault;
    struct kept_row **bucket = bucket_of(of, code);
    *kept = (struct kept_row){.next = *bucket, .code = copy, .row = *ret};
    *bucket = kept;
    return NOTHING_WRONG;
}

static enum fault look_up(struct session *session, enum plant_register which, const char *code, struct arena *arena,
                          const void **ret)
{
    struct kept_register *of = session->kept ? &session->kept->registers[which] : NULL;
    if (!of || of->stale)
        return read_into(session, which, code, arena, ret);
    for (struct kept_row *kept = *bucket_of(of, code); kept; kept = kept->next)
        if (!strcmp(kept->code, code)) {
            *ret = kept->row;
            return NOTHING_WRONG;
        }
    return read_and_keep(session, which, code, ret);
}

#define LOOK_UP(name, which, type)                                                                                     \
    enum fault kept_##name(struct session *session, const char *code, struct arena *arena, const type **ret)           \
    {                                                                                                                  \
        const void *row;                                                                                               \
        enum fault fault = look_up(session, which, code, arena, &row);                                                 \
        if (!fault)                                                                                                    \
            *ret = row;                                                                                                \
        return fault;                                                                                                  \
    }
LOOK_UP(operator, REGISTER_OPERATORS, struct operator)
LOOK_UP(tool, REGISTER_TOOLS, struct tool)
LOOK_UP(station, REGISTER_STATIONS, struct station)
LOOK_UP(order, REGISTER_ORDERS, struct order)

enum fault kept_holds(struct session *session, struct arena *arena, const struct holds **ret)
{
    const void *row;
    enum fault fault = look_up(session, REGISTER_HOLDS, "", arena, &row);
    if (!fault)
        *ret = row;
    return fault;
}

void kept_rows_note(struct kept_rows *kept, enum entry_kind kind)
{
    for (size_t i = 0; kept && i < REGISTER_COUNT; i++)
        if (entry_changes(kind, (enum plant_register)i))
            kept->registers[i].stale = kept->noted = true;
}

/* What is stale goes now, and not when it became so: whoever entered it was still looking at it. */
void kept_rows_begin(struct kept_rows *kept)
{
    for (size_t i = 0; kept && i < REGISTER_COUNT; i++) {
        struct kept_register *of = &kept->registers[i];
        if (!of->stale)
            continue;
        arena_reset(of->arena);
        memset(of->buckets, 0, sizeof of->buckets);
        of->read = 0;
        of->stale = false;
    }
}

/* Rows may have been read since that are of what is undone. */
void kept_rows_undo(struct kept_rows *kept)
{
    if (kept && kept->noted)
        kept_rows_forget(kept);
}

void kept_rows_commit(struct kept_rows *kept)
{
    if (kept)
        kept->noted = false;
}

void kept_rows_forget(struct kept_rows *kept)
{
    for (size_t i = 0; kept && i < REGISTER_COUNT; i++)
        kept->registers[i].stale = true;
    kept_rows_commit(kept);
}
