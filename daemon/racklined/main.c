/* racklined: runs the daemon, makes a token, or checks a database. */
#include "base/buffer.h"
#include "racklined/daemon.h"
#include "racklined/plant_clock.h"
#include "racklined/settings_table.h"
#include "service/check.h"
#include "service/tokens.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_USAGE = 2 };

static const char USAGE[] =
    "racklined, the daemon of Rackline " RACKLINE_VERSION ": a manufacturing execution system for lines of racks.\n"
    "\n"
    "  racklined [run] [options]    serves the line's database over HTTP until SIGTERM or SIGINT\n"
    "  racklined token --name NAME --role ROLE [--station CODE] [options]\n"
    "                               makes a bearer token and prints it; no daemon may run on the database\n"
    "  racklined check [options]    makes every table again from the journal and compares; no daemon may run\n"
    "  racklined --print-config     prints a sample of the settings file\n"
    "  racklined --help | --version\n"
    "\n"
    "Roles: viewer, station, operator, quality, planner, admin. A station's token names its station.\n"
    "\n"
    "Options, each as --name VALUE or --name=VALUE, with the default in parentheses:\n";

static const char EXIT_CODES[] =
    "\n"
    "Exit status: 0 done, or stopped by a signal; 1 it could not be done, or the database\n"
    "failed; 2 the options or the settings file are wrong.\n";

/* ---- the command line ---- */

struct command_line {
    int argc;
    char **argv;
    const char *without_value; /* an option that was the last word; NULL: none */
};

static void drop(struct command_line *line, int index, int count)
{
    memmove(line->argv + index, line->argv + index + count, sizeof *line->argv * (size_t)(line->argc - index - count));
    line->argc -= count;
}

/* Whether a switch is there; it is taken out of the line. */
static bool take_switch(struct command_line *line, const char *name)
{
    for (int i = 0; i < line->argc; i++)
        if (!strcmp(line->argv[i], name)) {
            drop(line, i, 1);
            return true;
        }
    return false;
}

/* The value of an option, which is taken out of the line; NULL when it is not there or has no value. */
static const char *take_option(struct command_line *line, const char *name)
{
    size_t size = strlen(name);
    for (int i = 0; i < line->argc; i++) {
        char *text = line->argv[i];
        if (strncmp(text, name, size) || (text[size] && text[size] != '='))
            continue;
        if (text[size]) {
            drop(line, i, 1);
            return text + size + 1;
        }
        if (i + 1 == line->argc) {
            line->without_value = name;
            return NULL;
        }
        text = line->argv[i + 1];
        drop(line, i, 2);
        return text;
    }
    return NULL;
}

/* Says every reason, a line each, and the fault where there is none. */
static void print_reasons(enum fault fault, const struct reasons *reasons)
{
    for (size_t i = 0; i < reasons->count; i++) {
        const struct reason *reason = &reasons->items[i];
        const char *place = reason->pointer ? settings_option(reason->pointer, reasons->arena) : "";
        fprintf(stderr, "racklined: %s%s%s\n", place, *place ? ": " : "", reason->detail);
    }
    if (!reasons->count)
        fprintf(stderr, "racklined: %s\n", fault_row(fault)->title);
}

static int print(void (*write_text)(struct buffer *buffer), const char *before, const char *after)
{
    BUFFER_OWNED struct buffer text = {0};
    write_text(&text);
    const char *view = buffer_view(&text);
    if (!view || printf("%s%s%s", before, view, after) < 0 || fflush(stdout))
        return EXIT_FAILURE;
    return EXIT_SUCCESS;
}

/* ---- run ---- */

