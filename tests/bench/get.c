/* bench get: clients that ask for the same few resources, each again when the last answer came. */
#include "bench/commands.h"

#include "bench/give_up.h"
#include "bench/kit.h"
#include "bench/load.h"
#include "floor/memory.h"

#include <string.h>

struct getting {
    struct buffer *requests; /* one a path */
    size_t count, turn;
    bool timed; /* each has NO_TIME in it, in whose place another time to come is put every time */
    uint64_t failed;
    size_t body_size; /* of the last answer */
};

/* The plant's time never comes there. */
static const char NO_TIME[] = "2999-01-01T00:00:00.000000Z";

static bool next_request(void *context, size_t connection, struct buffer *request)
{
    struct getting *getting = context;
    (void)connection;
    struct buffer *ready = &getting->requests[getting->turn++ % getting->count];
    if (getting->timed) {
        char time[40];
        snprintf(time, sizeof time, "2999-01-01T00:00:00.%06zuZ", getting->turn % 1000000);
        memcpy(strstr(buffer_view(ready), "=2999") + 1, time, sizeof NO_TIME - 1);
    }
    buffer_add(request, ready->bytes, ready->size);
    return true;
}

static size_t answered(void *context, size_t connection, int status, const char *body, size_t size)
{
    struct getting *getting = context;
    (void)connection;
    if (status != 200 && !getting->failed++)
        fprintf(stderr, "bench: status %d: %.*s\n", status, size > 2000 ? 2000 : (int)size, body);
    getting->body_size = size;
    return status == 200;
}

/* The option's path: a %s in it stands for each serial of the file `racks`, or of `trays`, in turn; a =%d at its end for
 * a time to come that was never asked for. */
static void make_requests(struct getting *getting, const struct options *options, struct arena *arena)
{
    const char *token = NULL;
    struct lines serials = {.items = (char *[]){""}, .count = 1};
    if (options->kit) {
        token = lines_read(kit_file(options->kit, "tokens", arena), arena).items[0];
        serials = lines_read(kit_file(options->kit, options->serials, arena), arena);
    }
    const char *place = strstr(options->path, "%s");
    getting->timed = strstr(options->path, "=%d");
    getting->count = place ? serials.count : 1;
    getting->requests = NEW_ARRAY(arena, struct buffer, getting->count);
    for (size_t i = 0; i < getting->count; i++) {
        const char *path = options->path;
        if (place)
            path = TEXT(arena, "%.*s%s%s", (int)(place - path), path, serials.items[i], place + 2);
        if (getting->timed)
            path = TEXT(arena, "%.*s%s", (int)(strlen(path) - 2), path, NO_TIME);
        load_head(&getting->requests[i], "GET", path, token, 0);
    }
}

void command_get(const struct options *options)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct getting getting = {0};
    make_requests(&getting, options, arena);
    const struct load load = {
        .port = options->port,
        .connections = options->connections,
        .warm_s = options->warm_s,
        .seconds_s = options->seconds_s,
        .next = next_request,
        .answered = answered,
        .context = &getting,
    };
    struct load_result result = load_run(&load);
    printf("{");
    load_print(&result, "answers");
    printf(",\"failed\":%llu,\"body_size\":%zu}\n", (unsigned long long)getting.failed, getting.body_size);
    latencies_free(&result.latencies);
    for (size_t i = 0; i < getting.count; i++)
        buffer_free(&getting.requests[i]);
}
