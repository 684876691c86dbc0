#include "domain/refusal.h"

#define REFUSAL_ROW(name, label, text) [name] = {.code = (label), .title = (text)},
const struct refusal_row REFUSAL_ROWS[REFUSAL_COUNT] = {REFUSALS(REFUSAL_ROW)};
