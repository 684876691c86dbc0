/* The heads that are refused, and those that are not. */
#include "suite.h"

#include "racklined/head.h"

#include <stdlib.h>
#include <string.h>

enum { HEADERS_MAX = 16, BYTES_MAX = 400 };

/* Cuts lines as the HTTP library does: a NUL in place of the colon, the value after the spaces. */
static size_t cut_lines(char *lines, struct header headers[HEADERS_MAX])
{
    size_t count = 0;
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
        char *colon = strchr(line, ':');
        *colon = '\0';
        char *value = colon + 1 + strspn(colon + 1, " \t");
        headers[count++] = (struct header){line, strlen(line), value, strlen(value)};
    }
    return count;
}

struct judged {
    enum fault fault;
    char code[64]; /* of the first reason; "" without one */
    struct framing framing;
};

static struct judged judge(const char *method, const char *target, const char *version, const char *lines)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct header headers[HEADERS_MAX];
    struct head head = {method, target, version, headers, cut_lines(arena_text(arena, lines), headers)};
    struct judged judged = {.code = ""};
    judged.fault = head_check(&head, BYTES_MAX, &judged.framing, &reasons);
    if (reasons.count)
        strcpy(judged.code, reasons.items[0].code);
    return judged;
}

static const struct {
    const char *about, *lines, *code; /* "" for a head that is taken */
} HEADERS[] = {
    {"a plain request", "Host: a", ""},
    {"a host with a port", "Host: a:8080", ""},
    {"a host that is an IPv6 address", "Host: [::1]:8080", ""},
    {"an empty host, as RFC 9110 allows", "Host: ", ""},
    {"a name in any case", "hOsT: a", ""},
    {"a body by its length", "Host: a\nContent-Length: 5", ""},
    {"no bytes", "Host: a\nContent-Length: 0", ""},
    {"a length with zeros in front", "Host: a\nContent-Length: 0005", ""},
    {"a chunked body", "Host: a\nTransfer-Encoding: chunked", ""},
    {"a chunked body in capitals", "Host: a\nTransfer-Encoding: CHUNKED", ""},
    {"an expectation", "Host: a\nExpect: 100-Continue", ""},
    {"a tab in a value", "Host: a\nX-Note: a\tb", ""},
    {"bytes past ASCII in a value", "Host: a\nX-Note: \xc3\xa9", ""},
    {"a header twice that may be", "Host: a\nAccept: a/b\nAccept: c/d", ""},
    {"no host", "Accept: a/b", "host-missing"},
    {"two hosts", "Host: a\nHost: b", "header-repeated"},
    {"two hosts alike", "Host: a\nhost: a", "header-repeated"},
    {"a list of hosts", "Host: a, b", "host-malformed"},
    {"a host with a path", "Host: a/b", "host-malformed"},
    {"a host with a user", "Host: u@a", "host-malformed"},
    {"a space before the colon", "Host: a\nContent-Length : 5", "header-name"},
    {"a tab before the colon", "Host: a\nContent-Length\t: 5", "header-name"},
    {"a space before the name", "Host: a\n Content-Length: 5", "header-name"},
    {"a name in two words", "Host: a\nContent Length: 5", "header-name"},
    {"no name at all", "Host: a\n: 5", "header-name"},
    {"a name in brackets", "Host: a\n(X): 5", "header-name"},
    {"a name past ASCII", "Host: a\n\xc3\xa9: 5", "header-name"},
    {"a control character in a name", "Host: a\nX\x01: 5", "header-name"},
    {"a control character in a value", "Host: a\nX: a\x01z", "header-value"},
    {"a carriage return in a value", "Host: a\nX: a\rb", "header-value"},
    {"a delete character in a value", "Host: a\nX: a\x7f", "header-value"},
    {"two lengths", "Host: a\nContent-Length: 5\nContent-Length: 6", "length-repeated"},
    {"two lengths alike", "Host: a\nContent-Length: 5\ncontent-length: 5", "length-repeated"},
    {"a length and an encoding", "Host: a\nContent-Length: 5\nTransfer-Encoding: chunked", "length-and-encoding"},
    {"an encoding and a length", "Host: a\nTransfer-Encoding: chunked\nContent-Length: 5", "length-and-encoding"},
    {"two encodings", "Host: a\nTransfer-Encoding: chunked\nTransfer-Encoding: chunked", "encoding-repeated"},
    {"a length with a sign", "Host: a\nContent-Length: +5", "length-malformed"},
    {"a length below nothing", "Host: a\nContent-Length: -5", "length-malformed"},
    {"a length in hexadecimal", "Host: a\nContent-Length: 0x5", "length-malformed"},
    {"a list of lengths", "Host: a\nContent-Length: 5, 5", "length-malformed"},
    {"a length with a space in it", "Host: a\nContent-Length: 5 5", "length-malformed"},
    {"an empty length", "Host: a\nContent-Length: ", "length-malformed"},
    {"a length past every integer", "Host: a\nContent-Length: 18446744073709551621", "length-malformed"},
    {"another encoding", "Host: a\nTransfer-Encoding: gzip", "encoding-unknown"},
    {"a list of encodings", "Host: a\nTransfer-Encoding: gzip, chunked", "encoding-unknown"},
    {"an encoding that only looks chunked", "Host: a\nTransfer-Encoding: xchunked", "encoding-unknown"},
    {"an encoding hidden by a tab", "Host: a\nTransfer-Encoding: chunked\v", "header-value"},
    {"an empty encoding", "Host: a\nTransfer-Encoding: ", "encoding-unknown"},
    {"another expectation", "Host: a\nExpect: 200-ok", "expectation-unknown"},
    {"two tokens", "Host: a\nAuthorization: Bearer a\nAuthorization: Bearer b", "header-repeated"},
    {"two content types", "Host: a\nContent-Type: a/b\nContent-Type: c/d", "header-repeated"},
    {"two keys", "Host: a\nIdempotency-Key: a\nIdempotency-Key: b", "header-repeated"},
};

