#include "racklined/progress_bar.h"

#include "base/monotonic.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { REDRAW_US = 100000, WIDTH = 30, NICENESS = 10 };

/* Back to the line's beginning, and away with it. */
#define CLEAR "\r\033[K"

bool progress_bar_begin(struct progress_bar *ret)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    sigprocmask(SIG_BLOCK, &ending, NULL);
    setpriority(PRIO_PROCESS, 0, NICENESS);
    *ret = (struct progress_bar){
        .terminal = isatty(STDERR_FILENO),
        .signals = signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK),
    };
    return ret->signals >= 0;
}

bool progress_bar_ended(struct progress_bar *bar)
{
    struct signalfd_siginfo signal;
    bar->ended = bar->ended || read(bar->signals, &signal, sizeof signal) == sizeof signal;
    return bar->ended;
}

static void draw_bar(int64_t done, int64_t total)
{
    char bar[WIDTH + 1];
    const int filled = (int)((double)done / (double)total * WIDTH);
    memset(bar, '#', WIDTH);
    memset(bar + filled, '.', (size_t)(WIDTH - filled));
    bar[WIDTH] = '\0';
    fprintf(stderr, " [%s] %3d %%", bar, (int)((double)done / (double)total * 100));
}

static void draw(const char *what, const char *things, int64_t done, int64_t total)
{
    const bool known = total > 0 && done <= total;
    const bool bytes = things && !strcmp(things, "bytes");
    fprintf(stderr, CLEAR "%s", what);
    if (known)
        draw_bar(done, total);
    if (known && bytes)
        fprintf(stderr, " of %.1f MB", (double)total / 1e6);
    else if (known)
        fprintf(stderr, " of %lld %s", (long long)total, things);
    fflush(stderr);
}

static bool tell(void *context, const char *what, const char *things, int64_t done, int64_t total)
{
    struct progress_bar *bar = context;
    const int64_t now_us = monotonic_us();
    const bool other = bar->what != what, last = total && done == total;
    if (bar->terminal && (other || last || now_us - bar->told_us >= REDRAW_US)) {
        draw(what, things, done, total);
        bar->told_us = now_us;
        bar->what = what;
    }
    return !progress_bar_ended(bar);
}

struct progress progress_bar_progress(struct progress_bar *bar)
{
    return (struct progress){.tell = tell, .context = bar};
}

void progress_bar_end(struct progress_bar *bar)
{
    if (bar->terminal && bar->what)
        fputs(CLEAR, stderr);
    if (bar->signals >= 0)
        close(bar->signals);
    bar->signals = -1;
}
