/* The tables that say what entries and rows look like. */
#include "suite.h"

#include "base/json.h"
#include "domain/role.h"
#include "domain/rules.h"

#include <string.h>

static struct arena *arena;
static struct reasons reasons;

static void begin(void)
{
    arena = arena_new(0);
    reasons = (struct reasons){.arena = arena};
}

static void end(void)
{
    arena_free(arena);
}

static enum fault read_data(enum entry_kind kind, const char *text, void *ret_row)
{
    return json_read(text, strlen(text), (struct json_limits){8, 100}, ENTRY_TYPES[kind].data, ret_row, &reasons);
}

START_TEST(every_type_of_entry_has_a_name_of_its_own_and_its_data)
{
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        const struct entry_type *type = &ENTRY_TYPES[kind];
        ck_assert_int_eq(entry_kind_named(type->name), kind);
        ck_assert_ptr_nonnull(strchr(type->name, '.'));
        ck_assert_ptr_nonnull(type->data);
        ck_assert_ptr_nonnull(type->about);
        ck_assert(!type->result || type->result->count > 0);
    }
}
END_TEST

START_TEST(a_name_that_is_none_has_no_kind)
{
    ck_assert_int_eq(entry_kind_named("operation.begun"), ENTRY_KIND_COUNT);
    ck_assert_int_eq(entry_kind_named(""), ENTRY_KIND_COUNT);
    ck_assert_int_eq(entry_kind_named(NULL), ENTRY_KIND_COUNT);
}
END_TEST

START_TEST(every_posted_event_has_a_rule_and_says_when)
{
    for (int kind = 0; kind < ENTRY_POSTED_COUNT; kind++) {
        ck_assert_ptr_nonnull(EVENT_RULES[kind].rule);
        const struct field *at = record_field(ENTRY_TYPES[kind].data, "at");
        ck_assert_ptr_nonnull(at);
        ck_assert_int_eq(at->kind, KIND_MOMENT);
        ck_assert_int_eq(at->need, REQUIRED);
    }
}
END_TEST

START_TEST(the_subject_of_an_event_is_where_its_record_puts_it)
{
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        const struct record *record = ENTRY_TYPES[kind].data;
        char row[sizeof(struct product_definition) + sizeof(struct component_installed)];
        ck_assert_uint_le(record->size, sizeof row);
        bool speaks = kind < ENTRY_POSTED_COUNT && record_field(record, "unit");
        const struct subject *subject = event_subject((enum entry_kind)kind, row);
        ck_assert_int_eq(subject != NULL, speaks);
        if (!speaks)
            continue;
        ck_assert_ptr_eq(field_of(record_field(record, "at"), row), &subject->at);
        ck_assert_ptr_eq(field_of(record_field(record, "unit"), row), &subject->unit);
        ck_assert_ptr_eq(field_of(record_field(record, "unit_part_number"), row), &subject->unit_part_number);
        ck_assert_ptr_eq(field_of(record_field(record, "operation"), row), &subject->operation);
        ck_assert_ptr_eq(field_of(record_field(record, "operator"), row), &subject->operator);
        const struct record *result = ENTRY_TYPES[kind].result;
        ck_assert_uint_eq(record_field(result, "unit_part_number")->offset, 0);
    }
}
END_TEST

