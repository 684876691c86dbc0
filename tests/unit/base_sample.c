#include "base_sample.h"

#include <check.h>

static const char *const COLOUR_WORDS[] = {NULL, "red", "green", "blue"};
static const struct names COLOURS = {COLOUR_WORDS, 4};

static const struct field PART_FIELDS[] = {
    FIELD_TEXT(struct part, serial, REQUIRED, 1, 8, "serial number"),
    FIELD_INTEGER(struct part, count, OPTIONAL, 1, 9, "how many"),
    FIELD_LIST(struct part, parts, OPTIONAL, 0, 3, &PART_RECORD, "what it is made of"),
};
const struct record PART_RECORD = RECORD(struct part, "part", PART_FIELDS, "A part.");

static const struct field SAMPLE_FIELDS[] = {
    FIELD_TEXT(struct sample, text, OPTIONAL, 1, 12, "a text"),
    FIELD_INTEGER(struct sample, integer, OPTIONAL, -10, 1000, "an integer"),
    FIELD_NUMBER(struct sample, number, OPTIONAL, -INFINITY, 100, "a number"),
    FIELD_BOOLEAN(struct sample, boolean, OPTIONAL, "a boolean"),
    FIELD_TIME(struct sample, time, OPTIONAL, "a time"),
    FIELD_MOMENT(struct sample, moment, OPTIONAL, "a moment"),
    FIELD_UUID(struct sample, uuid, OPTIONAL, "an id"),
    FIELD_DIGEST(struct sample, digest, OPTIONAL, "a digest"),
    FIELD_ENUM(struct sample, colour, OPTIONAL, &COLOURS, "a colour"),
    FIELD_TEXTS(struct sample, texts, OPTIONAL, 1, 3, "texts"),
    FIELD_RECORD(struct sample, record, OPTIONAL, &PART_RECORD, "a record"),
    FIELD_LIST(struct sample, list, OPTIONAL, 0, 3, &PART_RECORD, "records"),
    FIELD_JSON(struct sample, json, OPTIONAL, "anything"),
};
const struct record SAMPLE_RECORD = RECORD(struct sample, "sample", SAMPLE_FIELDS, "A member of every kind.");

static const struct field STRICT_FIELDS[] = {
    FIELD_TEXT(struct strict, text, REQUIRED, 0, 0, "a text of any length"),
    FIELD_INTEGER(struct strict, integer, REQUIRED, 0, 0, "any integer"),
    FIELD_BOOLEAN(struct strict, boolean, REQUIRED, "a boolean"),
    FIELD_ENUM(struct strict, colour, REQUIRED, &COLOURS, "a colour"),
    FIELD_TEXTS(struct strict, texts, REQUIRED, 0, 0, "texts"),
    FIELD_LIST(struct strict, list, REQUIRED, 0, 0, &PART_RECORD, "records"),
    FIELD_JSON(struct strict, json, REQUIRED, "anything"),
};
const struct record STRICT_RECORD = RECORD(struct strict, "strict", STRICT_FIELDS, "Nothing may be missing.");

const struct json_limits SAMPLE_LIMITS = {.depth = 8, .items = 100};

const char FULL_SAMPLE[] =
    "{\"text\":\"r\\u00e4ck \\\"7\\\"\",\"integer\":-7,\"number\":12.5,\"boolean\":true,"
    "\"time\":\"2026-03-14T08:30:00Z\",\"moment\":\"2026-03-14T17:30:00.125+09:00\","
    "\"uuid\":\"0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01\","
    "\"digest\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"colour\":\"green\","
    "\"texts\":[\"one\",\"two\"],\"record\":{\"serial\":\"P1\",\"count\":2},"
    "\"list\":[{\"serial\":\"P2\"},{\"serial\":\"P3\",\"parts\":[{\"serial\":\"P4\"}]}],"
    "\"json\":{\"a\":[1,0.1,null,true,false,\"x\"],\"b\":{}}}";

struct reasons reasons_begin(void)
{
    struct arena *arena = arena_new(0);
    ck_assert_ptr_nonnull(arena);
    return (struct reasons){.arena = arena};
}

void reasons_end(struct reasons *reasons)
{
    arena_free(reasons->arena);
    *reasons = (struct reasons){0};
}

void assert_reason(const struct reasons *reasons, const char *code, const char *pointer, const char *detail)
{
    ck_assert_uint_eq(reasons->found, 1);
    ck_assert_uint_eq(reasons->count, 1);
    ck_assert_str_eq(reasons->items[0].code, code);
    if (pointer)
        ck_assert_pstr_eq(reasons->items[0].pointer, pointer);
    if (detail)
        ck_assert_str_eq(reasons->items[0].detail, detail);
}
