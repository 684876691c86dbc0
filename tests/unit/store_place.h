/* A folder of its own for a test's databases, and stores opened in it. */
#ifndef RACKLINE_STORE_PLACE_H
#define RACKLINE_STORE_PLACE_H

#include "scratch.h"
#include "store/journal.h"
#include "store/store.h"
#include "suite.h"

struct place_of_test {
    char folder[SCRATCH_SIZE];
    struct arena *arena; /* for the test */
    struct reasons reasons;
};

struct place_of_test place_make(void);
/* Removes everything in the folder. */
void place_remove(struct place_of_test *place);
/* A path in the folder, owned by the arena. */
const char *place_path(const struct place_of_test *place, const char *name);

/* Opens a database that must open. */
struct store *place_open(struct place_of_test *place, const char *name, enum db_mode mode);

/* What must not go wrong; says with which fault and reason it did. */
void expect_right(enum fault fault, const struct place_of_test *place, const char *file, int line);
#define right(call) expect_right((call), &place, __FILE__, __LINE__)

#endif
