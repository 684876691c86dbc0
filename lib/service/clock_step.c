#include "service/clock_step.h"

#include "service/append.h"

enum fault clock_step(struct session *session, int64_t from_us)
{
    const struct clock_stepped data = {.from = from_us, .to = session->now_us};
    const struct decision decision = {.entries = {{.kind = ENTRY_CLOCK_STEPPED, .data = &data}}, .count = 1};
    const struct principal nobody = {.token = "racklined"};
    enum fault fault = session_begin(session);
    if (fault)
        return fault;
    fault = append_decision(session, &nobody, append_new_id(session), &decision, NULL);
    if (!fault)
        fault = session_commit(session);
    if (fault)
        session_rollback(session);
    return fault;
}
