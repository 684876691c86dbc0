#include "base/field_value.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/number.h"
#include "base/time.h"
#include "base/utf8.h"
#include "base/uuid.h"

/* What a range is of. One of it has sentences of its own: no language but some makes its plural with an s. */
enum measure { NUMBER, CHARACTERS, CHARACTER, ITEMS, ITEM };

static const struct {
    const char *exactly, *between, *most, *least;
} RANGES[] = {
    [NUMBER] = {TOLD("must be exactly %s"), TOLD("must be between %s and %s"), TOLD("must be at most %s"),
                TOLD("must be at least %s")},
    [CHARACTERS] = {TOLD("must be exactly %s characters"), TOLD("must be between %s and %s characters"),
                    TOLD("must be at most %s characters"), TOLD("must be at least %s characters")},
    [CHARACTER] = {TOLD("must be exactly %s character"), NULL, TOLD("must be at most %s character"),
                   TOLD("must be at least %s character")},
    [ITEMS] = {TOLD("must have exactly %s items"), TOLD("must have between %s and %s items"),
               TOLD("must have at most %s items"), TOLD("must have at least %s items")},
    [ITEM] = {TOLD("must have exactly %s item"), NULL, TOLD("must have at most %s item"),
              TOLD("must have at least %s item")},
};

/* Adds a reason that says the field's range: "must be between 1 and 64 characters". */
static enum fault refuse_range(const struct field *field, const char *code, enum measure of, const struct place *place,
                               struct reasons *reasons)
{
    /* a count is never below zero, so a smallest of zero goes without saying */
    bool has_min = isfinite(field->min) && !(of != NUMBER && field->min <= 0), has_max = isfinite(field->max);
    bool one = of != NUMBER && (has_max ? field->max : field->min) == 1;
    char min[NUMBER_TEXT_SIZE], max[NUMBER_TEXT_SIZE];
    number_format(field->min, min);
    number_format(field->max, max);
    if (has_min && has_max && field->min != field->max)
        place_reason(place, reasons, code, RANGES[of].between, min, max);
    else if (has_min && has_max)
        place_reason(place, reasons, code, RANGES[of + one].exactly, min);
    else if (has_max)
        place_reason(place, reasons, code, RANGES[of + one].most, max);
    else
        place_reason(place, reasons, code, RANGES[of + one].least, min);
    return FAULT_INVALID;
}

static enum fault check_size(const struct field *field, size_t size, enum measure of, const struct place *place,
                             struct reasons *reasons)
{
    if (!field_has_range(field))
        return NOTHING_WRONG;
    if ((double)size < field->min)
        return refuse_range(field, REASON_SHORT, of, place, reasons);
    if ((double)size > field->max)
        return refuse_range(field, REASON_LONG, of, place, reasons);
    return NOTHING_WRONG;
}

enum fault field_check_count(const struct field *field, size_t count, const struct place *place,
                             struct reasons *reasons)
{
    return check_size(field, count, ITEMS, place, reasons);
}

static enum fault check_characters(const char *text, size_t size, size_t *ret_characters, const struct place *place,
                                   struct reasons *reasons)
{
    switch (text_measure(text, size, ret_characters)) {
    case TEXT_SOUND:
        return NOTHING_WRONG;
    case TEXT_NOT_UTF8:
        place_reason(place, reasons, REASON_MALFORMED, "must be UTF-8");
        break;
    case TEXT_CONTROL:
        place_reason(place, reasons, REASON_MALFORMED,
                     "must not contain control characters other than line feed and tab");
        break;
    }
    return FAULT_INVALID;
}

/* A code stands in a path as it is: no stroke, no blank, nothing to be percent-encoded, and not the dots that a client
 * would take out of the path. */
static enum fault check_code(const char *text, const struct place *place, struct reasons *reasons)
{
    size_t sound = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:+-");
    if (!text[sound] && strcmp(text, ".") && strcmp(text, ".."))
        return NOTHING_WRONG;
    place_reason(place, reasons, REASON_MALFORMED, "must be of letters, digits and . _ : + - alone");
    return FAULT_INVALID;
}

static enum fault check_said(const char *text, const struct place *place, struct reasons *reasons)
{
    if (!text_is_blank(text))
        return NOTHING_WRONG;
    place_reason(place, reasons, REASON_MALFORMED, "must not be of blanks alone");
    return FAULT_INVALID;
}

enum fault text_take(const struct field *range, const char *text, const struct place *place, struct reasons *reasons,
                     const char **ret)
{
    size_t size = strlen(text), characters;
    enum fault fault = check_characters(text, size, &characters, place, reasons);
    if (!fault && range)
        fault = check_size(range, characters, CHARACTERS, place, reasons);
    if (!fault && range && range->code)
        fault = check_code(text, place, reasons);
    if (!fault && range && range->said)
        fault = check_said(text, place, reasons);
    if (fault)
        return fault;
    const char *copy = arena_copy(reasons->arena, text, size);
    if (!copy)
        return FAULT_MEMORY;
    *ret = copy;
    return NOTHING_WRONG;
}

