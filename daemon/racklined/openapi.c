#include "racklined/openapi.h"

#include "base/record_schema.h"
#include "racklined/daemon.h"
#include "racklined/openapi_components.h"
#include "racklined/openapi_json.h"

#include <ctype.h>
#include <string.h>

/* "getOrdersOrder" of GET /v1/orders/{order}: what generators of clients name their functions by. */
static void operation_id(struct buffer *buffer, const struct route *route)
{
    json_member(buffer, "operationId");
    buffer_char(buffer, '"');
    for (const char *c = route->method; *c; c++)
        buffer_char(buffer, (char)tolower((unsigned char)*c));
    const char *path = strncmp(route->path, "/v1/", 4) ? route->path : route->path + 3;
    bool start = false;
    for (const char *c = path; *c; c++) {
        if (isalnum((unsigned char)*c))
            buffer_char(buffer, start ? (char)toupper((unsigned char)*c) : *c);
        start = !isalnum((unsigned char)*c);
    }
    buffer_char(buffer, '"');
}

/* The resource an operation belongs to: the first word of its path after the version. */
static void tags(struct buffer *buffer, const struct route *route)
{
    const char *word = strncmp(route->path, "/v1/", 4) ? "daemon" : route->path + 4;
    buffer_text(buffer, ",\"tags\":[\"");
    buffer_add(buffer, word, strcspn(word, "/."));
    buffer_text(buffer, "\"]");
}

static void security(struct buffer *buffer, const struct route *route)
{
    if (route->roles == MAY_ANYBODY) {
        json_member_text(buffer, "description", "Needs no token.");
        json_member_raw(buffer, "security", "[]");
        return;
    }
    const char *before = "For the roles ";
    json_member(buffer, "description");
    buffer_char(buffer, '"');
    for (int role = 1; role < ROLE_NAMES.count; role++) {
        if (!(route->roles & 1u << role))
            continue;
        buffer_printf(buffer, "%s%s", before, name_of(&ROLE_NAMES, role));
        before = ", ";
    }
    buffer_char(buffer, '.');
    if (route->is_shared && route->by_clock)
        buffer_text(buffer, " Rendered once for everybody: what it says of the time may be a second old.");
    buffer_char(buffer, '"');
    json_member_raw(buffer, "security", "[{\"bearer\":[]}]");
}

/* Whether a client may say which answer it has; of the journal's a page. */
static bool may_be_unmodified(const struct route *route)
{
    return route_may_be_unmodified(route) || route->is_shared || route->kind == ROUTE_FEED;
}

/* ---- parameters ---- */

static void header_parameter(struct buffer *buffer, const char *name, const char *about, const char *schema)
{
    json_open(buffer, '{');
    json_member_text(buffer, "name", name);
    json_member_text(buffer, "in", "header");
    json_member_text(buffer, "description", about);
    json_member_raw(buffer, "schema", schema);
    buffer_char(buffer, '}');
}

static void path_parameters(struct buffer *buffer, const char *path)
{
    for (const char *open = path; (open = strchr(open, '{')) != NULL; open++) {
        json_open(buffer, '{');
        json_member(buffer, "name");
        buffer_char(buffer, '"');
        buffer_add(buffer, open + 1, strcspn(open, "}") - 1);
        buffer_char(buffer, '"');
        json_member_text(buffer, "in", "path");
        json_member_raw(buffer, "required", "true");
        json_member_raw(buffer, "schema", "{\"type\":\"string\",\"minLength\":1}");
        buffer_char(buffer, '}');
    }
}

static void query_parameters(struct buffer *buffer, const struct record *query)
{
    for (size_t i = 0; query && i < query->count; i++) {
        const struct field *field = &query->fields[i];
        json_open(buffer, '{');
        json_member_text(buffer, "name", field->name);
        json_member_text(buffer, "in", "query");
        json_member_text(buffer, "description", field->about);
        json_member_raw(buffer, "required", field->need == REQUIRED ? "true" : "false");
        json_member(buffer, "schema");
        field_schema(buffer, field, SCHEMA_PREFIX);
        buffer_char(buffer, '}');
    }
}

