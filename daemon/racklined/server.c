#include "racklined/server_parts.h"

#include "base/monotonic.h"
#include "racklined/daemon.h"
#include "racklined/exchange.h"
#include "racklined/listen.h"
#include "racklined/metrics.h"
#include "racklined/tls.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    CHANGING_PLACES = 32, /* connections beyond the limit while others, which were cut for them, come to their end */
    STOP_STEP_US = 2000,
    ACCEPT_US = 20000,     /* after which a thread that was about to take a connection has done so */
    LAST_WORD_US = 250000, /* for a connection that was answered to ask once more */
};

/* ---- connections ---- */

static bool has_room(struct watch *watch, const struct in6_addr *host, int64_t max)
{
    return watch_count(watch, host) < max || watch_make_room(watch, host);
}

/* At a limit another connection is cut for a new one, which has its place a moment later; so nobody who holds many
 * connections open keeps a station out, nor one behind the same address. Where all are at work, the new one is closed
 * at once. The library would leave it unanswered until another one ends. */
static enum MHD_Result may_connect(void *context, const struct sockaddr *address, socklen_t size)
{
    (void)size;
    struct server *server = context;
    const struct settings *settings = server->daemon->settings;
    const struct in6_addr host = watch_host(address);
    return atomic_load(&server->connections) < settings->connections_max + CHANGING_PLACES &&
                   has_room(server->watch, &host, settings->connections_per_address_max) &&
                   has_room(server->watch, NULL, settings->connections_max)
               ? MHD_YES
               : MHD_NO;
}

static void connection_changed(void *context, struct MHD_Connection *connection, void **ret_ours,
                               enum MHD_ConnectionNotificationCode change)
{
    struct server *server = context;
    bool opened = change == MHD_CONNECTION_NOTIFY_STARTED;
    atomic_fetch_add(&server->connections, opened ? 1 : -1);
    metrics_connections(server->daemon->metrics, opened ? 1 : -1);
    struct connection *ours = opened ? calloc(1, sizeof *ours) : *ret_ours;
    if (!ours)
        return;
    if (!ours->asked)
        atomic_fetch_add(&server->unasked, opened ? 1 : -1);
    if (opened) {
        watch_add(server->watch, &ours->watched,
                  MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
                  MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
        *ret_ours = ours;
    } else {
        server_request_is_over(server, ours);
        watch_remove(server->watch, &ours->watched);
        free(ours);
    }
}

void server_suspend(struct exchange *exchange)
{
    MHD_suspend_connection(exchange->connection);
}

void server_resume(struct exchange *exchange)
{
    MHD_resume_connection(exchange->connection);
}

void server_expect_reading(struct exchange *exchange)
{
    watch_answer(exchange->server->watch, exchange->watched);
}

void server_expect_nothing(struct exchange *exchange)
{
    watch_whole(exchange->watched);
}

int server_descriptor(struct exchange *exchange)
{
    return exchange->watched->descriptor;
}

/* ---- start and stop ---- */

/* Poll, not epoll: the library's epoll loop stalls when exactly 128 events come at once, and a batch of commands
 * resumes as many connections as stations posted; and it never sees the end of what a client sends where that comes
 * together with the last bytes. Suspended connections are not polled, so hundreds of live feeds cost
 * a loop nothing.
 *
 * The library divides its own limit among the threads, whichever of them accepts, and knows none of an address that
 * makes room; ours are reached first. */
static struct MHD_Daemon *start_library(struct server *server, const struct settings *settings, const struct tls *tls)
{
    int64_t threads = settings->threads;
    const struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, server->socket, NULL},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)server_request_begins, server},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)server_request_ends, server},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_changed, server},
        {MHD_OPTION_CONNECTION_LIMIT, (settings->connections_max + 2 * CHANGING_PLACES) * threads, NULL},
        /* Room for heads beyond the limit, so that they get our answer, and for what the library writes: no more, for
         * it clears all of it for every request. */
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings->headers_max + 8192, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, threads > 1 ? threads : 0, NULL},
        /* The last: without TLS they end here. */
        {tls->certificate ? MHD_OPTION_HTTPS_MEM_CERT : MHD_OPTION_END, 0, tls->certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, tls->key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)TLS_PRIORITIES},
        {MHD_OPTION_END, 0, NULL},
    };
    const unsigned flags = MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (tls->certificate ? MHD_USE_TLS : 0);
    return MHD_start_daemon(flags, 0, may_connect, server, server_request_goes_on, server, MHD_OPTION_ARRAY, options,
                            MHD_OPTION_END);
}

/* The library itself says whether it takes them: at a daemon that listens nowhere and does nothing. */
static bool library_takes(const struct tls *tls)
{
    struct MHD_Daemon *tried =
        MHD_start_daemon(MHD_USE_TLS | MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL, server_request_goes_on, NULL,
                         MHD_OPTION_HTTPS_MEM_CERT, tls->certificate, MHD_OPTION_HTTPS_MEM_KEY, tls->key,
                         MHD_OPTION_HTTPS_PRIORITIES, TLS_PRIORITIES, MHD_OPTION_END);
    if (tried)
        MHD_stop_daemon(tried);
    return tried;
}

static enum fault judge(const struct tls *tls, struct reasons *reasons)
{
    if (!tls->certificate || library_takes(tls))
        return NOTHING_WRONG;
    reason_add(reasons, "server-not-started", NULL,
               "The HTTPS server could not be started: are these a certificate in PEM, and its key?");
    return FAULT_IO;
}

