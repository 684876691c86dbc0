/* The plant's calendar: what it is, and a planner's definition of it. */
#include "base/repeats.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/plant_calendar.h"
#include "service/views.h"
#include "store/find.h"

enum fault view_calendar(struct session *session, struct request *request, struct answer *answer)
{
    struct calendar calendar;
    enum fault fault = find_calendar(session->store, request->arena, &calendar);
    if (fault)
        return not_found(request, fault, "there is no calendar of %s", session->site.site);
    answer->version = calendar.journal_position;
    return answer_write(answer, &CALENDAR_RECORD, &calendar);
}

/* What a day or a date said twice means is clear; that it was meant is not. */
static enum fault judge_repeats(const struct calendar_defined *data, struct reasons *reasons)
{
    enum fault fault =
        refuse_repeats(data->holidays.items, data->holidays.count, sizeof(char *), "/holidays", "", reasons);
    for (size_t i = 0; i < data->shifts.count; i++) {
        const struct shift *shift = &data->shifts.items[i];
        const char *pointer = arena_printf(reasons->arena, "/shifts/%zu/days", i);
        enum fault found = refuse_repeats(shift->days.items, shift->days.count, sizeof(char *), pointer, "", reasons);
        fault = found ? found : fault;
    }
    return fault;
}

enum fault put_calendar(struct session *session, struct request *request, struct answer *answer)
{
    const struct calendar_defined *data = request->body;
    struct calendar there = {.journal_position = ABSENT_INTEGER};
    enum fault fault = find_calendar(session->store, request->arena, &there);
    if (fault == NOTHING_WRONG || fault == FAULT_NOT_FOUND)
        fault = edit_precondition(request, there.journal_position);
    if (fault)
        return fault;
    const struct calendar calendar = {
        .time_zone = data->time_zone,
        .shifts = {.items = data->shifts.items, .count = data->shifts.count},
        .holidays = {.items = data->holidays.items, .count = data->holidays.count},
    };
    struct shift_calendar compiled;
    fault = plant_calendar_compile(&calendar, &compiled, &request->reasons);
    enum fault repeated = fault && fault != FAULT_INVALID ? fault : judge_repeats(data, &request->reasons);
    fault = fault ? fault : repeated;
    return fault ? fault : append_edit(session, request, ENTRY_CALENDAR_DEFINED, data, NULL, answer);
}
