/* The particulars of a fault: every reason at once, not the first. */
#ifndef RACKLINE_REASON_H
#define RACKLINE_REASON_H

#include "base/arena.h"
#include "base/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct names;
struct record;

struct reason {
    const char *code;         /* stable, lower case with hyphens: clients compare it */
    const char *pointer;      /* RFC 6901: the member at fault; NULL when it is no member's */
    const char *detail;       /* a sentence for a person */
    int64_t journal_position; /* of what it speaks of, such as a hold; ABSENT_INTEGER: of no one entry */
};
extern const struct record REASON_RECORD;

/* At the most this many are kept; the count goes on. */
enum { REASONS_KEPT = 200 };

struct reasons {
    struct arena *arena;             /* where the texts live; set by the owner */
    const struct language *language; /* in which the details are told; set by the owner; NULL: English */
    struct reason *items;
    size_t count;    /* kept in items */
    size_t capacity; /* of items */
    size_t found;    /* kept or not */
};

/* None yet, in the same arena and language. */
struct reasons reasons_beside(const struct reasons *reasons);

/* Adds one. `code` is not copied; the pointer is copied, NULL for none; the detail is formatted, by what the format is
 * in the language. When memory is out the reason is counted in `found` and not kept. */
void reason_add(struct reasons *reasons, const char *code, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void reason_vadd(struct reasons *reasons, const char *code, const char *pointer, const char *format, va_list args);
/* The same for one that speaks of what an entry of the journal made. */
void reason_add_of(struct reasons *reasons, const char *code, int64_t journal_position, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A word that stands in for a %s of a detail, in the language of the reasons: a state, a kind. What somebody named or
 * wrote is not told, but stands as it is. */
const char *reason_word(const struct reasons *reasons, const char *english);
/* The same of an enumeration's word. */
const char *reason_name(const struct reasons *reasons, const struct names *names, int value);

/* Whether one with this code is there. */
bool reasons_have(const struct reasons *reasons, const char *code);

/* Whether one is about this member. */
bool reasons_about(const struct reasons *reasons, const char *pointer);

/* Takes out, of those from item `from` on, each that an earlier one makes a mere consequence: it is about the same
 * member, or about what holds that member. */
void reasons_drop_consequences(struct reasons *reasons, size_t from);

#endif
