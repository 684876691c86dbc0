/* The statements that the library runs, as it runs them: the linker puts the recorder between the store and its driver
 * (see CMakeLists.txt). What it keeps is played again by bare_play, without the library. */
#ifndef RACKLINE_BENCH_RECORDER_H
#define RACKLINE_BENCH_RECORDER_H

#include "store/driver.h"

struct recorded {
    enum recorded_kind { RECORDED_BEGIN, RECORDED_STATEMENT, RECORDED_COMMIT } kind;
    const char *sql;
    struct bind *binds; /* $1, $2 … */
    size_t bind_count;
    size_t steps; /* the last, that finds no row, included */
};
struct recording {
    LIST_OF(struct recorded) list;
    size_t capacity;
};

/* Records what happens on any connection from now on, and until recorder_end. It lives in the arena. */
void recorder_begin(struct recording *recording, struct arena *arena);
void recorder_end(void);

#endif
