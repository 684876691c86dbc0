#include "racklined/linger.h"

#include <fcntl.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    LINGER_US = 2000000,
    PIECE = 16 << 10,
    PIECES_MAX = 64, /* at once: others linger too */
};

void linger_begin(struct lingering *lingering, int descriptor, int64_t now_us)
{
    int duplicate = lingering->count < LINGERING_MAX ? fcntl(descriptor, F_DUPFD_CLOEXEC, 0) : -1;
    if (duplicate < 0)
        return;
    shutdown(duplicate, SHUT_WR); /* the client sees the end of its answer, though the socket stays */
    lingering->items[lingering->count].descriptor = duplicate;
    lingering->items[lingering->count++].until_us = now_us + LINGER_US;
}

/* Whether more may come. */
static bool swallow(int descriptor)
{
    char piece[PIECE];
    ssize_t size = 1;
    for (int i = 0; i < PIECES_MAX && size > 0; i++)
        size = recv(descriptor, piece, sizeof piece, MSG_DONTWAIT);
    return size; /* 0: the client is done; below: nothing for now, or the next reading says so too */
}

void linger_go(struct lingering *lingering, int64_t now_us)
{
    size_t kept = 0;
    for (size_t i = 0; i < lingering->count; i++) {
        if (lingering->items[i].until_us > now_us && swallow(lingering->items[i].descriptor))
            lingering->items[kept++] = lingering->items[i];
        else
            close(lingering->items[i].descriptor);
    }
    lingering->count = kept;
}

void linger_end(struct lingering *lingering)
{
    linger_go(lingering, INT64_MAX);
}
