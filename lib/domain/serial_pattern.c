#include "domain/serial_pattern.h"

#include "base/language.h"

#include <string.h>

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_letter(char character)
{
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

static bool fits(char place, char character)
{
    switch (place) {
    case '#':
        return is_digit(character);
    case '@':
        return is_letter(character);
    case '?':
        return is_digit(character) || is_letter(character);
    }
    return place == character;
}

static bool all_fit(const char *places, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!fits(places[i], text[i]))
            return false;
    return true;
}

static bool form_valid(const char *form, size_t size, const char **ret_why)
{
    size_t stars = 0;
    for (size_t i = 0; i < size; i++) {
        stars += form[i] == '*';
        if (form[i] < ' ' || form[i] > '~') {
            *ret_why = TOLD("a serial number has printable characters of ASCII alone");
            return false;
        }
    }
    if (!size || form[0] == ' ' || form[size - 1] == ' ')
        *ret_why = TOLD("a form is not empty, and has no blank at either end");
    else if (stars > 1)
        *ret_why = TOLD("a form has at most one *");
    else
        return true;
    return false;
}

bool serial_pattern_valid(const char *pattern, const char **ret_why)
{
    for (;; pattern++) {
        size_t size = strcspn(pattern, "|");
        if (!form_valid(pattern, size, ret_why))
            return false;
        pattern += size;
        if (!*pattern)
            return true;
    }
}

/* What stands before the star begins the serial number, what stands behind it ends it. */
static bool form_matches(const char *form, size_t size, const char *serial, size_t length)
{
    const char *star = memchr(form, '*', size);
    if (!star)
        return size == length && all_fit(form, serial, size);
    size_t before = (size_t)(star - form), after = size - before - 1;
    return before + after <= length && all_fit(form, serial, before) &&
           all_fit(star + 1, serial + length - after, after);
}

bool serial_pattern_matches(const char *pattern, const char *serial)
{
    size_t length = strlen(serial);
    for (;; pattern++) {
        size_t size = strcspn(pattern, "|");
        if (form_matches(pattern, size, serial, length))
            return true;
        pattern += size;
        if (!*pattern)
            return false;
    }
}
