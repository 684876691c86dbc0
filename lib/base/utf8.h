/* Text as people count it. */
#ifndef RACKLINE_UTF8_H
#define RACKLINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

enum text_flaw {
    TEXT_SOUND,
    TEXT_NOT_UTF8, /* also overlong forms, surrogates and code points past U+10FFFF (RFC 3629) */
    TEXT_CONTROL,  /* a control character (Unicode category Cc) other than line feed and tab */
};

/* Counts the characters (code points) of a text of `size` bytes. *ret_characters is untouched unless TEXT_SOUND. */
enum text_flaw text_measure(const char *text, size_t size, size_t *ret_characters);

/* Whether nothing in it shows: blanks of all kinds, line feeds, what has no width. So is an empty text. */
bool text_is_blank(const char *text);

#endif
