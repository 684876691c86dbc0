/* Units inside units on the line in memory. */
#ifndef RACKLINE_LINE_NESTING_H
#define RACKLINE_LINE_NESTING_H

#include "line.h"

/* Whether a unit is another, or inside it at any depth. */
bool line_is_in(struct line *line, const struct unit *inner, const struct unit *unit);

/* The unit that contains all that contain a unit, or the unit itself. */
int64_t line_outermost(struct line *line, int64_t unit_id);

/* Units of an order that are not completed. */
int64_t line_unfinished(struct line *line, const char *order);

/* What a snapshot says of the units around its unit and in it; unit, product, filled and occupant are there. */
void line_see_nesting(struct line *line, struct arena *arena, struct snapshot *ret);

/* What a correction asks of them: what changed since the voided event, and where they are or were. */
void line_see_since(struct line *line, struct arena *arena, struct snapshot *ret);

#endif
