#include "floor/http.h"

#include "base/time.h"
#include "floor/memory.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum {
    ANSWER_DEPTH_MAX = 64,
    ANSWER_ITEMS_MAX = 1000000,
    ATTEMPT_MS = 20000, /* one sending */
    PAUSE_FIRST_US = 20000,
    PAUSE_LAST_US = 1000000,
};

struct client {
    struct wire *wire;
    CURL *curl;
    struct curl_slist *headers; /* of every request */
    struct buffer body;         /* of the answer */
    struct json *document;
    struct arena *scratch; /* reasons of a parse */
    bool connected;        /* a connection was kept from the request before */
};

int64_t monotonic_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000;
}

void sleep_us(int64_t us)
{
    struct timespec pause = {.tv_sec = us / US_PER_SECOND, .tv_nsec = us % US_PER_SECOND * 1000};
    if (us > 0)
        nanosleep(&pause, NULL);
}

struct uuid uuid_new(void)
{
    struct timespec now;
    uint8_t random[10];
    clock_gettime(CLOCK_REALTIME, &now);
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        abort(); /* so few bytes always come at once */
    return uuid_make(now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000, random);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *client)
{
    struct client *self = client;
    buffer_add(&self->body, bytes, size * count);
    return self->body.failed ? 0 : size * count;
}

static struct curl_slist *header_add(struct curl_slist *headers, const char *header)
{
    return need_memory(curl_slist_append(headers, header));
}

struct client *client_new(struct wire *wire, const char *token)
{
    struct client *client = need_memory(calloc(1, sizeof *client));
    client->wire = wire;
    client->scratch = need_memory(arena_new(0));
    client->curl = need_memory(curl_easy_init());
    const char *authorization = TEXT(client->scratch, "Authorization: Bearer %s", token);
    client->headers = header_add(NULL, authorization);
    client->headers = header_add(client->headers, "Content-Type: application/json");
    client->headers = header_add(client->headers, "Expect:"); /* no round trip before a body */
    curl_easy_setopt(client->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(client->curl, CURLOPT_PROXY, ""); /* the daemon is near, whatever the environment says */
    curl_easy_setopt(client->curl, CURLOPT_TIMEOUT_MS, (long)ATTEMPT_MS);
    curl_easy_setopt(client->curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(client->curl, CURLOPT_WRITEDATA, client);
    return client;
}

void client_free(struct client *client)
{
    if (!client)
        return;
    json_free(client->document);
    buffer_free(&client->body);
    arena_free(client->scratch);
    curl_slist_free_all(client->headers);
    curl_easy_cleanup(client->curl);
    free(client);
}

static void count_resent(struct client *client, unsigned *resent)
{
    (*resent)++;
    atomic_fetch_add(&client->wire->resent, 1);
}

/* The status of one sending; 0: no answer. *ret_pause_us is left alone unless the daemon says when to come again. */
static int send_once(struct client *client, int64_t *ret_pause_us, unsigned *resent)
{
    client->body.size = 0;
    const bool kept = client->connected;
    client->connected = curl_easy_perform(client->curl) == CURLE_OK;
    if (!client->connected)
        return 0;
    long status = 0, connects = 0;
    curl_off_t retry_after_s = 0;
    curl_easy_getinfo(client->curl, CURLINFO_NUM_CONNECTS, &connects);
    if (kept && connects) /* curl sends again without a word where the kept connection was closed under it */
        count_resent(client, resent);
    curl_easy_getinfo(client->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(client->curl, CURLINFO_RETRY_AFTER, &retry_after_s);
    if (retry_after_s > 0)
        *ret_pause_us = retry_after_s * US_PER_SECOND;
    return (int)status;
}

/* Longer from time to time, and cut short when the wire is. */
static void wait_between(const struct wire *wire, int64_t pause_us)
{
    enum { SLICE_US = 50000 };
    for (; pause_us > 0 && !atomic_load(&wire->cut); pause_us -= SLICE_US)
        sleep_us(pause_us < SLICE_US ? pause_us : SLICE_US);
}

static int send_until_answered(struct client *client, unsigned *ret_resent)
{
    int64_t patience_ends_us = monotonic_us() + PATIENCE_S * US_PER_SECOND;
    int64_t next_pause_us = PAUSE_FIRST_US;
    for (;;) {
        int64_t pause_us = next_pause_us;
        int status = send_once(client, &pause_us, ret_resent);
        if (status && status != 503)
            return status;
        if (atomic_load(&client->wire->cut) || monotonic_us() + pause_us > patience_ends_us)
            return status;
        wait_between(client->wire, pause_us);
        next_pause_us = next_pause_us * 2 > PAUSE_LAST_US ? PAUSE_LAST_US : next_pause_us * 2;
        count_resent(client, ret_resent);
    }
}

static struct reply client_send(struct client *client, const char *path, struct curl_slist *headers)
{
    char *url = NULL;
    struct reply reply = {0};
    if (asprintf(&url, "%s%s", client->wire->url, path) < 0)
        need_memory(NULL);
    curl_easy_setopt(client->curl, CURLOPT_URL, url);
    curl_easy_setopt(client->curl, CURLOPT_HTTPHEADER, headers);
    reply.status = send_until_answered(client, &reply.resent);
    free(url);
    json_free(client->document);
    client->document = NULL;
    if (!reply.status)
        return reply;
    atomic_fetch_add(&client->wire->requests, 1);
    arena_reset(client->scratch);
    struct reasons reasons = {.arena = client->scratch};
    struct json_limits limits = {ANSWER_DEPTH_MAX, ANSWER_ITEMS_MAX};
    if (json_parse(client->body.bytes, client->body.size, limits, &client->document, &reasons) == NOTHING_WRONG)
        reply.document = client->document;
    reply.bytes = need_text(buffer_view(&client->body));
    reply.size = client->body.size;
    return reply;
}

struct reply client_get(struct client *client, const char *path)
{
    curl_easy_setopt(client->curl, CURLOPT_CUSTOMREQUEST, NULL);
    curl_easy_setopt(client->curl, CURLOPT_HTTPGET, 1L);
    return client_send(client, path, client->headers);
}

static void set_body(struct client *client, const char *method, const char *body, size_t size)
{
    curl_easy_setopt(client->curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(client->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
    curl_easy_setopt(client->curl, CURLOPT_POSTFIELDS, body ? body : "");
}

struct reply client_post(struct client *client, const char *path, const char *body, size_t size, const struct uuid *key)
{
    set_body(client, "POST", body, size);
    if (!key)
        return client_send(client, path, client->headers);
    char id[UUID_TEXT_SIZE];
    char header[sizeof "Idempotency-Key: " + UUID_TEXT_SIZE];
    uuid_format(*key, id);
    snprintf(header, sizeof header, "Idempotency-Key: %s", id);
    struct curl_slist keyed = {.data = header, .next = client->headers};
    return client_send(client, path, &keyed);
}

struct reply client_put(struct client *client, const char *path, const char *body, size_t size)
{
    set_body(client, "PUT", body, size);
    return client_send(client, path, client->headers);
}
