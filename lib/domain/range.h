/* Position names written short: `compute-{01..18}` for many names, `compute-*` for those that fit.
 * range_expand and pattern_matches are declared in domain/product.h. */
#ifndef RACKLINE_RANGE_H
#define RACKLINE_RANGE_H

#include <stddef.h>

/* How many names a range stands for, at most SIZE_MAX; 0 when it is not well formed.
 *
 * {first..last} counts upwards in decimal, at most six digits; with a leading zero both ends have the same width, and
 * so has every name. Outside the braces stand any characters but `*`, `{`, `}`, blanks and controls. */
size_t range_size(const char *range);

#endif