/* Waits until a signal asks for the end, or the daemon failed. */
static void wait_for_end(const struct daemon *daemon, int signals)
{
    struct pollfd ends[] = {{.fd = signals, .events = POLLIN}, {.fd = daemon_failure_fd(daemon), .events = POLLIN}};
    while (poll(ends, 2, -1) < 0 && errno == EINTR)
        ;
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
    enum fault fault = daemon_start(settings, &log, &daemon, reasons);
    if (fault) {
        print_reasons(fault, reasons);
        close(signals);
        return fault == FAULT_INVALID ? EXIT_USAGE : EXIT_FAILURE;
    }
    bool bare_v6 = strchr(settings->listen, ':') != NULL;
    printf("listening on http://%s%s%s:%d\n", bare_v6 ? "[" : "", settings->listen, bare_v6 ? "]" : "",
           daemon_port(daemon));
    fflush(stdout);
    sd_notify(0, "READY=1");
    wait_for_end(daemon, signals);
    bool failed = daemon_failed(daemon);
    sd_notify(0, "STOPPING=1");
    log_line(&log, LOG_LEVEL_INFO, "stopping", "%s", failed ? "the database failed" : "a signal asked for it");
    daemon_stop(daemon);
    close(signals);
    if (failed)
        fprintf(stderr,
                "racklined: the database could not be written; what was acknowledged is on disk, and nothing else\n");
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* ---- token ---- */

struct token_request {
    const char *name;
    const char *role;
    const char *station;
};

static bool token_request_valid(const struct token_request *request)
{
    int role = request->role ? name_value(&ROLE_NAMES, request->role) : ROLE_ABSENT;
    if (!request->name || !*request->name)
        fprintf(stderr, "racklined: --name: a token needs a name\n");
    else if (role == ROLE_ABSENT)
        fprintf(stderr, "racklined: --role: one of viewer, station, operator, quality, planner, admin\n");
    else if ((role == ROLE_STATION) != (request->station != NULL))
        fprintf(stderr, "racklined: --station: for a token of the role station, and for no other\n");
    else
        return true;
    return false;
}

static enum fault token_make_in(struct session *session, const struct token_request *request,
                                char text[static TOKEN_TEXT_SIZE], struct reasons *reasons)
{
    int64_t last_us, last_wall_us;
    enum fault fault = session_last_written(session, &last_us, &last_wall_us);
    if (fault)
        return fault;
    struct plant_clock clock = plant_clock_start(&session->site, last_us, last_wall_us);
    session->now_us = plant_clock_now_by_wall(&clock, &session->wall_us);
    fault = session_begin(session);
    if (fault)
        return fault;
    fault = token_make(session, request->name, name_value(&ROLE_NAMES, request->role), request->station, "racklined",
                       text, reasons);
    if (fault) {
        session_rollback(session);
        return fault;
    }
    return session_commit(session);
}

static int make_token(const struct settings *settings, const struct token_request *request, struct reasons *reasons)
{
    if (!token_request_valid(request))
        return EXIT_USAGE;
    const struct site site = settings_site(settings);
    const struct site nowhere = {.clock_rate = 1};
    const struct plant_clock wall = plant_clock_start(&nowhere, ABSENT_INTEGER, ABSENT_INTEGER);
    char text[TOKEN_TEXT_SIZE];
    struct session *session = NULL;
    enum fault fault = session_open_writer(settings->database, &site, plant_clock_now(&wall), &session, reasons);
    if (!fault)
        fault = token_make_in(session, request, text, reasons);
    session_close(session);
    if (fault) {
        print_reasons(fault, reasons);
        return fault == FAULT_INVALID ? EXIT_USAGE : EXIT_FAILURE;
    }
    return printf("%s\n", text) < 0 || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* ---- check ---- */

static int check(const struct settings *settings, struct reasons *reasons)
{
    BUFFER_OWNED struct buffer report = {0};
    enum fault fault = journal_check(settings->database, &report, reasons);
    if (report.size && fwrite(report.bytes, 1, report.size, stdout) != report.size)
        return EXIT_FAILURE;
    if (fault)
        print_reasons(fault, reasons);
    return fault || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* ---- main ---- */

static int carry_out(const char *command, struct command_line line, struct reasons *reasons)
{
    bool token = !strcmp(command, "token");
    struct token_request request = {0};
    if (token) {
        request.name = take_option(&line, "--name");
        request.role = take_option(&line, "--role");
        request.station = take_option(&line, "--station");
    }
    if (line.without_value) {
        fprintf(stderr, "racklined: %s: the option needs a value\n", line.without_value);
        return EXIT_USAGE;
    }
    struct settings settings;
    enum fault fault = settings_read(line.argc, line.argv, &settings, reasons);
    if (fault) {
        print_reasons(fault, reasons);
        return EXIT_USAGE;
    }
    if (token)
        return make_token(&settings, &request, reasons);
    return strcmp(command, "check") ? run(&settings, reasons) : check(&settings, reasons);
}

int main(int argc, char **argv)
{
    struct command_line line = {.argc = argc > 0 ? argc - 1 : 0, .argv = argv + 1};
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a fault of the write, which is told */
    if (take_switch(&line, "--help"))
        return print(settings_help, USAGE, EXIT_CODES);
    if (take_switch(&line, "--version"))
        return puts("racklined " RACKLINE_VERSION) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    if (take_switch(&line, "--print-config"))
        return print(settings_sample, "", "");
    const char *command = "run";
    static const char *const COMMANDS[] = {"run", "token", "check"};
    for (size_t i = 0; line.argc && i < sizeof COMMANDS / sizeof *COMMANDS; i++)
        if (!strcmp(line.argv[0], COMMANDS[i])) {
            command = COMMANDS[i];
            drop(&line, 0, 1);
            break;
        }
    ARENA_OWNED struct arena *arena = arena_new(0);
    if (!arena)
        return EXIT_FAILURE;
    struct reasons reasons = {.arena = arena};
    return carry_out(command, line, &reasons);
}
