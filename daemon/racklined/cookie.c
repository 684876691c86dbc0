#include "racklined/cookie.h"

#include <string.h>
#include <strings.h>

#define COOKIE "__Host-rackline="
#define ATTRIBUTES "; Path=/; Secure; HttpOnly; SameSite=Strict"

const char COOKIE_GONE[] = COOKIE ATTRIBUTES "; Max-Age=0";

const char *cookie_token(const struct head *head, struct arena *arena)
{
    for (const char *at = head_value(head, "Cookie"); at && *at;) {
        at += strspn(at, "; \t");
        size_t size = strcspn(at, ";");
        if (size > sizeof COOKIE - 1 && !strncmp(at, COOKIE, sizeof COOKIE - 1))
            return arena_copy(arena, at + sizeof COOKIE - 1, size - (sizeof COOKIE - 1));
        at += size;
    }
    return NULL;
}

const char *cookie_of(const char *token, struct arena *arena)
{
    return arena_printf(arena, COOKIE "%s" ATTRIBUTES, token);
}

bool origin_is_own(const struct head *head)
{
    if (!strcmp(head->method, "GET") || !strcmp(head->method, "HEAD"))
        return true;
    const char *origin = head_value(head, "Origin"), *host = head_value(head, "Host");
    const char *authority = origin ? strstr(origin, "://") : NULL;
    return authority && host && !strcasecmp(authority + strlen("://"), host);
}
