#include "daemon_plain.h"

#include <check.h>
#include <string.h>
#include <sys/socket.h>

struct plain plain;

static enum fault view_hello(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    buffer_printf(&answer->body, "{\"hello\":\"%s\"}", request->path[0]);
    return NOTHING_WRONG;
}

static enum fault view_secret(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    buffer_text(&answer->body, "{\"hello\":\"viewer\"}");
    return NOTHING_WRONG;
}

static enum fault view_large(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    char *bytes = buffer_room(&answer->body, PLAIN_LARGE);
    if (!bytes)
        return FAULT_MEMORY;
    memset(bytes, ' ', PLAIN_LARGE);
    answer->body.size = PLAIN_LARGE;
    return NOTHING_WRONG;
}

static enum fault decode_any(const struct json *body, struct request *request, const void **ret_body)
{
    (void)request;
    *ret_body = body;
    return NOTHING_WRONG;
}

static enum fault echo_text(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    buffer_text(&answer->body, "{\"echo\":");
    json_write_text(&answer->body, json_text_member(request->body, "text"));
    buffer_char(&answer->body, '}');
    return NOTHING_WRONG;
}

static enum fault wait_for_release(struct session *session, struct request *request, struct answer *answer)
{
    (void)session, (void)request;
    sem_post(&plain.entered);
    sem_wait(&plain.released);
    atomic_fetch_add(&plain.done, 1);
    buffer_text(&answer->body, "{\"done\":true}");
    return NOTHING_WRONG;
}

static const struct route ROWS[] = {
    {.method = "GET", .path = "/hello/{x}", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .view = view_hello},
    {.method = "GET", .path = "/secret", .roles = MAY_READ, .kind = ROUTE_VIEW, .view = view_secret},
    {.method = "GET", .path = "/large", .roles = MAY_ANYBODY, .kind = ROUTE_VIEW, .view = view_large},
    {.method = "POST",
     .path = "/echo",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_COMMAND,
     .decode = decode_any,
     .command = echo_text},
    {.method = "POST", .path = "/wait", .roles = MAY_ANYBODY, .kind = ROUTE_COMMAND, .command = wait_for_release},
};

void plain_prepare(struct rig *rig)
{
    rig_prepare(rig);
    sem_init(&plain.entered, 0, 0);
    sem_init(&plain.released, 0, 0);
}

void plain_start(struct rig *rig)
{
    rig_start(rig, ROWS, sizeof ROWS / sizeof *ROWS);
}

void plain_stop_well(struct rig *rig)
{
    struct received received;
    rig_ask(rig, HELLO "Host: a\r\n\r\n", &received);
    ck_assert_int_eq(received.status, 200);
    rig_stop(rig);
}

bool plain_is_served(int client)
{
    static const char request[] = HELLO "Host: a\r\n\r\n";
    struct received received;
    send(client, request, sizeof request - 1, MSG_NOSIGNAL);
    rig_receive(client, false, &received);
    return received.status == 200;
}
