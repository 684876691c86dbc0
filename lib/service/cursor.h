/* Cursors: where a list goes on.
 *
 * A cursor is the key of the last item that was shown, behind a digest of the list and the key. So one that belongs to
 * another list or another filter, one that was altered and one that nobody gave are all told from those that were
 * given. It keeps nothing secret: whoever makes one himself sees no more than the list shows anyway. */
#ifndef RACKLINE_CURSOR_H
#define RACKLINE_CURSOR_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/fault.h"

enum { CURSOR_MAX = 1000 }; /* characters of one that is asked with */

/* Writes the cursor after a key in a list: lower-case hexadecimal digits, which stand in a URL and a header as they
 * are.
 */
void cursor_write(struct buffer *buffer, struct digest list, const char *key);

/* The key of a cursor that cursor_write wrote for this list, in the arena. FAULT_INVALID for any other text;
 * FAULT_MEMORY. */
enum fault cursor_read(const char *cursor, struct digest list, struct arena *arena, const char **ret_key);

#endif
