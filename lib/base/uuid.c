#include "base/uuid.h"

#include "base/hex.h"

#include <string.h>

static bool is_hyphen_place(int place)
{
    return place == 8 || place == 13 || place == 18 || place == 23;
}

bool uuid_parse(const char *text, struct uuid *ret)
{
    struct uuid id = {{0}};
    int digits = 0;
    for (int place = 0; place < UUID_TEXT_SIZE - 1; place++) {
        if (is_hyphen_place(place)) {
            if (text[place] != '-')
                return false;
            continue;
        }
        int value = hex_value(text[place]); /* the end of a short text is no digit either */
        if (value < 0)
            return false;
        id.bytes[digits / 2] = (uint8_t)(id.bytes[digits / 2] << 4 | value);
        digits++;
    }
    if (text[UUID_TEXT_SIZE - 1])
        return false;
    *ret = id;
    return true;
}

void uuid_format(struct uuid id, char text[static UUID_TEXT_SIZE])
{
    static const char DIGITS[] = "0123456789abcdef";
    char *at = text;
    for (int i = 0; i < 16; i++) {
        *at++ = DIGITS[id.bytes[i] >> 4];
        *at++ = DIGITS[id.bytes[i] & 15];
        if (is_hyphen_place((int)(at - text)))
            *at++ = '-';
    }
    *at = '\0';
}

struct uuid uuid_make(int64_t now_us, const uint8_t random[static 10])
{
    struct uuid id;
    uint64_t ms = now_us > 0 ? (uint64_t)now_us / 1000 : 0;
    for (int i = 0; i < 6; i++)
        id.bytes[i] = (uint8_t)(ms >> (40 - 8 * i));
    memcpy(id.bytes + 6, random, 10);
    id.bytes[6] = (uint8_t)(0x70 | (id.bytes[6] & 0x0f)); /* version 7 */
    id.bytes[8] = (uint8_t)(0x80 | (id.bytes[8] & 0x3f)); /* the variant of RFC 9562 */
    return id;
}

bool uuid_is_zero(struct uuid id)
{
    return uuid_equal(id, (struct uuid){{0}});
}

bool uuid_equal(struct uuid a, struct uuid b)
{
    return !memcmp(a.bytes, b.bytes, sizeof a.bytes);
}
