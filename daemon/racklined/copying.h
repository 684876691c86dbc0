/* A backup on its way: pages are copied by the writer's thread, a few at a time between batches, and synced to disk by
 * the thread that asked for it, so that no commit waits behind a mountain of them. */
#ifndef RACKLINE_COPYING_H
#define RACKLINE_COPYING_H

#include "base/progress.h"
#include "base/reason.h"
#include "service/session.h"

struct copying;
struct writer;

/* NULL when memory is out. */
struct copying *copying_new(void);
/* Frees it; nobody may be in copying_run. NULL is safe. */
void copying_free(struct copying *copying);

/* On the writer's thread, between two of its transactions: copies the next few pages, if any are wanted. True: more are.
 */
bool copying_step(struct copying *copying, struct session *session);

/* Copies the database into an empty file, on a thread that may wait: one at a time. When it is whole it is on disk, and
 * has all that was committed before this returns. FAULT_STOPPING when `progress` or copying_end ended it; FAULT_FULL,
 * FAULT_IO with a reason: of the copy, not of the database. */
enum fault copying_run(struct copying *copying, struct writer *writer, int descriptor, const struct progress *progress,
                       struct reasons *reasons);

/* Ends what is under way, and whatever is asked for later. */
void copying_end(struct copying *copying);

#endif
