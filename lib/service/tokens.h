/* Bearer tokens: 256 random bits in base64url, kept as their SHA-256. */
#ifndef RACKLINE_TOKENS_H
#define RACKLINE_TOKENS_H

#include "service/request.h"

enum { TOKEN_TEXT_SIZE = 64 }; /* room for a token's text and its NUL */

/* The answer to whoever made a token over HTTP: the one time that its text is said. */
struct token_made_view {
    const char *token;
    int role;
    const char *station;
    const char *secret;
};
extern const struct record TOKEN_MADE_VIEW_RECORD;

/* Who a bearer token stands for, by the digest of its text; texts of the principal live in the arena.
 * FAULT_UNAUTHENTICATED when nobody. Inside a view's transaction or outside. */
enum fault token_principal(struct session *session, struct digest digest, struct arena *arena, struct principal *ret);

/* Makes a token, enters it into the journal and writes its text, which is kept nowhere. `station` is for the role
 * station only. FAULT_REFUSED when the name is taken. Runs inside a batch. */
enum fault token_make(struct session *session, const char *name, int role, const char *station, const char *by,
                      char ret_text[static TOKEN_TEXT_SIZE], struct reasons *reasons);

#endif
