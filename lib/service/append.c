#include "service/append.h"

#include "service/kept_rows.h"
#include "service/unit_changes.h"
#include "store/apply.h"
#include "store/journal.h"

#include <string.h>
#include <sys/random.h>

struct uuid append_new_id(const struct session *session)
{
    uint8_t random[10] = {0};
    while (getrandom(random, sizeof random, 0) != sizeof random)
        ; /* interrupted before the pool was ready: only at boot */
    return uuid_make(session->now_us, random);
}

/* The bytes of the entry are added to `answer` unless it is NULL. */
static enum fault append_entry(struct session *session, struct uuid id, const char *by, const char *station,
                               const struct decided *decided, struct buffer *answer)
{
    struct entry entry = {
        .recorded_us = session->now_us,
        .id = id,
        .kind = decided->kind,
        .by = by,
        .station = station,
        .data = decided->data,
        .result = decided->result,
    };
    enum fault fault = journal_append(session->store, session->site.site, &entry, answer);
    if (!fault)
        fault = entry_apply(session->store, &entry);
    kept_rows_note(session->kept, decided->kind); /* whether all of it was applied or not */
    if (!fault)
        unit_changes_note(session->changes, &entry);
    session->tokens_revoked += decided->kind == ENTRY_TOKEN_REVOKED || decided->kind == ENTRY_ACCOUNT_DEFINED ||
                               decided->kind == ENTRY_PASSWORD_SET;
    return fault;
}

enum fault append_following(struct session *session, const struct decided *entries, size_t count)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < count && !fault; i++)
        fault = append_entry(session, append_new_id(session), "", NULL, &entries[i], NULL);
    return fault;
}

enum fault append_decision(struct session *session, const struct principal *principal, struct uuid id,
                           const struct decision *decision, struct answer *answer)
{
    enum fault fault = append_entry(session, id, principal->token, principal->station, &decision->entries[0],
                                    answer ? &answer->body : NULL);
    if (!fault)
        fault = append_following(session, &decision->entries[1], decision->count - 1);
    if (!fault)
        fault = append_following(session, decision->more.items, decision->more.count);
    return fault ? fault : journal_touch(session->store, session->now_us, &session->clocks);
}

/* A station is the same with another token; a person is known by the token alone. */
static bool same_sender(const struct entry *first, const struct principal *principal)
{
    if (first->station || principal->station)
        return first->station && principal->station && !strcmp(first->station, principal->station);
    return !strcmp(first->by, principal->token);
}

/* The data is compared as it is encoded: the one form in which both are at hand. */
static bool same_contents(const char *bytes, const struct entry *first, const struct posted_id *posted)
{
    size_t size = strlen(bytes);
    if (first->kind != posted->kind)
        return false;
    const char *known = entry_data(bytes, &size);
    BUFFER_OWNED struct buffer again = {0};
    json_write(&again, ENTRY_TYPES[posted->kind].data, posted->data);
    return known && !again.failed && again.size == size && !memcmp(again.bytes, known, size);
}

/* What the id was used for before; NULL: for just this. */
static const char *other_use(const struct journal_row *row, const struct principal *principal,
                             const struct posted_id *posted, struct arena *arena)
{
    struct entry first;
    if (entry_of_row(row, arena, &first))
        return TOLD("something that cannot be read");
    if (!same_sender(&first, principal))
        return TOLD("something that another sender posted");
    return same_contents(row->bytes, &first, posted) ? NULL : TOLD("other contents");
}

enum fault append_repeated(struct session *session, const struct principal *principal, const struct posted_id *posted,
                           struct answer *answer, struct reasons *reasons, bool *ret_found)
{
    struct journal_row row;
    *ret_found = false;
    enum fault fault = journal_by_id(session->store, posted->id, reasons->arena, &row);
    if (fault == FAULT_NOT_FOUND)
        return NOTHING_WRONG;
    if (fault)
        return fault;
    const char *other = other_use(&row, principal, posted, reasons->arena);
    if (other) {
        char text[UUID_TEXT_SIZE];
        uuid_format(posted->id, text);
        reason_add(reasons, fault_row(FAULT_ID_REUSED)->code, posted->pointer,
                   "%s stands for %s since journal position %lld: make a new one", text, reason_word(reasons, other),
                   (long long)row.journal_position);
        return FAULT_ID_REUSED;
    }
    *ret_found = true;
    answer->repeated = true;
    buffer_text(&answer->body, row.bytes);
    return answer->body.failed ? FAULT_MEMORY : NOTHING_WRONG;
}

bool append_edit_repeated(struct session *session, struct request *request, enum entry_kind kind, const void *data,
                          struct answer *answer, enum fault *ret_fault)
{
    bool found = false;
    const struct posted_id posted = {.id = request->key, .kind = kind, .data = data};
    *ret_fault = uuid_is_zero(request->key)
                     ? NOTHING_WRONG
                     : append_repeated(session, &request->principal, &posted, answer, &request->reasons, &found);
    return found || *ret_fault;
}

enum fault append_edit(struct session *session, struct request *request, enum entry_kind kind, const void *data,
                       const void *result, struct answer *answer)
{
    const struct decision decision = {.entries = {{.kind = kind, .data = data, .result = result}}, .count = 1};
    return append_edits(session, request, &decision, answer);
}

enum fault append_edits(struct session *session, struct request *request, const struct decision *decision,
                        struct answer *answer)
{
    struct uuid id = uuid_is_zero(request->key) ? append_new_id(session) : request->key;
    enum fault fault = entry_check(decision->entries[0].kind, decision->entries[0].data, &request->reasons);
    return fault ? fault : append_decision(session, &request->principal, id, decision, answer);
}
