/* What somebody may have meant who mistyped a word. */
#ifndef RACKLINE_NEAREST_H
#define RACKLINE_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *said;
    const char *word; /* the nearest one of those that were tried; NULL: none is near */
    size_t distance;
};

/* Holds one more word against what was said. It is near when two letters at the most differ and not half of them, two
 * that changed places counting as one, or when it begins with what was said. */
void nearest_try(struct nearest *nearest, const char *word);

#endif