static enum fault put_word(const struct field *field, void *row, const char *word, const struct place *place,
                           struct reasons *reasons)
{
    int value = name_value(field->names, word);
    if (value) {
        *(int *)field_in(field, row) = value;
        return NOTHING_WRONG;
    }
    BUFFER_OWNED struct buffer choices = {0};
    for (int i = 1; i < field->names->count; i++) {
        if (i > 1)
            buffer_text(&choices, i == field->names->count - 1 ? reason_word(reasons, " or ") : ", ");
        buffer_text(&choices, name_of(field->names, i));
    }
    const char *all = buffer_view(&choices);
    if (!all)
        return FAULT_MEMORY;
    place_reason(place, reasons, REASON_CHOICE, "must be %s", all);
    return FAULT_INVALID;
}

static enum fault put_moment(const struct field *field, void *row, const char *text, const struct place *place,
                             struct reasons *reasons)
{
    struct moment moment;
    if (!moment_parse(text, &moment)) {
        place_reason(place, reasons, REASON_MALFORMED,
                     "must be a date and time of RFC 3339, such as 2026-03-14T08:30:00Z");
        return FAULT_INVALID;
    }
    if (field->kind == KIND_MOMENT)
        *(struct moment *)field_in(field, row) = moment;
    else
        *(int64_t *)field_in(field, row) = moment.us;
    return NOTHING_WRONG;
}

/* All zeros would read as absent, and is what devices without an identity report: never a value. */
static enum fault refuse_zeros(const struct place *place, struct reasons *reasons)
{
    place_reason(place, reasons, REASON_RANGE, "must not be all zeros");
    return FAULT_INVALID;
}

static enum fault put_uuid(const struct field *field, void *row, const char *text, const struct place *place,
                           struct reasons *reasons)
{
    struct uuid id;
    if (!uuid_parse(text, &id)) {
        place_reason(place, reasons, REASON_MALFORMED, "must be a UUID, such as 0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01");
        return FAULT_INVALID;
    }
    if (uuid_is_zero(id))
        return refuse_zeros(place, reasons);
    *(struct uuid *)field_in(field, row) = id;
    return NOTHING_WRONG;
}

static enum fault put_digest(const struct field *field, void *row, const char *text, const struct place *place,
                             struct reasons *reasons)
{
    struct digest digest;
    if (!digest_parse(text, &digest)) {
        place_reason(place, reasons, REASON_MALFORMED, "must be 64 hexadecimal digits");
        return FAULT_INVALID;
    }
    if (digest_is_zero(digest))
        return refuse_zeros(place, reasons);
    *(struct digest *)field_in(field, row) = digest;
    return NOTHING_WRONG;
}

enum fault field_put_text(const struct field *field, void *row, const char *text, const struct place *place,
                          struct reasons *reasons)
{
    switch (field->kind) {
    case KIND_TEXT:
        return text_take(field, text, place, reasons, field_in(field, row));
    case KIND_ENUM:
        return put_word(field, row, text, place, reasons);
    case KIND_TIME:
    case KIND_MOMENT:
        return put_moment(field, row, text, place, reasons);
    case KIND_UUID:
        return put_uuid(field, row, text, place, reasons);
    case KIND_DIGEST:
        return put_digest(field, row, text, place, reasons);
    case KIND_INTEGER:
    case KIND_NUMBER:
    case KIND_BOOLEAN:
    case KIND_TEXTS:
    case KIND_RECORD:
    case KIND_LIST:
    case KIND_JSON:
        break;
    }
    place_reason(place, reasons, REASON_WRONG_TYPE, "cannot be given as one text");
    return FAULT_INVALID;
}

enum fault field_put_integer(const struct field *field, void *row, int64_t value, const struct place *place,
                             struct reasons *reasons)
{
    if (field_has_range(field) && ((double)value < field->min || (double)value > field->max))
        return refuse_range(field, REASON_RANGE, NUMBER, place, reasons);
    if (value == ABSENT_INTEGER) {
        place_reason(place, reasons, REASON_RANGE, "is too small a number");
        return FAULT_INVALID;
    }
    *(int64_t *)field_in(field, row) = value;
    return NOTHING_WRONG;
}

enum fault field_put_number(const struct field *field, void *row, double value, const struct place *place,
                            struct reasons *reasons)
{
    if (!isfinite(value)) {
        place_reason(place, reasons, REASON_RANGE, "is too large a number");
        return FAULT_INVALID;
    }
    if (field_has_range(field) && (value < field->min || value > field->max))
        return refuse_range(field, REASON_RANGE, NUMBER, place, reasons);
    *(double *)field_in(field, row) = value;
    return NOTHING_WRONG;
}
