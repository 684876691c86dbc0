/* What applying an entry and taking one back have in common on the line in memory. */
#ifndef RACKLINE_LINE_APPLY_H
#define RACKLINE_LINE_APPLY_H

#include "line.h"

void line_end_run(struct line *line, struct run *run, const struct entry *entry, int state, int64_t accumulated_us);

/* The component is where it belongs: in the position, or out of it in the state given. */
void line_put_component(struct line *line, const struct installation *row, int state);

void line_take_back(struct line *line, const struct entry *entry);

/* Nonconformances: reported, opened, decided on, countersigned, closed. */
void line_apply_quality(struct line *line, const struct entry *entry);

/* Waivers: requested, countersigned, rejected; and what a removal makes fall, or its correction stand again. */
void line_apply_waiver(struct line *line, const struct entry *entry);
void line_waiver_falls(struct line *line, const char *serial, const char *operation, int64_t invalidated_by);
void line_waivers_stand(struct line *line, int64_t invalidated_by);

/* Notes that the last entry brought the unit to another state than it was in before. */
void line_note_unit(struct line *line, const struct unit *unit, int before);

/* Take the unit, the order, the operation to the state that the kind of entry brings it to. */
void line_step_unit(struct line *line, struct unit *unit, enum entry_kind kind);
void line_step_order(struct line *line, const char *order, enum entry_kind kind);
void line_step_operation(struct unit_operation *row, enum entry_kind kind, int verdict);

/* Entries by which evidence falls, on the unit and on those around it. */
void line_apply_removed(struct line *line, const struct entry *entry);
void line_apply_revoked(struct line *line, const struct entry *entry);
void line_apply_reopened(struct line *line, const struct entry *entry);
void line_apply_revised(struct line *line, const struct entry *entry);

#endif
