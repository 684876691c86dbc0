/* Universally unique ids (RFC 9562). */
#ifndef RACKLINE_UUID_H
#define RACKLINE_UUID_H

#include <stdbool.h>
#include <stdint.h>

struct uuid {
    uint8_t bytes[16];
};

enum { UUID_TEXT_SIZE = 37 };

/* Reads the 36-character form, in either case. False, and `ret` untouched, for anything else. */
bool uuid_parse(const char *text, struct uuid *ret);
void uuid_format(struct uuid id, char text[static UUID_TEXT_SIZE]);

/* A version 7 id: the milliseconds of `now_us` first, so that ids made later sort later, then the random bytes. */
struct uuid uuid_make(int64_t now_us, const uint8_t random[static 10]);

bool uuid_is_zero(struct uuid id);
bool uuid_equal(struct uuid a, struct uuid b);

#endif