START_TEST(an_installation_is_read_whole)
{
    struct component_installed data;
    enum fault fault = read_data(
        ENTRY_COMPONENT_INSTALLED,
        "{\"at\":\"2026-01-05T08:00:00+09:00\",\"unit\":\"R1\",\"operation\":\"070\",\"operator\":\"ann\","
        "\"position\":\"compute-07\",\"part_number\":\"GB300\",\"revision\":\"A\",\"serial\":\"S1\","
        "\"supplier\":\"X\",\"country\":\"JP\",\"origin_site\":\"Osaka\","
        "\"firmware\":[{\"name\":\"BMC\",\"version\":\"1.2\"}],"
        "\"identifiers\":[{\"kind\":\"mac\",\"value\":\"00:11:22:33:44:55\"},{\"kind\":\"guid\",\"value\":\"g\"}]}",
        &data);
    ck_assert_msg(fault == NOTHING_WRONG, "%s", reasons.count ? reasons.items[0].detail : "");
    ck_assert_str_eq(data.subject.unit, "R1");
    ck_assert_int_eq(data.subject.at.offset_min, 540);
    ck_assert_str_eq(data.country, "JP");
    ck_assert_str_eq(data.firmware.items[0].version, "1.2");
    ck_assert_int_eq(data.identifiers.items[1].kind, IDENTIFIER_GUID);
}
END_TEST

struct bad_row {
    enum entry_kind kind;
    const char *text;
    const char *pointer;
};
#define HEAD "\"at\":\"2026-01-05T08:00:00Z\",\"unit\":\"R1\",\"operation\":\"070\",\"operator\":\"ann\""
static const struct bad_row BAD[] = {
    {ENTRY_OPERATION_STARTED, "{\"unit\":\"R1\",\"operation\":\"070\",\"operator\":\"ann\"}", "/at"},
    {ENTRY_OPERATION_STARTED, "{\"at\":\"2026-01-05T08:00:00Z\",\"unit\":\"R1\",\"operator\":\"ann\"}", "/operation"},
    {ENTRY_OPERATION_STARTED, "{" HEAD ",\"station\":\"A1\"}", "/station"}, /* it is the token's, never the body's */
    {ENTRY_OPERATION_COMPLETED, "{" HEAD ",\"verdict\":\"skipped\"}", "/verdict"},
    {ENTRY_COMPONENT_INSTALLED, "{" HEAD ",\"position\":\"p\",\"part_number\":\"x\",\"country\":\"JPN\"}", "/country"},
    {ENTRY_COMPONENT_REMOVED, "{" HEAD ",\"position\":\"p\",\"removal\":\"lost\"}", "/removal"},
    {ENTRY_MEASUREMENT_RECORDED, "{" HEAD ",\"characteristic\":\"torque\"}", "/value"},
    {ENTRY_MEASUREMENT_RECORDED, "{" HEAD ",\"characteristic\":\"torque\",\"value\":\"9\"}", "/value"},
    {ENTRY_CHECK_RECORDED, "{" HEAD ",\"check\":\"level\"}", "/answer"},
    {ENTRY_STATION_CHANGED, "{\"at\":\"2026-01-05T08:00:00Z\",\"state\":\"broken\"}", "/state"},
    {ENTRY_EVENT_CORRECTED, "{\"at\":\"2026-01-05T08:00:00Z\",\"event\":\"7\",\"reason\":\"slip\"}", "/event"},
    {ENTRY_ORDER_PLANNED, "{\"order\":\"O\",\"part_number\":\"P\",\"revision\":\"A\",\"quantity\":0}", "/quantity"},
};

START_TEST(what_does_not_fit_is_named)
{
    char row[sizeof(struct product_definition) + sizeof(struct component_installed)];
    ck_assert_int_eq(read_data(BAD[_i].kind, BAD[_i].text, row), FAULT_INVALID);
    ck_assert_uint_eq(reasons.count, 1);
    ck_assert_str_eq(reasons.items[0].pointer, BAD[_i].pointer);
}
END_TEST

