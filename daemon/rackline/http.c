#include "rackline/http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
    CONNECT_TIMEOUT_MS = 5000,
    ANSWER_TIMEOUT_S = 60, /* without a byte */
    SENDINGS_MAX = 4,
    PAUSE_FIRST_MS = 200,
    PAUSE_LAST_MS = 5000,
};

struct http {
    CURL *curl;
    char *url;
    char *authorization; /* NULL: no token */
    struct buffer body;
    struct http_reply *reply; /* of the request under way */
    http_line *line;          /* NULL: the body is kept whole */
    void *context;
    const volatile int *stop; /* NULL: nothing stops it */
    bool ended;               /* by the caller: no failure */
    char error[CURL_ERROR_SIZE];
};

/* ---- what comes ---- */

static void take_value(const char *header, size_t size, const char *name, char ret[static ETAG_SIZE])
{
    size_t length = strlen(name);
    if (size <= length || strncasecmp(header, name, length))
        return;
    const char *value = header + length;
    size_t rest = size - length;
    while (rest && (*value == ' ' || *value == '\t'))
        value++, rest--;
    while (rest && (value[rest - 1] == '\r' || value[rest - 1] == '\n'))
        rest--;
    snprintf(ret, ETAG_SIZE, "%.*s", (int)rest, value);
}

static size_t take_header(char *header, size_t size, size_t count, void *user)
{
    struct http *http = user;
    take_value(header, size * count, "ETag:", http->reply->etag);
    take_value(header, size * count, "Rackline-Training:", http->reply->training);
    return size * count;
}

/* Hands on every whole line that is there. */
static bool hand_lines(struct http *http)
{
    size_t from = 0;
    for (;;) {
        char *begin = http->body.bytes + from;
        char *end = http->body.size > from ? memchr(begin, '\n', http->body.size - from) : NULL;
        if (!end)
            break;
        from += (size_t)(end - begin) + 1;
        if (!http->line(http->context, begin, (size_t)(end - begin)))
            return false;
    }
    if (from) {
        memmove(http->body.bytes, http->body.bytes + from, http->body.size - from);
        http->body.size -= from;
    }
    return true;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *user)
{
    struct http *http = user;
    long status = 0;
    buffer_add(&http->body, bytes, size * count);
    if (http->body.failed)
        return 0;
    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status);
    if (http->line && status == 200 && !hand_lines(http)) {
        http->ended = true;
        return 0;
    }
    return size * count;
}

/* Called often, so that a signal ends a stream on which nothing comes. */
static int look_at_stop(void *user, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    struct http *http = user;
    (void)a, (void)b, (void)c, (void)d;
    http->ended |= http->stop && *http->stop;
    return http->ended;
}

/* ---- a client ---- */

