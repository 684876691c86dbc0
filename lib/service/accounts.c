#include "service/accounts.h"

#include "domain/event.h"
#include "domain/rules.h"
#include "service/editing.h"
#include "service/secret.h"
#include "service/verifier.h"
#include "store/find_account.h"
#include "store/verifiers.h"

#include <string.h>

static const struct field PASSWORD_BODY_FIELDS[] = {
    FIELD_TEXT(struct password_body, password, REQUIRED, PASSWORD_MIN, PASSWORD_MAX, "the new password"),
};
const struct record PASSWORD_BODY_RECORD =
    RECORD(struct password_body, "password_body", PASSWORD_BODY_FIELDS, "A password of an account.");

/* ---- views ---- */

enum fault view_account(struct session *session, struct request *request, struct answer *answer)
{
    struct account account;
    enum fault fault = find_account(session->store, request->path[0], request->arena, &account);
    if (fault)
        return not_found(request, fault, "there is no account %s", request->path[0]);
    answer->version = account.journal_position;
    return answer_write(answer, &ACCOUNT_RECORD, &account);
}

enum fault view_accounts(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit);
    struct accounts rows;
    enum fault fault = list_accounts(session->store, query->cursor, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    const char *cursor = shown < rows.list.count ? rows.list.items[shown - 1].account : NULL;
    return page_write(answer, &ACCOUNT_RECORD, rows.list.items, shown, cursor);
}

/* ---- making and changing ---- */

/* What somebody did stands in the journal by a name alone: so no two may bear it, person or token. */
static enum fault judge_account(struct session *session, const struct account_defined *data, struct reasons *reasons)
{
    struct token token;
    enum fault fault = find_token(session->store, data->account, reasons->arena, &token);
    if (!fault)
        refuse(reasons, REFUSAL_ACCOUNT_TAKEN, "a token is named %s", data->account);
    else if (fault != FAULT_NOT_FOUND)
        return fault;
    if (data->role == ROLE_STATION)
        refuse(reasons, REFUSAL_ACCOUNT_STATION, "nobody signs in as a station with a password");
    return reasons->found ? FAULT_REFUSED : NOTHING_WRONG;
}

enum fault put_account(struct session *session, struct request *request, struct answer *answer)
{
    struct account_defined data = *(const struct account_defined *)request->body;
    struct account account = {.journal_position = ABSENT_INTEGER};
    enum fault fault = edit_named(request, "account", request->path[0], &data.account);
    if (fault == NOTHING_WRONG)
        fault = find_account(session->store, data.account, request->arena, &account);
    if (fault == NOTHING_WRONG || fault == FAULT_NOT_FOUND)
        fault = edit_precondition(request, account.journal_position);
    if (fault == NOTHING_WRONG)
        fault = judge_account(session, &data, &request->reasons);
    return fault ? fault : append_edit(session, request, ENTRY_ACCOUNT_DEFINED, &data, NULL, answer);
}

enum fault prepare_password(struct session *session, struct request *request)
{
    const struct password_body *body = request->body;
    return edit_prepare_verifier(session, request, body->password);
}

enum fault set_password(struct session *session, struct request *request, struct answer *answer)
{
    const struct password_set data = {.account = request->path[0]};
    struct account account;
    enum fault fault;
    if (append_edit_repeated(session, request, ENTRY_PASSWORD_SET, &data, answer, &fault))
        return fault;
    fault = find_account(session->store, data.account, request->arena, &account);
    fault = not_found(request, fault, "there is no account %s", data.account);
    if (!fault)
        fault = append_edit(session, request, ENTRY_PASSWORD_SET, &data, NULL, answer);
    return fault ? fault : verifier_put(session->store, VERIFIER_PASSWORD, data.account, request->prepared);
}

enum fault account_make(struct session *session, const char *name, int role, const char *by,
                        char ret_password[static PASSWORD_TEXT_SIZE], struct reasons *reasons)
{
    struct account account = {.name = NULL};
    enum fault fault = find_account(session->store, name, reasons->arena, &account);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    const struct account_defined defined = {.account = name, .name = account.name, .role = role};
    fault = judge_account(session, &defined, reasons);
    if (fault)
        return fault;
    char password[PASSWORD_TEXT_SIZE], verifier[VERIFIER_SIZE];
    secret_make_password(password);
    if (!verifier_make(password, verifier))
        return FAULT_MEMORY;
    const struct principal principal = {.token = by};
    const struct password_set set = {.account = name};
    const struct decision decisions[] = {
        {.entries = {{.kind = ENTRY_ACCOUNT_DEFINED, .data = &defined}}, .count = 1},
        {.entries = {{.kind = ENTRY_PASSWORD_SET, .data = &set}}, .count = 1},
    };
    for (size_t i = 0; i < 2 && !fault; i++)
        fault = append_decision(session, &principal, append_new_id(session), &decisions[i], NULL);
    if (!fault)
        fault = verifier_put(session->store, VERIFIER_PASSWORD, name, verifier);
    if (!fault)
        memcpy(ret_password, password, sizeof password);
    return fault;
}
