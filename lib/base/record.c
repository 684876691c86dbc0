#include "base/record.h"

#include "base/digest.h"
#include "base/field_value.h"
#include "base/time.h"
#include "base/uuid.h"

#include <string.h>

void record_clear(const struct record *record, void *ret_row)
{
    memset(ret_row, 0, record->size);
    for (size_t i = 0; i < record->count; i++) {
        const struct field *field = &record->fields[i];
        switch (field->kind) {
        case KIND_INTEGER:
        case KIND_TIME:
            *(int64_t *)field_in(field, ret_row) = ABSENT_INTEGER;
            break;
        case KIND_MOMENT:
            ((struct moment *)field_in(field, ret_row))->us = ABSENT_INTEGER;
            break;
        case KIND_NUMBER:
            *(double *)field_in(field, ret_row) = ABSENT_NUMBER;
            break;
        case KIND_TEXT:
        case KIND_BOOLEAN:
        case KIND_UUID:
        case KIND_DIGEST:
        case KIND_ENUM:
        case KIND_TEXTS:
        case KIND_RECORD:
        case KIND_LIST:
        case KIND_JSON:
            break; /* absent is zero */
        }
    }
}

bool field_is_needed(const struct record *record, const struct field *field)
{
    return field->need == REQUIRED || (record->needs && !strcmp(record->needs, field->name));
}

const struct field *record_field(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->count; i++)
        if (!strcmp(record->fields[i].name, name))
            return &record->fields[i];
    return NULL;
}

bool field_absent(const struct field *field, const void *row)
{
    const void *value = field_of(field, row);
    switch (field->kind) {
    case KIND_TEXT:
    case KIND_JSON:
        return !*(const char *const *)value;
    case KIND_INTEGER:
    case KIND_TIME:
        return *(const int64_t *)value == ABSENT_INTEGER;
    case KIND_MOMENT:
        return ((const struct moment *)value)->us == ABSENT_INTEGER;
    case KIND_NUMBER:
        return isnan(*(const double *)value);
    case KIND_BOOLEAN:
        return false;
    case KIND_UUID:
        return uuid_is_zero(*(const struct uuid *)value);
    case KIND_DIGEST:
        return digest_is_zero(*(const struct digest *)value);
    case KIND_ENUM:
        return !*(const int *)value;
    case KIND_TEXTS:
    case KIND_LIST:
        return !field_list(field, row).items;
    case KIND_RECORD:
        return !field_record(field, row);
    }
    return true;
}

const char *name_of(const struct names *names, int value)
{
    return value > 0 && value < names->count ? names->words[value] : NULL;
}

int name_value(const struct names *names, const char *word)
{
    for (int i = 1; i < names->count; i++)
        if (!strcmp(names->words[i], word))
            return i;
    return 0;
}