struct http *http_new(const char *url, const char *token, const char *ca_file)
{
    struct http *http = calloc(1, sizeof *http);
    if (!http)
        return NULL;
    http->curl = curl_easy_init();
    http->url = strdup(url);
    if (token && asprintf(&http->authorization, "Authorization: Bearer %s", token) < 0)
        http->authorization = NULL;
    if (!http->curl || !http->url || (token && !http->authorization)) {
        http_free(http);
        return NULL;
    }
    size_t size = strlen(http->url);
    while (size && http->url[size - 1] == '/') /* paths begin with one */
        http->url[--size] = '\0';
    curl_easy_setopt(http->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(http->curl, CURLOPT_ERRORBUFFER, http->error);
    curl_easy_setopt(http->curl, CURLOPT_PROTOCOLS_STR, "http,https");
    if (ca_file)
        curl_easy_setopt(http->curl, CURLOPT_CAINFO, ca_file);
    curl_easy_setopt(http->curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_TIMEOUT_MS);
    curl_easy_setopt(http->curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(http->curl, CURLOPT_HEADERDATA, http);
    curl_easy_setopt(http->curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(http->curl, CURLOPT_WRITEDATA, http);
    curl_easy_setopt(http->curl, CURLOPT_XFERINFOFUNCTION, look_at_stop);
    curl_easy_setopt(http->curl, CURLOPT_XFERINFODATA, http);
    curl_easy_setopt(http->curl, CURLOPT_NOPROGRESS, 0L);
    return http;
}

void http_free(struct http *http)
{
    if (!http)
        return;
    curl_easy_cleanup(http->curl);
    buffer_free(&http->body);
    free(http->authorization);
    free(http->url);
    free(http);
}

const char *http_error(const struct http *http)
{
    return *http->error ? http->error : "no answer came";
}

/* ---- a request ---- */

/* Adds `name: value`; the list as it was is freed when memory is out. */
static bool add_header(struct curl_slist **headers, const char *name, const char *value)
{
    char *line = NULL;
    if (!value)
        return true;
    if (asprintf(&line, "%s%s", name, value) < 0)
        return false;
    struct curl_slist *longer = curl_slist_append(*headers, line);
    free(line);
    if (longer)
        *headers = longer;
    return longer;
}

static bool set_headers(struct http *http, const struct http_request *request, struct curl_slist **headers)
{
    bool set = add_header(headers, "Accept: ", request->accept ? request->accept : "application/json") &&
               add_header(headers, "", http->authorization) && add_header(headers, "Idempotency-Key: ", request->key) &&
               add_header(headers, "If-Match: ", request->if_match) &&
               add_header(headers, "Content-Type: ", request->body ? "application/json" : NULL) &&
               add_header(headers, "Expect:", ""); /* no round trip before a body */
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, *headers);
    return set;
}

static void set_request(struct http *http, const struct http_request *request)
{
    bool get = !strcmp(request->method, "GET");
    curl_easy_setopt(http->curl, CURLOPT_HTTPGET, 1L); /* what the request before this one said is forgotten */
    curl_easy_setopt(http->curl, CURLOPT_CUSTOMREQUEST, get ? NULL : request->method);
    if (get)
        return;
    curl_easy_setopt(http->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_size);
    curl_easy_setopt(http->curl, CURLOPT_POSTFIELDS, request->body ? request->body : "");
}

static void pause_ms(long ms)
{
    struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

/* Once: whether an answer came, whole. */
static bool perform(struct http *http, struct http_reply *reply)
{
    *reply = (struct http_reply){0};
    http->reply = reply;
    http->body.size = 0;
    http->ended = false;
    *http->error = '\0';
    CURLcode code = curl_easy_perform(http->curl);
    long status = 0;
    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status);
    reply->body = http->body;
    if (code != CURLE_OK && !http->ended)
        return false;
    reply->status = (int)status;
    return true;
}

static long pause_before_next(struct http *http, int sendings)
{
    curl_off_t retry_after_s = 0;
    long pause = (long)PAUSE_FIRST_MS << sendings;
    curl_easy_getinfo(http->curl, CURLINFO_RETRY_AFTER, &retry_after_s);
    if (retry_after_s > 0)
        pause = (long)retry_after_s * 1000;
    return pause < PAUSE_LAST_MS ? pause : PAUSE_LAST_MS;
}

static bool prepare(struct http *http, const struct http_request *request, struct curl_slist **headers)
{
    char *url = NULL;
    if (asprintf(&url, "%s%s", http->url, request->path) < 0)
        return false;
    bool copied = curl_easy_setopt(http->curl, CURLOPT_URL, url) == CURLE_OK;
    free(url);
    set_request(http, request);
    return copied && set_headers(http, request, headers);
}

bool http_send(struct http *http, const struct http_request *request, struct http_reply *ret)
{
    struct curl_slist *headers = NULL;
    bool answered = false;
    http->line = NULL;
    http->stop = NULL;
    *ret = (struct http_reply){0};
    if (prepare(http, request, &headers)) {
        curl_easy_setopt(http->curl, CURLOPT_TIMEOUT, (long)ANSWER_TIMEOUT_S);
        for (int sendings = 0;; sendings++) {
            answered = perform(http, ret);
            bool again = request->repeatable && (!answered || ret->status == 503);
            if (!again || sendings + 1 == SENDINGS_MAX)
                break;
            pause_ms(pause_before_next(http, sendings));
        }
    }
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    return answered;
}

bool http_follow(struct http *http, const struct http_request *request, http_line *line, void *context,
                 const volatile int *stop, struct http_reply *ret)
{
    struct curl_slist *headers = NULL;
    bool answered = false;
    *ret = (struct http_reply){0};
    http->line = line;
    http->context = context;
    http->stop = stop;
    if (prepare(http, request, &headers)) {
        curl_easy_setopt(http->curl, CURLOPT_TIMEOUT, 0L);
        answered = perform(http, ret);
    }
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    return answered;
}

void http_escape(struct buffer *buffer, const char *text)
{
    static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (; *text; text++) {
        if (strchr(PLAIN, *text))
            buffer_char(buffer, *text);
        else
            buffer_printf(buffer, "%%%02X", (unsigned char)*text);
    }
}
