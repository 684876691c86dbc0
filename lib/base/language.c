#include "base/language.h"

#include <string.h>

const char *language_told(const struct language *language, const char *english)
{
    for (size_t i = 0; language && i < language->count; i++)
        for (size_t j = 0; j < language->sayings[i]->count; j++)
            if (!strcmp(language->sayings[i]->items[j].english, english))
                return language->sayings[i]->items[j].told;
    return english;
}
