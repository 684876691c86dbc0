/* A kit: the folder of a database with a given number of journal entries, all of them posted through the rules, and
 * what is needed to go on with it: bench.db, tokens (a bearer token a line: a viewer's, then each cell's), racks (their
 * serials, a line each). */
#ifndef RACKLINE_BENCH_KIT_H
#define RACKLINE_BENCH_KIT_H

#include "bench/line.h"

enum { KIT_CELLS = 256, KIT_RACKS = 8 };

/* The code of a cell, from 0. */
const char *kit_cell(size_t index, struct arena *arena);
/* The path of a file in the folder. */
const char *kit_file(const char *folder, const char *name, struct arena *arena);

/* The lines of a file; ends the program when it cannot be read. They live in the arena. */
struct lines {
    char **items;
    size_t count;
};
struct lines lines_read(const char *path, struct arena *arena);

/* Builds a kit into a folder that is there and empty. */
void kit_build(const struct bench_line *line, const char *folder, int64_t entries);
/* Releases orders for more trays in a kit that no daemon serves, and writes their serials to the file `trays`; no cell
 * has begun one. */
void kit_release(const struct bench_line *line, const char *folder, int64_t trays);

#endif
