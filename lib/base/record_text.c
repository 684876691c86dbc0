#include "base/field_value.h"

#include <errno.h>
#include <stdlib.h>

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static const char *skip_digits(const char *at)
{
    while (is_digit(*at))
        at++;
    return at;
}

/* Where an integer as JSON writes it ends: no plus, no spaces, no leading zeros; NULL when there is none. */
static const char *integer_end(const char *text)
{
    if (*text == '-')
        text++;
    if (!is_digit(*text))
        return NULL;
    return *text == '0' ? text + 1 : skip_digits(text);
}

/* Whether the whole text is a number as JSON writes it; strtod alone would also take "inf", "0x1p3" and " 1". */
static bool is_number(const char *text)
{
    const char *at = integer_end(text);
    if (at && *at == '.')
        at = is_digit(at[1]) ? skip_digits(at + 1) : NULL;
    if (at && (*at == 'e' || *at == 'E')) {
        at += at[1] == '+' || at[1] == '-' ? 2 : 1;
        at = is_digit(*at) ? skip_digits(at) : NULL;
    }
    return at && !*at;
}

static enum fault put_integer(const struct field *field, void *row, const char *text, const struct place *place,
                              struct reasons *reasons)
{
    const char *end = integer_end(text);
    if (!end || *end) {
        place_reason(place, reasons, REASON_MALFORMED, "must be a whole number in decimal digits");
        return FAULT_INVALID;
    }
    errno = 0;
    int64_t value = strtoll(text, NULL, 10);
    if (errno == ERANGE) {
        place_reason(place, reasons, REASON_RANGE, "must be a number of at most 64 bits");
        return FAULT_INVALID;
    }
    return field_put_integer(field, row, value, place, reasons);
}

static enum fault put_number(const struct field *field, void *row, const char *text, const struct place *place,
                             struct reasons *reasons)
{
    if (!is_number(text)) {
        place_reason(place, reasons, REASON_MALFORMED, "must be a decimal number, such as -12.5");
        return FAULT_INVALID;
    }
    return field_put_number(field, row, strtod(text, NULL), place, reasons);
}

static enum fault put_boolean(const struct field *field, void *row, const char *text, const struct place *place,
                              struct reasons *reasons)
{
    bool value = !strcmp(text, "true");
    if (!value && strcmp(text, "false")) {
        place_reason(place, reasons, REASON_MALFORMED, "must be true or false");
        return FAULT_INVALID;
    }
    *(bool *)field_in(field, row) = value;
    return NOTHING_WRONG;
}

static enum fault put(const struct field *field, void *row, const char *text, const struct place *place,
                      struct reasons *reasons)
{
    switch (field->kind) {
    case KIND_INTEGER:
        return put_integer(field, row, text, place, reasons);
    case KIND_NUMBER:
        return put_number(field, row, text, place, reasons);
    case KIND_BOOLEAN:
        return put_boolean(field, row, text, place, reasons);
    case KIND_TEXT:
    case KIND_TIME:
    case KIND_MOMENT:
    case KIND_UUID:
    case KIND_DIGEST:
    case KIND_ENUM:
    case KIND_TEXTS:
    case KIND_RECORD:
    case KIND_LIST:
    case KIND_JSON:
        break;
    }
    return field_put_text(field, row, text, place, reasons);
}

bool field_from_text(const struct field *field, void *row, const char *text, const char *pointer,
                     struct reasons *reasons)
{
    const struct place place = {.name = pointer};
    enum fault fault = put(field, row, text, &place, reasons);
    if (fault == FAULT_MEMORY)
        place_reason(&place, reasons, fault_row(fault)->code, "there was not enough memory to read this");
    return !fault;
}
