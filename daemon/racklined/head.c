#include "racklined/head.h"

#include <string.h>
#include <strings.h>

enum { LINE_EXTRA = sizeof ": \r\n" - 1 };

size_t head_size(const struct head *head)
{
    size_t size = strlen(head->method) + strlen(head->target) + strlen(head->version) + LINE_EXTRA;
    for (size_t i = 0; i < head->count; i++)
        size += head->headers[i].name_size + head->headers[i].value_size + LINE_EXTRA;
    return size;
}

/* Each header is held against a dozen names: nearly all differ in their first letter. */
static bool is_named(const struct header *header, const char *name)
{
    return (*header->name | 0x20) == (*name | 0x20) && header->name_size == strlen(name) &&
           !strncasecmp(header->name, name, header->name_size);
}

const char *head_value(const struct head *head, const char *name)
{
    for (size_t i = 0; i < head->count; i++)
        if (is_named(&head->headers[i], name))
            return head->headers[i].value ? head->headers[i].value : "";
    return NULL;
}

static size_t count_named(const struct head *head, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < head->count; i++)
        count += is_named(&head->headers[i], name);
    return count;
}

/* RFC 9110, 5.6.2: what a method and a header's name are made of. */
static bool is_token(const char *text, size_t size)
{
    static const char symbols[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!alphanumeric && (!c || !strchr(symbols, c)))
            return false;
    }
    return size > 0;
}

static bool is_printable(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < ' ' && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static void refuse_value(const struct header *header, struct reasons *reasons)
{
    const char *name = arena_copy(reasons->arena, header->name, header->name_size);
    reason_add(reasons, "header-value", NULL, "The header %s has a control character in its value.", name ? name : "");
}

static void check_headers(const struct head *head, struct reasons *reasons)
{
    for (size_t i = 0; i < head->count; i++) {
        const struct header *header = &head->headers[i];
        if (!is_token(header->name, header->name_size))
            reason_add(reasons, "header-name", NULL, "The name of header %zu is no token, or a space follows it.",
                       i + 1);
        else if (!is_printable(header->value, header->value_size))
            refuse_value(header, reasons);
    }
}

static void check_host(const struct head *head, struct reasons *reasons)
{
    static const char *const singles[] = {
        "Host",          "Authorization", "Content-Type", "Idempotency-Key", "If-Match",
        "If-None-Match", "Last-Event-ID", "Expect",       "Content-Encoding"};
    for (size_t i = 0; i < sizeof singles / sizeof *singles; i++)
        if (count_named(head, singles[i]) > 1)
            reason_add(reasons, "header-repeated", NULL, "The header %s is there more than once.", singles[i]);
    if (!count_named(head, "Host") && strcmp(head->version, "HTTP/1.0"))
        reason_add(reasons, "host-missing", NULL, "The header Host is missing.");
    const char *host = head_value(head, "Host");
    if (host && strpbrk(host, " \t,/@?#"))
        reason_add(reasons, "host-malformed", NULL, "The header Host is not a host and a port.");
}

/* Reads digits and nothing else; false also when they pass 18 places, which no length is. */
static bool read_length(const char *text, int64_t *ret)
{
    size_t digits = strspn(text, "0123456789");
    if (!digits || text[digits] || digits > 18)
        return false;
    int64_t length = 0;
    for (const char *at = text; *at; at++)
        length = length * 10 + (*at - '0');
    *ret = length;
    return true;
}

static struct framing check_framing(const struct head *head, struct reasons *reasons)
{
    struct framing framing = {0};
    size_t lengths = count_named(head, "Content-Length"), encodings = count_named(head, "Transfer-Encoding");
    if (lengths > 1)
        reason_add(reasons, "length-repeated", NULL, "The header Content-Length is there more than once.");
    if (encodings > 1)
        reason_add(reasons, "encoding-repeated", NULL, "The header Transfer-Encoding is there more than once.");
    if (lengths && encodings)
        reason_add(reasons, "length-and-encoding", NULL, "Content-Length and Transfer-Encoding may not come together.");
    if (lengths && !read_length(head_value(head, "Content-Length"), &framing.length))
        reason_add(reasons, "length-malformed", NULL, "The header Content-Length is not a number of bytes.");
    if (encodings && strcasecmp(head_value(head, "Transfer-Encoding"), "chunked"))
        reason_add(reasons, "encoding-unknown", NULL, "The only Transfer-Encoding understood is chunked.");
    if (encodings && !strcmp(head->version, "HTTP/1.0"))
        reason_add(reasons, "encoding-too-old", NULL, "HTTP/1.0 has no Transfer-Encoding.");
    const char *expect = head_value(head, "Expect");
    if (expect && strcasecmp(expect, "100-continue"))
        reason_add(reasons, "expectation-unknown", NULL, "The only Expect understood is 100-continue.");
    framing.chunked = encodings > 0;
    return framing;
}

/* The path, or a whole address: no star, no authority alone, nothing that begins otherwise. */
static bool is_target(const char *target)
{
    return *target == '/' || !strncasecmp(target, "http://", 7) || !strncasecmp(target, "https://", 8);
}

static void check_target(const struct head *head, struct reasons *reasons)
{
    if (!is_target(head->target)) {
        reason_add(reasons, "target-malformed", NULL, "The path begins with a slash.");
        return;
    }
    for (const char *at = head->target; *at; at++)
        if (*at <= ' ' || *at == 0x7f || (*at & 0x80)) {
            reason_add(reasons, "target-malformed", NULL,
                       "The path and the query may hold visible ASCII characters only; others are percent-encoded.");
            return;
        }
    if (strchr(head->target, '#'))
        reason_add(reasons, "target-malformed", NULL, "The path and the query may not hold a fragment.");
}

enum fault head_check(const struct head *head, size_t bytes_max, struct framing *ret, struct reasons *reasons)
{
    if (head_size(head) > bytes_max) {
        reason_add(reasons, "headers-too-large", NULL, "The request line and its headers may have %zu bytes.",
                   bytes_max);
        return FAULT_HEADERS;
    }
    size_t found = reasons->found;
    if (!is_token(head->method, strlen(head->method)))
        reason_add(reasons, "method-malformed", NULL, "The method is not a token.");
    check_target(head, reasons);
    check_headers(head, reasons);
    check_host(head, reasons);
    struct framing framing = check_framing(head, reasons);
    if (reasons->found > found)
        return FAULT_MALFORMED;
    *ret = framing;
    return NOTHING_WRONG;
}