START_TEST(headers_that_two_readers_could_read_differently_are_refused)
{
    struct judged judged = judge("POST", "/v1/events", "HTTP/1.1", HEADERS[_i].lines);
    ck_assert_msg(!strcmp(judged.code, HEADERS[_i].code), "%s: \"%s\"", HEADERS[_i].about, judged.code);
    ck_assert_int_eq(judged.fault, *HEADERS[_i].code ? FAULT_MALFORMED : NOTHING_WRONG);
}
END_TEST

static const struct {
    const char *method, *target, *version, *code;
} LINES[] = {
    {"GET", "/", "HTTP/1.1", ""},
    {"GET", "/a?b=%20c&d=/?", "HTTP/1.1", ""},
    {"GET", "http://host/a", "HTTP/1.1", ""},
    {"M-SEARCH", "/", "HTTP/1.1", ""},
    {"G@T", "/", "HTTP/1.1", "method-malformed"},
    {"", "/", "HTTP/1.1", "method-malformed"},
    {"GET", "/a b", "HTTP/1.1", "target-malformed"},
    {"GET", "/a\tb", "HTTP/1.1", "target-malformed"},
    {"GET", "/caf\xc3\xa9", "HTTP/1.1", "target-malformed"},
    {"GET", "/a\x7f", "HTTP/1.1", "target-malformed"},
    {"GET", "/a#b", "HTTP/1.1", "target-malformed"},
    {"GET", "a", "HTTP/1.1", "target-malformed"},
    {"OPTIONS", "*", "HTTP/1.1", "target-malformed"},
    {"CONNECT", "host:80", "HTTP/1.1", "target-malformed"},
    {"GET", "ftp://host/a", "HTTP/1.1", "target-malformed"},
    {"GET", "HTTP://host/a", "HTTP/1.1", ""},
};

