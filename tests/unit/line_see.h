/* What a snapshot shows of the line in memory, a subject at a time. */
#ifndef RACKLINE_LINE_SEE_H
#define RACKLINE_LINE_SEE_H

#include "line.h"

/* Of the catalogue; NULL: it has none of that code, or the code is NULL. */
const struct defect *line_defect(const char *code);

/* The nonconformances of the snapshot's unit and of what is inside it; those that are about its component; those of the
 * unit that were reported before the voided event and closed after it. */
void line_see_faults(struct line *line, struct arena *arena, struct snapshot *ret);
void line_see_part_faults(struct line *line, struct arena *arena, struct snapshot *ret);
void line_see_closed_faults(struct line *line, struct arena *arena, struct snapshot *ret);

/* The last nonconformance by which quality scraps a unit as a whole; 0: none. */
int64_t line_condemned_by(const struct line *line, const struct unit *unit);

/* The component named, where it is, and the unit it may be; its lot in other capitals; the identifiers of every part,
 * whether one is named or not. */
void line_see_part(struct line *line, const char *part_number, const char *serial, const char *lot, struct arena *arena,
                   struct snapshot *ret);

#endif
