/* Lists of what people edit and decide: products, orders, units, holds, nonconformances, waivers, tokens. */
#include "service/descriptions.h"
#include "service/nonconformances.h"
#include "service/order_summary.h"
#include "service/reading.h"
#include "service/waivers.h"
#include "store/find.h"
#include "store/find_hold.h"
#include "store/find_list.h"

#include <string.h>

/* A product's cursor is its part number and revision with a stroke between them. */
static void split_cursor(struct request *request, const char *cursor, const char **ret_part, const char **ret_revision)
{
    const char *stroke = cursor ? strrchr(cursor, '/') : NULL;
    *ret_part = stroke ? arena_copy(request->arena, cursor, (size_t)(stroke - cursor)) : cursor;
    *ret_revision = stroke ? stroke + 1 : cursor ? "" : NULL;
}

static enum fault summarise_product(struct request *request, const struct product_row *row,
                                    struct product_summary *ret)
{
    struct reasons scratch = {.arena = request->arena};
    struct product_definition definition;
    struct product product;
    const struct json_limits limits = {.depth = 64, .items = SIZE_MAX};
    enum fault fault = json_read(row->definition, strlen(row->definition), limits, &PRODUCT_DEFINITION_RECORD,
                                 &definition, &scratch);
    if (fault == NOTHING_WRONG)
        fault = product_compile(&definition, &product, &scratch);
    if (fault)
        return fault == FAULT_MEMORY ? fault : FAULT_CORRUPT;
    *ret = (struct product_summary){
        .part_number = row->part_number,
        .revision = row->revision,
        .name = definition.name,
        .state = row->state,
        .positions = (int64_t)product.positions.count,
        .operations = (int64_t)product.operations.count,
        .version = row->journal_position,
    };
    return NOTHING_WRONG;
}

enum fault view_products(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit);
    const char *part_number, *revision;
    split_cursor(request, query->cursor, &part_number, &revision);
    struct products rows;
    enum fault fault = list_products(session->store, part_number, revision, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    struct product_summary *items = arena_array(request->arena, shown, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < shown; i++) {
        fault = summarise_product(request, &rows.list.items[i], &items[i]);
        if (fault)
            return fault;
    }
    const char *cursor = shown < rows.list.count ? arena_printf(request->arena, "%s/%s", items[shown - 1].part_number,
                                                                items[shown - 1].revision)
                                                 : NULL;
    return page_write(answer, &PRODUCT_SUMMARY_RECORD, items, shown, cursor);
}

enum fault view_product(struct session *session, struct request *request, struct answer *answer)
{
    struct product_row row;
    enum fault fault =
        find_product(session->store, request->path[0], request->path[1], request->arena, &row);
    if (fault)
        return not_found(request, fault, "there is no %s revision %s", request->path[0], request->path[1]);
    const struct product_view view = {
        .part_number = row.part_number,
        .revision = row.revision,
        .state = row.state,
        .version = row.journal_position,
        .definition = row.definition,
    };
    answer->version = row.journal_position;
    return answer_write(answer, &PRODUCT_VIEW_RECORD, &view);
}

enum fault view_orders(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit);
    struct orders rows;
    enum fault fault = list_orders(session->store, query->cursor, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    struct order_summary *items;
    fault = summarise_orders(session, request->arena, rows.list.items, shown, &items);
    const char *cursor = shown < rows.list.count ? rows.list.items[shown - 1].order : NULL;
    return fault ? fault : page_write(answer, &ORDER_SUMMARY_RECORD, items, shown, cursor);
}

