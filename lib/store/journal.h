/* The journal: the truth, in bytes. It only grows. */
#ifndef RACKLINE_JOURNAL_H
#define RACKLINE_JOURNAL_H

#include "base/buffer.h"
#include "base/clocks.h"
#include "base/digest.h"
#include "domain/event.h"
#include "store/store.h"

/* The one row that says how far the journal is. */
struct journal_head {
    int64_t journal_position; /* of the last entry; 0: empty */
    struct merkle tree;       /* over all entries' bytes */
    int64_t recorded_us;      /* the plant's time when it was last written: no earlier than the last entry's */
    struct clocks clocks;     /* what the machine's clocks showed at that moment, as far as anybody told */
};
enum fault journal_head(struct store *store, struct journal_head *ret);
/* Its position alone, which is all that a view asks. */
enum fault journal_position(struct store *store, int64_t *ret);

/* Encodes an entry once (its journal_position is given to it here, and returned in it), stores the bytes, and brings
 * the head on. `site` is written into the entry; `answer`, unless it is NULL, gets its bytes added. Time never goes
 * back along the journal: recorded_us is raised to the last entry's where a clock did, and returned so. FAULT_ID_REUSED
 * when the id is in the journal; FAULT_CORRUPT outside a transaction, whose commit writes the head. */
enum fault journal_append(struct store *store, const char *site, struct entry *entry, struct buffer *answer);

/* Notes what the plant's clock and the machine's show at one moment, which is now: so that the plant's can go on through
 * a stop. Only together do they say anything. */
enum fault journal_touch(struct store *store, int64_t now_us, const struct clocks *clocks);

/* An entry's bytes as they were stored. */
struct journal_row {
    int64_t journal_position;
    const char *bytes; /* JSON text, NUL-terminated */
};
extern const struct record JOURNAL_ROW_RECORD;
enum fault journal_by_id(struct store *store, struct uuid id, struct arena *arena, struct journal_row *ret);
enum fault journal_at(struct store *store, int64_t journal_position, struct arena *arena, struct journal_row *ret);
/* Entries after a position, at most `limit`, in order. */
enum fault journal_after(struct store *store, int64_t after, int64_t limit, row_function *each, void *context);
/* The last position recorded at or before a plant's time; 0 when there is none. */
enum fault journal_position_at(struct store *store, int64_t us, int64_t *ret);

/* The entry's bytes:
 *   {"journal_position":…,"site":…,"recorded":…,"id":…,"type":…,"by":…,"station":…,"data":{…},"result":{…}}
 * Absent members are left out. */
void entry_encode(struct buffer *buffer, const char *site, const struct entry *entry);
/* The reverse; texts and structs live in the arena of `reasons`. FAULT_CORRUPT with reasons. */
enum fault entry_decode(const char *bytes, size_t size, struct entry *ret, struct reasons *reasons);
/* The entry of a row that was read, in the arena. FAULT_CORRUPT. */
enum fault entry_of_row(const struct journal_row *row, struct arena *arena, struct entry *ret);
/* The entry at a position that a table names. FAULT_CORRUPT also when there is none. */
enum fault journal_entry_at(struct store *store, int64_t journal_position, struct arena *arena, struct entry *ret);
/* Whether `data` could be read again once it stands in an entry of this kind. For what went through no decoder before: a
 * name out of a path or a command line. FAULT_INVALID with a reason for each member that its record does not take. */
enum fault entry_check(enum entry_kind kind, const void *data, struct reasons *reasons);
/* The bytes of the entry's `data` member alone, for comparing a repeated event with the first: a slice of `bytes`;
 * NULL when there is none. */
const char *entry_data(const char *bytes, size_t *ret_size);

#endif
