/* Planners' edits of products: draft, release, make obsolete. */
#include "base/meant.h"
#include "domain/edit_rules.h"
#include "service/commands.h"
#include "service/editing.h"
#include "store/find.h"
#include "store/find_list.h"

/* Every fault at once: those of the document's shape, and those of what can be read of it. */
enum fault decode_product(const struct json *body, struct request *request, const void **ret_body)
{
    struct product_definition *definition = arena_alloc(request->arena, sizeof *definition);
    if (!definition)
        return FAULT_MEMORY;
    struct product product;
    enum fault shape =
        json_decode_sound(body, &PRODUCT_DEFINITION_RECORD, "", NULL, definition, &request->reasons);
    if (shape && shape != FAULT_INVALID)
        return shape;
    enum fault meant =
        refuse_unmeant(&PRODUCT_DEFINITION_RECORD, definition, "", request->any_later, &request->reasons);
    enum fault fault = product_judge(definition, &product, &request->reasons);
    *ret_body = definition;
    return shape ? shape : meant ? meant : fault;
}

enum fault put_product(struct session *session, struct request *request, struct answer *answer)
{
    struct product_definition definition = *(const struct product_definition *)request->body;
    enum fault fault = edit_named(request, "part_number", request->path[0], &definition.part_number);
    if (fault == NOTHING_WRONG)
        fault = edit_named(request, "revision", request->path[1], &definition.revision);
    if (fault)
        return fault;
    struct product_row row;
    fault = find_product(session->store, definition.part_number, definition.revision, request->arena, &row);
    if (fault == NOTHING_WRONG && row.state != PRODUCT_DRAFT) {
        refuse(&request->reasons, REFUSAL_PRODUCT_STATE, "%s revision %s is %s and never changes again",
               definition.part_number, definition.revision,
               reason_name(&request->reasons, &PRODUCT_STATE_NAMES, row.state));
        return FAULT_REFUSED;
    }
    if (fault == NOTHING_WRONG)
        fault = edit_precondition(request, row.journal_position);
    else if (fault == FAULT_NOT_FOUND)
        fault = NOTHING_WRONG;
    if (fault)
        return fault;
    const struct product_drafted data = {.definition = definition};
    return append_edit(session, request, ENTRY_PRODUCT_DRAFTED, &data, NULL, answer);
}

static enum fault product_goes(struct session *session, struct request *request, struct answer *answer,
                               enum entry_kind kind)
{
    const struct product_named data = {.part_number = request->path[0], .revision = request->path[1]};
    enum fault fault;
    if (append_edit_repeated(session, request, kind, &data, answer, &fault))
        return fault;
    struct product_row row;
    fault = find_product(session->store, data.part_number, data.revision, request->arena, &row);
    if (fault)
        return not_found(request, fault, "there is no %s revision %s", request->path[0], request->path[1]);
    int64_t orders_open;
    fault = count_orders_open(session->store, data.part_number, data.revision, &orders_open);
    if (fault)
        return fault;
    product_may_change(row.state, kind, orders_open, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, kind, &data, NULL, answer);
}

enum fault release_product(struct session *session, struct request *request, struct answer *answer)
{
    return product_goes(session, request, answer, ENTRY_PRODUCT_RELEASED);
}

enum fault obsolete_product(struct session *session, struct request *request, struct answer *answer)
{
    return product_goes(session, request, answer, ENTRY_PRODUCT_OBSOLETED);
}
