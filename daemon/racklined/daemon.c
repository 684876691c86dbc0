#include "racklined/daemon.h"

#include "racklined/authorise.h"
#include "racklined/control.h"
#include "racklined/copying.h"
#include "racklined/listen.h"
#include "racklined/long_reads.h"
#include "racklined/machine_clocks.h"
#include "racklined/metrics.h"
#include "racklined/principals.h"
#include "racklined/readers.h"
#include "racklined/server.h"
#include "racklined/sessions.h"
#include "racklined/shared.h"
#include "racklined/stream.h"
#include "racklined/syncing.h"
#include "racklined/writer.h"
#include "racklined/yielding.h"

#include "base/monotonic.h"
#include "base/time.h"
#include "domain/badge.h"
#include "service/accounts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum {
    STREAM_HEARTBEAT_US = 5000000,  /* a page believes itself live for two of them (web/src/live.ts) */
    HASHING_QUEUE_MAX = 32,         /* a second's work; who comes then is told to come again */
    SHARED_BYTES_MAX = 8 << 20,     /* of answers that are kept for everybody */
};

/* What cannot be found out now is asked again when the session is used. */
static bool account_holds(void *context, const char *account, int64_t password)
{
    struct daemon *daemon = context;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct principal principal;
    return !arena ||
           account_principal(daemon->session, account, password, arena, &principal) != FAULT_UNAUTHENTICATED;
}

/* Of a disabled account every session ends now, used or not: enabled again, it brings none of them back. */
static void take_revoked(struct daemon *daemon)
{
    const uint64_t revoked = daemon->session->tokens_revoked;
    if (principals_revoked(daemon->principals) == revoked)
        return;
    principals_revoke(daemon->principals, revoked);
    sessions_review(daemon->sessions, account_holds, daemon);
}

static void journal_grew(void *context)
{
    struct daemon *daemon = context;
    take_revoked(daemon);
    shared_journal_grew(daemon->shared, session_position(daemon->session));
    streams_wake(daemon->streams);
}

static void writer_failed(void *context)
{
    struct daemon *daemon = context;
    const uint64_t one = 1;
    atomic_store(&daemon->failed, true);
    while (write(daemon->failure_fd, &one, sizeof one) < 0 && errno == EINTR)
        ;
}

/* Operators come and go by the world's time, also where the plant's runs faster. */
static void set_floor(struct daemon *daemon)
{
    const struct settings *settings = daemon->settings;
    struct session *session = daemon->session;
    const double hour_us = (double)US_PER_HOUR * session->site.clock_rate;
    session->correction_window_us = settings->correction_window_min * US_PER_MINUTE;
    session->badge_max_us = (int64_t)((double)settings->badge_max_h * hour_us);
    session->badge_room_us = (int64_t)((double)BADGE_ROOM_US * session->site.clock_rate);
    session->badge_late_us = (int64_t)((double)settings->badge_late_h * hour_us);
}

static void set_sessions(struct daemon *daemon)
{
    const struct settings *settings = daemon->settings;
    sessions_set_limits(daemon->sessions, settings->session_idle_min * US_PER_MINUTE,
                        settings->session_max_h * US_PER_HOUR);
}

/* While this is called, the writer's thread is not stuck; and what is the writer's alone is changed here. */
static bool between_batches(void *context)
{
    struct daemon *daemon = context;
    watchdog_feed(&daemon->watchdog);
    yielding_go(daemon->yielding);
    clock_watch_look(&daemon->clock_watch, &daemon->clock, daemon->log);
    set_floor(daemon);
    return copying_step(daemon->copying, daemon->session);
}

/* What the plant should know of the start: nothing that runs got this time, or this may be the wrong file. */
static void tell_of_opening(const struct daemon *daemon)
{
    const struct session *session = daemon->session;
    if (session->founding != FOUNDED_BEFORE)
        log_line(daemon->log, session->founding == FOUNDED_ON_FILE ? LOG_LEVEL_WARNING : LOG_LEVEL_INFO,
                 session->founding == FOUNDED_ON_FILE ? "a new plant was founded on a file that was there"
                                                      : "a new plant was founded",
                 "site=%s database=%s", session->site.site, daemon->settings->database);
    if (daemon->clock.stepped_us)
        log_line(daemon->log, LOG_LEVEL_WARNING, "the plant's time followed the wall clock", "step_s=%.3f",
                 (double)daemon->clock.stepped_us / US_PER_SECOND);
}

static enum fault open_database(struct daemon *daemon, struct reasons *reasons)
{
    int64_t wall_us = machine_clocks((struct uuid){0}).wall_us;
    daemon->started_s = wall_us / US_PER_SECOND;
    const struct site founding = settings_site(daemon->settings);
    enum fault fault =
        session_open_writer(daemon->settings->database, &founding, wall_us, &daemon->session, reasons);
    if (fault)
        return fault;
    set_floor(daemon);
    fault = plant_clock_start(daemon->session, daemon->settings->clock_step_max_days * US_PER_DAY, &daemon->clock);
    if (fault)
        return fault;
    tell_of_opening(daemon);
    if (daemon->session->site.kind == SITE_TRAINING)
        snprintf(daemon->training, sizeof daemon->training, "rate=%.15g", daemon->session->site.clock_rate);
    return NOTHING_WRONG;
}

