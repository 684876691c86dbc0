#include "racklined/openapi_components.h"

#include "base/problem.h"
#include "base/record_schema.h"
#include "domain/event.h"
#include "racklined/openapi_json.h"

#include <stdlib.h>
#include <string.h>

/* ---- refusals ---- */

/* Whether what is asked for may not be there. What a PUT names it makes, unless the row says otherwise. */
static bool may_miss(const struct route *route)
{
    return route->may_miss || (strchr(route->path, '{') && strcmp(route->method, "PUT"));
}

/* Whether a route can answer with a fault's status. A 405 stands at none: it is what a path says of other methods. */
static bool can_refuse(const struct route *route, enum fault fault)
{
    bool body = route_takes_body(route);
    bool open = route->roles == MAY_ANYBODY;
    bool command = route->kind == ROUTE_COMMAND;
    switch (fault) {
    case FAULT_MALFORMED:
    case FAULT_INVALID:
        return true;
    case FAULT_UNAUTHENTICATED:
    case FAULT_FORBIDDEN:
        return !open || route->hashes;
    case FAULT_NOT_FOUND:
        return may_miss(route);
    case FAULT_NOT_ACCEPTABLE:
        return route->kind == ROUTE_FEED || route->kind == ROUTE_VIEW;
    case FAULT_REFUSED:
        return command || may_miss(route); /* what is named may be several, or known in other capitals */
    case FAULT_STALE:
        return route->if_match || route->previewed;
    case FAULT_NO_PRECONDITION:
        return route->if_match;
    case FAULT_TOO_OFTEN:
        return route->hashes;
    case FAULT_TOO_LARGE:
    case FAULT_MEDIA_TYPE:
        return body;
    case FAULT_ID_REUSED:
        return command && !strcmp(route->method, "POST");
    case FAULT_TIMEOUT:
    case FAULT_HEADERS:
    case FAULT_MEMORY:
    case FAULT_IO:
    case FAULT_CORRUPT:
    case FAULT_MOVED:
    case FAULT_BUSY:
    case FAULT_OVERDUE:
    case FAULT_STOPPING:
        return true;
    case FAULT_FULL:
        return command;
    case FAULT_METHOD:
    case FAULT_NEWER:
    case NOTHING_WRONG:
    case FAULT_COUNT:
        return false;
    }
    return false;
}

/* Whether an earlier fault answers with the same status, so that it is described there. */
static bool status_is_repeated(enum fault fault, const struct route *route)
{
    for (enum fault before = NOTHING_WRONG + 1; before < fault; before++)
        if (fault_row(before)->status == fault_row(fault)->status && (!route || can_refuse(route, before)))
            return true;
    return false;
}

/* What it says of itself, or why it says nothing. */
static void unready_answer(struct buffer *buffer, const struct route *route)
{
    buffer_printf(buffer,
                  "\"%d\":{\"description\":\"It is not ready.\",\"content\":{\"application/json\":{\"schema\":{",
                  fault_row(FAULT_BUSY)->status);
    json_reference(buffer, SCHEMA_PREFIX, route->answer->name);
    buffer_text(buffer, "}},\"" PROBLEM_TYPE "\":{\"schema\":{");
    json_reference(buffer, SCHEMA_PREFIX, PROBLEM_RECORD.name);
    buffer_text(buffer, "}}}}");
}

void openapi_refusals(struct buffer *buffer, const struct route *route)
{
    for (enum fault fault = NOTHING_WRONG + 1; fault < FAULT_COUNT; fault++) {
        if (!can_refuse(route, fault) || status_is_repeated(fault, route))
            continue;
        json_next(buffer);
        if (fault == FAULT_BUSY && route->unready)
            unready_answer(buffer, route);
        else
            buffer_printf(buffer, "\"%d\":{\"$ref\":\"#/components/responses/%d\"}", fault_row(fault)->status,
                          fault_row(fault)->status);
    }
}

