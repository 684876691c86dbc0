/* The router and the query of the route it finds: a line of a request, "GET /v1/orders?limit=5". */
#include "fuzz.h"

#include "racklined/query.h"
#include "racklined/router.h"

static size_t segments_of(const char *path)
{
    size_t count = 0;
    for (; *path; path++)
        count += *path == '{';
    return count;
}

static void claim_match(const struct route_match *match)
{
    for (size_t i = 0; i < segments_of(match->route->path); i++) {
        CLAIM(match->path[i] && *match->path[i], "segment %zu is empty", i);
        CLAIM(!strpbrk(match->path[i], "/\n\t"), "segment %zu is %s", i, match->path[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ARENA_OWNED struct arena *arena = arena_new(FUZZ_ARENA);
    const struct route_table table = {ROUTES, ROUTE_COUNT};
    char *line = (char *)take_line(&bytes, &size, arena);
    char *target = strchr(line, ' ');
    if (!target)
        return 0;
    *target++ = '\0';
    struct reasons reasons = {.arena = arena};
    struct route_match match = {0};
    const char *allow = NULL;
    enum fault fault = route_find(&table, line, target, &match, &allow, &reasons);
    CLAIM((fault == FAULT_METHOD) == (allow != NULL), "fault %d and Allow", fault);
    if (fault) {
        claim_told(fault, &reasons);
        return 0;
    }
    claim_match(&match);
    const void *query = NULL;
    fault = query_read(target_query(target), match.route->query, &query, &reasons);
    if (fault)
        claim_told(fault, &reasons);
    else
        CLAIM(!match.route->query == !query, "a query without a row");
    return 0;
}
