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

/* What of a unit and of those inside it is not approved any more; how many that are. */
size_t line_see_unapproved(struct line *line, const struct unit *around, struct arena *arena,
                           struct unapproved_part **ret);

/* What a snapshot says of the units around its unit and in it; unit, product, filled and occupant are there. */
void line_see_nesting(struct line *line, struct arena *arena, struct snapshot *ret);

/* What a correction asks of them: what changed since the voided event, and where they are or were. */
void line_see_since(struct line *line, struct arena *arena, struct snapshot *ret);

/* The run that an event on an operation came in; what a correction asks of one that was paused, went on or ended; at which station an entry was posted, or was the
 * run that it ended from none. */
const struct run *line_run_at(struct line *line, const struct entry *entry);
void line_see_timed(struct line *line, struct arena *arena, struct snapshot *ret);
const char *line_station_of(const struct line *line, const struct entry *entry);

/* What changed in a unit, and in those that were in it then, after a journal position; in the order of the journal. */
struct changed *line_changed_since(const struct line *line, const struct unit *unit, int64_t since, struct arena *arena,
                                   size_t *ret_count);
/* Where a part was since the voided event. */
void line_see_part_moves(struct line *line, const char *part_number, const char *serial, struct arena *arena,
                         struct snapshot *ret);
/* What a correction of a removal asks: where the part and others were since, and what fell with it. */
void line_see_out(struct line *line, struct arena *arena, struct snapshot *ret);
/* What a correction says that other removals keep fallen. */
void line_others_keep_fallen(struct line *line, const struct result_corrected *result);
/* Journal position of what the last evidence of an operation fell by before another one; 0: none fell. */
int64_t line_fell_by(struct line *line, const struct unit_operation *row, int64_t journal_position);

#endif
