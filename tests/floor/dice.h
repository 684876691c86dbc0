/* Chance that can be repeated: a throw depends on the seed and on what it is thrown for, and on nothing else. So a run
 * decides alike in whatever order its threads come to decide. */
#ifndef RACKLINE_FLOOR_DICE_H
#define RACKLINE_FLOOR_DICE_H

#include <stddef.h>
#include <stdint.h>

/* 64 even bits for a seed and a list of words; a NULL word ends the list. */
uint64_t dice_throw(uint64_t seed, ...) __attribute__((sentinel));

/* The same as an index below `count` (at least 1), as a part of one in [0, 1). */
size_t dice_index(uint64_t thrown, size_t count);
double dice_part(uint64_t thrown);

#endif
