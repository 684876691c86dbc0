/* bench follow: live feeds, read as they come, until standard input ends. */
#include "bench/commands.h"

#include "bench/give_up.h"
#include "bench/kit.h"
#include "bench/load.h"
#include "floor/memory.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS_MAX = 256, PIECE = 64 * 1024 };

static size_t count_entries(const char *bytes, size_t size)
{
    static const char ENTRY[] = "\ndata: ";
    size_t count = 0;
    const char *end = bytes + size;
    while ((bytes = memmem(bytes, (size_t)(end - bytes), ENTRY, sizeof ENTRY - 1))) {
        bytes += sizeof ENTRY - 1;
        count++;
    }
    return count;
}

/* What came of one feed; an entry whose beginning falls between two pieces is not counted. */
static size_t take(int feed)
{
    static char piece[PIECE + 1]; /* its last byte stays NUL */
    ssize_t size = recv(feed, piece, PIECE, 0);
    if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR))
        give_up("a live feed was closed");
    if (size > 0 && !strncmp(piece, "HTTP/1.1 ", 9) && strncmp(piece, "HTTP/1.1 200", 12))
        give_up("a live feed was refused: %.*s", (int)size, piece);
    return size > 0 ? count_entries(piece, (size_t)size) : 0;
}

static uint64_t follow(int epoll)
{
    struct epoll_event events[EVENTS_MAX];
    uint64_t entries = 0;
    for (;;) {
        int count = epoll_wait(epoll, events, EVENTS_MAX, -1);
        for (int i = 0; i < count; i++) {
            if (events[i].data.fd == STDIN_FILENO)
                return entries;
            entries += take(events[i].data.fd);
        }
    }
}

void command_follow(const struct options *options)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    const char *token = lines_read(kit_file(options->kit, "tokens", arena), arena).items[0];
    BUFFER_OWNED struct buffer request = {0};
    buffer_printf(&request,
                  "GET /v1/events?after=%zu HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                  "Accept: text/event-stream\r\n\r\n",
                  options->from, token);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event ends = {.events = EPOLLIN, .data.fd = STDIN_FILENO};
    epoll_ctl(epoll, EPOLL_CTL_ADD, STDIN_FILENO, &ends);
    for (size_t i = 0; i < options->connections; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = load_connect(options->port)};
        load_send(event.data.fd, &request);
        epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
    }
    puts("following");
    fflush(stdout);
    printf("{\"feeds\":%zu,\"entries\":%llu}\n", options->connections, (unsigned long long)follow(epoll));
    close(epoll);
}