START_TEST(a_result_reads_back_as_it_was_written)
{
    const char *fallen[] = {"020", "040"};
    struct result_removed result = {.unit_part_number = "RACK",
                                    .part_number = "PSU",
                                    .serial = "p1",
                                    .invalidated = {fallen, 2},
                                    .waived = {fallen, 1},
                                    .run_id = 77};
    struct buffer buffer BUFFER_OWNED = {0};
    json_write(&buffer, ENTRY_TYPES[ENTRY_COMPONENT_REMOVED].result, &result);
    ck_assert_str_eq(buffer_view(&buffer), "{\"unit_part_number\":\"RACK\",\"part_number\":\"PSU\",\"serial\":\"p1\","
                                           "\"invalidated\":[\"020\",\"040\"],\"waived\":[\"020\"],\"run_id\":77,\"run_whole\":false,"
                                           "\"salvaged\":false}");
    struct result_removed back;
    ck_assert_int_eq(json_read(buffer.bytes, buffer.size, (struct json_limits){8, 100},
                               ENTRY_TYPES[ENTRY_COMPONENT_REMOVED].result, &back, &reasons),
                     NOTHING_WRONG);
    ck_assert_str_eq(back.invalidated.items[1], "040");
    ck_assert_int_eq(back.run_id, 77);
}
END_TEST

static const struct record *const ROWS[] = {
    &ORDER_RECORD,        &UNIT_RECORD,      &UNIT_OPERATION_RECORD, &RUN_RECORD,     &INSTALLATION_RECORD,
    &COMPONENT_RECORD,    &FIRMWARE_RECORD,  &IDENTIFIER_RECORD,     &HOLD_RECORD,    &NONCONFORMANCE_RECORD,
    &CHECK_ANSWER_RECORD, &SIGNATURE_RECORD, &MEASUREMENT_RECORD,    &STATION_RECORD, &BAY_RECORD,
    &OPERATOR_RECORD,     &SKILL_RECORD,     &TOOL_RECORD,           &TOKEN_RECORD,   &SITE_RECORD,
    &NEED_RECORD,         &WAIVER_RECORD,  &FINDING_RECORD,
};

/* How many bytes a member of each kind takes. */
static size_t size_of(const struct field *field)
{
    switch (field->kind) {
    case KIND_TEXT:
    case KIND_JSON:
    case KIND_RECORD:
        return sizeof(void *);
    case KIND_INTEGER:
    case KIND_TIME:
        return sizeof(int64_t);
    case KIND_NUMBER:
        return sizeof(double);
    case KIND_BOOLEAN:
        return sizeof(bool);
    case KIND_MOMENT:
        return sizeof(struct moment);
    case KIND_UUID:
        return sizeof(struct uuid);
    case KIND_DIGEST:
        return sizeof(struct digest);
    case KIND_ENUM:
        return sizeof(int);
    case KIND_TEXTS:
    case KIND_LIST:
        return sizeof(struct list);
    }
    return 0;
}

/* A member without a field would be lost between the journal and the tables. */
static void check_covers(const struct record *record)
{
    ARENA_OWNED struct arena *scratch = arena_new(0);
    unsigned char *covered = arena_alloc(scratch, record->size);
    for (size_t i = 0; i < record->count; i++) {
        const struct field *field = &record->fields[i];
        for (size_t byte = 0; byte < size_of(field); byte++)
            ck_assert_msg(!covered[field->offset + byte]++, "%s.%s overlaps", record->name, field->name);
        ck_assert_msg(record_field(record, field->name) == field, "%s.%s twice", record->name, field->name);
        ck_assert_int_eq(field->kind == KIND_ENUM, field->names != NULL);
        ck_assert_int_eq(field->kind == KIND_LIST || field->kind == KIND_RECORD, field->of != NULL);
    }
    size_t gap = 0;
    for (size_t byte = 0; byte < record->size; byte++) {
        gap = covered[byte] ? 0 : gap + 1;
        ck_assert_msg(gap < sizeof(int64_t), "%s: a member before byte %zu has no field", record->name, byte);
    }
}

START_TEST(every_member_of_a_row_has_its_field)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_covers(ROWS[i]);
}
END_TEST

START_TEST(every_member_of_an_entry_has_its_field)
{
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        check_covers(ENTRY_TYPES[kind].data);
        if (ENTRY_TYPES[kind].result)
            check_covers(ENTRY_TYPES[kind].result);
    }
}
END_TEST

