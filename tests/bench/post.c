/* bench post: cells that post their events over HTTP, each the next one when the last was answered. How far each is
 * with its tray is kept in the kit's file `cells`, for the next time to go on from there. */
#include "bench/commands.h"

#include "bench/give_up.h"
#include "bench/kit.h"
#include "bench/load.h"
#include "bench/walk.h"
#include "bench/wall.h"
#include "floor/memory.h"

#include <string.h>

/* A cell, and how far it is with its tray. */
struct cell {
    const char *token;
    long tray; /* in the file `trays`; -1: none was begun */
    struct walk walk;
    size_t step;
    size_t asked; /* events in the request on its way */
};

struct posting {
    struct cell cells[KIT_CELLS];
    struct walk *walks; /* of the trays from `begun` on, made before the time runs: to make one takes longer than to
                           post an event of it */
    size_t walk_count;
    long first, begun;     /* trays: that walks begin with, and the next to be begun */
    size_t array;          /* events a request; 1: single ones */
    struct message **next; /* room for as many */
    uint64_t refused;
};

static bool is_done(const struct cell *cell)
{
    return cell->step == cell->walk.messages.count;
}

/* The cell's next event; NULL when there is no tray left to begin. */
static struct message *next_message(struct posting *posting, struct cell *cell)
{
    if (is_done(cell)) {
        size_t next = (size_t)(posting->begun - posting->first);
        if (next == posting->walk_count)
            return NULL;
        cell->walk = posting->walks[next];
        cell->tray = posting->begun++;
        cell->step = 0;
    }
    return &cell->walk.messages.items[cell->step++];
}

static bool next_request(void *context, size_t connection, struct buffer *request)
{
    struct posting *posting = context;
    struct cell *cell = &posting->cells[connection];
    const bool array = posting->array > 1;
    size_t count = 0, size = array;
    int64_t now_us = wall_us();
    while (count < posting->array && (posting->next[count] = next_message(posting, cell))) {
        message_stamp(posting->next[count], now_us);
        size += posting->next[count++]->size + array;
    }
    if (!count)
        return false;
    cell->asked = count;
    load_head(request, "POST", "/v1/events", cell->token, size);
    for (size_t i = 0; i < count; i++) {
        if (array)
            buffer_char(request, i ? ',' : '[');
        buffer_add(request, posting->next[i]->bytes, posting->next[i]->size);
    }
    if (array)
        buffer_char(request, ']');
    return true;
}

static size_t count_accepted(const char *body, size_t size)
{
    static const char ACCEPTED[] = "\"status\":201,\"entry\":";
    size_t count = 0;
    const char *end = body + size;
    while ((body = memmem(body, (size_t)(end - body), ACCEPTED, sizeof ACCEPTED - 1))) {
        body += sizeof ACCEPTED - 1;
        count++;
    }
    return count;
}

static size_t answered(void *context, size_t connection, int status, const char *body, size_t size)
{
    struct posting *posting = context;
    size_t asked = posting->cells[connection].asked;
    size_t accepted = posting->array > 1 && status == 200 ? count_accepted(body, size) : status == 201;
    if (accepted < asked && !posting->refused)
        fprintf(stderr, "bench: status %d: %.*s\n", status, size > 2000 ? 2000 : (int)size, body);
    posting->refused += asked - accepted;
    return accepted;
}

/* ---- where the cells are ---- */

static void read_cells(struct posting *posting, const char *path)
{
    for (size_t i = 0; i < KIT_CELLS; i++)
        posting->cells[i].tray = -1;
    FILE *file = fopen(path, "r");
    if (!file)
        return; /* nothing was begun */
    bool whole = fscanf(file, "%ld", &posting->begun) == 1;
    for (size_t i = 0; i < KIT_CELLS && whole; i++)
        whole = fscanf(file, "%ld %zu", &posting->cells[i].tray, &posting->cells[i].step) == 2;
    fclose(file);
    if (!whole)
        give_up("%s does not say where the cells are", path);
}

static void write_cells(const struct posting *posting, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        give_up("%s cannot be written", path);
    fprintf(file, "%ld\n", posting->begun);
    for (size_t i = 0; i < KIT_CELLS; i++)
        fprintf(file, "%ld %zu\n", posting->cells[i].tray, posting->cells[i].step);
    fclose(file);
}

static void make_walks(struct posting *posting, const struct bench_line *line, const struct options *options,
                       struct arena *arena)
{
    struct lines trays = lines_read(kit_file(options->kit, "trays", arena), arena);
    for (size_t i = 0; i < options->connections; i++)
        if (posting->cells[i].tray >= 0)
            posting->cells[i].walk = walk_make(line, line_tray(line), trays.items[posting->cells[i].tray], NULL, arena);
    posting->first = posting->begun;
    posting->walk_count = options->trays;
    if ((size_t)posting->first + posting->walk_count > trays.count)
        give_up("%s holds %zu trays only", options->kit, trays.count);
    posting->walks = NEW_ARRAY(arena, struct walk, posting->walk_count);
    for (size_t i = 0; i < posting->walk_count; i++)
        posting->walks[i] = walk_make(line, line_tray(line), trays.items[(size_t)posting->first + i], NULL, arena);
}

void command_post(const struct options *options)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct bench_line line = line_read(options->products, arena);
    struct lines tokens = lines_read(kit_file(options->kit, "tokens", arena), arena);
    struct posting *posting = NEW(arena, struct posting);
    if (options->connections > KIT_CELLS || tokens.count != 1 + KIT_CELLS)
        give_up("there are %d cells", (int)KIT_CELLS);
    posting->array = options->array;
    posting->next = NEW_ARRAY(arena, struct message *, posting->array);
    for (size_t i = 0; i < KIT_CELLS; i++)
        posting->cells[i].token = tokens.items[1 + i]; /* the viewer's comes first */
    const char *cells = kit_file(options->kit, "cells", arena);
    read_cells(posting, cells);
    make_walks(posting, &line, options, arena);
    const struct load load = {
        .port = options->port,
        .connections = options->connections,
        .warm_s = options->warm_s,
        .seconds_s = options->seconds_s,
        .next = next_request,
        .answered = answered,
        .context = posting,
    };
    struct load_result result = load_run(&load);
    write_cells(posting, cells);
    printf("{");
    load_print(&result, "events");
    printf(",\"refused\":%llu}\n", (unsigned long long)posting->refused);
    latencies_free(&result.latencies);
}