static bool commands_are_under_way(void *context)
{
    const struct daemon *daemon = context;
    return writer_is_at_work(daemon->writer);
}

static enum fault start_long_reads(struct daemon *daemon)
{
    const struct long_reads_options options = {
        .metrics = daemon->metrics,
        .threads = (size_t)daemon->settings->read_threads,
        .queue_max = (size_t)daemon->settings->read_queue_max,
        .others_wait = commands_are_under_way,
        .context = daemon,
    };
    return long_reads_start(&options, &daemon->long_reads);
}

/* One at a time until the end: what a hashing takes of memory and of the processor is then all that ever is. */
static enum fault start_hashing(struct daemon *daemon)
{
    const struct long_reads_options options = {.threads = 1, .queue_max = HASHING_QUEUE_MAX};
    return long_reads_start(&options, &daemon->hashing);
}

static enum fault start_streams(struct daemon *daemon)
{
    const struct streams_options options = {
        .readers = daemon->readers,
        .in_flight = &daemon->in_flight,
        .reads = daemon->long_reads,
        .metrics = daemon->metrics,
        .heartbeat_us = STREAM_HEARTBEAT_US,
        .live_max = (size_t)daemon->settings->streams_max,
        .suspend = server_suspend,
        .resume = server_resume,
        .may_go_on = authorised_still,
        .descriptor = server_descriptor,
    };
    return streams_start(&options, &daemon->streams);
}

static enum fault start_writer(struct daemon *daemon)
{
    const struct writer_options options = {
        .session = daemon->session,
        .clock = &daemon->clock,
        .log = daemon->log,
        .metrics = daemon->metrics,
        .queue_max = (size_t)daemon->settings->queue_max,
        .batch_max = (size_t)daemon->settings->batch_max,
        .committed = journal_grew,
        .failed = writer_failed,
        .between = between_batches,
        .context = daemon,
    };
    return writer_start(&options, &daemon->writer);
}

/* A daemon without it serves its line all the same. */
static void start_control(struct daemon *daemon)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct settings *settings = daemon->settings;
    const struct control_options options = {
        .database = settings->database,
        .copying = daemon->copying,
        .writer = daemon->writer,
        .log = daemon->log,
    };
    enum fault fault = arena ? control_start(&options, &daemon->control, &reasons) : FAULT_MEMORY;
    if (fault)
        log_line(daemon->log, LOG_LEVEL_WARNING, "no backup can be asked for", "%s",
                 reasons.count ? reasons.items[0].detail : fault_row(fault)->title);
}

/* The parts, each after what it leans on. */
static enum fault start_parts(struct daemon *daemon, struct reasons *reasons)
{
    daemon->failure_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (daemon->failure_fd < 0)
        return FAULT_IO;
    enum fault fault = open_database(daemon, reasons);
    if (fault)
        return fault;
    daemon->metrics = metrics_new(&daemon->routes);
    daemon->readers =
        readers_new(daemon->settings->database, &daemon->clock, daemon->settings->read_timeout_s * US_PER_SECOND);
    daemon->copying = copying_new();
    daemon->principals = principals_new();
    daemon->sessions = sessions_new();
    daemon->yielding = yielding_new();
    daemon->session->changes = daemon->changes = unit_changes_new();
    daemon->shared = shared_new(SHARED_BYTES_MAX, daemon->changes);
    if (!daemon->metrics || !daemon->readers || !daemon->principals || !daemon->sessions || !daemon->copying ||
        !daemon->changes || !daemon->shared || !daemon->yielding)
        return FAULT_MEMORY;
    set_sessions(daemon);
    atomic_store(&daemon->in_flight.max, daemon->settings->in_flight_max);
    fault = start_long_reads(daemon);
    if (!fault)
        fault = start_hashing(daemon);
    if (!fault)
        fault = start_streams(daemon);
    if (!fault)
        fault = syncing_start(daemon->session, &daemon->syncing, reasons);
    if (!fault)
        fault = start_writer(daemon);
    if (!fault)
        start_control(daemon);
    return fault;
}

/* The socket comes first, and what TLS needs, so that an address that cannot be had founds no database; who connects
 * meanwhile waits in its backlog. The server comes last: it answers. */
static enum fault start_all(struct daemon *daemon, int handed_over, struct reasons *reasons)
{
    enum fault fault = NOTHING_WRONG;
    int socket = handed_over;
    if (handed_over < 0)
        fault = listen_open(daemon->settings->listen, daemon->settings->port, &socket, reasons);
    if (fault)
        return fault;
    fault = server_judge(daemon->settings, reasons);
    if (!fault)
        fault = start_parts(daemon, reasons);
    if (!fault)
        fault = server_start(daemon, socket, &daemon->server, reasons);
    if (fault && handed_over < 0)
        close(socket);
    return fault;
}

