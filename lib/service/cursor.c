#include "service/cursor.h"

#include <string.h>

enum { SEAL_DIGITS = 16 };

static struct digest seal_of(struct digest list, const char *key, size_t size)
{
    const struct digest parts[] = {list, digest_of(key, size)};
    return digest_of(parts, sizeof parts);
}

void cursor_write(struct buffer *buffer, struct digest list, const char *key)
{
    char seal[DIGEST_TEXT_SIZE];
    digest_format(seal_of(list, key, strlen(key)), seal);
    buffer_add(buffer, seal, SEAL_DIGITS);
    for (const char *at = key; *at; at++)
        buffer_printf(buffer, "%02x", (unsigned char)*at);
}

/* The value of one of the digits that are written; -1 for anything else. */
static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static bool read_key(const char *digits, char *ret)
{
    for (; *digits; digits += 2) {
        int high = digit_value(digits[0]), low = high < 0 ? -1 : digit_value(digits[1]);
        if (low < 0)
            return false;
        *ret++ = (char)(high << 4 | low);
    }
    return true;
}

enum fault cursor_read(const char *cursor, struct digest list, struct arena *arena, const char **ret_key)
{
    const size_t digits = strlen(cursor);
    if (digits < SEAL_DIGITS)
        return FAULT_INVALID;
    const size_t size = (digits - SEAL_DIGITS) / 2;
    char *key = arena_alloc(arena, size + 1), seal[DIGEST_TEXT_SIZE];
    if (!key)
        return FAULT_MEMORY;
    if (digits % 2 || !read_key(cursor + SEAL_DIGITS, key))
        return FAULT_INVALID;
    digest_format(seal_of(list, key, size), seal);
    if (memcmp(cursor, seal, SEAL_DIGITS) || strlen(key) != size)
        return FAULT_INVALID;
    *ret_key = key;
    return NOTHING_WRONG;
}
