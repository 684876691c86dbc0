#include "racklined/router.h"

#include "base/hex.h"
#include "base/utf8.h"

#include <string.h>

enum { SEGMENTS_MAX = 12, ALLOW_MAX = 8 };

struct segment {
    const char *text;
    size_t size;
};

struct segments {
    struct segment items[SEGMENTS_MAX];
    size_t count;
};

enum fault percent_decode(const char *text, size_t size, bool plus_is_space, struct arena *arena, const char **ret)
{
    char *decoded = arena_copy(arena, text, size);
    if (!decoded)
        return FAULT_MEMORY;
    size_t length = 0, characters;
    for (size_t i = 0; i < size; i++) {
        char character = text[i] == '+' && plus_is_space ? ' ' : text[i];
        if (character == '%') {
            int high = i + 2 < size ? hex_value(text[i + 1]) : -1;
            int low = high >= 0 ? hex_value(text[i + 2]) : -1;
            if (low < 0)
                return FAULT_MALFORMED;
            character = (char)(high * 16 + low);
            i += 2;
        }
        decoded[length++] = character;
    }
    decoded[length] = '\0';
    if (strpbrk(decoded, "\n\t") || text_measure(decoded, length, &characters) != TEXT_SOUND)
        return FAULT_MALFORMED;
    *ret = decoded;
    return NOTHING_WRONG;
}

const char *target_query(const char *target)
{
    const char *mark = strchr(target, '?');
    return mark ? mark + 1 : NULL;
}

/* Where the path of a target begins: an absolute one ("http://host/path") has it after the host. */
static const char *target_path(const char *target)
{
    const char *authority = strstr(target, "://");
    const char *slash = strchr(target, '/');
    if (!authority || authority > slash)
        return target;
    const char *path = strchr(authority + 3, '/');
    return path ? path : "";
}

static enum fault refuse_path(struct reasons *reasons)
{
    reason_add(reasons, "path-unknown", NULL, "There is nothing at this path; /v1/openapi.json lists what there is.");
    return FAULT_NOT_FOUND;
}

static enum fault split_path(const char *target, struct segments *ret, struct reasons *reasons)
{
    const char *at = target_path(target);
    const char *end = at + strcspn(at, "?");
    struct segments segments = {.count = 0};
    if (at == end || *at != '/')
        return refuse_path(reasons);
    if (at + 1 == end)
        at = end; /* "/" has no segments */
    while (at < end) {
        size_t size = strcspn(++at, "/?");
        const char *decoded;
        if (segments.count == SEGMENTS_MAX || !size)
            return refuse_path(reasons);
        enum fault fault = percent_decode(at, size, false, reasons->arena, &decoded);
        if (fault == FAULT_MALFORMED || (!fault && strchr(decoded, '/'))) {
            reason_add(reasons, "path-malformed", NULL,
                       "The path's segment %zu has an escape that is broken or not allowed there.", segments.count + 1);
            return FAULT_MALFORMED;
        }
        if (fault)
            return fault;
        segments.items[segments.count++] = (struct segment){decoded, strlen(decoded)};
        at += size;
    }
    *ret = segments;
    return NOTHING_WRONG;
}

static bool begins_with_word(const char *pattern, const struct segment *segment)
{
    return !strncmp(pattern, segment->text, segment->size) &&
           (pattern[segment->size] == '/' || !pattern[segment->size]);
}

/* Compares a path with a route's. `*ret_words` has a bit for each word, the first one's highest: of two routes that
 * match, the one with the larger number says more about the path. */
static bool path_matches(const char *pattern, const struct segments *segments, struct route_match *ret,
                         unsigned *ret_words)
{
    size_t captured = 0;
    unsigned words = 0;
    pattern += !strcmp(pattern, "/"); /* likewise */
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = &segments->items[i];
        if (*pattern++ != '/')
            return false;
        if (*pattern == '{') {
            ret->path[captured++] = segment->text;
            pattern = strchrnul(pattern, '/');
        } else if (begins_with_word(pattern, segment)) {
            words |= 1u << (SEGMENTS_MAX - i);
            pattern += segment->size;
        } else {
            return false;
        }
    }
    *ret_words = words;
    return !*pattern;
}

struct allowed {
    const char *methods[ALLOW_MAX];
    size_t count;
};

static void allow(struct allowed *allowed, const char *method)
{
    for (size_t i = 0; i < allowed->count; i++)
        if (!strcmp(allowed->methods[i], method))
            return;
    if (allowed->count < ALLOW_MAX)
        allowed->methods[allowed->count++] = method;
    if (!strcmp(method, "GET"))
        allow(allowed, "HEAD");
}

static const char *allow_text(const struct allowed *allowed, struct arena *arena)
{
    const char *text = allowed->methods[0];
    for (size_t i = 1; text && i < allowed->count; i++)
        text = arena_printf(arena, "%s, %s", text, allowed->methods[i]);
    return text;
}

/* The route that says most about a path, of those with this method; false: there is none. */
static bool find_best(const struct route_table *table, const char *method, const struct segments *segments,
                      struct route_match *ret)
{
    unsigned best_words = 0;
    bool found = false;
    for (size_t i = 0; i < table->count; i++) {
        struct route_match match = {.route = &table->rows[i]};
        unsigned words;
        if (strcmp(match.route->method, method) || !path_matches(match.route->path, segments, &match, &words) ||
            (found && words <= best_words))
            continue;
        *ret = match;
        best_words = words;
        found = true;
        if (!match.path[0]) /* nothing says more than words alone */
            break;
    }
    return found;
}

static struct allowed find_allowed(const struct route_table *table, const struct segments *segments)
{
    struct allowed allowed = {.count = 0};
    for (size_t i = 0; i < table->count; i++) {
        struct route_match match;
        unsigned words;
        if (path_matches(table->rows[i].path, segments, &match, &words))
            allow(&allowed, table->rows[i].method);
    }
    return allowed;
}

enum fault route_find(const struct route_table *table, const char *method, const char *target, struct route_match *ret,
                      const char **ret_allow, struct reasons *reasons)
{
    struct segments segments;
    enum fault fault = split_path(target, &segments, reasons);
    if (fault)
        return fault;
    if (find_best(table, strcmp(method, "HEAD") ? method : "GET", &segments, ret))
        return NOTHING_WRONG;
    const struct allowed allowed = find_allowed(table, &segments);
    if (!allowed.count)
        return refuse_path(reasons);
    *ret_allow = allow_text(&allowed, reasons->arena);
    if (!*ret_allow)
        return FAULT_MEMORY;
    reason_add(reasons, "method-unknown", NULL, "This path takes %s.", *ret_allow);
    return FAULT_METHOD;
}
