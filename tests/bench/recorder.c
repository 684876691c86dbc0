#include "bench/recorder.h"

#include "floor/memory.h"

#include <stdlib.h>
#include <string.h>

/* The linker calls these in place of the driver's own, which it calls __real_…. */
enum fault __real_db_begin(struct db *db);
enum fault __real_db_commit(struct db *db);
enum fault __real_statement_take(struct db *db, const struct sql *sql, struct statement **ret);
enum fault __real_statement_bind(struct statement *statement, const struct bind *binds, size_t count);
enum fault __real_statement_step(struct statement *statement, bool *ret_row);
enum fault __wrap_db_begin(struct db *db);
enum fault __wrap_db_commit(struct db *db);
enum fault __wrap_statement_take(struct db *db, const struct sql *sql, struct statement **ret);
enum fault __wrap_statement_bind(struct statement *statement, const struct bind *binds, size_t count);
enum fault __wrap_statement_step(struct statement *statement, bool *ret_row);

enum { TAKEN_MAX = 16 };

/* One at a time, for the whole program: there is no other way to reach it from a function that the linker calls. */
static struct recorder {
    struct recording *recording; /* NULL: nothing is recorded */
    struct arena *arena;
    struct {
        const struct statement *statement;
        size_t at;      /* in the recording */
    } taken[TAKEN_MAX]; /* the last ones */
    size_t turn;
} recorder;

void recorder_begin(struct recording *recording, struct arena *arena)
{
    recorder = (struct recorder){.recording = recording, .arena = arena};
}

void recorder_end(void)
{
    recorder.recording = NULL;
}

static void record(struct recorded recorded)
{
    struct recording *recording = recorder.recording;
    if (!recording)
        return;
    if (recording->list.count == recording->capacity) {
        size_t capacity = recording->capacity ? recording->capacity * 2 : 4096;
        struct recorded *items = NEW_ARRAY(recorder.arena, struct recorded, capacity);
        if (recording->list.count)
            memcpy(items, recording->list.items, recording->list.count * sizeof *items);
        recording->list.items = items;
        recording->capacity = capacity;
    }
    recording->list.items[recording->list.count++] = recorded;
}

/* The last record of a statement that is in use; NULL when nothing is recorded. */
static struct recorded *record_of(const struct statement *statement)
{
    for (size_t i = 0; recorder.recording && i < TAKEN_MAX; i++) {
        size_t place = (recorder.turn + TAKEN_MAX - 1 - i) % TAKEN_MAX;
        if (recorder.taken[place].statement == statement)
            return &recorder.recording->list.items[recorder.taken[place].at];
    }
    return NULL;
}

enum fault __wrap_db_begin(struct db *db)
{
    record((struct recorded){.kind = RECORDED_BEGIN});
    return __real_db_begin(db);
}

enum fault __wrap_db_commit(struct db *db)
{
    record((struct recorded){.kind = RECORDED_COMMIT});
    return __real_db_commit(db);
}

enum fault __wrap_statement_take(struct db *db, const struct sql *sql, struct statement **ret)
{
    enum fault fault = __real_statement_take(db, sql, ret);
    if (!recorder.recording || fault)
        return fault;
    record((struct recorded){.kind = RECORDED_STATEMENT, .sql = sql->text});
    recorder.taken[recorder.turn].statement = *ret;
    recorder.taken[recorder.turn].at = recorder.recording->list.count - 1;
    recorder.turn = (recorder.turn + 1) % TAKEN_MAX;
    return fault;
}

enum fault __wrap_statement_bind(struct statement *statement, const struct bind *binds, size_t count)
{
    struct recorded *recorded = record_of(statement);
    if (recorded) {
        recorded->binds = NEW_ARRAY(recorder.arena, struct bind, count);
        recorded->bind_count = count;
        for (size_t i = 0; i < count; i++) {
            recorded->binds[i] = binds[i];
            size_t size = binds[i].kind == BOUND_TEXT ? strlen(binds[i].text) : binds[i].size;
            if (binds[i].kind == BOUND_TEXT || binds[i].kind == BOUND_BYTES)
                recorded->binds[i].text = need_memory(arena_copy(recorder.arena, binds[i].text, size));
            recorded->binds[i].size = size;
        }
    }
    return __real_statement_bind(statement, binds, count);
}

enum fault __wrap_statement_step(struct statement *statement, bool *ret_row)
{
    struct recorded *recorded = record_of(statement);
    if (recorded)
        recorded->steps++;
    return __real_statement_step(statement, ret_row);
}