enum fault server_judge(const struct settings *settings, struct reasons *reasons)
{
    struct tls tls = {0};
    enum fault fault = tls_read(settings, &tls, reasons);
    if (!fault)
        fault = judge(&tls, reasons);
    tls_free(&tls);
    return fault;
}

static struct digest tls_digest(const struct tls *tls)
{
    if (!tls->certificate)
        return (struct digest){0};
    const struct digest both[] = {digest_of(tls->certificate, strlen(tls->certificate)),
                                  digest_of(tls->key, strlen(tls->key))};
    return digest_of(both, sizeof both);
}

static struct watch_limits watch_limits(const struct daemon *daemon)
{
    const struct settings *settings = daemon->settings;
    return (struct watch_limits){
        .header_timeout_s = settings->header_timeout_s,
        .request_timeout_s = settings->request_timeout_s,
        .answer_timeout_s = settings->answer_timeout_s,
        .idle_timeout_s = settings->idle_timeout_s,
        .training = daemon->training,
    };
}

enum fault server_start(struct daemon *daemon, int socket, struct server **ret, struct reasons *reasons)
{
    const struct settings *settings = daemon->settings;
    const struct watch_limits limits = watch_limits(daemon);
    struct server *server = calloc(1, sizeof *server);
    struct tls tls = {0};
    enum fault fault = server ? tls_read(settings, &tls, reasons) : FAULT_MEMORY;
    if (!fault)
        fault = watch_start(&limits, &server->watch);
    if (fault)
        goto failed;
    server->daemon = daemon;
    server->socket = socket;
    server->port = listen_port(socket);
    *ret = server; /* the first request may be there, and ask for it, before the library has told us that it has started */
    server->library = start_library(server, settings, &tls);
    if (!server->library) {
        *ret = NULL;
        reason_add(reasons, "server-not-started", NULL, "The HTTP server could not be started.");
        fault = FAULT_IO;
        goto failed;
    }
    server->tls = tls_digest(&tls);
    tls_free(&tls);
    return NOTHING_WRONG;

failed:
    tls_free(&tls);
    if (server)
        watch_stop(server->watch);
    free(server);
    return fault;
}

void server_reread(struct server *server)
{
    const struct watch_limits limits = watch_limits(server->daemon);
    watch_set_timeouts(server->watch, &limits);
}

/* Ends those whose last connection has gone; all, when the server ends. */
static void end_earlier(struct server *server, bool all)
{
    struct earlier **at = &server->earlier;
    while (*at) {
        struct earlier *one = *at;
        if (!all && MHD_get_daemon_info(one->library, MHD_DAEMON_INFO_CURRENT_CONNECTIONS)->num_connections) {
            at = &one->next;
            continue;
        }
        *at = one->next;
        MHD_stop_daemon(one->library);
        free(one);
    }
}

/* The library reads a certificate when it starts, and never again: another instance of it takes the next connections on
 * the same socket. */
static enum fault take_over(struct server *server, const struct tls *tls)
{
    struct earlier *earlier = calloc(1, sizeof *earlier);
    struct MHD_Daemon *library = earlier ? start_library(server, server->daemon->settings, tls) : NULL;
    if (!library) {
        free(earlier);
        return FAULT_MEMORY;
    }
    MHD_quiesce_daemon(server->library);
    *earlier = (struct earlier){server->library, server->earlier};
    server->earlier = earlier;
    server->library = library;
    server->tls = tls_digest(tls);
    return NOTHING_WRONG;
}

enum fault server_renew(struct server *server, bool *ret_renewed, struct reasons *reasons)
{
    struct tls tls = {0};
    end_earlier(server, false);
    enum fault fault = tls_read(server->daemon->settings, &tls, reasons);
    const bool renewed = !fault && !digest_equal(tls_digest(&tls), server->tls);
    if (renewed)
        fault = judge(&tls, reasons);
    if (renewed && !fault)
        fault = take_over(server, &tls);
    tls_free(&tls);
    if (!fault)
        *ret_renewed = renewed;
    return fault;
}

void server_quiesce(struct server *server, bool refuse)
{
    if (!server->quiesced)
        MHD_quiesce_daemon(server->library);
    server->quiesced = true;
    if (refuse)
        shutdown(server->socket, SHUT_RDWR);
}

void server_drain(struct server *server, int64_t by_us)
{
    usleep(ACCEPT_US);
    const int64_t last_word_us = monotonic_us() + LAST_WORD_US;
    for (int64_t now_us = monotonic_us(); now_us < by_us; now_us = monotonic_us()) {
        if (!atomic_load(&server->exchanges) && !atomic_load(&server->unasked) &&
            (!atomic_load(&server->connections) || now_us >= last_word_us))
            return;
        usleep(STOP_STEP_US);
    }
}

void server_stop(struct server *server, int64_t by_us)
{
    if (!server)
        return;
    server_quiesce(server, false);
    while (atomic_load(&server->exchanges) && monotonic_us() < by_us)
        usleep(STOP_STEP_US);
    MHD_stop_daemon(server->library);
    end_earlier(server, true);
    close(server->socket); /* the library left it to us when it was quiesced */
    watch_stop(server->watch);
    free(server);
}

int server_socket(const struct server *server)
{
    return server->socket;
}

int server_port(const struct server *server)
{
    return server->port;
}
