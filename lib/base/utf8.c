#include "base/utf8.h"

#include <string.h>

static bool is_control(uint32_t character)
{
    return (character < 0x20 && character != '\n' && character != '\t') || (character >= 0x7f && character < 0xa0);
}

/* How many bytes come after a first byte of a longer form; 0 when it cannot be one. */
static int following(uint8_t first)
{
    if (first < 0xc2 || first > 0xf4)
        return 0;
    return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

/* Reads one character; false when its bytes are not UTF-8. */
static bool take_character(const uint8_t **at, const uint8_t *end, uint32_t *ret)
{
    static const uint32_t SMALLEST[] = {0, 0x80, 0x800, 0x10000}; /* that needs so many more bytes */
    uint32_t character = *(*at)++;
    if (character >= 0x80) {
        int more = following((uint8_t)character);
        if (!more || end - *at < more)
            return false;
        character &= 0x3fu >> more;
        for (int i = 0; i < more; i++, (*at)++) {
            if ((**at & 0xc0) != 0x80)
                return false;
            character = character << 6 | (**at & 0x3f);
        }
        if (character < SMALLEST[more] || character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff))
            return false;
    }
    *ret = character;
    return true;
}

enum text_flaw text_measure(const char *text, size_t size, size_t *ret_characters)
{
    const uint8_t *at = (const uint8_t *)text, *const end = at + size;
    size_t characters = 0;
    for (; at < end; characters++) {
        uint32_t character;
        if (!take_character(&at, end, &character))
            return TEXT_NOT_UTF8;
        if (is_control(character))
            return TEXT_CONTROL;
    }
    *ret_characters = characters;
    return TEXT_SOUND;
}

/* Soft hyphens, joiners, marks and overrides of direction, separators of lines and paragraphs, and the byte order mark
 * (Unicode categories Cf, Zl and Zp, as far as texts have them). */
static bool is_hidden(uint32_t character)
{
    static const struct {
        uint32_t first, last;
    } HIDDEN[] = {{0xad, 0xad},     {0x61c, 0x61c},   {0x180e, 0x180e}, {0x200b, 0x200f},
                  {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}};
    for (size_t i = 0; i < sizeof HIDDEN / sizeof *HIDDEN; i++)
        if (character >= HIDDEN[i].first && character <= HIDDEN[i].last)
            return true;
    return false;
}

uint32_t text_hidden(const char *text)
{
    const uint8_t *at = (const uint8_t *)text, *const end = at + strlen(text);
    uint32_t character;
    while (at < end && take_character(&at, end, &character))
        if (is_hidden(character))
            return character;
    return 0;
}

/* What shows nothing: keyboards have some of these, a Japanese input method its own, and what is copied brings the
 * rest. */
static size_t blank_size(const char *text)
{
    static const char *const BLANKS[] = {" ",      "\t",     "\n",     "\u00a0", "\u00ad", "\u1680", "\u2000",
                                         "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
                                         "\u2008", "\u2009", "\u200a", "\u200b", "\u200c", "\u200d", "\u2028",
                                         "\u2029", "\u202f", "\u205f", "\u2060", "\u3000", "\ufeff"};
    if (*text > ' ' && *text < 0x7f) /* as nearly every text begins */
        return 0;
    for (size_t i = 0; i < sizeof BLANKS / sizeof *BLANKS; i++)
        if (!strncmp(text, BLANKS[i], strlen(BLANKS[i])))
            return strlen(BLANKS[i]);
    return 0;
}

bool text_is_blank(const char *text)
{
    while (blank_size(text))
        text += blank_size(text);
    return !*text;
}
