/* What PINs and passwords are held against: the one table beside the journal, from which it is not made again. Copies of
 * the database have it; what hands out the journal does not see it. */
#ifndef RACKLINE_VERIFIERS_H
#define RACKLINE_VERIFIERS_H

#include "store/store.h"

enum verifier_kind { VERIFIER_PIN = 1, VERIFIER_PASSWORD };

/* FAULT_NOT_FOUND when there is none. The text lives in the arena. */
enum fault verifier_find(struct store *store, enum verifier_kind kind, const char *name, struct arena *arena,
                         const char **ret);
/* Inside a batch. */
enum fault verifier_put(struct store *store, enum verifier_kind kind, const char *name, const char *verifier);

#endif