START_TEST(request_lines_of_other_characters_are_refused)
{
    struct judged judged = judge(LINES[_i].method, LINES[_i].target, LINES[_i].version, "Host: a");
    ck_assert_msg(!strcmp(judged.code, LINES[_i].code), "%s %s: \"%s\"", LINES[_i].method, LINES[_i].target,
                  judged.code);
}
END_TEST

START_TEST(http_1_0_needs_no_host_and_has_no_encoding)
{
    ck_assert_int_eq(judge("GET", "/", "HTTP/1.0", "Accept: a/b").fault, NOTHING_WRONG);
    ck_assert_str_eq(judge("POST", "/", "HTTP/1.0", "Transfer-Encoding: chunked").code, "encoding-too-old");
}
END_TEST

START_TEST(every_flaw_is_named_at_once)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct header headers[HEADERS_MAX];
    char lines[] = "Content-Length: x\nTransfer-Encoding: y\nA B: c";
    struct head head = {"G T", "/ ", "HTTP/1.1", headers, cut_lines(lines, headers)};
    struct framing framing;
    head_check(&head, BYTES_MAX, &framing, &reasons);
    static const char *const codes[] = {"method-malformed", "target-malformed",   "header-name",     "host-missing",
                                        "length-malformed", "length-and-encoding", "encoding-unknown"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        ck_assert_msg(reasons_have(&reasons, codes[i]), "%s is missing", codes[i]);
    ck_assert_uint_eq(reasons.found, sizeof codes / sizeof *codes);
}
END_TEST

START_TEST(a_head_is_refused_from_the_first_byte_past_the_limit)
{
    char lines[BYTES_MAX + 1] = "Host: a\nX: ";
    size_t fixed = strlen("GET/HTTP/1.1") + 4 + strlen("Hosta") + 4 + strlen("X") + 4;
    memset(lines + strlen(lines), 'x', BYTES_MAX - fixed);
    ck_assert_int_eq(judge("GET", "/", "HTTP/1.1", lines).fault, NOTHING_WRONG);
    strcat(lines, "x");
    struct judged judged = judge("GET", "/", "HTTP/1.1", lines);
    ck_assert_int_eq(judged.fault, FAULT_HEADERS);
    ck_assert_str_eq(judged.code, "headers-too-large");
}
END_TEST

START_TEST(the_framing_says_how_the_body_ends)
{
    ck_assert_int_eq(judge("POST", "/", "HTTP/1.1", "Host: a\nContent-Length: 0042").framing.length, 42);
    ck_assert(judge("POST", "/", "HTTP/1.1", "Host: a\nTransfer-Encoding: chunked").framing.chunked);
    struct judged none = judge("POST", "/", "HTTP/1.1", "Host: a");
    ck_assert(!none.framing.chunked);
    ck_assert_int_eq(none.framing.length, 0);
}
END_TEST

START_TEST(a_value_is_found_by_its_name_in_any_case)
{
    struct header headers[HEADERS_MAX];
    char lines[] = "Host: a\nif-none-match: W/\"7\"\nX: ";
    struct head head = {"GET", "/", "HTTP/1.1", headers, cut_lines(lines, headers)};
    ck_assert_str_eq(head_value(&head, "If-None-Match"), "W/\"7\"");
    ck_assert_str_eq(head_value(&head, "X"), "");
    ck_assert_ptr_null(head_value(&head, "If-None"));
}
END_TEST

SUITE_BEGIN(head)
tcase_add_loop_test(tests, headers_that_two_readers_could_read_differently_are_refused, 0,
                    sizeof HEADERS / sizeof *HEADERS);
tcase_add_loop_test(tests, request_lines_of_other_characters_are_refused, 0, sizeof LINES / sizeof *LINES);
tcase_add_test(tests, http_1_0_needs_no_host_and_has_no_encoding);
tcase_add_test(tests, every_flaw_is_named_at_once);
tcase_add_test(tests, a_head_is_refused_from_the_first_byte_past_the_limit);
tcase_add_test(tests, the_framing_says_how_the_body_ends);
tcase_add_test(tests, a_value_is_found_by_its_name_in_any_case);
SUITE_END
