/* racklined run: the daemon, until a signal or a fault ends it. */
#include "racklined/daemon.h"
#include "racklined/settings_table.h"
#include "racklined/subcommand.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

/* Waits until a signal asks for the end, or the daemon failed. */
static void wait_for_end(const struct daemon *daemon, int signals)
{
    struct pollfd ends[] = {{.fd = signals, .events = POLLIN}, {.fd = daemon_failure_fd(daemon), .events = POLLIN}};
    while (poll(ends, 2, -1) < 0 && errno == EINTR)
        ;
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

static int run(const struct settings *settings, struct reasons *reasons)
{
    const struct log log = {.level = (enum log_level)(name_value(&LOG_LEVEL_NAMES, settings->log_level) - 1)};
    /* Every thread inherits the mask, so that the signals wait for this one, however many come. */
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    sigprocmask(SIG_BLOCK, &ending, NULL);
    signal(SIGPIPE, SIG_IGN);
    int signals = signalfd(-1, &ending, SFD_CLOEXEC);
    if (signals < 0) {
        log_line(&log, LOG_LEVEL_ERROR, "cannot start", "signalfd: %s", strerror(errno));
        return EXIT_FAILURE;
    }
    struct daemon *daemon = NULL;
    sd_notify(0, "STATUS=Opening the database");
    enum fault fault = daemon_start(settings, &log, &daemon, reasons);
    if (fault) {
        print_reasons(fault, reasons);
        close(signals);
        return fault == FAULT_INVALID ? EXIT_USAGE : EXIT_FAILURE;
    }
    char name[LISTEN_NAME_SIZE];
    daemon_name(daemon, name);
    printf("listening on %s\n", name);
    fflush(stdout);
    sd_notifyf(0, "READY=1\nSTATUS=Serving on %s", name);
    wait_for_end(daemon, signals);
    bool failed = daemon_failed(daemon);
    sd_notifyf(0, "STOPPING=1\nSTATUS=%s", failed ? "The database failed" : "Answering what was asked");
    log_line(&log, LOG_LEVEL_INFO, "stopping", "%s", failed ? "the database failed" : "a signal asked for it");
    stop_in_time(daemon);
    close(signals);
    if (failed)
        fprintf(stderr,
                "racklined: the database could not be written; what was acknowledged is on disk, and nothing else\n");
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

int subcommand_run(struct command_line *line, struct reasons *reasons)
{
    struct settings settings;
    return line_settings(line, &settings, reasons) ? run(&settings, reasons) : EXIT_USAGE;
}
