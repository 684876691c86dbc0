#include "service/editing.h"

#include "service/verifier.h"

#include <string.h>

enum fault edit_precondition(struct request *request, int64_t version)
{
    bool there = version != ABSENT_INTEGER, asked = request->if_match != ABSENT_INTEGER;
    if (there ? request->if_match == version || request->if_match == IF_MATCH_ANY : !asked)
        return NOTHING_WRONG;
    if (!there) {
        reason_add(&request->reasons, fault_row(FAULT_STALE)->code, NULL, "there is nothing to be replaced");
        return FAULT_STALE;
    }
    if (!asked) {
        reason_add(&request->reasons, fault_row(FAULT_NO_PRECONDITION)->code, NULL,
                   "send If-Match with the version that is to be replaced, which is \"%lld\"", (long long)version);
        return FAULT_NO_PRECONDITION;
    }
    reason_add(&request->reasons, fault_row(FAULT_STALE)->code, NULL, "its version is \"%lld\" now",
               (long long)version);
    return FAULT_STALE;
}

enum fault edit_named(struct request *request, const char *member, const char *path_name, const char **name)
{
    if (*name && strcmp(*name, path_name)) {
        const char *pointer = arena_printf(request->arena, "/%s", member);
        reason_add(&request->reasons, "differs-from-path", pointer, "the path says %s, the body %s", path_name, *name);
        return FAULT_INVALID;
    }
    *name = path_name;
    return NOTHING_WRONG;
}

enum fault edit_prepare_verifier(struct session *session, struct request *request, const char *secret)
{
    session_read_end(session);
    char *verifier = arena_alloc(request->arena, VERIFIER_SIZE);
    request->prepared = verifier;
    return verifier && verifier_make(secret, verifier) ? NOTHING_WRONG : FAULT_MEMORY;
}
