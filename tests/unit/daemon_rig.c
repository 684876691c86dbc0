#include "daemon_rig.h"

#include "racklined/machine_clocks.h"
#include "racklined/server_parts.h"
#include "service/tokens.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

void rig_prepare(struct rig *rig)
{
    *rig = (struct rig){.log = {.level = LOG_LEVEL_ERROR}};
    scratch_make(rig->directory);
    snprintf(rig->database, sizeof rig->database, "%s/line.db", rig->directory);
    rig->settings = (struct settings){
        .site = "OSA1",
        .clock_rate = 1,
        .database = rig->database,
        .listen = "127.0.0.1",
        .threads = 2,
        .connections_max = 64,
        .connections_per_address_max = 64,
        .body_max = 1000,
        .headers_max = 2000,
        .depth_max = 8,
        .array_max = 20,
        .header_timeout_s = 5,
        .request_timeout_s = 5,
        .in_flight_max = 1 << 20,
        .answer_timeout_s = 5,
        .idle_timeout_s = 5,
        .streams_max = 4,
        .read_threads = 2,
        .read_queue_max = 16,
        .read_timeout_s = 5,
        .queue_max = 64,
        .batch_max = 16,
    };
}

static void make_tokens(struct rig *rig, struct reasons *reasons)
{
    struct session *session;
    const struct site site = settings_site(&rig->settings);
    const int64_t now_us = machine_clocks((struct uuid){0}).wall_us;
    ck_assert_int_eq(session_open_writer(rig->database, &site, now_us, &session, reasons), NOTHING_WRONG);
    session->now_us = now_us;
    ck_assert_int_eq(session_begin(session), NOTHING_WRONG);
    ck_assert_int_eq(token_make(session, "boss", ROLE_ADMIN, NULL, "test", rig->admin, reasons), NOTHING_WRONG);
    ck_assert_int_eq(token_make(session, "screen", ROLE_VIEWER, NULL, "test", rig->viewer, reasons), NOTHING_WRONG);
    ck_assert_int_eq(session_commit(session), NOTHING_WRONG);
    session_close(session);
}

void rig_start(struct rig *rig, const struct route *rows, size_t count)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct route_table table = {rows, count};
    if (!*rig->admin)
        make_tokens(rig, &reasons);
    enum fault fault = daemon_start_with(&rig->settings, &rig->log, &table, -1, &rig->daemon, &reasons);
    ck_assert_msg(!fault, "%s", reasons.count ? reasons.items[0].detail : fault_row(fault)->title);
}

enum { AWAIT_STEP_US = 1000, AWAIT_STEPS = 30000 };

void rig_await_exchanges(const struct rig *rig, int count)
{
    for (int i = 0; i < AWAIT_STEPS && atomic_load(&rig->daemon->server->exchanges) < count; i++)
        usleep(AWAIT_STEP_US);
    ck_assert_int_ge(atomic_load(&rig->daemon->server->exchanges), count);
}

void rig_await_no_exchange(const struct rig *rig)
{
    for (int i = 0; i < AWAIT_STEPS && atomic_load(&rig->daemon->server->exchanges); i++)
        usleep(AWAIT_STEP_US);
    ck_assert_int_eq(atomic_load(&rig->daemon->server->exchanges), 0);
}

void rig_await_stopping(const struct rig *rig)
{
    for (int i = 0; i < AWAIT_STEPS && !atomic_load(&rig->daemon->stopping); i++)
        usleep(AWAIT_STEP_US);
    ck_assert(atomic_load(&rig->daemon->stopping));
}

void rig_remove(const struct rig *rig)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-lock", ".lock"};
    char path[128];
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        snprintf(path, sizeof path, "%s%s", rig->database, suffixes[i]);
        unlink(path);
    }
    rmdir(rig->directory);
}

static void *stop_daemon(void *daemon)
{
    daemon_stop(daemon);
    return NULL;
}

void rig_stop_begin(struct rig *rig)
{
    ck_assert_int_eq(pthread_create(&rig->stopper, NULL, stop_daemon, rig->daemon), 0);
}

void rig_stop_end(struct rig *rig)
{
    pthread_join(rig->stopper, NULL);
    rig->daemon = NULL;
    rig_remove(rig);
}

void rig_stop(struct rig *rig)
{
    daemon_stop(rig->daemon);
    rig->daemon = NULL;
    rig_remove(rig);
}

int rig_connect(const struct rig *rig)
{
    return rig_connect_from(rig, "127.0.0.1");
}

