/* What must hold of the line whatever is posted, worked out from its rows alone and not by the rules. */
#ifndef RACKLINE_WALK_H
#define RACKLINE_WALK_H

#include "line.h"

/* After any entry: no position filled twice, no serial in two places, no bay with two units or too little power, no
 * unit inside another that is not completed. */
void walk_check(struct line *line);

/* After any entry as well: no run went on while what it depends on was sent back, and none has passed that comes after one
 * that goes on. */
void walk_check_order(struct line *line);

/* Before an accepted entry was applied: what it may not have been accepted for. */
void walk_check_accepted(struct line *line, enum entry_kind kind, const void *data, const struct decision *decision);

/* Before a waiver was countersigned by the line's token. */
void walk_check_waived(struct line *line, const struct waiver *waiver);

/* After a decision was applied: the units that it completed. */
void walk_check_completed(struct line *line, const struct decision *decision);

/* Whether quality said that the part is back from its supplier, after a journal position. */
bool came_back(const struct line *line, const char *part_number, const char *serial, int64_t since);

#endif
