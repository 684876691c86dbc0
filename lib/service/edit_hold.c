/* Holds: a stop on everything that matches, placed and released by leads and quality. */
#include "base/field_value.h"
#include "domain/selector.h"
#include "service/commands.h"
#include "service/containment.h"
#include "service/editing.h"
#include "service/hold_target.h"
#include "service/views_hold.h"

#include <string.h>

/* Lists what the hold would lie on while stations go on posting. Then it looks at what was entered meanwhile, and reads
 * the list anew where that may have changed it, a few times at the most. What is not settled by then, or took too long,
 * is left to the writer. */
enum fault prepare_hold(struct session *session, struct request *request)
{
    enum { TIMES = 3 };
    const struct hold_placed *data = request->body;
    struct contained *contained = arena_alloc(request->arena, sizeof *contained);
    enum fault fault = contained ? hold_target(session, request, &data->selector) : FAULT_MEMORY;
    bool stands = false;
    for (int i = 0; i < TIMES && !stands && !fault; i++) {
        int64_t head;
        fault = contained_read(session, &data->selector, request->arena, contained);
        session_read_end(session);
        if (fault == NOTHING_WRONG)
            fault = session_read_begin(session, &head);
        if (fault == NOTHING_WRONG)
            fault = contained_stands(session, &data->selector, contained, &stands);
    }
    if (fault == NOTHING_WRONG)
        request->prepared = contained;
    return fault == FAULT_OVERDUE ? NOTHING_WRONG : fault;
}

enum fault place_hold(struct session *session, struct request *request, struct answer *answer)
{
    const struct hold_placed *data = request->body;
    const struct contained *contained = request->prepared;
    struct contained anew;
    bool stands = false;
    enum fault fault = hold_target(session, request, &data->selector);
    if (fault || append_edit_repeated(session, request, ENTRY_HOLD_PLACED, data, answer, &fault))
        return fault;
    fault = hold_target_known(session, request, &data->selector);
    if (fault == NOTHING_WRONG && contained)
        fault = contained_stands(session, &data->selector, contained, &stands);
    if (fault == NOTHING_WRONG && !stands)
        fault = contained_read(session, &data->selector, request->arena, &anew);
    if (fault)
        return fault;
    return append_edit(session, request, ENTRY_HOLD_PLACED, data, stands ? &contained->held : &anew.held, answer);
}

/* The hold lies, and is his to release. */
static enum fault hold_to_release(struct session *session, struct request *request, int64_t hold_id)
{
    struct hold hold;
    enum fault fault = not_found(request, find_hold(session->store, hold_id, request->arena, &hold),
                                 "there is no hold %s", request->path[0]);
    if (fault)
        return fault;
    if (hold.released != ABSENT_INTEGER)
        refuse(&request->reasons, REFUSAL_HOLD_RELEASED, "hold %s was released by %s", request->path[0],
               hold.released_by);
    if (request->principal.role == ROLE_PLANNER && strcmp(hold.placed_by, request->principal.token))
        refuse(&request->reasons, REFUSAL_HOLD_OF_ANOTHER,
               "%s placed hold %s: a planner releases what he placed himself, quality everything", hold.placed_by,
               request->path[0]);
    return NOTHING_WRONG;
}

static enum fault release_whole(struct session *session, struct request *request, struct answer *answer)
{
    const struct release_body *body = request->body;
    struct hold_released data = {.reason = body->reason};
    enum fault fault;
    if (!path_id(request, request->path[0], "there is no hold %s", &data.hold))
        return FAULT_NOT_FOUND;
    if (append_edit_repeated(session, request, ENTRY_HOLD_RELEASED, &data, answer, &fault))
        return fault;
    fault = hold_to_release(session, request, data.hold);
    if (fault == NOTHING_WRONG)
        fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_HOLD_RELEASED, &data, NULL, answer);
}

/* --- off some of its units --- */

static bool is_among(const struct unit *units, size_t count, int64_t unit_id)
{
    for (size_t i = 0; i < count; i++)
        if (units[i].unit_id == unit_id)
            return true;
    return false;
}

/* The units that are named, each once. */
static enum fault read_named(struct session *session, struct request *request, struct unit *units)
{
    const struct release_body *body = request->body;
    for (size_t i = 0; i < body->units.count; i++) {
        enum fault fault =
            read_unit(session, request, body->units.items[i].serial, body->units.items[i].part_number, &units[i]);
        if (fault)
            return fault;
        if (!is_among(units, i, units[i].unit_id))
            continue;
        const char *pointer = arena_printf(request->arena, "/units/%zu", i);
        reason_add(&request->reasons, REASON_DUPLICATE_ITEM, pointer, "unit %s is named twice", units[i].serial);
        return FAULT_INVALID;
    }
    return NOTHING_WRONG;
}

/* A unit does not go on around one that the hold still lies on. */
static enum fault judge_lifted(struct session *session, struct request *request, int64_t hold_id,
                               const struct unit *units, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct units inside;
        bool lies;
        enum fault fault = find_hold_lies_on(session->store, hold_id, units[i].unit_id, &lies);
        if (fault == NOTHING_WRONG)
            fault = list_held_inside(session->store, hold_id, units[i].unit_id, request->arena, &inside);
        if (fault)
            return fault;
        if (!lies)
            refuse(&request->reasons, REFUSAL_HOLD_NOT_THERE, "hold %s does not lie on unit %s", request->path[0],
                   units[i].serial);
        for (size_t j = 0; lies && j < inside.list.count; j++)
            if (!is_among(units, count, inside.list.items[j].unit_id))
                refuse(&request->reasons, REFUSAL_HOLD_INSIDE,
                       "hold %s lies on unit %s in unit %s: release it before or with it", request->path[0],
                       inside.list.items[j].serial, units[i].serial);
    }
    return NOTHING_WRONG;
}

static enum fault release_units(struct session *session, struct request *request, struct answer *answer)
{
    const struct release_body *body = request->body;
    size_t count = body->units.count;
    struct unit *units = arena_array(request->arena, count, sizeof *units);
    struct lifted *lifted = arena_array(request->arena, count, sizeof *lifted);
    struct hold_lifted data = {.units = {lifted, count}, .reason = body->reason};
    if (!units || !lifted)
        return FAULT_MEMORY;
    if (!path_id(request, request->path[0], "there is no hold %s", &data.hold))
        return FAULT_NOT_FOUND;
    enum fault fault = read_named(session, request, units);
    if (fault)
        return fault;
    for (size_t i = 0; i < count; i++)
        lifted[i] = (struct lifted){.unit = units[i].serial, .part_number = units[i].part_number};
    if (append_edit_repeated(session, request, ENTRY_HOLD_LIFTED, &data, answer, &fault))
        return fault;
    fault = hold_to_release(session, request, data.hold);
    if (fault == NOTHING_WRONG)
        fault = judge_lifted(session, request, data.hold, units, count);
    if (fault == NOTHING_WRONG)
        fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_HOLD_LIFTED, &data, NULL, answer);
}

enum fault release_hold(struct session *session, struct request *request, struct answer *answer)
{
    const struct release_body *body = request->body;
    return body->units.count ? release_units(session, request, answer) : release_whole(session, request, answer);
}
