#include "base/problem.h"

#include "base/json.h"

#include <stdio.h>

static const struct field PROBLEM_FIELDS[] = {
    FIELD_TEXT(struct problem, type, REQUIRED, 1, 100, "what kind of problem: stable, clients compare it"),
    FIELD_TEXT(struct problem, title, REQUIRED, 1, 200, "the kind as a sentence"),
    FIELD_INTEGER(struct problem, status, REQUIRED, 400, 599, "status of the HTTP answer"),
    FIELD_TEXT(struct problem, detail, OPTIONAL, 0, 4000, "what was wrong in particular"),
    FIELD_LIST(struct problem, reasons, OPTIONAL, 0, REASONS_KEPT, &REASON_RECORD, "every reason, not the first"),
};
const struct record PROBLEM_RECORD =
    RECORD(struct problem, "problem", PROBLEM_FIELDS, "Why a request was refused (RFC 9457).");

void problem_write(struct buffer *buffer, enum fault fault, const struct reasons *reasons)
{
    const struct fault_row *row = fault_row(fault);
    char type[64], count[64];
    snprintf(type, sizeof type, "/problems/%s", row->code);
    snprintf(count, sizeof count, reason_word(reasons, "There are %zu reasons."), reasons->found);
    struct problem problem = {
        .type = type,
        .title = reason_word(reasons, row->title),
        .status = row->status,
        .reasons = {.items = reasons->items, .count = reasons->count},
    };
    if (reasons->found == 1 && reasons->count == 1)
        problem.detail = reasons->items[0].detail;
    else if (reasons->found > 0)
        problem.detail = count;
    json_write(buffer, &PROBLEM_RECORD, &problem);
}