/* One answer a status; its description names every problem that has it. */
static void refusal_answers(struct buffer *buffer)
{
    json_member_open(buffer, "responses", '{');
    for (enum fault fault = NOTHING_WRONG + 1; fault < FAULT_COUNT; fault++) {
        if (status_is_repeated(fault, NULL))
            continue;
        json_next(buffer);
        buffer_printf(buffer, "\"%d\":{\"description\":\"", fault_row(fault)->status);
        for (enum fault same = fault; same < FAULT_COUNT; same++)
            if (fault_row(same)->status == fault_row(fault)->status)
                buffer_printf(buffer, "%s: %s. ", fault_row(same)->code, fault_row(same)->title);
        buffer->size -= !buffer->failed;
        buffer_text(buffer, "\",\"content\":{\"" PROBLEM_TYPE "\":{\"schema\":{");
        json_reference(buffer, SCHEMA_PREFIX, PROBLEM_RECORD.name);
        buffer_text(buffer, "}}},\"headers\":{\"Content-Language\":{\"description\":\"of the problem: en or ja\","
                            "\"schema\":{\"type\":\"string\"}}}}");
    }
    buffer_char(buffer, '}');
}

/* ---- events and entries ---- */

static void event_name(struct buffer *buffer, const char *kind, const struct entry_type *type)
{
    buffer_printf(buffer, "\"" SCHEMA_PREFIX "%s.%s\"", kind, type->name);
}

/* {"oneOf": one schema a type, "discriminator": by the member `type`}. */
static void one_of_types(struct buffer *buffer, const char *kind, size_t count)
{
    json_member_open(buffer, kind, '{');
    json_member_open(buffer, "oneOf", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(buffer, '{');
        json_member(buffer, "$ref");
        event_name(buffer, kind, &ENTRY_TYPES[i]);
        buffer_char(buffer, '}');
    }
    buffer_text(buffer, "],\"discriminator\":{\"propertyName\":\"type\",\"mapping\":{");
    for (size_t i = 0; i < count; i++) {
        json_member(buffer, ENTRY_TYPES[i].name);
        event_name(buffer, kind, &ENTRY_TYPES[i]);
    }
    buffer_text(buffer, "}}}");
}

static void open_type(struct buffer *buffer, const char *kind, const struct entry_type *type)
{
    json_next(buffer);
    buffer_printf(buffer, "\"%s.%s\":{\"type\":\"object\",\"additionalProperties\":false,\"description\":", kind,
                  type->name);
    json_write_text(buffer, type->about);
    json_member_open(buffer, "properties", '{');
    buffer_text(buffer, "\"id\":{\"type\":\"string\",\"format\":\"uuid\"}");
    json_member_open(buffer, "type", '{');
    json_member_text(buffer, "const", type->name);
    buffer_char(buffer, '}');
}

/* An event as a station posts it: the members of its data stand beside its id and type. */
static void event_schema(struct buffer *buffer, const struct entry_type *type)
{
    const struct record *data = event_posted((enum entry_kind)(type - ENTRY_TYPES));
    open_type(buffer, SCHEMA_EVENT, type);
    for (size_t i = 0; i < data->count; i++) {
        json_member(buffer, data->fields[i].name);
        field_schema(buffer, &data->fields[i], SCHEMA_PREFIX);
    }
    buffer_text(buffer, "},\"required\":[\"id\",\"type\"");
    for (size_t i = 0; i < data->count; i++)
        if (data->fields[i].need == REQUIRED) {
            buffer_char(buffer, ',');
            json_write_text(buffer, data->fields[i].name);
        }
    buffer_text(buffer, "]}");
}

/* An entry as it stands in the journal. */
static void entry_schema(struct buffer *buffer, const struct entry_type *type)
{
    open_type(buffer, SCHEMA_ENTRY, type);
    buffer_text(buffer, ",\"journal_position\":{\"type\":\"integer\",\"minimum\":1},\"site\":{\"type\":\"string\"},"
                        "\"recorded\":{\"type\":\"string\",\"format\":\"date-time\"},\"by\":{\"type\":\"string\"},"
                        "\"station\":{\"type\":\"string\"}");
    json_member_reference(buffer, "data", SCHEMA_PREFIX, type->data->name);
    if (type->result)
        json_member_reference(buffer, "result", SCHEMA_PREFIX, type->result->name);
    buffer_text(buffer, "},\"required\":[\"journal_position\",\"site\",\"recorded\",\"id\",\"type\",\"data\"]}");
}

