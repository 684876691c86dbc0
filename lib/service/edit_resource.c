/* Planners' definitions of stations, operators, tools and defects. */
#include "base/repeats.h"
#include "domain/edit_rules.h"
#include "service/commands.h"
#include "service/editing.h"
#include "store/find_badge.h"

#include <assert.h>
#include <string.h>

static_assert(offsetof(struct bay, bay) == 0 && offsetof(struct skill, skill) == 0, "their names come first");

enum fault put_station(struct session *session, struct request *request, struct answer *answer)
{
    struct station_defined data = *(const struct station_defined *)request->body;
    struct station station = {.type = NULL, .journal_position = ABSENT_INTEGER};
    enum fault fault = edit_named(request, "station", request->path[0], &data.station);
    if (fault == NOTHING_WRONG)
        fault = refuse_repeats(data.bays.items, data.bays.count, sizeof(struct bay), "/bays", "/bay",
                               &request->reasons);
    if (fault == NOTHING_WRONG)
        fault = find_station(session->store, data.station, request->arena, &station);
    if (fault == NOTHING_WRONG || fault == FAULT_NOT_FOUND)
        fault = edit_precondition(request, station.journal_position);
    struct runs runs = {.list = {.count = 0}};
    if (fault == NOTHING_WRONG)
        fault = find_runs_at_station(session->store, data.station, request->arena, &runs);
    if (fault)
        return fault;
    station_may_be_defined(&data, &station, runs.list.items, runs.list.count, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_STATION_DEFINED, &data, NULL, answer);
}

/* A badge names one operator. */
static enum fault judge_badge(struct session *session, struct request *request, const struct operator_defined *data)
{
    const char *badge = data->badge ? data->badge : data->operator;
    struct operator holder;
    enum fault fault = find_operator_by_badge(session->store, badge, request->arena, &holder);
    if (fault)
        return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
    if (strcmp(holder.operator, data->operator))
        refuse(&request->reasons, REFUSAL_BADGE_TAKEN, "operator %s has the badge %s", holder.operator, badge);
    return edit_decided(request);
}

enum fault put_operator(struct session *session, struct request *request, struct answer *answer)
{
    struct operator_defined data = *(const struct operator_defined *)request->body;
    struct operator operator = {.journal_position = ABSENT_INTEGER};
    enum fault fault = edit_named(request, "operator", request->path[0], &data.operator);
    if (fault == NOTHING_WRONG)
        fault = refuse_repeats(data.skills.items, data.skills.count, sizeof(struct skill), "/skills", "/skill",
                               &request->reasons);
    if (fault == NOTHING_WRONG)
        fault = find_operator(session->store, data.operator, request->arena, &operator);
    if (fault == NOTHING_WRONG || fault == FAULT_NOT_FOUND)
        fault = edit_precondition(request, operator.journal_position);
    if (fault == NOTHING_WRONG)
        fault = judge_badge(session, request, &data);
    return fault ? fault : append_edit(session, request, ENTRY_OPERATOR_DEFINED, &data, NULL, answer);
}

enum fault put_tool(struct session *session, struct request *request, struct answer *answer)
{
    struct tool_defined data = *(const struct tool_defined *)request->body;
    struct tool tool = {.journal_position = ABSENT_INTEGER};
    enum fault fault = edit_named(request, "tool", request->path[0], &data.tool);
    if (fault == NOTHING_WRONG)
        fault = find_tool(session->store, data.tool, request->arena, &tool);
    if (fault == NOTHING_WRONG || fault == FAULT_NOT_FOUND)
        fault = edit_precondition(request, tool.journal_position);
    return fault ? fault : append_edit(session, request, ENTRY_TOOL_DEFINED, &data, NULL, answer);
}

enum fault put_defect(struct session *session, struct request *request, struct answer *answer)
{
    struct defect_defined data = *(const struct defect_defined *)request->body;
    struct defect defect = {.journal_position = ABSENT_INTEGER};
    enum fault fault = edit_named(request, "defect", request->path[0], &data.defect);
    if (fault == NOTHING_WRONG)
        fault = find_defect(session->store, data.defect, request->arena, &defect);
    if (fault == NOTHING_WRONG || fault == FAULT_NOT_FOUND)
        fault = edit_precondition(request, defect.journal_position);
    return fault ? fault : append_edit(session, request, ENTRY_DEFECT_DEFINED, &data, NULL, answer);
}
