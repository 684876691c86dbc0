/* Finding and listing accounts. As in find.h and find_list.h. */
#ifndef RACKLINE_FIND_ACCOUNT_H
#define RACKLINE_FIND_ACCOUNT_H

#include "domain/account.h"
#include "store/find.h"

struct accounts { LIST_OF(struct account) list; };

enum fault find_account(struct store *store, const char *account, struct arena *arena, struct account *ret);
enum fault list_accounts(struct store *store, const char *after, int64_t limit, struct arena *arena,
                         struct accounts *ret);

#endif
