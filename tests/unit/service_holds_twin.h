/* A plant with two racks, the first with two trays in it, and a tray beside them; and what may happen in it to a hold
 * on whatever bob does, made up by chance. */
#ifndef RACKLINE_TEST_SERVICE_HOLDS_TWIN_H
#define RACKLINE_TEST_SERVICE_HOLDS_TWIN_H

#include "service_built.h"

enum { ACTS = 24, ACT_UNITS = 5 };
enum act_kind { HOLD, FOUND, MEASURED, BEGUN, GIVEN_UP, OUT, IN, BACK, RELEASED, RELEASED_WHOLE };

struct act {
    enum act_kind kind;
    size_t unit;
    bool by_bob;
    size_t chance;  /* which position, which tray, how far back */
    unsigned units; /* that are released, a bit each */
    char id[UUID_TEXT_SIZE];
    size_t event; /* of BACK: which act */
    bool done, taken_back;
};
void acts_make_up(uint64_t seed, struct act acts[static ACTS]);
/* Those that were done, a line each. */
const char *acts_told(const struct act acts[static ACTS], struct arena *arena);

struct plant {
    struct built built;
    const char *serials[ACT_UNITS];
    int64_t hold; /* absent before it is placed */
};
void plant_open(struct plant *plant);
/* False: it was refused, or there is nothing to do. Units that the hold does not lie on are not released out of it. */
bool plant_play(struct plant *plant, struct act *acts, size_t i);

#endif
