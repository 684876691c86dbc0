#include "racklined/openapi.h"

#include "base/record_schema.h"
#include "racklined/daemon.h"
#include "racklined/openapi_answers.h"
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
    if (openapi_may_be_unmodified(route))
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
    openapi_body(buffer, route);
    openapi_answers(buffer, route);
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
        "which never says null; in a body null is as good as left out. No text in a body is of blanks alone, nor of "
        "several lines or with a tab where its description does not say that it may have several lines, and no time in one "
        "is before the year 2000 or, but in training, after 2100. What a problem and a reason say to people is in "
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
