/* What the plant has registered and every event asks for: who works there, with which tools, at which stations and for
 * which orders. It changes seldom, and only by entries of these kinds. */
#ifndef RACKLINE_REGISTERS_H
#define RACKLINE_REGISTERS_H

#include "domain/event.h"

enum plant_register { REGISTER_OPERATORS, REGISTER_TOOLS, REGISTER_STATIONS, REGISTER_ORDERS, REGISTER_COUNT };

/* Whether an entry of that kind may change any row of the register. */
bool entry_changes(enum entry_kind kind, enum plant_register which);

#endif
