/* Stations, operators, tools and defects: one, and lists in pages. */
#include "service/reading.h"
#include "store/find.h"
#include "store/find_list.h"

enum fault view_station(struct session *session, struct request *request, struct answer *answer)
{
    struct station station;
    enum fault fault = find_station(session->store, request->path[0], request->arena, &station);
    if (fault)
        return not_found(request, fault, "there is no station %s", request->path[0]);
    answer->version = station.journal_position;
    return answer_write(answer, &STATION_RECORD, &station);
}

enum fault view_operator(struct session *session, struct request *request, struct answer *answer)
{
    struct operator operator;
    enum fault fault = find_operator(session->store, request->path[0], request->arena, &operator);
    if (fault)
        return not_found(request, fault, "there is no operator %s", request->path[0]);
    answer->version = operator.journal_position;
    return answer_write(answer, &OPERATOR_RECORD, &operator);
}

enum fault view_tool(struct session *session, struct request *request, struct answer *answer)
{
    struct tool tool;
    enum fault fault = find_tool(session->store, request->path[0], request->arena, &tool);
    if (fault)
        return not_found(request, fault, "there is no tool %s", request->path[0]);
    answer->version = tool.journal_position;
    return answer_write(answer, &TOOL_RECORD, &tool);
}

enum fault view_stations(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit);
    struct stations rows;
    enum fault fault = list_stations(session->store, query->cursor, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    const char *cursor = shown < rows.list.count ? rows.list.items[shown - 1].station : NULL;
    return page_write(answer, &STATION_RECORD, rows.list.items, shown, cursor);
}

enum fault view_operators(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit);
    struct operators rows;
    enum fault fault = list_operators(session->store, query->cursor, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    const char *cursor = shown < rows.list.count ? rows.list.items[shown - 1].operator : NULL;
    return page_write(answer, &OPERATOR_RECORD, rows.list.items, shown, cursor);
}

enum fault view_tools(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit);
    struct tools rows;
    enum fault fault = list_tools(session->store, query->cursor, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    const char *cursor = shown < rows.list.count ? rows.list.items[shown - 1].tool : NULL;
    return page_write(answer, &TOOL_RECORD, rows.list.items, shown, cursor);
}

enum fault view_defect(struct session *session, struct request *request, struct answer *answer)
{
    struct defect defect;
    enum fault fault = find_defect(session->store, request->path[0], request->arena, &defect);
    if (fault)
        return not_found(request, fault, "there is no defect %s", request->path[0]);
    answer->version = defect.journal_position;
    return answer_write(answer, &DEFECT_RECORD, &defect);
}

enum fault view_defects(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit);
    struct defects rows;
    enum fault fault = list_defects(session->store, query->cursor, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    const char *cursor = shown < rows.list.count ? rows.list.items[shown - 1].defect : NULL;
    return page_write(answer, &DEFECT_RECORD, rows.list.items, shown, cursor);
}
