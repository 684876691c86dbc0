#include "rackline/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { SHOWN_AFTER_MS = 1000, SHOWN_EVERY_MS = 100, BAR_WIDTH = 30 };

static int64_t monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct progress progress_begin(const char *what, int64_t total)
{
    return (struct progress){
        .what = what, .total = total, .began_ms = monotonic_ms(), .terminal = isatty(STDERR_FILENO)};
}

static void print_bar(const struct progress *progress, int64_t done)
{
    int full = (int)(done >= progress->total ? BAR_WIDTH : done * BAR_WIDTH / progress->total);
    fputs("\r[", stderr);
    for (int i = 0; i < BAR_WIDTH; i++)
        fputc(i < full ? '#' : ' ', stderr);
    fprintf(stderr, "] %lld of %lld %s ", (long long)done, (long long)progress->total, progress->what);
}

void progress_at(struct progress *progress, int64_t done)
{
    int64_t now_ms = monotonic_ms();
    if (!progress->terminal || now_ms - progress->began_ms < SHOWN_AFTER_MS ||
        now_ms - progress->shown_ms < SHOWN_EVERY_MS)
        return;
    if (progress->total)
        print_bar(progress, done);
    else
        fprintf(stderr, "\r%lld %s ", (long long)done, progress->what);
    progress->shown_ms = now_ms;
    progress->shown = true;
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
