/* People's accounts: making and changing them, signing in, and passwords. */
#ifndef RACKLINE_ACCOUNTS_H
#define RACKLINE_ACCOUNTS_H

#include "domain/account.h"
#include "service/request.h"

struct password_body {
    const char *password;
};
extern const struct record PASSWORD_BODY_RECORD;

struct own_password_body {
    const char *password;
    const char *new_password;
};
extern const struct record OWN_PASSWORD_BODY_RECORD;

struct sign_in_body {
    const char *account;
    const char *password;
};
extern const struct record SIGN_IN_BODY_RECORD;

view_function view_accounts, view_account;
command_function put_account;

/* These hash, on threads of their own. */
prepare_function prepare_password, prepare_own_password;
command_function set_password, change_own_password;

/* Whom a name and a password stand for: *ret_password is the journal position at which the password was set, for
 * account_principal. FAULT_UNAUTHENTICATED with one reason, whatever was wrong; FAULT_TOO_OFTEN. It hashes; in a view's
 * transaction, which it ends. */
enum fault account_sign_in(struct session *session, struct request *request, struct principal *ret,
                           int64_t *ret_password);

/* Whom somebody stands for who signed in with an account when its password was the one set at that journal position.
 * FAULT_UNAUTHENTICATED when it was disabled, or has another password. Texts live in the arena. */
enum fault account_principal(struct session *session, const char *account, int64_t password, struct arena *arena,
                             struct principal *ret);

/* Makes an account, or gives one that is there another password and this role: writes a password made for it, which is
 * kept nowhere. FAULT_REFUSED when the name is a token's. Runs inside a batch. */
enum { PASSWORD_TEXT_SIZE = 32 };
enum fault account_make(struct session *session, const char *account, int role, const char *by,
                        char ret_password[static PASSWORD_TEXT_SIZE], struct reasons *reasons);

#endif
