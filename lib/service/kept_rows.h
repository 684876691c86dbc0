/* Rows of the plant's registers that the writer has met: each is read and decoded once, and kept until something is
 * entered that may change its register. A session that reads keeps none, and reads a row whenever it is asked for. */
#ifndef RACKLINE_KEPT_ROWS_H
#define RACKLINE_KEPT_ROWS_H

#include "domain/registers.h"
#include "domain/state.h"
#include "service/session.h"

struct kept_rows;

/* NULL when memory is out. */
struct kept_rows *kept_rows_new(void);
/* NULL is safe. */
void kept_rows_free(struct kept_rows *kept);

/* The row of a code; FAULT_NOT_FOUND when there is none, and *ret is untouched. It may be looked at until the next
 * command is marked. */
enum fault kept_operator(struct session *session, const char *code, struct arena *arena, const struct operator **ret);
enum fault kept_tool(struct session *session, const char *code, struct arena *arena, const struct tool **ret);
enum fault kept_station(struct session *session, const char *code, struct arena *arena, const struct station **ret);
enum fault kept_order(struct session *session, const char *code, struct arena *arena, const struct order **ret);
/* All holds that are not released; an empty list when there are none. */
enum fault kept_holds(struct session *session, struct arena *arena, const struct holds **ret);

/* What the session tells, for which NULL is safe: an entry was applied; a command begins, and nobody looks at rows any
 * more; a command was undone; all was committed, or is forgotten. */
void kept_rows_note(struct kept_rows *kept, enum entry_kind kind);
void kept_rows_begin(struct kept_rows *kept);
void kept_rows_undo(struct kept_rows *kept);
void kept_rows_commit(struct kept_rows *kept);
void kept_rows_forget(struct kept_rows *kept);

#endif
