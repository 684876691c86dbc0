/* What is built while it is measured: the compute tray of the reference products, at cells that can do every one of
 * its operations, and without the minimum times that would make a measurement wait for hours; and a rack that takes
 * four of them, whose tree has 120 components. */
#ifndef RACKLINE_BENCH_LINE_H
#define RACKLINE_BENCH_LINE_H

#include "floor/catalog.h"
#include "floor/crew.h"

#define BENCH_SITE "BNCH"
#define BENCH_CELL "cell" /* the one type of station */

enum { BENCH_TRAYS_A_RACK = 4 };

struct bench_line {
    struct catalog catalog; /* the tray, then the rack */
    struct crew crew;
};

/* Reads the reference products' folder; ends the program when something is wrong with them. All of it lives in the
 * arena. */
struct bench_line line_read(const char *products, struct arena *arena);

const struct recipe *line_tray(const struct bench_line *line);
const struct recipe *line_rack(const struct bench_line *line);

#endif
