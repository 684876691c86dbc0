#include "racklined/list_cursor.h"

#include "service/cursor.h"

#include <string.h>

/* Every list's query has both. */
static const char *const PAGE_MEMBERS[] = {"cursor", "limit", NULL};

enum fault list_digest(const struct route *route, const struct request *request, const struct buffer *body,
                       struct digest *ret)
{
    BUFFER_OWNED struct buffer text = {0};
    buffer_printf(&text, "%s %s\n", route->method, route->path);
    for (size_t i = 0; i < REQUEST_PATH_MAX && request->path[i]; i++)
        buffer_printf(&text, "%s\n", request->path[i]);
    json_write_skipping(&text, route->query, request->query, PAGE_MEMBERS);
    buffer_add(&text, body->bytes, body->size);
    if (text.failed)
        return FAULT_MEMORY;
    *ret = digest_of(text.bytes, text.size);
    return NOTHING_WRONG;
}

enum fault list_open(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    const struct record *query = exchange->match.route->query;
    enum fault fault = list_digest(exchange->match.route, request, &exchange->body, &exchange->list);
    if (fault)
        return fault;
    void *row = arena_copy(exchange->arena, request->query, query->size);
    if (!row)
        return FAULT_MEMORY;
    const char **cursor = field_in(record_field(query, "cursor"), row);
    if (!*cursor)
        return NOTHING_WRONG;
    fault = cursor_read(*cursor, exchange->list, exchange->arena, cursor);
    if (fault == FAULT_INVALID)
        reason_add(&request->reasons, "cursor-unknown", "/cursor",
                   "This list gave no such cursor. One is good for the list and the filter that gave it; ask without "
                   "one for the first page.");
    request->query = row;
    return fault;
}
