/* Accounts: people who sign in with a name and a password, and do what a token of their role may. */
#ifndef RACKLINE_ACCOUNT_H
#define RACKLINE_ACCOUNT_H

#include "base/record.h"

enum { PASSWORD_MIN = 10, PASSWORD_MAX = 128 }; /* characters */

struct account {
    const char *account; /* that it signs in with, and that stands in the journal */
    const char *name;    /* of the person */
    int role;            /* enum role; not that of a station */
    bool disabled;       /* nobody signs in with it, or is signed in */
    int64_t password;    /* journal position at which it was set; absent: there is none yet */
    int64_t made;        /* time */
    int64_t journal_position;
};
extern const struct record ACCOUNT_RECORD;

/* What its entries hold. */
struct account_defined {
    const char *account;
    const char *name;
    int role;
    bool disabled;
};
extern const struct record ACCOUNT_DEFINED_RECORD;
struct password_set { /* the password itself is in no entry */
    const char *account;
};
extern const struct record PASSWORD_SET_RECORD;

#endif
