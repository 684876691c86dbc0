/* The head of a request as the HTTP library hands it over, and what is read from its headers: the method, the target
 * and the version in the first line, then a header a line. */
#include "fuzz.h"

#include "racklined/head.h"
#include "racklined/negotiate.h"

#include "service/request.h"

enum { HEADERS_MAX = 64, BYTES_MAX = 4096 };

/* Cuts a line as the library does: a NUL in place of the colon, the value after the spaces. */
static struct header cut_line(char *line)
{
    char *colon = strchr(line, ':');
    struct header header = {.name = line, .name_size = colon ? (size_t)(colon - line) : strlen(line)};
    if (!colon)
        return header;
    *colon = '\0';
    header.value = colon + 1 + strspn(colon + 1, " \t");
    header.value_size = strlen(header.value);
    return header;
}

static void read_headers(const struct head *head)
{
    static const char *const OFFERS[] = {"application/json", "application/x-ndjson", "text/event-stream"};
    struct uuid key;
    int64_t number;
    const char *value;
    int chosen = accept_choose(head_value(head, "Accept"), OFFERS, 3);
    CLAIM(chosen >= -1 && chosen < 3, "offer %d was chosen", chosen);
    if ((value = head_value(head, "Authorization")) && (value = bearer_token(value)))
        CLAIM(*value && !strchr(value, ' '), "the token is %s", value);
    if ((value = head_value(head, "Content-Type")))
        content_type_is_json(value);
    if ((value = head_value(head, "If-None-Match")))
        etag_matches(value, "W/\"7\"");
    if ((value = head_value(head, "If-Match")) && if_match_read(value, &number))
        CLAIM(number >= IF_MATCH_ANY, "If-Match is %lld", (long long)number);
    if ((value = head_value(head, "Idempotency-Key")) && idempotency_key_read(value, &key))
        CLAIM(!uuid_is_zero(key), "a key of zeros");
    if ((value = head_value(head, "Last-Event-ID")) && event_id_read(value, &number))
        CLAIM(number >= 0, "the last event is %lld", (long long)number);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ARENA_OWNED struct arena *arena = arena_new(FUZZ_ARENA);
    struct header headers[HEADERS_MAX];
    char *line = (char *)take_line(&bytes, &size, arena);
    struct head head = {.headers = headers};
    head.method = strsep(&line, " ");
    head.target = line ? strsep(&line, " ") : "/";
    head.version = line ? line : "HTTP/1.1";
    while (size && head.count < HEADERS_MAX)
        headers[head.count++] = cut_line((char *)take_line(&bytes, &size, arena));
    struct reasons reasons = {.arena = arena};
    struct framing framing;
    enum fault fault = head_check(&head, BYTES_MAX, &framing, &reasons);
    if (fault) {
        claim_told(fault, &reasons);
        return 0;
    }
    CLAIM(framing.length >= 0 && !(framing.chunked && framing.length), "the body is told twice");
    CLAIM(head_size(&head) <= BYTES_MAX, "a head of %zu bytes", head_size(&head));
    CLAIM(head_value(&head, "Host") || !strcmp(head.version, "HTTP/1.0"), "no host");
    read_headers(&head);
    return 0;
}
