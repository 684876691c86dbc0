#include "floor/dice.h"

#include <stdarg.h>

/* FNV-1a over the words, finished as splitmix64 does, so that near words throw far apart. */
uint64_t dice_throw(uint64_t seed, ...)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ seed * UINT64_C(0x9e3779b97f4a7c15);
    va_list words;
    va_start(words, seed);
    for (const char *word; (word = va_arg(words, const char *));) {
        for (; *word; word++)
            hash = (hash ^ (unsigned char)*word) * UINT64_C(1099511628211);
        hash = (hash ^ 0x1f) * UINT64_C(1099511628211); /* "ab", "c" is not "a", "bc" */
    }
    va_end(words);
    hash = (hash ^ hash >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ hash >> 27) * UINT64_C(0x94d049bb133111eb);
    return hash ^ hash >> 31;
}

size_t dice_index(uint64_t thrown, size_t count)
{
    return (size_t)(thrown % count);
}

double dice_part(uint64_t thrown)
{
    return (double)(thrown >> 11) / 9007199254740992.0; /* 2^53: every value is exact */
}