enum fault view_units(struct session *session, struct request *request, struct answer *answer)
{
    const struct unit_list_query *query = request->query;
    int64_t limit = page_limit(query->limit), after;
    if (!cursor_number(request, query->cursor, &after))
        return FAULT_INVALID;
    struct units rows;
    enum fault fault =
        list_units(session->store, query->order, query->state, after, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    struct unit_summary *items = arena_array(request->arena, shown, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < shown; i++) {
        const struct unit *unit = &rows.list.items[i];
        items[i] = (struct unit_summary){
            .serial = unit->serial,
            .part_number = unit->part_number,
            .revision = unit->revision,
            .order = unit->order,
            .state = unit->state,
            .released = unit->released,
            .started = unit->started,
            .completed = unit->completed,
            .shipped = unit->shipped,
        };
    }
    bool more = shown < rows.list.count;
    return page_write(answer, &UNIT_SUMMARY_RECORD, items, shown,
                      number_cursor(request, more, more ? rows.list.items[shown - 1].unit_id : 0));
}

enum fault view_holds(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit), after;
    if (!cursor_number(request, query->cursor, &after))
        return FAULT_INVALID;
    struct holds rows;
    enum fault fault = list_holds(session->store, after, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    bool more = shown < rows.list.count;
    return page_write(answer, &HOLD_RECORD, rows.list.items, shown,
                      number_cursor(request, more, more ? rows.list.items[shown - 1].hold : 0));
}

enum fault view_nonconformances(struct session *session, struct request *request, struct answer *answer)
{
    const struct nonconformance_list_query *query = request->query;
    int64_t limit = page_limit(query->limit), after;
    if (!cursor_number(request, query->cursor, &after))
        return FAULT_INVALID;
    struct nonconformances rows;
    struct nonconformance_view *items;
    enum fault fault = list_nonconformances(session->store, query->state, after, limit + 1, request->arena, &rows);
    if (fault == NOTHING_WRONG)
        fault = nonconformance_views(session, NULL, &rows, request->arena, &items);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    bool more = shown < rows.list.count;
    return page_write(answer, &NONCONFORMANCE_VIEW_RECORD, items, shown,
                      number_cursor(request, more, more ? items[shown - 1].nonconformance : 0));
}

enum fault view_waivers(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit), after;
    if (!cursor_number(request, query->cursor, &after))
        return FAULT_INVALID;
    struct waivers rows;
    struct waiver_view *items;
    enum fault fault = list_waivers(session->store, after, limit + 1, request->arena, &rows);
    if (fault == NOTHING_WRONG)
        fault = waiver_views(session, &rows, request->arena, &items);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    bool more = shown < rows.list.count;
    return page_write(answer, &WAIVER_VIEW_RECORD, items, shown,
                      number_cursor(request, more, more ? items[shown - 1].waiver : 0));
}

enum fault view_descriptions(struct session *session, struct request *request, struct answer *answer)
{
    const struct description_list_query *query = request->query;
    int64_t limit = page_limit(query->limit), after;
    if (!cursor_number(request, query->cursor, &after))
        return FAULT_INVALID;
    struct descriptions rows;
    struct description_view *items;
    enum fault fault = list_descriptions(session->store, after, query->state, limit + 1, request->arena, &rows);
    if (fault == NOTHING_WRONG)
        fault = description_views(session, &rows, request->arena, &items);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    bool more = shown < rows.list.count;
    return page_write(answer, &DESCRIPTION_VIEW_RECORD, items, shown,
                      number_cursor(request, more, more ? items[shown - 1].description : 0));
}

enum fault view_tokens(struct session *session, struct request *request, struct answer *answer)
{
    const struct list_query *query = request->query;
    int64_t limit = page_limit(query->limit);
    struct tokens rows;
    enum fault fault = list_tokens(session->store, query->cursor, limit + 1, request->arena, &rows);
    if (fault)
        return fault;
    size_t shown = page_shown(rows.list.count, limit);
    struct token_view *items = arena_array(request->arena, shown, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < shown; i++)
        items[i] = (struct token_view){
            .token = rows.list.items[i].token,
            .role = rows.list.items[i].role,
            .station = rows.list.items[i].station,
            .made = rows.list.items[i].made,
            .revoked = rows.list.items[i].revoked,
        };
    const char *cursor = shown < rows.list.count ? items[shown - 1].token : NULL;
    return page_write(answer, &TOKEN_VIEW_RECORD, items, shown, cursor);
}
