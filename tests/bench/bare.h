/* A bare SQLite loop: recorded statements, prepared once, bound and stepped again, with the settings of the daemon's
 * own connections and nothing else around them. */
#ifndef RACKLINE_BENCH_BARE_H
#define RACKLINE_BENCH_BARE_H

#include "bench/recorder.h"

struct bare;

struct bare *bare_open_writer(const char *path);
struct bare *bare_open_reader(const char *path);
void bare_close(struct bare *bare);

/* Plays one recorded thing. */
void bare_play(struct bare *bare, const struct recorded *recorded);

/* Runs SQL that gives one text, which is the caller's to free. */
char *bare_text(struct bare *bare, const char *sql);
/* Lets the log take as many pages as it will have before its checkpoints, so that no measured commit makes its file
 * longer. */
void bare_stretch_log(struct bare *bare);

#endif
