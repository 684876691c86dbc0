/* Record tables as JSON Schema. */
#include "base/record_schema.h"
#include "base_sample.h"
#include "suite.h"

#include <string.h>

static const char SAMPLE_SCHEMA[] =
    "{\"type\":\"object\",\"description\":\"A member of every kind.\",\"properties\":{"
    "\"text\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":12,\"description\":\"a text\"},"
    "\"integer\":{\"type\":\"integer\",\"format\":\"int64\",\"minimum\":-10,\"maximum\":1000,"
    "\"description\":\"an integer\"},"
    "\"number\":{\"type\":\"number\",\"maximum\":100,\"description\":\"a number\"},"
    "\"boolean\":{\"type\":\"boolean\",\"description\":\"a boolean\"},"
    "\"time\":{\"type\":\"string\",\"format\":\"date-time\",\"description\":\"a time\"},"
    "\"moment\":{\"type\":\"string\",\"format\":\"date-time\",\"description\":\"a moment\"},"
    "\"uuid\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"an id\"},"
    "\"digest\":{\"type\":\"string\",\"pattern\":\"^[0-9a-f]{64}$\",\"description\":\"a digest\"},"
    "\"colour\":{\"type\":\"string\",\"enum\":[\"red\",\"green\",\"blue\"],\"description\":\"a colour\"},"
    "\"texts\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":1,\"maxItems\":3,"
    "\"description\":\"texts\"},"
    "\"record\":{\"$ref\":\"#/$defs/part\",\"description\":\"a record\"},"
    "\"list\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/part\"},\"minItems\":0,\"maxItems\":3,"
    "\"description\":\"records\"},"
    "\"json\":{\"description\":\"anything\"}},"
    "\"additionalProperties\":false}";

START_TEST(every_kind_of_member_has_its_schema)
{
    BUFFER_OWNED struct buffer buffer = {0};
    record_schema(&buffer, &SAMPLE_RECORD, "#/$defs/");
    ck_assert_str_eq(buffer_view(&buffer), SAMPLE_SCHEMA);
}
END_TEST

START_TEST(required_members_are_named_and_no_range_is_no_range)
{
    BUFFER_OWNED struct buffer buffer = {0};
    record_schema(&buffer, &STRICT_RECORD, "#/components/schemas/");
    const char *schema = buffer_view(&buffer);
    ck_assert_ptr_nonnull(strstr(schema, "\"required\":[\"text\",\"integer\",\"boolean\",\"colour\",\"texts\",\"list\","
                                         "\"json\"],\"additionalProperties\":false}"));
    ck_assert_ptr_nonnull(strstr(schema, "\"text\":{\"type\":\"string\",\"description\":\"a text of any length\"}"));
    ck_assert_ptr_nonnull(strstr(schema, "{\"$ref\":\"#/components/schemas/part\"}"));
}
END_TEST

START_TEST(a_schema_inside_other_json_starts_clean)
{
    BUFFER_OWNED struct buffer buffer = {0};
    buffer_text(&buffer, "{\"text\":");
    field_schema(&buffer, record_field(&STRICT_RECORD, "boolean"), "#");
    ck_assert_str_eq(buffer_view(&buffer), "{\"text\":{\"type\":\"boolean\",\"description\":\"a boolean\"}");
}
END_TEST

static void list_name(const struct record *record, void *context)
{
    buffer_text(context, record->name);
    buffer_char(context, ' ');
}

START_TEST(a_walk_meets_each_record_once)
{
    BUFFER_OWNED struct buffer names = {0};
    ck_assert_int_eq(record_walk(&SAMPLE_RECORD, list_name, &names), NOTHING_WRONG);
    ck_assert_str_eq(buffer_view(&names), "sample part ");
    buffer_free(&names);
    ck_assert_int_eq(record_walk(&PART_RECORD, list_name, &names), NOTHING_WRONG); /* which holds itself */
    ck_assert_str_eq(buffer_view(&names), "part ");
}
END_TEST

START_TEST(a_walk_meets_more_records_than_it_first_has_room_for)
{
    enum { CHAIN = 40 };
    struct record records[CHAIN];
    struct field fields[CHAIN];
    BUFFER_OWNED struct buffer names = {0};
    for (int i = 0; i < CHAIN; i++) {
        fields[i] = (struct field){.name = "next", .kind = KIND_RECORD, .of = &records[(i + 1) % CHAIN]};
        records[i] = (struct record){.name = "r", .fields = &fields[i], .count = 1};
    }
    ck_assert_int_eq(record_walk(records, list_name, &names), NOTHING_WRONG);
    ck_assert_uint_eq(names.size, CHAIN * 2);
}
END_TEST

SUITE(base_schema, every_kind_of_member_has_its_schema, required_members_are_named_and_no_range_is_no_range,
      a_schema_inside_other_json_starts_clean, a_walk_meets_each_record_once,
      a_walk_meets_more_records_than_it_first_has_room_for)
