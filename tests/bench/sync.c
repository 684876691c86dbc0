/* bench sync: what a sync costs where the databases are, of as much as a commit of one event writes. */
#include "bench/commands.h"

#include "base/monotonic.h"
#include "bench/give_up.h"
#include "bench/kit.h"
#include "bench/latencies.h"
#include "floor/memory.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { PAGE = 4096, PAGES = 4, COMMITS = 256 /* that there is room for; then from the beginning, as in a log */ };

static void write_commit(int file, size_t at)
{
    char page[PAGE];
    memset(page, (int)at, sizeof page);
    for (size_t i = 0; i < PAGES; i++)
        if (pwrite(file, page, sizeof page, (off_t)((at % COMMITS * PAGES + i) * PAGE)) != PAGE)
            give_up("a file for syncs cannot be written");
}

void command_sync(const struct options *options)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const char *path = kit_file(options->folder, "synced", arena);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        give_up("%s cannot be made", path);
    for (size_t i = 0; i < COMMITS; i++)
        write_commit(file, i);
    fdatasync(file);
    struct latencies latencies = {0};
    const int64_t end_us = monotonic_us() + (int64_t)(options->seconds_s * 1e6);
    do {
        write_commit(file, latencies.count);
        const int64_t begun_us = monotonic_us();
        fdatasync(file);
        latencies_add(&latencies, monotonic_us() - begun_us);
    } while (monotonic_us() < end_us);
    printf("{\"syncs\":%zu,", latencies.count);
    latencies_print(&latencies);
    printf("}\n");
    latencies_free(&latencies);
    close(file);
    unlink(path);
}
