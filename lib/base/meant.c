#include "base/meant.h"

#include "base/field_value.h"
#include "base/time.h"
#include "base/utf8.h"

#include <string.h>

#define FIRST_US (INT64_C(946684800) * US_PER_SECOND)   /* 2000-01-01T00:00:00Z */
#define BEYOND_US (INT64_C(4133980800) * US_PER_SECOND) /* 2101-01-01T00:00:00Z */

static void judge_text(const char *text, bool lines, const struct place *place, struct reasons *reasons)
{
    if (!text || !*text)
        return;
    if (text_is_blank(text))
        place_reason(place, reasons, REASON_MALFORMED, "must not be of blanks alone");
    else if (!lines && strpbrk(text, "\n\t"))
        place_reason(place, reasons, REASON_MALFORMED, "must be one line, without a tab");
    else if (!lines && text_hidden(text))
        place_reason(place, reasons, REASON_MALFORMED, "must not contain the character U+%04X, which nobody sees",
                     (unsigned)text_hidden(text));
    else if (text_turning(text))
        place_reason(place, reasons, REASON_MALFORMED,
                     "must not contain the character U+%04X, which turns the direction of writing",
                     (unsigned)text_turning(text));
}

static void judge_time(int64_t us, const struct place *place, bool any_later, struct reasons *reasons)
{
    if (us == ABSENT_INTEGER || (us >= FIRST_US && (any_later || us < BEYOND_US)))
        return;
    if (any_later)
        place_reason(place, reasons, REASON_RANGE, "must not be before the year 2000");
    else
        place_reason(place, reasons, REASON_RANGE, "must be of the years 2000 to 2100");
}

static void judge_texts(const struct list list, const struct place *place, struct reasons *reasons)
{
    const char *const *items = list.items;
    for (size_t i = 0; i < list.count; i++)
        judge_text(items[i], false, &(struct place){.above = place, .index = i}, reasons);
}

static void judge_row(const struct record *record, const void *row, const struct place *place, bool any_later,
                      struct reasons *reasons);

static void judge_rows(const struct field *field, const struct list list, const struct place *place, bool any_later,
                       struct reasons *reasons)
{
    for (size_t i = 0; i < list.count; i++)
        judge_row(field->of, (const char *)list.items + i * field->of->size,
                  &(struct place){.above = place, .index = i}, any_later, reasons);
}

static void judge_member(const struct field *field, const void *row, const struct place *place, bool any_later,
                         struct reasons *reasons)
{
    switch (field->kind) {
    case KIND_TEXT:
        judge_text(*(const char *const *)field_of(field, row), field->lines, place, reasons);
        break;
    case KIND_TEXTS:
        judge_texts(field_list(field, row), place, reasons);
        break;
    case KIND_TIME:
        judge_time(*(const int64_t *)field_of(field, row), place, any_later, reasons);
        break;
    case KIND_MOMENT:
        judge_time(((const struct moment *)field_of(field, row))->us, place, any_later, reasons);
        break;
    case KIND_RECORD:
        if (field_record(field, row))
            judge_row(field->of, field_record(field, row), place, any_later, reasons);
        break;
    case KIND_LIST:
        judge_rows(field, field_list(field, row), place, any_later, reasons);
        break;
    case KIND_INTEGER:
    case KIND_NUMBER:
    case KIND_BOOLEAN:
    case KIND_UUID:
    case KIND_DIGEST:
    case KIND_ENUM:
    case KIND_JSON:
        break;
    }
}

static void judge_row(const struct record *record, const void *row, const struct place *place, bool any_later,
                      struct reasons *reasons)
{
    for (size_t i = 0; i < record->count; i++)
        judge_member(&record->fields[i], row, &(struct place){.above = place, .name = record->fields[i].name},
                     any_later, reasons);
}

enum fault refuse_unmeant(const struct record *record, const void *row, const char *pointer, bool any_later,
                          struct reasons *reasons)
{
    const size_t before = reasons->found;
    judge_row(record, row, &(struct place){.name = pointer}, any_later, reasons);
    return reasons->found > before ? FAULT_INVALID : NOTHING_WRONG;
}
