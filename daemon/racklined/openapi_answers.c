#include "racklined/openapi_answers.h"

#include "base/record_schema.h"
#include "racklined/openapi_components.h"
#include "racklined/openapi_json.h"

#include <string.h>

bool openapi_may_be_unmodified(const struct route *route)
{
    return route_may_be_unmodified(route) || route->is_shared || route->kind == ROUTE_FEED;
}

/* Opens {"description": …, "content": {"application/json": {"schema": and leaves the schema to be written. */
static void open_answer(struct buffer *buffer, const char *status, const char *about)
{
    json_member_open(buffer, status, '{');
    json_member_text(buffer, "description", about);
    buffer_text(buffer, ",\"content\":{\"application/json\":{\"schema\":");
}

static void close_answer(struct buffer *buffer)
{
    buffer_text(buffer, "}}}");
}

static void schema_named(struct buffer *buffer, const char *name)
{
    buffer_char(buffer, '{');
    json_reference(buffer, SCHEMA_PREFIX, name);
    buffer_char(buffer, '}');
}

static void answer_schema(struct buffer *buffer, const struct route *route)
{
    if (!route->answer) {
        buffer_text(buffer, "{\"type\":\"object\"}");
    } else if (route->answer_list) {
        buffer_text(buffer, "{\"type\":\"object\",\"properties\":{\"items\":{\"type\":\"array\",\"items\":");
        schema_named(buffer, route->answer->name);
        buffer_text(buffer, "},\"next_cursor\":{\"type\":\"string\",\"description\":\"the cursor of the next page; "
                            "absent on the last\"}},\"required\":[\"items\"],\"additionalProperties\":false}");
    } else {
        schema_named(buffer, route->answer->name);
    }
}

void openapi_body(struct buffer *buffer, const struct route *route)
{
    if (!route_takes_body(route))
        return;
    json_member_open(buffer, "requestBody", '{');
    json_member_raw(buffer, "required", route_needs_body(route) ? "true" : "false");
    buffer_text(buffer, ",\"content\":{\"application/json\":{\"schema\":");
    if (route->answer_kind == ANSWER_BATCH && route->kind == ROUTE_COMMAND)
        schema_named(buffer, SCHEMA_EVENTS);
    else if (route->body)
        schema_named(buffer, route->body->name);
    else
        buffer_text(buffer, "{\"type\":\"object\"}");
    buffer_text(buffer, "}}}");
}

/* What a command has done: its journal entry, or what its row says instead. */
static void done_schema(struct buffer *buffer, const struct route *route)
{
    if (route->answer)
        answer_schema(buffer, route);
    else
        schema_named(buffer, SCHEMA_ENTRY);
}

static void command_answers(struct buffer *buffer, const struct route *route)
{
    if (route->answer_kind == ANSWER_VIEW) {
        open_answer(buffer, "200", "It is done.");
        answer_schema(buffer, route);
        close_answer(buffer);
        return;
    }
    open_answer(buffer, "201", "It is done.");
    done_schema(buffer, route);
    close_answer(buffer);
    if (route->answer_kind == ANSWER_BATCH) {
        open_answer(buffer, "200", "An outcome for each event of an array; or the entry of an event posted before.");
        schema_named(buffer, SCHEMA_OUTCOMES);
        close_answer(buffer);
    } else if (!strcmp(route->method, "POST")) { /* which has a key to be known by again */
        open_answer(buffer, "200", "It was done before, and this is the first answer.");
        done_schema(buffer, route);
        close_answer(buffer);
    }
}

static void unmodified_answer(struct buffer *buffer, const struct route *route)
{
    if (openapi_may_be_unmodified(route))
        json_member_raw(buffer, "304", "{\"description\":\"The client's answer is still the answer.\"}");
}

/* A list comes as CSV too. */
static void list_as_csv(struct buffer *buffer)
{
    buffer_text(buffer, "},\"text/csv\":{\"schema\":{\"type\":\"string\",\"description\":\"By RFC 4180: a line of "
                        "names, then a line an item, all of them from the cursor on, or as many as the limit says. A "
                        "text that a spreadsheet would take for a formula has an apostrophe before it.\"}}},"
                        "\"headers\":{\"Rackline-Next-Cursor\":{\"description\":\"the cursor of the next page of CSV; "
                        "absent on the last\",\"schema\":{\"type\":\"string\"}}}}");
}

static void view_answers(struct buffer *buffer, const struct route *route)
{
    open_answer(buffer, "200", "The answer.");
    answer_schema(buffer, route);
    if (route->answer_list)
        list_as_csv(buffer);
    else
        close_answer(buffer);
    unmodified_answer(buffer, route);
}

static void feed_answers(struct buffer *buffer, const struct route *route)
{
    json_member_open(buffer, "200", '{');
    json_member_text(buffer, "description",
                     "The journal after a position: a page; every entry to the end, one a line; or a live stream of "
                     "server-sent events, each with the position as its id and the entry as its data. "
                     "After five seconds without an entry the stream has an event `heartbeat` without data: where "
                     "neither comes, the connection hangs, and is to be made anew. "
                     "What is far behind the head is sent in stretches, in turn with others who read so: it may come "
                     "slowly, without a heartbeat while it waits, and is never refused for that.");
    buffer_text(buffer, ",\"content\":{\"application/json\":{\"schema\":");
    schema_named(buffer, SCHEMA_FEED_PAGE);
    buffer_text(buffer, "},\"application/x-ndjson\":{\"schema\":{\"type\":\"string\"}},"
                        "\"text/event-stream\":{\"schema\":{\"type\":\"string\"}}}}");
    unmodified_answer(buffer, route);
}

/* What the daemon says of itself is a record's JSON, a document of its own (.json), or text. */
static void daemon_answers(struct buffer *buffer, const struct route *route)
{
    const char *suffix = strrchr(route->path, '.');
    if (strcmp(route->method, "GET") && !route->answer) { /* it does something, and has nothing to say */
        json_member_raw(buffer, "204", "{\"description\":\"It is done.\"}");
    } else if (route->answer || (suffix && !strcmp(suffix, ".json"))) {
        open_answer(buffer, "200", "The answer.");
        answer_schema(buffer, route);
        close_answer(buffer);
    } else {
        json_member_raw(buffer, "200",
                        "{\"description\":\"The answer.\",\"content\":{\"text/plain\":{\"schema\":{\"type\":"
                        "\"string\"}}}}");
    }
}

void openapi_answers(struct buffer *buffer, const struct route *route)
{
    json_member_open(buffer, "responses", '{');
    switch (route->kind) {
    case ROUTE_VIEW:
        view_answers(buffer, route);
        break;
    case ROUTE_COMMAND:
        command_answers(buffer, route);
        break;
    case ROUTE_FEED:
        feed_answers(buffer, route);
        break;
    case ROUTE_DAEMON:
        daemon_answers(buffer, route);
        break;
    case ROUTE_PAGE: /* for browsers: none of the API */
        break;
    }
    openapi_refusals(buffer, route);
    buffer_char(buffer, '}');
}
