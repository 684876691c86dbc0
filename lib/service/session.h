/* One side of an open database: a connection, the site it belongs to and the products it has met.
 *
 * The writer thread owns the one session that writes; every reading thread owns one that reads. No session is used by
 * two threads. */
#ifndef RACKLINE_SESSION_H
#define RACKLINE_SESSION_H

#include "base/clocks.h"
#include "base/fault.h"
#include "base/reason.h"
#include "domain/product.h"
#include "domain/site.h"
#include "store/store.h"

#include <stdint.h>

struct attempts;
struct forecast_shelf;
struct kept_rows;
struct known_product;
struct unit_changes;

enum founding {
    FOUNDED_BEFORE,
    FOUNDED_NOW,
    FOUNDED_ON_FILE, /* now, on a file that was there and had no plant in it */
};

struct session {
    struct store *store;
    struct arena *arena; /* what lives as long as the session */
    struct site site;
    enum founding founding; /* of its site; as seen from when a writing session was opened */
    struct known_product *products; /* those met so far */
    struct forecast_shelf *forecasts; /* where forecasts are shared with other sessions, set by the owner of a reading
                                         session; NULL: they are not */
    struct attempts *attempts; /* where guesses at secrets are counted, set like `forecasts`; NULL: nowhere */
    int64_t badge_max_us;  /* for how long an operator is badged in; a setting, like what follows */
    int64_t badge_late_us; /* for how long after that a station's page may post what it kept */
    int64_t badge_room_us; /* by how much such a page's clock may be off; as long in the world's time everywhere */
    int64_t correction_window_us; /* for how long an operator may correct what was just posted: a setting of the plant,
                                     set by the owner of a writing session; 0: not at all */
    struct kept_rows *kept; /* rows that every event asks for, of a session that writes; NULL: it reads */
    struct unit_changes *changes; /* where it notes which units it changes, set by the owner of a writing session; NULL:
                                     nobody wants to know */
    uint64_t tokens_revoked; /* and accounts changed, through this session, whether they were committed or not */
    int64_t now_us;  /* the plant's time, set by the owner before each batch of commands and before each view */
    struct clocks clocks; /* what the machine's clocks showed at that moment, for a batch */
};

/* Opens the database of a daemon that runs: for writing (at most one in the machine; made when it is not there,
 * migrated when it is older, its site entered into the journal from `founding` when it is new) or for reading.
 * A database that has a site already is not changed by `founding`: where the two differ in kind, rate or code that is
 * FAULT_INVALID with a reason. */
enum fault session_open_writer(const char *path, const struct site *founding, int64_t now_us, struct session **ret,
                               struct reasons *reasons);
enum fault session_open_reader(const char *path, struct session **ret, struct reasons *reasons);
void session_close(struct session *session);

/* When the database was last written: the plant's time, ABSENT_INTEGER when it is new, and what the machine's clocks
 * showed. */
enum fault session_last_written(struct session *session, int64_t *ret_us, struct clocks *ret_clocks);
/* Keeps now_us and the clocks in the database, in a transaction of its own: what an idle writer does, so that the
 * plant's clock can go on from there. What is appended keeps them too. */
enum fault session_touch(struct session *session);

/* The released or obsolete product of a part number and revision, compiled, for as long as the session is open.
 * FAULT_NOT_FOUND when there is none. */
enum fault session_product(struct session *session, const char *part_number, const char *revision,
                           const struct product **ret);

/* A batch: begin, then each command between mark and keep or undo, then commit, which returns when the batch is on
 * disk. After FAULT_IO or FAULT_CORRUPT of commit nothing may be acknowledged and the process must end; after
 * FAULT_FULL the batch is undone and the session goes on. */
enum fault session_begin(struct session *session);
/* The same for a batch of which nothing that was written will be undone, as store_begin_hopeful says. When a command was
 * undone after it had written, the batch is spoiled: it must be rolled back and run again after session_begin. */
enum fault session_begin_hopeful(struct session *session);
bool session_is_spoiled(const struct session *session);
enum fault session_commit(struct session *session);
void session_rollback(struct session *session);
enum fault session_mark(struct session *session);
enum fault session_keep(struct session *session);
void session_undo(struct session *session);

/* The journal's position as this session's last commit left it; 0 before its first that entered anything. */
int64_t session_position(const struct session *session);

/* The last moment, by the monotonic clock, of a session that reads: past it views end with FAULT_OVERDUE. INT64_MAX, as
 * at first: it has none. Both from any thread. */
void session_limit(struct session *session, int64_t end_us);
bool session_is_overdue(struct session *session);

/* A view's short transaction, which sees one journal position throughout. */
enum fault session_read_begin(struct session *session, int64_t *ret_position);
void session_read_end(struct session *session);

#endif
