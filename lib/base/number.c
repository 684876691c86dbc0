#include "base/number.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *number_format(double number, char text[NUMBER_TEXT_SIZE])
{
    static const double EXACT = 9007199254740992.0; /* 2^53: up to here every integer is a double */
    if (fabs(number) <= EXACT && number == trunc(number)) {
        snprintf(text, NUMBER_TEXT_SIZE, "%" PRId64, (int64_t)number);
        return text;
    }
    /* 15 digits always survive the way through a normal double, 17 always identify it. */
    int digits = fabs(number) < DBL_MIN ? 1 : 15;
    do
        snprintf(text, NUMBER_TEXT_SIZE, "%.*g", digits, number);
    while (digits++ < 17 && strtod(text, NULL) != number);
    return text;
}
