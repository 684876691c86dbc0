#include "store/same_json.h"

#include "base/json_value.h"

#include <string.h>

static const struct json_limits OWN_LIMITS = {.depth = 64, .items = 1000000};

static bool values_same(const struct json *stored, const struct json *rebuilt);

/* What record tables write of a member that nobody has set. */
static bool says_nothing(const struct json *value)
{
    return value_kind(value) == VALUE_FALSE || (value_kind(value) == VALUE_ARRAY && !json_count(value));
}

static bool objects_same(const struct json *stored, const struct json *rebuilt)
{
    size_t known = 0;
    for (void *at = object_first(rebuilt); at; at = object_next(rebuilt, at)) {
        const struct json *was = object_member(stored, member_name(at));
        known += was != NULL;
        if (was ? !values_same(was, member_value(at)) : !says_nothing(member_value(at)))
            return false;
    }
    return known == object_count(stored);
}

static bool arrays_same(const struct json *stored, const struct json *rebuilt)
{
    if (json_count(stored) != json_count(rebuilt))
        return false;
    for (size_t i = 0; i < json_count(stored); i++)
        if (!values_same(json_item(stored, i), json_item(rebuilt, i)))
            return false;
    return true;
}

static bool values_same(const struct json *stored, const struct json *rebuilt)
{
    if (value_kind(stored) != value_kind(rebuilt))
        return false;
    switch (value_kind(stored)) {
    case VALUE_NULL:
    case VALUE_FALSE:
    case VALUE_TRUE:
        return true;
    case VALUE_INTEGER:
        return value_integer(stored) == value_integer(rebuilt);
    case VALUE_REAL:
        return value_number(stored) == value_number(rebuilt);
    case VALUE_TEXT:
        return !strcmp(value_text(stored), value_text(rebuilt));
    case VALUE_ARRAY:
        return arrays_same(stored, rebuilt);
    case VALUE_OBJECT:
        return objects_same(stored, rebuilt);
    }
    return false;
}

static bool may_be_json(struct bind value)
{
    return value.kind == BOUND_TEXT && value.size && (*value.text == '{' || *value.text == '[');
}

bool json_says_same(struct bind stored, struct bind rebuilt, struct arena *arena)
{
    if (!may_be_json(stored) || !may_be_json(rebuilt))
        return false;
    struct reasons unsaid = {.arena = arena};
    struct json *was = NULL, *is = NULL;
    bool same = !json_parse(stored.text, stored.size, OWN_LIMITS, &was, &unsaid) &&
                !json_parse(rebuilt.text, rebuilt.size, OWN_LIMITS, &is, &unsaid) && values_same(was, is);
    json_free(was);
    json_free(is);
    return same;
}
