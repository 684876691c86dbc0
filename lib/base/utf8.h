/* Text as people count it. */
#ifndef RACKLINE_UTF8_H
#define RACKLINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum text_flaw {
    TEXT_SOUND,
    TEXT_NOT_UTF8, /* also overlong forms, surrogates and code points past U+10FFFF (RFC 3629) */
    TEXT_CONTROL,  /* a control character (Unicode category Cc) other than line feed and tab */
};

/* Counts the characters (code points) of a text of `size` bytes. *ret_characters is untouched unless TEXT_SOUND. */
enum text_flaw text_measure(const char *text, size_t size, size_t *ret_characters);

/* How many bytes of a text of `size` come before the first that is neither: they can be shown as they are. */
size_t text_sound_size(const char *text, size_t size);

/* The first character of a text, which is UTF-8, that shows nothing and makes it another all the same: it has no width
 * or fills one, picks a variant, turns the direction of writing, or parts lines as a line feed does. 0: there is none.
 */
uint32_t text_hidden(const char *text);

/* The first that turns the direction of writing, likewise: what comes after it reads otherwise than it was written. */
uint32_t text_turning(const char *text);

/* Whether nothing in a text, which is UTF-8, shows: blanks of all kinds, line feeds, what text_hidden finds. So is an
 * empty text. */
bool text_is_blank(const char *text);

#endif
