/* Texts that a scan or a firmware gives where it has no identity to give. */
#include "domain/serial.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* As vendors' firmware writes them, blanks around them taken off, case aside. */
static const char *const PLACEHOLDERS[] = {
    "na",
    "n/a",
    "n.a.",
    "n\\a",
    "none",
    "null",
    "nil",
    "empty",
    "unknown",
    "invalid",
    "tbd",
    "no dimm",
    "no module",
    "no module installed",
    "no serial number",
    "no asset tag",
    "no asset information",
    "not available",
    "not applicable",
    "not present",
    "not provided",
    "not settable",
    "not specified",
    "unspecified",
    "undefined",
    "default string",
    "default",
    "serial",
    "serial number",
    "system serial number",
    "chassis serial number",
    "base board serial number",
    "part number",
    "asset tag",
    "asset-1234567890",
    "to be filled by o.e.m.",
    "to be filled by o.e.m",
    "to be filled by oem",
    "o.e.m.",
    "oem",
    "filled by oem",
    "0123456789",
    "123456789",
    "1234567890",
    "12345678",
    "9876543210",
    "999WWYY123456",
    "03000200-0400-0500-0006-000700080009", /* the UUID that many boards leave the factory with */
};

static bool is_blank(char character)
{
    return character == ' ' || (character >= '\t' && character <= '\r');
}

/* Whether the text is one character again and again, marks between groups aside, at least `least` times. */
static bool is_only(const char *text, size_t size, const char *either_case, size_t least)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        if (strchr(either_case, text[i]))
            count++;
        else if (!strchr("-:._ ", text[i]))
            return false;
    return count >= least;
}

/* A version-1 UUID of a container in which firmware was built: written into its sources, it is on every board. */
static bool is_firmware_constant(const char *text, size_t size)
{
    static const char END[] = "-11ed-9b6a-0242ac120002";
    const size_t uuid = 36, end = sizeof END - 1;
    return size == uuid && !strncasecmp(text + uuid - end, END, end);
}

/* What a template leaves where nothing was put in its place: $PRODUCT_SERIAL_NUMBER. */
static bool is_variable(const char *text, size_t size)
{
    return size > 1 && *text == '$' && strspn(text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") >= size - 1;
}

static bool is_punctuation(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!strchr("-:._ ?*/#=+,;", text[i]))
            return false;
    return true;
}

bool identity_is_placeholder(const char *text)
{
    if (!text)
        return true;
    while (is_blank(*text))
        text++;
    size_t size = strlen(text);
    while (size && is_blank(text[size - 1]))
        size--;
    if (is_punctuation(text, size)) /* an empty text too */
        return true;
    for (size_t i = 0; i < sizeof PLACEHOLDERS / sizeof *PLACEHOLDERS; i++)
        if (strlen(PLACEHOLDERS[i]) == size && !strncasecmp(PLACEHOLDERS[i], text, size))
            return true;
    if (is_firmware_constant(text, size) || is_variable(text, size))
        return true;
    bool hexadecimal = size > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    const char *digits = hexadecimal ? text + 2 : text;
    size_t digits_size = hexadecimal ? size - 2 : size;
    /* Zeros were never written; F is an erased memory; X is a form's blank. A short one may be a real lot. */
    return is_only(digits, digits_size, "0", 1) || is_only(digits, digits_size, "Ff", 4) ||
           is_only(digits, digits_size, "Xx", 2);
}

bool identity_is_clean(const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at < ' ' || *at > '~')
            return false;
        if (*at == ' ' && (at == text || !at[1] || at[1] == ' '))
            return false;
    }
    return true;
}
