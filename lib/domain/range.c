#include "domain/range.h"

#include "domain/product.h"

#include <string.h>

enum { RANGE_DIGITS_MAX = 6, RANGES_MAX = 8 };

struct counter {
    const char *text; /* that stands before the braces */
    size_t size;      /* of that text */
    size_t first, last;
    int width; /* digits with leading zeros; 0: as many as the number needs */
};

struct shape {
    struct counter counters[RANGES_MAX];
    size_t count;     /* of counters */
    const char *tail; /* after the last braces, to the end */
};

/* Reads a decimal number; returns the digits read, 0 when there is none or it is too long. */
static int read_number(const char *text, size_t *ret)
{
    size_t number = 0;
    int digits = 0;
    for (; text[digits] >= '0' && text[digits] <= '9'; digits++) {
        if (digits == RANGE_DIGITS_MAX)
            return 0;
        number = number * 10 + (size_t)(text[digits] - '0');
    }
    *ret = number;
    return digits;
}

/* Reads {first..last} at `text`; returns the characters read, 0 when it is not well formed. */
static size_t read_counter(const char *text, struct counter *ret)
{
    const char *from = text + 1;
    int first_digits = read_number(from, &ret->first);
    if (!first_digits || strncmp(from + first_digits, "..", 2) != 0)
        return 0;
    const char *to = from + first_digits + 2;
    int last_digits = read_number(to, &ret->last);
    if (!last_digits || to[last_digits] != '}' || ret->last < ret->first)
        return 0;
    bool padded = (from[0] == '0' && first_digits > 1) || (to[0] == '0' && last_digits > 1);
    if (padded && first_digits != last_digits)
        return 0;
    ret->width = padded ? first_digits : 0;
    return (size_t)(to + last_digits + 1 - text);
}

static bool read_shape(const char *range, struct shape *ret)
{
    const char *text = range;
    ret->count = 0;
    for (const char *at = range; *at;) {
        if (*at == '{') {
            if (ret->count == RANGES_MAX)
                return false;
            struct counter *counter = &ret->counters[ret->count++];
            *counter = (struct counter){.text = text, .size = (size_t)(at - text)};
            size_t size = read_counter(at, counter);
            if (!size)
                return false;
            at += size;
            text = at;
        } else if (*at == '}' || *at == '*' || (unsigned char)*at <= ' ' || *at == 0x7f) {
            return false;
        } else {
            at++;
        }
    }
    ret->tail = text;
    return *range;
}

static size_t shape_size(const struct shape *shape)
{
    size_t size = 1;
    for (size_t i = 0; i < shape->count; i++)
        if (__builtin_mul_overflow(size, shape->counters[i].last - shape->counters[i].first + 1, &size))
            return SIZE_MAX;
    return size;
}

size_t range_size(const char *range)
{
    struct shape shape;
    return range && read_shape(range, &shape) ? shape_size(&shape) : 0;
}

/* Writes a number in at least `width` digits; returns the characters written. */
static size_t write_number(char *to, size_t number, int width)
{
    char reversed[24];
    int digits = 0;
    do
        reversed[digits++] = (char)('0' + number % 10);
    while (number /= 10);
    while (digits < width)
        reversed[digits++] = '0';
    for (int i = 0; i < digits; i++)
        to[i] = reversed[digits - 1 - i];
    return (size_t)digits;
}

/* The name at an index: the counters are its digits, the last the lowest. `name` has room for the range itself, which
 * is longer than any of its names. */
static void write_name(const struct shape *shape, size_t index, char *name)
{
    size_t numbers[RANGES_MAX];
    for (size_t i = shape->count; i-- > 0;) {
        size_t size = shape->counters[i].last - shape->counters[i].first + 1;
        numbers[i] = shape->counters[i].first + index % size;
        index /= size;
    }
    for (size_t i = 0; i < shape->count; i++) {
        const struct counter *counter = &shape->counters[i];
        memcpy(name, counter->text, counter->size);
        name += counter->size;
        name += write_number(name, numbers[i], counter->width);
    }
    memcpy(name, shape->tail, strlen(shape->tail) + 1);
}

bool range_expand(const char *range, size_t limit, struct arena *arena, struct name_list *ret)
{
    struct shape shape;
    if (!range || !read_shape(range, &shape))
        return false;
    size_t count = shape_size(&shape), room = strlen(range) + 1;
    if (count > limit)
        return false;
    const char **names = arena_array(arena, count, sizeof *names);
    if (!names)
        return false;
    for (size_t i = 0; i < count; i++) {
        char *name = arena_alloc(arena, room);
        if (!name)
            return false;
        write_name(&shape, i, name);
        names[i] = name;
    }
    *ret = (struct name_list){.items = names, .count = count};
    return true;
}

bool pattern_matches(const char *pattern, const char *name)
{
    const char *star = NULL, *retry = NULL; /* the last star, and where what follows it was tried last */
    while (*name) {
        if (*pattern == '*') {
            star = pattern++;
            retry = name;
        } else if (*pattern == *name) {
            pattern++;
            name++;
        } else if (star) { /* the star takes one character more */
            pattern = star + 1;
            name = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}