static void parameters(struct buffer *buffer, const struct route *route)
{
    json_member_open(buffer, "parameters", '[');
    path_parameters(buffer, route->path);
    query_parameters(buffer, route->query);
    if (route->kind == ROUTE_COMMAND && route->answer_kind != ANSWER_BATCH && !strcmp(route->method, "POST"))
        header_parameter(buffer, "Idempotency-Key",
                         "A UUID. The same request with the same key is carried out once and answered alike.",
                         "{\"type\":\"string\",\"format\":\"uuid\"}");
    if (route->if_match)
        header_parameter(buffer, "If-Match",
                         "The ETag of the version that is to be replaced; needed where there is one.",
                         "{\"type\":\"string\"}");
    if (may_be_unmodified(route))
        header_parameter(buffer, "If-None-Match", "The ETag of the answer that the client has.",
                         "{\"type\":\"string\"}");
    if (route->tells)
        header_parameter(buffer, "Accept-Language", "The language that the answer's reasons are told in: en or ja.",
                         "{\"type\":\"string\"}");
    if (route->kind == ROUTE_FEED)
        header_parameter(buffer, "Last-Event-ID", "Of a live stream: the position to go on after, instead of `after`.",
                         "{\"type\":\"integer\",\"minimum\":0}");
    buffer_char(buffer, ']');
}

/* ---- body and answers ---- */

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

static void body(struct buffer *buffer, const struct route *route)
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
    if (may_be_unmodified(route))
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
                     "server-sent events, each with the position as its id and the entry as its data.");
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

static void answers(struct buffer *buffer, const struct route *route)
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

/* ---- the whole ---- */

static void operation(struct buffer *buffer, const struct route *route)
{
    json_next(buffer);
    buffer_char(buffer, '"');
    for (const char *c = route->method; *c; c++)
        buffer_char(buffer, (char)tolower((unsigned char)*c));
    buffer_text(buffer, "\":{");
    operation_id(buffer, route);
    json_member_text(buffer, "summary", route->summary);
    tags(buffer, route);
    security(buffer, route);
    parameters(buffer, route);
    body(buffer, route);
    answers(buffer, route);
    buffer_char(buffer, '}');
}

/* Whether the path at `index` stood in an earlier row. */
static bool path_is_repeated(const struct route_table *table, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (!strcmp(table->rows[i].path, table->rows[index].path))
            return true;
    return false;
}

enum fault openapi_write(struct buffer *buffer, const struct route_table *table)
{
    buffer_text(
        buffer,
        "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Rackline\",\"version\":\"" RACKLINE_VERSION
        "\",\"description\":\"The line's record and its rules: stations report events, people edit "
        "resources, everyone reads views. A member that has no value is left out of an answer, "
        "which never says null; in a body null is as good as left out. No text in a body is of blanks alone, and no time in "
        "one is before the year 2000 or, but in training, after 2100. What a problem and a reason say to people is in "
        "the language that Accept-Language asks for, English (en) or Japanese (ja), and in English without it; codes, "
        "pointers and whatever is entered are the same in both.\"},\"servers\":[{\"url\":\"/\"}],\"paths\":{");
    for (size_t i = 0; i < table->count; i++) {
        if (path_is_repeated(table, i) || table->rows[i].kind == ROUTE_PAGE)
            continue;
        json_member_open(buffer, table->rows[i].path, '{');
        for (size_t j = i; j < table->count; j++)
            if (!strcmp(table->rows[i].path, table->rows[j].path))
                operation(buffer, &table->rows[j]);
        buffer_char(buffer, '}');
    }
    buffer_char(buffer, '}');
    enum fault fault = openapi_components(buffer, table);
    buffer_char(buffer, '}');
    return buffer->failed ? FAULT_MEMORY : fault;
}

void openapi_serve(struct daemon_request *request)
{
    const struct route_table table = {.rows = ROUTES, .count = ROUTE_COUNT};
    if (openapi_write(request->body, &table))
        request->status = fault_row(FAULT_MEMORY)->status;
}
