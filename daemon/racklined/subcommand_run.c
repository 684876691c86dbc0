/* racklined run: the daemon, until a signal or a fault ends it. */
#include "base/monotonic.h"
#include "racklined/daemon.h"
#include "racklined/listen.h"
#include "racklined/reread.h"
#include "racklined/settings_table.h"
#include "racklined/subcommand.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

enum { ROOM_WAIT_MS = 1000 }; /* between two looks whether a full disk has room again */

/* The settings that a running daemon was told, the newest first. All are kept until it has ended: a request may still
 * be judged by them. */
struct told {
    struct told *before;
    struct arena *arena; /* that it lives in */
    struct settings settings;
};

struct running {
    const struct command_line *line;
    struct daemon *daemon;
    struct log log;
    struct told *told; /* NULL: those that it was started with */
    const struct settings *settings;
    int signals;     /* signalfd */
    int handed_over; /* a socket of the supervisor's; -1: none */
};

static void reread(struct running *running)
{
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld", (long long)monotonic_us());
    struct arena *arena = arena_new(0);
    struct told *told = arena ? arena_alloc(arena, sizeof *told) : NULL;
    if (told && !settings_reread(running->line, running->settings, &running->log, arena, &told->settings)) {
        told->before = running->told;
        told->arena = arena;
        running->told = told;
        running->settings = &told->settings;
        daemon_reread(running->daemon, running->settings);
    } else {
        arena_free(arena);
    }
    sd_notify(0, "READY=1");
}

static void forget_told(struct running *running)
{
    while (running->told) {
        struct arena *arena = running->told->arena;
        running->told = running->told->before;
        arena_free(arena);
    }
}

/* Waits until a signal asks for the end, or the daemon failed; on SIGHUP rereads the settings. */
static void wait_for_end(struct running *running)
{
    struct pollfd ends[] = {{.fd = running->signals, .events = POLLIN},
                            {.fd = daemon_failure_fd(running->daemon), .events = POLLIN}};
    for (;;) {
        struct signalfd_siginfo signal;
        if (poll(ends, 2, -1) < 0 && errno == EINTR)
            continue;
        if (ends[1].revents || read(running->signals, &signal, sizeof signal) != sizeof signal ||
            signal.ssi_signo != SIGHUP)
            return;
        reread(running);
    }
}

/* What was acknowledged is on disk at any moment, so that the end may always be abrupt. */
static void end_at_once(int signal)
{
    static const char LAST_WORD[] =
        "racklined: not everything could be ended in time; what was acknowledged is on disk\n";
    (void)signal;
    (void)!write(STDERR_FILENO, LAST_WORD, sizeof LAST_WORD - 1);
    _exit(EXIT_FAILURE);
}

static void stop_in_time(struct daemon *daemon)
{
    const int64_t limit_us = DAEMON_STOP_US * 3 / 2;
    const struct itimerval limit = {.it_value = {.tv_sec = limit_us / 1000000, .tv_usec = limit_us % 1000000}};
    signal(SIGALRM, end_at_once);
    setitimer(ITIMER_REAL, &limit, NULL);
    daemon_stop(daemon);
    setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
}

/* Every thread inherits the mask, so that the signals wait for this one, however many come. */
static int catch_signals(void)
{
    sigset_t caught;
    sigemptyset(&caught);
    sigaddset(&caught, SIGTERM);
    sigaddset(&caught, SIGINT);
    sigaddset(&caught, SIGHUP);
    sigprocmask(SIG_BLOCK, &caught, NULL);
    signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &caught, SFD_CLOEXEC);
}

/* From its start to its end; its exit status. */
static int serve(struct running *running)
{
    char name[LISTEN_NAME_SIZE];
    daemon_name(running->daemon, name);
    printf("listening on %s\n", name);
    fflush(stdout);
    sd_notifyf(0, "READY=1\nSTATUS=Serving on %s", name);
    wait_for_end(running);
    bool failed = daemon_failed(running->daemon);
    sd_notifyf(0, "STOPPING=1\nSTATUS=%s", failed ? "The database failed" : "Answering what was asked");
    log_line(&running->log, LOG_LEVEL_INFO, "stopping", "%s", failed ? "the database failed" : "a signal asked for it");
    stop_in_time(running->daemon);
    if (failed)
        fprintf(stderr,
                "racklined: the database could not be written; what was acknowledged is on disk, and nothing else\n");
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* A shell gives its programs a thousand descriptors, which may be fewer than connections_max asks for. */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit))
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/* Whether a signal asks for the end meanwhile. The settings are reread by a daemon that has started alone. */
static bool ends_within(const struct running *running, int limit_ms)
{
    struct pollfd ear = {.fd = running->signals, .events = POLLIN};
    struct signalfd_siginfo signal;
    return poll(&ear, 1, limit_ms) > 0 && read(running->signals, &signal, sizeof signal) == sizeof signal &&
           signal.ssi_signo != SIGHUP;
}

static enum fault try_to_start(struct running *running)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    if (!arena)
        return FAULT_MEMORY;
    struct reasons reasons = {.arena = arena};
    enum fault fault = daemon_start(running->settings, &running->log, running->handed_over, &running->daemon, &reasons);
    if (fault && fault != FAULT_FULL)
        print_reasons(fault, &reasons);
    return fault;
}

/* A disk that is full is waited for, as one is that fills up later: nobody need start the daemon again when there is
 * room. FAULT_STOPPING: a signal ended the wait. */
static enum fault start(struct running *running)
{
    enum fault fault;
    for (bool told = false; (fault = try_to_start(running)) == FAULT_FULL; told = true) {
        if (!told)
            fprintf(stderr, "racklined: the disk of %s is full; waiting for room\n", running->settings->database);
        sd_notifyf(0, "STATUS=Waiting for room on the disk\nEXTEND_TIMEOUT_USEC=%d", ROOM_WAIT_MS * 10 * 1000);
        if (ends_within(running, ROOM_WAIT_MS))
            return FAULT_STOPPING;
    }
    return fault;
}

static int run(struct running *running)
{
    running->signals = catch_signals();
    if (running->signals < 0) {
        log_line(&running->log, LOG_LEVEL_ERROR, "cannot start", "signalfd: %s", strerror(errno));
        return EXIT_FAILURE;
    }
    raise_descriptor_limit();
    sd_notify(0, "STATUS=Opening the database");
    enum fault fault = start(running);
    int status = !fault                    ? serve(running)
                 : fault == FAULT_INVALID  ? EXIT_USAGE
                 : fault == FAULT_STOPPING ? EXIT_SUCCESS
                                           : EXIT_FAILURE;
    close(running->signals);
    forget_told(running);
    return status;
}

int subcommand_run(struct command_line *line, struct reasons *reasons)
{
    struct settings settings;
    int handed_over;
    if (!line_settings(line, &settings, reasons))
        return EXIT_USAGE;
    enum fault fault = listen_inherited(&handed_over, reasons);
    if (fault) {
        print_reasons(fault, reasons);
        return EXIT_USAGE;
    }
    struct running running = {.handed_over = handed_over,
                              .line = line,
                              .settings = &settings,
                              .log = {.level = settings_log_level(&settings)}};
    return run(&running);
}
