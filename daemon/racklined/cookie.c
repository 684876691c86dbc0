#include "racklined/cookie.h"

#include "service/secret.h"

#include <string.h>
#include <strings.h>

#define COOKIE "__Host-rackline="
#define ATTRIBUTES "; Path=/; Secure; HttpOnly; SameSite=Strict"

/* As long as browsers keep anything: a station's page signs in once. */
enum { STATION_MAX_AGE_S = 400 * 24 * 3600 };

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

const char *cookie_of_station(const char *token, struct arena *arena)
{
    char browser[BROWSER_TEXT_SIZE];
    secret_make_browser(browser);
    return arena_printf(arena, COOKIE "%s.%s" ATTRIBUTES "; Max-Age=%d", token, browser, STATION_MAX_AGE_S);
}

const char *cookie_split(const char *value, struct uuid *ret_browser, struct arena *arena)
{
    const char *dot = strchr(value, '.');
    if (!dot)
        return value;
    const struct digest digest = digest_of(dot + 1, strlen(dot + 1));
    memcpy(ret_browser->bytes, digest.bytes, sizeof ret_browser->bytes);
    return arena_copy(arena, value, (size_t)(dot - value));
}

/* By the address that the page has: a browser trusts TLS, and the machine that it runs on. */
static bool browser_keeps(const char *origin)
{
    static const char *const SAFE[] = {"https://", "http://localhost:", "http://127.", "http://[::1]"};
    for (size_t i = 0; i < sizeof SAFE / sizeof *SAFE; i++)
        if (!strncasecmp(origin, SAFE[i], strlen(SAFE[i])))
            return true;
    return !strcasecmp(origin, "http://localhost");
}

enum fault cookie_judge(const struct head *head, struct reasons *reasons)
{
    const char *origin = head_value(head, "Origin");
    if (!origin)
        return NOTHING_WRONG;
    if (!origin_is_own(head))
        reason_add(reasons, "origin-foreign", NULL, "Only this daemon's own pages sign in.");
    else if (!browser_keeps(origin))
        reason_add(reasons, "tls-needed", NULL,
                   "A browser stays signed in over TLS, or on the daemon's own machine: open this page with https.");
    else
        return NOTHING_WRONG;
    return FAULT_FORBIDDEN;
}

bool origin_is_own(const struct head *head)
{
    if (!strcmp(head->method, "GET") || !strcmp(head->method, "HEAD"))
        return true;
    const char *origin = head_value(head, "Origin"), *host = head_value(head, "Host");
    const char *authority = origin ? strstr(origin, "://") : NULL;
    return authority && host && !strcasecmp(authority + strlen("://"), host);
}
