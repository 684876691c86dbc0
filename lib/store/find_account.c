#include "store/find_account.h"

#include "store/columns.h"

SQL_READ(ACCOUNT_BY_NAME, &ACCOUNT_RECORD, "SELECT " ACCOUNT_COLUMNS " FROM account WHERE account = $1");
SQL_READ(ACCOUNTS_AFTER, &ACCOUNT_RECORD,
         "SELECT " ACCOUNT_COLUMNS " FROM account WHERE account > $1 ORDER BY account LIMIT $2");

enum fault find_account(struct store *store, const char *account, struct arena *arena, struct account *ret)
{
    return db_row(store_db(store), &ACCOUNT_BY_NAME, BINDS(bind_text(account)), arena, ret);
}

enum fault list_accounts(struct store *store, const char *after, int64_t limit, struct arena *arena,
                         struct accounts *ret)
{
    return db_rows(store_db(store), &ACCOUNTS_AFTER, BINDS(bind_text(after ? after : ""), bind_integer(limit)), arena,
                   &ret->list);
}
