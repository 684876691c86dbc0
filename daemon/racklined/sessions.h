/* Who is signed in with an account: sessions live in memory and end with the daemon, when they were not used for a
 * while, and some hours after they began. What an account may do, and whether it still may, is asked elsewhere. From any
 * thread. */
#ifndef RACKLINE_SESSIONS_H
#define RACKLINE_SESSIONS_H

#include "base/arena.h"
#include "base/digest.h"
#include "service/tokens.h"

#include <stdbool.h>
#include <stdint.h>

struct sessions;

/* NULL when memory is out. */
struct sessions *sessions_new(void);
/* NULL is safe. */
void sessions_free(struct sessions *sessions);

/* From when on a session is over: microseconds without use, and since it began. Counts as an end, below. */
void sessions_set_limits(struct sessions *sessions, int64_t idle_us, int64_t longest_us);

/* Begins one, for an account whose password was set at a journal position, and writes the secret that it is known by
 * from then on, which is kept nowhere. False when the name is too long. `now_us` is monotonic, as below. */
bool sessions_begin(struct sessions *sessions, const char *account, int64_t password, int64_t now_us,
                    char ret_text[static TOKEN_TEXT_SIZE]);

/* The session of a secret's digest; `is_use` says whether it is used by this. False when there is none, or memory is
 * out. */
struct signed_in {
    const char *account; /* in the arena */
    int64_t password;
    int64_t until_us; /* when it is over, unless it is used before */
};
bool sessions_find(struct sessions *sessions, struct digest digest, int64_t now_us, bool is_use, struct arena *arena,
                   struct signed_in *ret);

/* Ends one, or all of an account. */
void sessions_end(struct sessions *sessions, struct digest digest);
void sessions_end_all(struct sessions *sessions, const char *account);
/* Ends each whose account does not hold any more: `holds` is asked for everyone that is there, and asks nothing here. */
void sessions_review(struct sessions *sessions, bool (*holds)(void *context, const char *account, int64_t password),
                     void *context);

/* How many ended before their time, or may have: to be asked before a session is, of what lasts long. */
uint64_t sessions_ended(const struct sessions *sessions);

/* Whether a cookie's text is a session's, and not a token's. */
bool session_text(const char *text);

#endif
