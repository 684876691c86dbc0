/* FNV-1a: spreads texts over tables. Whoever chooses the texts can make them meet, so a table must stay right when they
 * do. */
#ifndef RACKLINE_TEXT_HASH_H
#define RACKLINE_TEXT_HASH_H

#include <stdint.h>

static inline uint64_t text_hash(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash;
}

#endif
