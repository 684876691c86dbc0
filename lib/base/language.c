#include "base/language.h"

#include <string.h>

const char *language_told(const struct language *language, const char *english)
{
    const size_t size = language ? strlen(english) : 0;
    for (size_t i = 0; language && i < language->count; i++)
        for (size_t j = 0; j < language->sayings[i]->count; j++) {
            const struct saying *saying = &language->sayings[i]->items[j];
            if (saying->size == size && !memcmp(saying->english, english, size))
                return saying->told;
        }
    return english;
}