/* What a repeated event and an array of events are answered with. */
static void outcomes_schema(struct buffer *buffer)
{
    static const char *const MEMBERS[] = {SCHEMA_ENTRY, "problem"};
    buffer_text(buffer, ",\"" SCHEMA_OUTCOMES "\":{\"oneOf\":[{\"$ref\":\"" SCHEMA_PREFIX SCHEMA_ENTRY
                        "\"},{\"type\":\"object\",\"properties\":{\"outcomes\":{\"type\":\"array\",\"description\":"
                        "\"one for each event, in their order\",\"items\":{\"oneOf\":[");
    for (size_t i = 0; i < sizeof MEMBERS / sizeof *MEMBERS; i++) {
        json_open(buffer, '{');
        buffer_text(buffer, "\"type\":\"object\",\"properties\":{\"status\":{\"type\":\"integer\"}");
        json_member_reference(buffer, MEMBERS[i], SCHEMA_PREFIX, MEMBERS[i]);
        buffer_printf(buffer, "},\"required\":[\"status\",\"%s\"],\"additionalProperties\":false}", MEMBERS[i]);
    }
    buffer_text(buffer, "]}}},\"required\":[\"outcomes\"],\"additionalProperties\":false}]}");
}

static void journal_schemas(struct buffer *buffer)
{
    for (size_t i = 0; i < ENTRY_POSTED_COUNT; i++)
        event_schema(buffer, &ENTRY_TYPES[i]);
    one_of_types(buffer, SCHEMA_EVENT, ENTRY_POSTED_COUNT);
    buffer_text(buffer, ",\"" SCHEMA_EVENTS "\":{\"oneOf\":[{\"$ref\":\"" SCHEMA_PREFIX SCHEMA_EVENT
                        "\"},{\"type\":\"array\",\"items\":{\"$ref\":\"" SCHEMA_PREFIX SCHEMA_EVENT "\"}}]}");
    for (size_t i = 0; i < ENTRY_KIND_COUNT; i++)
        entry_schema(buffer, &ENTRY_TYPES[i]);
    one_of_types(buffer, SCHEMA_ENTRY, ENTRY_KIND_COUNT);
    outcomes_schema(buffer);
    buffer_text(
        buffer,
        ",\"" SCHEMA_FEED_PAGE
        "\":{\"type\":\"object\",\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"$ref\":\"" SCHEMA_PREFIX
            SCHEMA_ENTRY "\"}},\"next_after\":{\"type\":\"integer\",\"minimum\":0},"
        "\"head\":{\"type\":\"integer\",\"minimum\":0}},\"required\":[\"items\",\"next_after\",\"head\"],"
        "\"additionalProperties\":false}");
}

/* ---- records ---- */

struct record_set {
    const struct record **items;
    size_t count, capacity;
    bool failed;
};

static void record_collect(const struct record *record, void *context)
{
    struct record_set *set = context;
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i] == record)
            return;
    if (set->count == set->capacity) {
        size_t capacity = set->capacity ? 2 * set->capacity : 64;
        const struct record **items = reallocarray(set->items, capacity, sizeof *items);
        if (!items) {
            set->failed = true;
            return;
        }
        set->items = items;
        set->capacity = capacity;
    }
    set->items[set->count++] = record;
}

static void collect_from(struct record_set *set, const struct record *record)
{
    if (record && record_walk(record, record_collect, set))
        set->failed = true;
}

static void collect_all(struct record_set *set, const struct route_table *table)
{
    collect_from(set, &PROBLEM_RECORD);
    for (size_t i = 0; i < ENTRY_KIND_COUNT; i++) {
        collect_from(set, ENTRY_TYPES[i].data);
        collect_from(set, ENTRY_TYPES[i].result);
    }
    for (size_t i = 0; i < table->count; i++) {
        collect_from(set, table->rows[i].body);
        collect_from(set, table->rows[i].answer);
    }
}

enum fault openapi_components(struct buffer *buffer, const struct route_table *table)
{
    struct record_set set = {0};
    collect_all(&set, table);
    json_member_open(buffer, "components", '{');
    json_member_raw(buffer, "securitySchemes", "{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"}}");
    refusal_answers(buffer);
    json_member_open(buffer, "schemas", '{');
    for (size_t i = 0; i < set.count; i++) {
        json_member(buffer, set.items[i]->name);
        record_schema(buffer, set.items[i], SCHEMA_PREFIX);
    }
    journal_schemas(buffer);
    buffer_text(buffer, "}}");
    free(set.items);
    return set.failed ? FAULT_MEMORY : NOTHING_WRONG;
}
