/* What the plant has registered and every event asks for: who works there, with which tools, at which stations, for
 * which orders and under which holds. It changes seldom, and only by entries of these kinds. */
#ifndef RACKLINE_REGISTERS_H
#define RACKLINE_REGISTERS_H

#include "domain/event.h"

enum plant_register {
    REGISTER_OPERATORS,
    REGISTER_TOOLS,
    REGISTER_STATIONS,
    REGISTER_ORDERS,
    REGISTER_HOLDS, /* those that are not released; not what they lie on */
    REGISTER_COUNT
};

/* Whether an entry of that kind may change any row of the register. */
bool entry_changes(enum entry_kind kind, enum plant_register which);

#endif
