#include "base/reason.h"

#include "base/record.h"

#include <string.h>

static const struct field REASON_FIELDS[] = {
    FIELD_TEXT(struct reason, code, REQUIRED, 1, 64, "stable code of the reason"),
    FIELD_TEXT(struct reason, pointer, OPTIONAL, 0, 1000, "JSON pointer to the member at fault"),
    FIELD_TEXT(struct reason, detail, REQUIRED, 1, 4000, "the reason as a sentence"),
    FIELD_INTEGER(
        struct reason, journal_position, OPTIONAL, 1, 9e15,
        "of what it speaks of, as its code says: the hold, the nonconformance, the waiver, the run, the later event"),
};
const struct record REASON_RECORD = RECORD(struct reason, "reason", REASON_FIELDS, "One reason of a refusal.");

static void keep(struct reasons *reasons, struct reason reason, const char *format, va_list args)
{
    reasons->found++;
    if (reasons->count == REASONS_KEPT)
        return;
    if (reasons->count == reasons->capacity) {
        size_t capacity = reasons->capacity ? reasons->capacity * 2 : 4;
        struct reason *items = arena_array(reasons->arena, capacity, sizeof *items);
        if (!items)
            return;
        if (reasons->count)
            memcpy(items, reasons->items, reasons->count * sizeof *items);
        reasons->items = items;
        reasons->capacity = capacity;
    }
    reason.detail = arena_vprintf(reasons->arena, language_told(reasons->language, format), args);
    reason.pointer = arena_text(reasons->arena, reason.pointer);
    if (reason.detail)
        reasons->items[reasons->count++] = reason;
}

struct reasons reasons_beside(const struct reasons *reasons)
{
    return (struct reasons){.arena = reasons->arena, .language = reasons->language};
}

const char *reason_word(const struct reasons *reasons, const char *english)
{
    return language_told(reasons->language, english);
}

const char *reason_name(const struct reasons *reasons, const struct names *names, int value)
{
    return reason_word(reasons, name_of(names, value));
}

void reason_vadd(struct reasons *reasons, const char *code, const char *pointer, const char *format, va_list args)
{
    const struct reason reason = {.code = code, .pointer = pointer, .journal_position = ABSENT_INTEGER};
    keep(reasons, reason, format, args);
}

void reason_add(struct reasons *reasons, const char *code, const char *pointer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    reason_vadd(reasons, code, pointer, format, args);
    va_end(args);
}

void reason_add_of(struct reasons *reasons, const char *code, int64_t journal_position, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    keep(reasons, (struct reason){.code = code, .journal_position = journal_position}, format, args);
    va_end(args);
}

bool reasons_have(const struct reasons *reasons, const char *code)
{
    for (size_t i = 0; i < reasons->count; i++)
        if (!strcmp(reasons->items[i].code, code))
            return true;
    return false;
}

bool reasons_about(const struct reasons *reasons, const char *pointer)
{
    for (size_t i = 0; i < reasons->count; i++)
        if (reasons->items[i].pointer && !strcmp(reasons->items[i].pointer, pointer))
            return true;
    return false;
}

/* Whether a member, or one inside it, is what one of the first reasons is about. */
static bool is_consequence(const struct reasons *reasons, size_t count, const char *pointer)
{
    size_t size = pointer ? strlen(pointer) : 0;
    for (size_t i = 0; pointer && i < count; i++) {
        const char *earlier = reasons->items[i].pointer;
        if (earlier && !strncmp(earlier, pointer, size) && (!earlier[size] || earlier[size] == '/'))
            return true;
    }
    return false;
}

void reasons_drop_consequences(struct reasons *reasons, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < reasons->count; i++)
        if (!is_consequence(reasons, from, reasons->items[i].pointer))
            reasons->items[kept++] = reasons->items[i];
    if (from < reasons->count) {
        reasons->found -= reasons->count - kept;
        reasons->count = kept;
    }
}
