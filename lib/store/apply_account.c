/* Accounts and the setting of their passwords. */
#include "domain/account.h"
#include "store/apply_parts.h"

SQL_WRITE(PUT_ACCOUNT, &ACCOUNT_RECORD,
          "INSERT INTO account (account, name, role, disabled, password, made, journal_position)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account) DO UPDATE SET name = excluded.name,"
          " role = excluded.role, disabled = excluded.disabled, journal_position = excluded.journal_position");
SQL_WRITE(SET_PASSWORD, NULL, "UPDATE account SET password = $2, journal_position = $2 WHERE account = $1");

enum fault apply_account_defined(struct store *store, const struct entry *entry)
{
    const struct account_defined *data = entry->data;
    const struct account row = {
        .account = data->account,
        .name = data->name,
        .role = data->role,
        .disabled = data->disabled,
        .password = ABSENT_INTEGER, /* of one that is there already it stays, as does when it was made */
        .made = entry->recorded_us,
        .journal_position = entry->journal_position,
    };
    return db_change_row(store_db(store), &PUT_ACCOUNT, &row);
}

enum fault apply_password_set(struct store *store, const struct entry *entry)
{
    const struct password_set *data = entry->data;
    return db_change_one(store_db(store), &SET_PASSWORD,
                         BINDS(bind_text(data->account), bind_integer(entry->journal_position)));
}
