#include "racklined/negotiate.h"

#include "base/digest.h"
#include "service/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Journal positions begin at 1. */
enum { NO_VERSION = 0 };

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t");
}

const char *bearer_token(const char *authorization)
{
    static const char scheme[] = "Bearer ";
    if (strncasecmp(authorization, scheme, sizeof scheme - 1))
        return NULL;
    const char *token = skip_space(authorization + sizeof scheme - 1);
    return *token && !token[strcspn(token, " \t,")] ? token : NULL;
}

bool content_type_is_json(const char *content_type)
{
    size_t size = strcspn(content_type, "; \t");
    bool json = (size == strlen("application/json") && !strncasecmp(content_type, "application/json", size)) ||
                (size > strlen("application/+json") && !strncasecmp(content_type, "application/", 12) &&
                 !strncasecmp(content_type + size - 5, "+json", 5));
    const char *charset = strcasestr(content_type + size, "charset=");
    if (!json || !charset)
        return json;
    charset += strlen("charset=");
    charset += *charset == '"';
    return !strncasecmp(charset, "utf-8", 5) && (!charset[5] || strchr("\"; \t", charset[5]));
}

/* How well a media range of `size` bytes fits: 3 exactly, 2 by its type, 1 as any, 0 not at all. */
static int range_fit(const char *range, size_t size, const char *offer)
{
    size_t type = strcspn(offer, "/") + 1;
    if (size == strlen(offer) && !strncasecmp(range, offer, size))
        return 3;
    if (size == type + 1 && range[type] == '*' && !strncasecmp(range, offer, type))
        return 2;
    return size == 3 && !strncmp(range, "*/*", 3) ? 1 : 0;
}

/* The weight among a range's parameters; 1 without one, 0 for one that cannot be read. */
static double range_weight(const char *parameters, size_t size)
{
    const char *end = parameters + size;
    const char *at = memchr(parameters, ';', size);
    for (; at; at = memchr(at, ';', (size_t)(end - at))) {
        at = skip_space(at + 1);
        if (strncasecmp(at, "q=", 2))
            continue;
        char *after;
        double weight = strtod(at + 2, &after);
        return after > at + 2 && weight >= 0 && weight <= 1 ? weight : 0;
    }
    return 1;
}

/* The weight that a header gives to one media type: its most specific range decides. */
static double offer_weight(const char *accept, const char *offer)
{
    double weight = 0;
    int best = 0;
    for (const char *at = accept; *at;) {
        at = skip_space(at);
        size_t item = strcspn(at, ","), range = strcspn(at, ";, \t");
        int fit = range_fit(at, range, offer);
        if (fit > best) {
            best = fit;
            weight = range_weight(at + range, item - range);
        }
        at += item;
        at += *at == ',';
    }
    return weight;
}

int accept_choose(const char *accept, const char *const *offers, size_t count)
{
    if (!accept || !*skip_space(accept))
        return 0;
    int chosen = -1;
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = offer_weight(accept, offers[i]);
        if (weight > most) {
            most = weight;
            chosen = (int)i;
        }
    }
    return chosen;
}

/* The offered language that a range of `size` bytes names, with a region or a script behind it or without; 0 for any;
 * -1 for another. */
static int language_named(const char *range, size_t size, const char *const *offers, size_t count)
{
    size_t language = strcspn(range, "-");
    language = language < size ? language : size;
    for (size_t i = 0; i < count; i++)
        if (language == strlen(offers[i]) && !strncasecmp(range, offers[i], language))
            return (int)i;
    return size == 1 && *range == '*' ? 0 : -1;
}

int language_choose(const char *accept_language, const char *const *offers, size_t count)
{
    int chosen = 0;
    double most = 0;
    for (const char *at = accept_language; *at;) {
        at = skip_space(at);
        size_t item = strcspn(at, ","), range = strcspn(at, ";, \t");
        double weight = range_weight(at + range, item - range);
        int named = language_named(at, range, offers, count);
        if (named >= 0 && weight > most) {
            most = weight;
            chosen = named;
        }
        at += item;
        at += *at == ',';
    }
    return chosen;
}

