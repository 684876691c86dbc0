/* An entry as bytes. */
#include "base/json.h"
#include "store_place.h"

#include <string.h>

static const struct operation_started STARTED = {.subject =
                                                     {
                                                         .at = {.us = 1700000000000000, .offset_min = 540},
                                                         .unit = "OSA26100001",
                                                         .unit_part_number = NULL,
                                                         .operation = "070",
                                                         .operator = "B\"1\\,\"data\":{" },
                                                         .bay = "bay } \"{ 1",
};
static const struct result_started STARTED_RESULT = {
    .unit_part_number = "RACK", .attempt = 1, .power_w = 0, .coolant_lpm = 0.5, .builds = true};

static struct entry tricky_entry(void)
{
    return (struct entry){
        .journal_position = 7,
        .recorded_us = 1700000000123456,
        .id = {{9}},
        .kind = ENTRY_OPERATION_STARTED,
        .by = ",\"data\":{",
        .station = "\",\"data\":{}",
        .data = &STARTED,
        .result = &STARTED_RESULT,
    };
}

START_TEST(an_entry_is_read_as_it_was_written)
{
    struct place_of_test place = place_make();
    BUFFER_OWNED struct buffer bytes = {0}, again = {0};
    struct entry entry = tricky_entry(), got;
    entry_encode(&bytes, "OSA", &entry);
    right(entry_decode(bytes.bytes, bytes.size, &got, &place.reasons));
    ck_assert_int_eq(got.journal_position, 7);
    ck_assert_int_eq(got.recorded_us, entry.recorded_us);
    ck_assert(uuid_equal(got.id, entry.id));
    ck_assert_int_eq(got.kind, entry.kind);
    ck_assert_str_eq(got.by, entry.by);
    ck_assert_str_eq(got.station, entry.station);
    ck_assert_str_eq(((const struct operation_started *)got.data)->subject.operator, STARTED.subject.operator);
    ck_assert(((const struct result_started *)got.result)->builds);
    entry_encode(&again, "OSA", &got);
    ck_assert_uint_eq(again.size, bytes.size);
    ck_assert_mem_eq(again.bytes, bytes.bytes, bytes.size);
    place_remove(&place);
}
END_TEST

START_TEST(an_entrys_data_is_a_slice_of_its_bytes)
{
    struct place_of_test place = place_make();
    BUFFER_OWNED struct buffer bytes = {0}, data = {0};
    struct entry entry = tricky_entry();
    entry_encode(&bytes, "OSA", &entry);
    json_write(&data, ENTRY_TYPES[entry.kind].data, entry.data);
    size_t size = 0;
    const char *slice = entry_data(buffer_view(&bytes), &size);
    ck_assert_ptr_nonnull(slice);
    ck_assert_uint_eq(size, data.size);
    ck_assert_mem_eq(slice, data.bytes, size);
    ck_assert_ptr_null(entry_data("{\"type\":\"x\"}", &size));
    ck_assert_ptr_null(entry_data("{\"type\":\"x\",\"data\":{\"a\":\"}\"", &size));
    place_remove(&place);
}
END_TEST

static const char *const DAMAGED[] = {
    "",
    "{",
    "[]",
    "{\"journal_position\":1}",
    "{\"journal_position\":1,\"site\":\"OSA\",\"recorded\":\"2026-01-01T00:00:00Z\","
    "\"id\":\"01000000-0000-0000-0000-000000000000\",\"type\":\"tool.melted\",\"by\":\"\",\"data\":{}}",
    "{\"journal_position\":1,\"site\":\"OSA\",\"recorded\":\"2026-01-01T00:00:00Z\","
    "\"id\":\"01000000-0000-0000-0000-000000000000\",\"type\":\"token.revoked\",\"by\":\"\"}",
    "{\"journal_position\":1,\"site\":\"OSA\",\"recorded\":\"2026-01-01T00:00:00Z\","
    "\"id\":\"01000000-0000-0000-0000-000000000000\",\"type\":\"token.revoked\",\"by\":\"\",\"data\":{\"tok\":\"a\"}}",
};

START_TEST(damaged_bytes_are_a_contradiction)
{
    struct place_of_test place = place_make();
    struct entry entry = {.journal_position = 99};
    ck_assert_int_eq(entry_decode(DAMAGED[_i], strlen(DAMAGED[_i]), &entry, &place.reasons), FAULT_CORRUPT);
    ck_assert_uint_gt(place.reasons.found, 0);
    ck_assert_int_eq(entry.journal_position, 99);
    place_remove(&place);
}
END_TEST

SUITE_BEGIN(entry_bytes)
tcase_add_test(tests, an_entry_is_read_as_it_was_written);
tcase_add_test(tests, an_entrys_data_is_a_slice_of_its_bytes);
tcase_add_loop_test(tests, damaged_bytes_are_a_contradiction, 0, sizeof DAMAGED / sizeof *DAMAGED);
SUITE_END
