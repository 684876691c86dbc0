#include "service/tokens.h"

#include "service/commands.h"
#include "service/editing.h"
#include "service/secret.h"
#include "store/find_account.h"

#include <string.h>

enum fault token_principal(struct session *session, struct digest digest, struct arena *arena, struct principal *ret)
{
    struct token token;
    enum fault fault = find_token_by_digest(session->store, digest, arena, &token);
    if (fault == FAULT_NOT_FOUND || (fault == NOTHING_WRONG && token.revoked != ABSENT_INTEGER))
        return FAULT_UNAUTHENTICATED;
    if (fault)
        return fault;
    *ret = (struct principal){.token = token.token, .role = token.role, .station = token.station};
    return NOTHING_WRONG;
}

/* Whether a token may be made as asked. */
static enum fault token_judge(struct session *session, const struct token_made *data, struct reasons *reasons)
{
    struct token taken;
    enum fault fault = find_token(session->store, data->token, reasons->arena, &taken);
    if (fault == NOTHING_WRONG)
        refuse(reasons, REFUSAL_TOKEN_TAKEN, "a token named %s was made before", data->token);
    else if (fault != FAULT_NOT_FOUND)
        return fault;
    struct account account;
    fault = find_account(session->store, data->token, reasons->arena, &account);
    if (fault == NOTHING_WRONG)
        refuse(reasons, REFUSAL_TOKEN_TAKEN, "an account is named %s", data->token);
    else if (fault != FAULT_NOT_FOUND)
        return fault;
    if (data->role == ROLE_STATION && !data->station)
        refuse(reasons, REFUSAL_TOKEN_STATION, "a token of role station must name its station");
    else if (data->role != ROLE_STATION && data->station)
        refuse(reasons, REFUSAL_TOKEN_STATION, "a token of role %s names no station", name_of(&ROLE_NAMES, data->role));
    struct station station;
    fault = data->station ? find_station(session->store, data->station, reasons->arena, &station) : NOTHING_WRONG;
    if (fault == FAULT_NOT_FOUND)
        refuse(reasons, REFUSAL_STATION_UNKNOWN, "no station has the code %s", data->station);
    else if (fault)
        return fault;
    return reasons->found ? FAULT_REFUSED : NOTHING_WRONG;
}

/* Judges, makes the secret and enters its digest. */
static enum fault token_enter(struct session *session, const struct principal *principal, struct uuid id,
                              const struct token_made *data, char ret_text[static TOKEN_TEXT_SIZE],
                              struct reasons *reasons)
{
    enum fault fault = token_judge(session, data, reasons);
    if (fault)
        return fault;
    char text[TOKEN_TEXT_SIZE];
    secret_make(text);
    const struct result_token result = {.digest = digest_of(text, strlen(text))};
    const struct decision decision = {
        .entries = {{.kind = ENTRY_TOKEN_MADE, .data = data, .result = &result}}, .count = 1};
    fault = append_decision(session, principal, id, &decision, NULL);
    if (fault == NOTHING_WRONG)
        memcpy(ret_text, text, sizeof text);
    return fault;
}

enum fault token_make(struct session *session, const char *name, int role, const char *station, const char *by,
                      char ret_text[static TOKEN_TEXT_SIZE], struct reasons *reasons)
{
    const struct token_made data = {.token = name, .role = role, .station = station};
    const struct principal principal = {.token = by};
    return token_enter(session, &principal, append_new_id(session), &data, ret_text, reasons);
}

enum fault make_token(struct session *session, struct request *request, struct answer *answer)
{
    const struct token_body *body = request->body;
    const struct token_made data = {.token = body->token, .role = body->role, .station = body->station};
    struct token_made_view view = {.token = body->token, .role = body->role, .station = body->station};
    struct answer entry = {.version = ABSENT_INTEGER};
    enum fault fault;
    if (append_edit_repeated(session, request, ENTRY_TOKEN_MADE, &data, &entry, &fault)) {
        buffer_free(&entry.body);
        answer->repeated = true;
        return fault ? fault : answer_write(answer, &TOKEN_MADE_VIEW_RECORD, &view);
    }
    char text[TOKEN_TEXT_SIZE];
    struct uuid id = uuid_is_zero(request->key) ? append_new_id(session) : request->key;
    fault = token_enter(session, &request->principal, id, &data, text, &request->reasons);
    view.secret = text;
    return fault ? fault : answer_write(answer, &TOKEN_MADE_VIEW_RECORD, &view);
}

enum fault revoke_token(struct session *session, struct request *request, struct answer *answer)
{
    const struct token_revoked data = {.token = request->path[0]};
    enum fault fault;
    if (append_edit_repeated(session, request, ENTRY_TOKEN_REVOKED, &data, answer, &fault))
        return fault;
    struct token token;
    fault = not_found(request, find_token(session->store, data.token, request->arena, &token), "there is no token %s",
                      data.token);
    if (fault)
        return fault;
    if (token.revoked != ABSENT_INTEGER)
        refuse(&request->reasons, REFUSAL_TOKEN_REVOKED, "%s is revoked already", data.token);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_TOKEN_REVOKED, &data, NULL, answer);
}
