/* Who is known by which token or session, so that not every request asks the database. What is kept holds until a token
 * is revoked or an account changed. From any thread. */
#ifndef RACKLINE_PRINCIPALS_H
#define RACKLINE_PRINCIPALS_H

#include "base/arena.h"
#include "base/digest.h"
#include "domain/role.h"

#include <stdbool.h>
#include <stdint.h>

struct principals;

/* NULL when memory is out. */
struct principals *principals_new(void);
/* NULL is safe. */
void principals_free(struct principals *principals);

/* How many tokens were revoked, and accounts changed, as far as is known here: to be asked before the database is. */
uint64_t principals_revoked(const struct principals *principals);
/* So many were: whoever was known when there were fewer must be asked for again. */
void principals_revoke(struct principals *principals, uint64_t revoked);

/* Whom a token's digest stands for; texts of the principal live in the arena. False when he is not known, or memory is
 * out. */
bool principals_find(struct principals *principals, struct digest digest, struct arena *arena, struct principal *ret);
/* Keeps whom the database named when so many tokens were revoked, or after. */
void principals_keep(struct principals *principals, struct digest digest, const struct principal *principal,
                     uint64_t revoked);

#endif
