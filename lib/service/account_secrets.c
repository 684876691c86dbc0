/* Signing in with an account, and changing one's own password. */
#include "domain/event.h"
#include "domain/rules.h"
#include "service/accounts.h"
#include "service/attempts.h"
#include "service/editing.h"
#include "service/verifier.h"
#include "store/find_account.h"
#include "store/verifiers.h"

static const struct field SIGN_IN_BODY_FIELDS[] = {
    FIELD_TEXT(struct sign_in_body, account, REQUIRED, 1, 64, "its name"),
    FIELD_TEXT(struct sign_in_body, password, REQUIRED, 1, PASSWORD_MAX, "its password"),
};
const struct record SIGN_IN_BODY_RECORD =
    RECORD(struct sign_in_body, "sign_in_body", SIGN_IN_BODY_FIELDS, "Who signs in.");

static const struct field OWN_PASSWORD_BODY_FIELDS[] = {
    FIELD_TEXT(struct own_password_body, password, REQUIRED, 1, PASSWORD_MAX, "the one that is good now"),
    FIELD_TEXT(struct own_password_body, new_password, REQUIRED, PASSWORD_MIN, PASSWORD_MAX, "the one from then on"),
};
const struct record OWN_PASSWORD_BODY_RECORD =
    RECORD(struct own_password_body, "own_password_body", OWN_PASSWORD_BODY_FIELDS, "Another password of one's own.");

static enum fault refuse_password(struct request *request)
{
    reason_add(&request->reasons, "password-wrong", NULL, "This name and this password do not belong together.");
    return FAULT_UNAUTHENTICATED;
}

/* Holds a password against an account's, which may not be there, or be disabled: that takes as long and says as much.
 * Ends the transaction. */
static enum fault verify(struct session *session, struct request *request, const char *name, const char *password,
                         struct account *ret)
{
    const char *who = arena_printf(request->arena, "account %s", name), *verifier = NULL;
    if (!who)
        return FAULT_MEMORY;
    enum fault fault = attempt_of_request(session, request, who);
    if (fault)
        return fault;
    fault = find_account(session->store, name, request->arena, ret);
    if (!fault && !ret->disabled)
        fault = verifier_find(session->store, VERIFIER_PASSWORD, name, request->arena, &verifier);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    session_read_end(session);
    if (!verifier_holds(verifier, password))
        return refuse_password(request);
    attempts_succeed(session->attempts, who, request->address);
    return NOTHING_WRONG;
}

enum fault account_sign_in(struct session *session, struct request *request, struct principal *ret,
                           int64_t *ret_password)
{
    const struct sign_in_body *body = request->body;
    struct account account;
    enum fault fault = verify(session, request, body->account, body->password, &account);
    if (fault)
        return fault;
    *ret = (struct principal){.token = account.account, .role = account.role, .is_account = true};
    *ret_password = account.password;
    return NOTHING_WRONG;
}

enum fault account_principal(struct session *session, const char *name, int64_t password, struct arena *arena,
                             struct principal *ret)
{
    struct account account;
    enum fault fault = find_account(session->store, name, arena, &account);
    if (fault == FAULT_NOT_FOUND || (!fault && (account.disabled || account.password != password)))
        return FAULT_UNAUTHENTICATED;
    if (fault)
        return fault;
    *ret = (struct principal){.token = account.account, .role = account.role, .is_account = true};
    return NOTHING_WRONG;
}

/* ---- one's own password ---- */

struct own_password {
    int64_t password; /* of the account, as it was verified */
    char verifier[VERIFIER_SIZE];
};

enum fault prepare_own_password(struct session *session, struct request *request)
{
    const struct own_password_body *body = request->body;
    struct own_password *own = arena_alloc(request->arena, sizeof *own);
    struct account account;
    if (!own)
        return FAULT_MEMORY;
    if (!request->principal.is_account) {
        refuse(&request->reasons, REFUSAL_ACCOUNT_NONE, "a token has no password");
        return FAULT_REFUSED;
    }
    enum fault fault = verify(session, request, request->principal.token, body->password, &account);
    if (fault == FAULT_UNAUTHENTICATED)
        return FAULT_INVALID; /* who asks is known; it is what was typed */
    if (fault)
        return fault;
    own->password = account.password;
    request->prepared = own;
    return verifier_make(body->new_password, own->verifier) ? NOTHING_WRONG : FAULT_MEMORY;
}

enum fault change_own_password(struct session *session, struct request *request, struct answer *answer)
{
    const struct own_password *own = request->prepared;
    const struct password_set data = {.account = request->principal.token};
    struct account account;
    enum fault fault;
    if (append_edit_repeated(session, request, ENTRY_PASSWORD_SET, &data, answer, &fault))
        return fault;
    fault = find_account(session->store, data.account, request->arena, &account);
    if (!fault && (account.disabled || account.password != own->password))
        fault = FAULT_NOT_FOUND; /* it was changed since */
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_UNAUTHENTICATED : fault;
    fault = append_edit(session, request, ENTRY_PASSWORD_SET, &data, NULL, answer);
    return fault ? fault : verifier_put(session->store, VERIFIER_PASSWORD, data.account, own->verifier);
}
