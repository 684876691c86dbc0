#include "base/fault.h"

#define FAULT_ROW(name, status, code, title) [name] = {status, code, title},
static const struct fault_row ROWS[FAULT_COUNT] = {FAULTS(FAULT_ROW)};
#undef FAULT_ROW

const struct fault_row *fault_row(enum fault fault)
{
    return &ROWS[(unsigned)fault < FAULT_COUNT ? fault : FAULT_CORRUPT];
}
