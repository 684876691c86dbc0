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

size_t text_sound_size(const char *text, size_t size)
{
    const uint8_t *at = (const uint8_t *)text, *const end = at + size;
    while (at < end) {
        const uint8_t *const before = at;
        uint32_t character;
        if (!take_character(&at, end, &character) || is_control(character))
            return (size_t)(before - (const uint8_t *)text);
    }
    return size;
}

struct characters {
    uint32_t first, last;
};
#define IS_AMONG(ranges, character) is_among((ranges), sizeof(ranges) / sizeof *(ranges), (character))

/* The ranges come in order. */
static bool is_among(const struct characters *ranges, size_t count, uint32_t character)
{
    for (size_t i = 0; i < count && character >= ranges[i].first; i++)
        if (character <= ranges[i].last)
            return true;
    return false;
}

/* What Unicode says is to be ignored where it cannot be drawn (Default_Ignorable_Code_Point: soft hyphens, joiners,
 * fillers, selectors of variants, tags, marks and overrides of direction), separators of lines and paragraphs, what
 * annotates, and the blank of Braille. */
static bool is_hidden(uint32_t character)
{
    static const struct characters HIDDEN[] = {
        {0xad, 0xad},       {0x34f, 0x34f},     {0x61c, 0x61c},     {0x115f, 0x1160}, {0x17b4, 0x17b5},
        {0x180b, 0x180f},   {0x200b, 0x200f},   {0x2028, 0x202e},   {0x2060, 0x206f}, {0x2800, 0x2800},
        {0x3164, 0x3164},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0}, {0xfff0, 0xfffb},
        {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
    };
    return IS_AMONG(HIDDEN, character);
}

/* Unicode's Bidi_Control. */
static bool is_turning(uint32_t character)
{
    static const struct characters TURNING[] = {{0x61c, 0x61c}, {0x200e, 0x200f}, {0x202a, 0x202e}, {0x2066, 0x2069}};
    return IS_AMONG(TURNING, character);
}

/* What shows nothing and has a width: keyboards have some of these, a Japanese input method its own, and what is copied
 * brings the rest. */
static bool is_blank(uint32_t character)
{
    static const struct characters BLANKS[] = {{'\t', '\n'},     {' ', ' '},       {0xa0, 0xa0},     {0x1680, 0x1680},
                                               {0x2000, 0x200a}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}};
    return IS_AMONG(BLANKS, character);
}

/* The first character of a text, which is UTF-8, that is so. 0: there is none. */
static uint32_t first_that(bool (*is_so)(uint32_t character), const char *text)
{
    const uint8_t *at = (const uint8_t *)text, *const end = at + strlen(text);
    uint32_t character;
    while (at < end && take_character(&at, end, &character))
        if (is_so(character))
            return character;
    return 0;
}

uint32_t text_hidden(const char *text)
{
    return first_that(is_hidden, text);
}

uint32_t text_turning(const char *text)
{
    return first_that(is_turning, text);
}

static bool is_seen(uint32_t character)
{
    return !is_blank(character) && !is_hidden(character);
}

bool text_is_blank(const char *text)
{
    return !first_that(is_seen, text);
}
