#include "store/recorded_rows.h"

#include "domain/result.h"

struct measurement measurement_of(const struct entry *entry, int64_t run_id, const char *run_tool)
{
    const struct measurement_recorded *data = entry->data;
    const struct result_judged *result = entry->result;
    return (struct measurement){
        .measurement_id = entry->journal_position,
        .run_id = run_id,
        .characteristic = data->characteristic,
        .position = data->position,
        .value = data->value,
        .lower = result->lower,
        .upper = result->upper,
        .verdict = result->verdict,
        .tool = data->tool ? data->tool : run_tool,
        .operator= data->subject.operator,
        .recorded = entry->recorded_us,
        .voided_by = ABSENT_INTEGER,
    };
}

struct check_answer answer_of(const struct entry *entry, int64_t run_id)
{
    const struct check_recorded *data = entry->data;
    const struct result_judged *result = entry->result;
    return (struct check_answer){
        .answer_id = entry->journal_position,
        .run_id = run_id,
        .check_name = data->check,
        .position = data->position,
        .answer = data->answer,
        .verdict = result->verdict,
        .operator= data->subject.operator,
        .recorded = entry->recorded_us,
        .voided_by = ABSENT_INTEGER,
    };
}

struct signature signature_of(const struct entry *entry, int64_t run_id)
{
    const struct unit_signed *data = entry->data;
    return (struct signature){
        .signature_id = entry->journal_position,
        .run_id = run_id,
        .operator= data->subject.operator,
        .meaning = data->meaning,
        .recorded = entry->recorded_us,
        .voided_by = ABSENT_INTEGER,
    };
}
