#include "domain/identifier.h"

#include "base/hex.h"
#include "base/uuid.h"
#include "domain/serial.h"

#include <string.h>

enum { EUI_48_DIGITS = 12, EUI_64_DIGITS = 16, HEX_MAX = EUI_64_DIGITS };

static bool is_hex(char character)
{
    return hex_value(character) >= 0;
}

static char small(char digit)
{
    return digit >= 'A' && digit <= 'F' ? (char)(digit - 'A' + 'a') : digit;
}

/* The digits in small letters, without what stands between them: one mark, the same everywhere, and never two side by
 * side or at an end. Their number; 0 when the text is anything else. */
static size_t hex_digits(const char *text, const char *marks, char digits[static HEX_MAX])
{
    size_t count = 0;
    char mark = '\0';
    for (const char *at = text; *at; at++) {
        if (is_hex(*at)) {
            if (count == HEX_MAX)
                return 0;
            digits[count++] = small(*at);
            continue;
        }
        bool between = at > text && is_hex(at[-1]) && is_hex(at[1]);
        if (!strchr(marks, *at) || (mark && mark != *at) || !between)
            return 0;
        mark = *at;
    }
    return count;
}

static const char *spell_uuid(const char *value, struct arena *arena)
{
    struct uuid id;
    char text[UUID_TEXT_SIZE];
    if (!uuid_parse(value, &id))
        return NULL;
    uuid_format(id, text);
    return arena_text(arena, text);
}

static const char *spell_mac(const char *value, struct arena *arena)
{
    char digits[HEX_MAX], text[HEX_MAX + HEX_MAX / 2];
    size_t count = hex_digits(value, ":-.", digits), size = 0;
    if (count != EUI_48_DIGITS && count != EUI_64_DIGITS)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (i && i % 2 == 0)
            text[size++] = ':';
        text[size++] = digits[i];
    }
    return arena_printf(arena, "%.*s", (int)size, text);
}

static const char *spell_guid(const char *value, struct arena *arena)
{
    char digits[HEX_MAX];
    bool prefixed = value[0] == '0' && (value[1] == 'x' || value[1] == 'X');
    if (hex_digits(prefixed ? value + 2 : value, ":", digits) != EUI_64_DIGITS)
        return NULL;
    return arena_printf(arena, "%.*s", HEX_MAX, digits);
}

static const char *spelled(const struct identifier *identifier, struct arena *arena)
{
    switch ((enum identifier_kind)identifier->kind) {
    case IDENTIFIER_UUID:
        return spell_uuid(identifier->value, arena);
    case IDENTIFIER_MAC:
        return spell_mac(identifier->value, arena);
    case IDENTIFIER_GUID:
        return spell_guid(identifier->value, arena);
    case IDENTIFIER_ASSET_TAG:
        return identity_is_clean(identifier->value) ? identifier->value : NULL;
    case IDENTIFIER_ABSENT:
        break;
    }
    return NULL;
}

bool identifier_is_permanent(int kind)
{
    return kind == IDENTIFIER_UUID || kind == IDENTIFIER_MAC || kind == IDENTIFIER_GUID;
}

bool identifier_is_single(int kind)
{
    return kind == IDENTIFIER_UUID || kind == IDENTIFIER_ASSET_TAG;
}

bool identifier_spell(const struct identifier *identifier, struct arena *arena, const char **ret)
{
    const char *text = spelled(identifier, arena);
    if (text)
        *ret = text;
    return text;
}

void identifiers_spell(struct identifier *identifiers, size_t count, struct arena *arena)
{
    for (size_t i = 0; i < count; i++)
        identifier_spell(&identifiers[i], arena, &identifiers[i].value);
}
