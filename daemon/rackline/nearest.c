#include "rackline/nearest.h"

#include <string.h>

enum { WORD_MOST = 40, DISTANCE_MOST = 2 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to put in, to leave out, to replace or to let change places (optimal string alignment). */
static size_t distance_of(const char *a, const char *b)
{
    size_t rows[3][WORD_MOST + 1];
    size_t a_size = strlen(a), b_size = strlen(b);
    if (a_size > WORD_MOST || b_size > WORD_MOST)
        return WORD_MOST;
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], rows[(i + 1) % 3][j - 2] + 1);
        }
    }
    return rows[a_size % 3][b_size];
}

void nearest_try(struct nearest *nearest, const char *word)
{
    size_t size = strlen(nearest->said);
    size_t distance = size > 1 && !strncmp(word, nearest->said, size) ? 1 : distance_of(nearest->said, word);
    if (distance > DISTANCE_MOST || 2 * distance >= strlen(word) || (nearest->word && nearest->distance <= distance))
        return;
    nearest->word = word;
    nearest->distance = distance;
}