enum fault daemon_start_with(const struct settings *settings, const struct log *log, const struct route_table *routes,
                             int socket, struct daemon **ret, struct reasons *reasons)
{
    struct daemon *daemon = calloc(1, sizeof *daemon);
    if (!daemon)
        return FAULT_MEMORY;
    daemon->settings = settings;
    daemon->log = log;
    daemon->failure_fd = -1;
    daemon->watchdog = watchdog_expected();
    daemon->handed_over = socket >= 0;
    daemon->routes = *routes;
    enum fault fault = start_all(daemon, socket, reasons);
    if (fault) {
        daemon_stop(daemon);
        return fault;
    }
    log_line(log, LOG_LEVEL_INFO, "started", "site=%s database=%s port=%d %s", daemon->session->site.site,
             settings->database, daemon_port(daemon), daemon->training);
    *ret = daemon;
    return NOTHING_WRONG;
}

enum fault daemon_start(const struct settings *settings, const struct log *log, int socket, struct daemon **ret,
                        struct reasons *reasons)
{
    const struct route_table routes = {ROUTES, ROUTE_COUNT};
    return daemon_start_with(settings, log, &routes, socket, ret, reasons);
}

static void renew_certificate(struct daemon *daemon)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    bool renewed = false;
    enum fault fault = server_renew(daemon->server, &renewed, &reasons);
    const struct reason *reason = reasons.count ? &reasons.items[0] : NULL;
    if (fault)
        log_line(daemon->log, LOG_LEVEL_ERROR, "certificate not reread",
                 "%s%s%s; the one before is served with until the next start, which fails so",
                 reason && reason->pointer ? reason->pointer : "", reason && reason->pointer ? ": " : "",
                 reason ? reason->detail : fault_row(fault)->title);
    else if (renewed)
        log_line(daemon->log, LOG_LEVEL_INFO, "certificate reread", "who connects from now on is served with it");
}

void daemon_reread(struct daemon *daemon, const struct settings *settings)
{
    daemon->settings = settings;
    server_reread(daemon->server);
    renew_certificate(daemon);
    set_sessions(daemon);
    atomic_store(&daemon->in_flight.max, settings->in_flight_max);
    streams_set_max(daemon->streams, (size_t)settings->streams_max);
    long_reads_set_max(daemon->long_reads, (size_t)settings->read_queue_max);
    readers_set_use_max(daemon->readers, settings->read_timeout_s * US_PER_SECOND);
    writer_set_max(daemon->writer, (size_t)settings->queue_max, (size_t)settings->batch_max);
    writer_wake(daemon->writer); /* it looks at the rest itself */
}

/* In this order: no new connections and no backup; every feed is resumed and ends; what is under way comes to its end,
 * while long views still run and the writer still writes; then every long view that is left is over and its exchange
 * resumed, which may still become a command; every command is done and its exchange resumed; only then may the server
 * stop, for the library aborts when something is suspended. Open connections may ask until it has, so what they might
 * touch is freed after it. */
void daemon_stop(struct daemon *daemon)
{
    if (!daemon)
        return;
    const int64_t drained_us = monotonic_us() + DAEMON_STOP_US / 2, by_us = drained_us + DAEMON_STOP_US / 2;
    atomic_store(&daemon->stopping, true);
    if (daemon->server)
        server_quiesce(daemon->server, !daemon->handed_over);
    control_stop(daemon->control);
    if (daemon->streams)
        streams_end(daemon->streams);
    if (daemon->readers)
        readers_hurry(daemon->readers, drained_us);
    if (daemon->server && !daemon_failed(daemon))
        server_drain(daemon->server, drained_us);
    if (daemon->long_reads)
        long_reads_end(daemon->long_reads);
    if (daemon->hashing)
        long_reads_end(daemon->hashing);
    if (daemon->writer)
        writer_end(daemon->writer);
    server_stop(daemon->server, by_us);
    long_reads_free(daemon->long_reads);
    long_reads_free(daemon->hashing);
    writer_free(daemon->writer);
    streams_free(daemon->streams);
    copying_free(daemon->copying);
    readers_free(daemon->readers);
    principals_free(daemon->principals);
    sessions_free(daemon->sessions);
    shared_free(daemon->shared);
    yielding_free(daemon->yielding);
    syncing_free(daemon->syncing);
    session_close(daemon->session);
    unit_changes_free(daemon->changes);
    metrics_free(daemon->metrics);
    if (daemon->failure_fd >= 0)
        close(daemon->failure_fd);
    free(daemon);
}

bool daemon_failed(const struct daemon *daemon)
{
    return atomic_load(&daemon->failed);
}

int daemon_failure_fd(const struct daemon *daemon)
{
    return daemon->failure_fd;
}

void daemon_name(const struct daemon *daemon, char text[static LISTEN_NAME_SIZE])
{
    listen_name(server_socket(daemon->server), daemon->settings->tls_certificate, text);
}

int daemon_port(const struct daemon *daemon)
{
    return server_port(daemon->server);
}