struct words_row {
    const struct names *names;
    int last;
    const char *word; /* of the last value */
};
static const struct words_row WORDS[] = {
    {&PRODUCT_STATE_NAMES, PRODUCT_OBSOLETE, "obsolete"},
    {&ORDER_STATE_NAMES, ORDER_CANCELLED, "cancelled"},
    {&UNIT_STATE_NAMES, UNIT_SCRAPPED, "scrapped"},
    {&OPERATION_STATE_NAMES, OPERATION_READY, "ready"},
    {&RUN_STATE_NAMES, RUN_ABORTED, "aborted"},
    {&VERDICT_NAMES, VERDICT_FAILED, "failed"},
    {&COMPONENT_STATE_NAMES, COMPONENT_RETURNED, "returned"},
    {&REMOVAL_NAMES, REMOVAL_RETURN, "return_to_supplier"},
    {&STATION_STATE_NAMES, STATION_NON_SCHEDULED, "non_scheduled"},
    {&NONCONFORMANCE_STATE_NAMES, NONCONFORMANCE_CLOSED, "closed"},
    {&WAIVER_STATE_NAMES, WAIVER_REVOKED, "revoked"},
    {&ACTION_NAMES, ACTION_COUNTERSIGNED, "countersigned"},
    {&DISPOSITION_NAMES, DISPOSITION_FALSE_FAIL, "false_fail"},
    {&IDENTIFIER_KIND_NAMES, IDENTIFIER_ASSET_TAG, "asset_tag"},
    {&SITE_KIND_NAMES, SITE_TRAINING, "training"},
    {&ROLE_NAMES, ROLE_ADMIN, "admin"},
};

START_TEST(every_value_has_its_word)
{
    const struct words_row *row = &WORDS[_i];
    ck_assert_int_eq(row->names->count, row->last + 1);
    ck_assert_str_eq(name_of(row->names, row->last), row->word);
    for (int value = 1; value <= row->last; value++)
        ck_assert_int_eq(name_value(row->names, name_of(row->names, value)), value);
}
END_TEST

START_TEST(an_open_operation_has_a_word_though_it_is_absent)
{
    ck_assert_str_eq(OPERATION_STATE_NAMES.words[OPERATION_OPEN], "open");
    ck_assert_int_eq(name_value(&OPERATION_STATE_NAMES, "open"), OPERATION_OPEN);
}
END_TEST

START_TEST(every_refusal_has_a_code_of_its_own)
{
    for (int i = 0; i < REFUSAL_COUNT; i++) {
        ck_assert_ptr_nonnull(REFUSAL_ROWS[i].title);
        ck_assert_uint_eq(strspn(REFUSAL_ROWS[i].code, "abcdefghijklmnopqrstuvwxyz-"), strlen(REFUSAL_ROWS[i].code));
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(REFUSAL_ROWS[i].code, REFUSAL_ROWS[j].code);
    }
}
END_TEST

SUITE_BEGIN(domain_events)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, every_type_of_entry_has_a_name_of_its_own_and_its_data);
tcase_add_test(tests, a_name_that_is_none_has_no_kind);
tcase_add_test(tests, every_posted_event_has_a_rule_and_says_when);
tcase_add_test(tests, the_subject_of_an_event_is_where_its_record_puts_it);
tcase_add_test(tests, an_installation_is_read_whole);
tcase_add_loop_test(tests, what_does_not_fit_is_named, 0, sizeof BAD / sizeof *BAD);
tcase_add_test(tests, a_result_reads_back_as_it_was_written);
tcase_add_test(tests, every_member_of_a_row_has_its_field);
tcase_add_test(tests, every_member_of_an_entry_has_its_field);
tcase_add_loop_test(tests, every_value_has_its_word, 0, sizeof WORDS / sizeof *WORDS);
tcase_add_test(tests, an_open_operation_has_a_word_though_it_is_absent);
tcase_add_test(tests, every_refusal_has_a_code_of_its_own);
SUITE_END
