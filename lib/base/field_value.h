/* How a field's value lies in a row, and the one place where a value that comes in is checked.
 *
 * JSON, query strings and settings all put their values through these functions, so that a range, a word or a time is
 * judged alike wherever it comes from. Each answers NOTHING_WRONG and the row is filled; FAULT_INVALID, one reason
 * was added and the row is untouched; or FAULT_MEMORY, the arena of `reasons` had no room. */
#ifndef RACKLINE_FIELD_VALUE_H
#define RACKLINE_FIELD_VALUE_H

#include "base/fault.h"
#include "base/place.h"
#include "base/record.h"

#include <string.h>

/* The codes of reasons why a value cannot be taken. Stable: clients compare them. */
#define REASON_MALFORMED "malformed"           /* not in the form its kind asks for */
#define REASON_WRONG_TYPE "wrong-type"         /* a number where a text belongs */
#define REASON_UNKNOWN "unknown-member"        /* the record has no such member */
#define REASON_MISSING "missing-member"        /* the record needs it */
#define REASON_DUPLICATE "duplicate-member"    /* given twice in one object */
#define REASON_DUPLICATE_ITEM "duplicate-item" /* given twice in one list */
#define REASON_RANGE "out-of-range"            /* a number too small or too large */
#define REASON_SHORT "too-short"               /* too few characters or items */
#define REASON_LONG "too-long"                 /* too many */
#define REASON_CHOICE "not-a-choice"           /* none of the words of an enumeration */

/* For KIND_TEXT, KIND_ENUM, KIND_TIME, KIND_MOMENT, KIND_UUID and KIND_DIGEST; a text is copied. */
enum fault field_put_text(const struct field *field, void *row, const char *text, const struct place *place,
                          struct reasons *reasons);
/* For KIND_INTEGER. */
enum fault field_put_integer(const struct field *field, void *row, int64_t value, const struct place *place,
                             struct reasons *reasons);
/* For KIND_NUMBER. */
enum fault field_put_number(const struct field *field, void *row, double value, const struct place *place,
                            struct reasons *reasons);
/* A text that need not be a field's own, copied to *ret: its characters are counted against the field `range`, or not
 * at all when that is NULL. */
enum fault text_take(const struct field *range, const char *text, const struct place *place, struct reasons *reasons,
                     const char **ret);
/* Whether a list may have so many items. */
enum fault field_check_count(const struct field *field, size_t count, const struct place *place,
                             struct reasons *reasons);

/* Whether the field states a range at all. */
static inline bool field_has_range(const struct field *field)
{
    return field->min != 0 || field->max != 0;
}

/* Lists and records are reached through copies: the struct in the row has another type than `struct list`, and a
 * pointer another type than `void *`, so reading through a cast would break the aliasing rules. */
static inline struct list field_list(const struct field *field, const void *row)
{
    struct list list;
    memcpy(&list, field_of(field, row), sizeof list);
    return list;
}
static inline void field_put_list(const struct field *field, void *row, struct list list)
{
    memcpy(field_in(field, row), &list, sizeof list);
}
static inline const void *field_record(const struct field *field, const void *row)
{
    const void *record;
    memcpy(&record, field_of(field, row), sizeof record);
    return record;
}
static inline void field_put_record(const struct field *field, void *row, const void *record)
{
    memcpy(field_in(field, row), &record, sizeof record);
}

/* Whether a NULL-terminated list of names has this one; an absent list has none. */
static inline bool names_have(const char *const *names, const char *name)
{
    for (; names && *names; names++)
        if (!strcmp(*names, name))
            return true;
    return false;
}

#endif