int rig_connect_from(const struct rig *rig, const char *host)
{
    const struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr = {inet_addr(host)}};
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const struct timeval patience = {.tv_sec = 5};
    const struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)daemon_port(rig->daemon)),
        .sin_addr = {htonl(INADDR_LOOPBACK)},
    };
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ck_assert_int_eq(bind(client, (const struct sockaddr *)&from, sizeof from), 0);
    ck_assert_int_eq(connect(client, (const struct sockaddr *)&address, sizeof address), 0);
    return client;
}

void rig_send(int client, const char *text)
{
    size_t size = strlen(text);
    ck_assert_int_eq(send(client, text, size, MSG_NOSIGNAL), (ssize_t)size);
}

void rig_sendf(int client, const char *format, ...)
{
    char text[8192];
    va_list args;
    va_start(args, format);
    int size = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ck_assert_int_lt(size, (int)sizeof text);
    rig_send(client, text);
}

/* Reads bytes one by one until `text` stands at the end; false at the connection's end. */
static bool read_past(int client, const char *text, char *bytes, size_t room)
{
    size_t size = 0, length = strlen(text);
    while (size + 1 < room && recv(client, bytes + size, 1, 0) == 1) {
        bytes[++size] = '\0';
        if (size >= length && !strcmp(bytes + size - length, text))
            return true;
    }
    return false;
}

bool rig_read(int client, char *bytes, size_t size)
{
    return recv(client, bytes, size, MSG_WAITALL) == (ssize_t)size;
}

static void read_exactly(int client, struct received *ret, size_t size)
{
    ck_assert_uint_lt(ret->size + size, sizeof ret->body);
    ck_assert(!size || rig_read(client, ret->body + ret->size, size));
    ret->size += size;
    ret->body[ret->size] = '\0';
}

static void read_chunks(int client, struct received *ret)
{
    char line[64];
    size_t size;
    do {
        ck_assert(read_past(client, "\r\n", line, sizeof line));
        size = strtoul(line, NULL, 16);
        read_exactly(client, ret, size);
        ck_assert(read_past(client, "\r\n", line, sizeof line));
    } while (size);
}

void rig_receive_head(int client, struct received *ret)
{
    memset(ret, 0, sizeof *ret);
    if (read_past(client, "\r\n\r\n", ret->head, sizeof ret->head))
        ck_assert_int_eq(sscanf(ret->head, "HTTP/1.1 %d", &ret->status), 1);
}

const char *rig_header(const struct received *received, const char *name)
{
    static _Thread_local char value[512];
    size_t size = strlen(name);
    for (const char *line = strstr(received->head, "\r\n"); line && line[2]; line = strstr(line + 2, "\r\n"))
        if (!strncasecmp(line + 2, name, size) && line[2 + size] == ':') {
            const char *start = line + 2 + size + 1;
            start += strspn(start, " ");
            snprintf(value, sizeof value, "%.*s", (int)strcspn(start, "\r"), start);
            return value;
        }
    return NULL;
}

void rig_receive(int client, bool no_body, struct received *ret)
{
    rig_receive_head(client, ret);
    if (no_body || !ret->status || ret->status == 204 || ret->status == 304)
        return;
    const char *length = rig_header(ret, "Content-Length");
    if (length)
        read_exactly(client, ret, strtoul(length, NULL, 10));
    else if (rig_header(ret, "Transfer-Encoding"))
        read_chunks(client, ret);
}

bool rig_await(int client, const char *text)
{
    static _Thread_local char bytes[1 << 16];
    return read_past(client, text, bytes, sizeof bytes);
}

/* A chunk may end anywhere, and its size, which stands between two returns, is no part of a line. */
long rig_next_id(int client)
{
    char line[64] = "", piece[64] = "", byte[2] = "";
    while (rig_read(client, byte, 1)) {
        if (*byte != '\n') {
            strncat(piece, byte, sizeof piece - strlen(piece) - 1);
            continue;
        }
        char *end = strchr(piece, '\r');
        if (end)
            *end = '\0';
        if (!end || piece[strspn(piece, "0123456789abcdefABCDEF")])
            strncat(line, piece, sizeof line - strlen(line) - 1);
        *piece = '\0';
        if (end)
            continue;
        if (!strncmp(line, "id: ", 4))
            return strtol(line + 4, NULL, 10);
        *line = '\0';
    }
    ck_abort_msg("the feed ended");
    return 0;
}

bool rig_ends(int client)
{
    char bytes[4096];
    ssize_t got;
    while ((got = recv(client, bytes, sizeof bytes, 0)) > 0)
        ;
    return got == 0 || errno == ECONNRESET;
}

void rig_ask(const struct rig *rig, const char *request, struct received *ret)
{
    int client = rig_connect(rig);
    rig_send(client, request);
    rig_receive(client, !strncmp(request, "HEAD", 4), ret);
    close(client);
}
