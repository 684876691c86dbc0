#include "domain/account.h"

#include "domain/role.h"

static const struct field ACCOUNT_FIELDS[] = {
    FIELD_TEXT(struct account, account, REQUIRED, 1, 64, "its name, as it signs in and stands in the journal"),
    FIELD_TEXT(struct account, name, OPTIONAL, 1, 120, "who it is"),
    FIELD_ENUM(struct account, role, REQUIRED, &ROLE_NAMES, "what it may do"),
    FIELD_BOOLEAN(struct account, disabled, OPTIONAL, "nobody signs in with it"),
    FIELD_INTEGER(struct account, password, OPTIONAL, 0, 0, "position at which the password was set; absent: none is"),
    FIELD_TIME(struct account, made, REQUIRED, "when it was made"),
    FIELD_INTEGER(struct account, journal_position, REQUIRED, 0, 0, "position of its last change"),
};
const struct record ACCOUNT_RECORD =
    RECORD(struct account, "account", ACCOUNT_FIELDS, "Who signs in with a name and a password.");

static const struct field ACCOUNT_DEFINED_FIELDS[] = {
    FIELD_CODE(struct account_defined, account, OPTIONAL, 64, "its name; a PUT may leave it to the path"),
    FIELD_TEXT(struct account_defined, name, OPTIONAL, 1, 120, "who it is"),
    FIELD_ENUM(struct account_defined, role, REQUIRED, &ROLE_NAMES, "what it may do; any role but that of a station"),
    FIELD_BOOLEAN(struct account_defined, disabled, OPTIONAL, "nobody signs in with it any more"),
};
const struct record ACCOUNT_DEFINED_RECORD = RECORD(struct account_defined, "account_defined", ACCOUNT_DEFINED_FIELDS,
                                                    "Who signs in with a name and a password, and what for.");

static const struct field PASSWORD_SET_FIELDS[] = {
    FIELD_TEXT(struct password_set, account, REQUIRED, 1, 64, "whose"),
};
const struct record PASSWORD_SET_RECORD =
    RECORD(struct password_set, "password_set", PASSWORD_SET_FIELDS, "An account has a password, which no record holds.");