/* Reads one entity tag; *ret_version is -1 when it is no number of ours. NULL when there is none, else where it ends.
 */
static const char *etag_read(const char *at, bool *ret_weak, int64_t *ret_version)
{
    *ret_weak = !strncmp(at, "W/", 2);
    at += *ret_weak ? 2 : 0;
    if (*at != '"')
        return NULL;
    const char *opaque = at + 1;
    const char *end = strchr(opaque, '"');
    if (!end)
        return NULL;
    size_t size = strspn(opaque, "0123456789");
    bool ours = size > 0 && size <= 18 && (opaque + size == end || opaque[size] == '-');
    *ret_version = ours ? strtoll(opaque, NULL, 10) : -1;
    return end + 1;
}

void etag_of_version(int64_t version, char ret[static ETAG_SIZE])
{
    snprintf(ret, ETAG_SIZE, "\"%lld\"", (long long)version);
}

void etag_of_head(int64_t journal_position, char ret[static ETAG_SIZE])
{
    snprintf(ret, ETAG_SIZE, "W/\"%lld\"", (long long)journal_position);
}

void etag_of_bytes(const char *bytes, size_t size, int64_t version, char ret[static ETAG_SIZE])
{
    char digits[DIGEST_TEXT_SIZE];
    digest_format(digest_of(bytes, size), digits);
    if (version == ABSENT_INTEGER)
        snprintf(ret, ETAG_SIZE, "W/\"%.20s\"", digits);
    else
        snprintf(ret, ETAG_SIZE, "\"%lld-%.20s\"", (long long)version, digits);
}

/* What stands between the quotes, they included, where a tag begins. */
static const char *etag_opaque(const char *etag, size_t *ret_size)
{
    etag += strncmp(etag, "W/", 2) ? 0 : 2;
    const char *end = *etag == '"' ? strchr(etag + 1, '"') : NULL;
    *ret_size = end ? (size_t)(end + 1 - etag) : 0;
    return etag;
}

bool etag_matches(const char *if_none_match, const char *etag)
{
    size_t size, given_size;
    const char *at = skip_space(if_none_match), *opaque = etag_opaque(etag, &size);
    if (*at == '*')
        return true;
    for (; *at; at += strspn(at, " \t,")) {
        at = etag_opaque(at, &given_size);
        if (!given_size)
            return false;
        if (given_size == size && !memcmp(at, opaque, size))
            return true;
        at += given_size;
    }
    return false;
}

bool if_match_read(const char *if_match, int64_t *ret_version)
{
    bool weak;
    int64_t version;
    const char *at = skip_space(if_match);
    if (*at == '*' && !*skip_space(at + 1)) {
        *ret_version = IF_MATCH_ANY;
        return true;
    }
    const char *end = etag_read(at, &weak, &version);
    if (!end || *skip_space(end))
        return false;
    *ret_version = weak || version < 0 ? NO_VERSION : version;
    return true;
}

bool idempotency_key_read(const char *text, struct uuid *ret)
{
    char bare[UUID_TEXT_SIZE];
    size_t quotes = *text == '"';
    size_t size = strlen(text);
    if (size != UUID_TEXT_SIZE - 1 + 2 * quotes || (quotes && text[size - 1] != '"'))
        return false;
    memcpy(bare, text + quotes, UUID_TEXT_SIZE - 1);
    bare[UUID_TEXT_SIZE - 1] = '\0';
    struct uuid key;
    if (!uuid_parse(bare, &key) || uuid_is_zero(key))
        return false;
    *ret = key;
    return true;
}

bool event_id_read(const char *text, int64_t *ret)
{
    size_t size = strlen(text);
    if (!size || size > 18 || strspn(text, "0123456789") != size)
        return false;
    *ret = strtoll(text, NULL, 10);
    return true;
}
