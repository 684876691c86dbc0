/* The JSON decoder with every record that is read from outside: the body of each route and the data and result of each
 * kind of entry. The first line names one ("POST /v1/orders", "unit.shipped"), the rest is the document.
 *
 * What was taken is written, and what is written is taken again and written alike. */
#include "fuzz.h"

#include "base/json.h"
#include "domain/event.h"
#include "racklined/route.h"

static const struct json_limits LIMITS = {.depth = 32, .items = 10000};

struct subject_of_fuzz {
    const struct record *record;
    decode_function *decode; /* instead of a record, or beside it */
};

static bool route_is_named(const struct route *route, const char *name)
{
    size_t size = strlen(route->method);
    return !strncmp(name, route->method, size) && name[size] == ' ' && !strcmp(name + size + 1, route->path);
}

static bool find_subject(const char *name, struct subject_of_fuzz *ret)
{
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        if (route_is_named(&ROUTES[i], name)) {
            *ret = (struct subject_of_fuzz){ROUTES[i].body, ROUTES[i].decode};
            return ret->record || ret->decode;
        }
    bool result = *name == '=';
    enum entry_kind kind = entry_kind_named(name + result);
    if (kind == ENTRY_KIND_COUNT)
        return false;
    *ret = (struct subject_of_fuzz){.record = result ? ENTRY_TYPES[kind].result : ENTRY_TYPES[kind].data};
    return ret->record;
}

/* Each in its turn, for a name that is none. */
static void any_subject(size_t number, struct subject_of_fuzz *ret)
{
    for (;; number++) {
        number %= ROUTE_COUNT + 2 * ENTRY_KIND_COUNT;
        *ret = (struct subject_of_fuzz){0};
        if (number < ROUTE_COUNT)
            *ret = (struct subject_of_fuzz){ROUTES[number].body, ROUTES[number].decode};
        else if (number < ROUTE_COUNT + ENTRY_KIND_COUNT)
            ret->record = ENTRY_TYPES[number - ROUTE_COUNT].data;
        else
            ret->record = ENTRY_TYPES[number - ROUTE_COUNT - ENTRY_KIND_COUNT].result;
        if (ret->record || ret->decode)
            return;
    }
}

static bool read_row(const struct record *record, const char *bytes, size_t size, struct arena *arena, void **ret)
{
    struct reasons reasons = {.arena = arena};
    *ret = arena_alloc(arena, record->size);
    CLAIM(*ret, "memory");
    enum fault fault = json_read(bytes, size, LIMITS, record, *ret, &reasons);
    if (fault)
        claim_told(fault, &reasons);
    return !fault;
}

static void try_record(const struct record *record, const char *bytes, size_t size, struct arena *arena)
{
    void *row, *again;
    if (!read_row(record, bytes, size, arena, &row))
        return;
    BUFFER_OWNED struct buffer first = {0};
    BUFFER_OWNED struct buffer second = {0};
    json_write(&first, record, row);
    CLAIM(!first.failed, "memory");
    CLAIM(read_row(record, first.bytes, first.size, arena, &again), "what %s wrote is not taken: %s", record->name,
          buffer_view(&first));
    json_write(&second, record, again);
    CLAIM(first.size == second.size && !memcmp(first.bytes, second.bytes, first.size), "%s wrote %s, then %s",
          record->name, buffer_view(&first), buffer_view(&second));
}

static void try_decode(decode_function *decode, const char *bytes, size_t size, struct arena *arena)
{
    struct request request = {.arena = arena, .reasons = {.arena = arena}, .if_match = ABSENT_INTEGER};
    struct json *document;
    const void *body;
    enum fault fault = json_parse(bytes, size, LIMITS, &document, &request.reasons);
    if (!fault) {
        fault = decode(document, &request, &body);
        json_free(document);
    }
    if (fault)
        claim_told(fault, &request.reasons);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ARENA_OWNED struct arena *arena = arena_new(FUZZ_ARENA);
    const char *name = take_line(&bytes, &size, arena);
    struct subject_of_fuzz subject;
    if (!find_subject(name, &subject)) {
        size_t number = 0;
        for (const char *c = name; *c; c++)
            number = number * 31 + (unsigned char)*c;
        any_subject(number, &subject);
    }
    if (subject.record)
        try_record(subject.record, (const char *)bytes, size, arena);
    if (subject.decode)
        try_decode(subject.decode, (const char *)bytes, size, arena);
    return 0;
}
