#include "service/descriptions.h"

#include "base/buffer.h"
#include "base/json.h"
#include "store/find.h"

static enum fault description_view_of(struct session *session, const struct description *row, struct arena *arena,
                                      struct description_view *ret)
{
    struct installation part;
    struct unit unit;
    struct provenance *was = arena_alloc(arena, sizeof *was);
    enum fault fault = was ? find_installation(session->store, row->installation_id, arena, &part) : FAULT_MEMORY;
    if (!fault)
        fault = find_unit(session->store, row->unit_id, arena, &unit);
    if (!fault)
        fault = provenance_replaced(row->said, &row->was, arena, was);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    *ret = (struct description_view){
        .description = row->description_id,
        .state = row->state,
        .part_number = part.part_number,
        .component_serial = part.serial,
        .serial = unit.serial,
        .unit_part_number = unit.part_number,
        .position = part.position,
        .was = provenance_is_empty(was) ? NULL : was,
        .is = row->said,
        .reason = row->reason,
        .described_by = row->described_by,
        .described = row->described,
        .decided_by = row->decided_by,
        .decision = row->decision,
        .decided = row->decided,
        .decided_at = row->decided_at,
        .unapproved = row->unapproved,
    };
    return NOTHING_WRONG;
}

enum fault description_views(struct session *session, const struct descriptions *rows, struct arena *arena,
                             struct description_view **ret)
{
    struct description_view *views = arena_array(arena, rows->list.count, sizeof *views);
    enum fault fault = views ? NOTHING_WRONG : FAULT_MEMORY;
    for (size_t i = 0; i < rows->list.count && !fault; i++)
        fault = description_view_of(session, &rows->list.items[i], arena, &views[i]);
    if (!fault)
        *ret = views;
    return fault;
}

/* --- in a tree --- */

/* That one was decided on later is not known yet. */
static void forget_decision(struct description_view *view)
{
    view->state = DESCRIPTION_OPEN;
    view->decided_by = view->decision = NULL;
    view->decided = view->decided_at = ABSENT_INTEGER;
    view->unapproved = false;
}

/* A list of so many as it is stored. */
static enum fault list_text(const struct description *row, const char *member, size_t count, struct arena *arena,
                            const char **ret)
{
    BUFFER_OWNED struct buffer buffer = {0};
    *ret = NULL;
    if (!count)
        return NOTHING_WRONG;
    json_write_value(&buffer, record_field(&PROVENANCE_RECORD, member), &row->was);
    *ret = buffer.failed ? NULL : arena_copy(arena, buffer.bytes, buffer.size);
    return *ret ? NOTHING_WRONG : FAULT_MEMORY;
}

/* As it was on record until the description counted. */
static enum fault read_before(const struct description *row, int64_t journal_position, struct arena *arena,
                              struct as_built_component *component)
{
    component->revision = row->was.revision;
    component->lot = row->was.lot;
    component->supplier = row->was.supplier;
    component->country = row->was.country;
    component->origin_site = row->was.origin_site;
    if (row->unapproved_by <= journal_position)
        component->unapproved_by = row->unapproved_by;
    enum fault fault = list_text(row, "firmware", row->was.firmware.count, arena, &component->firmware);
    if (!fault && provenance_names(row->said))
        fault = list_text(row, "identifiers", row->was.identifiers.count, arena, &component->identifiers);
    return fault;
}

static struct as_built_component *described_in(const struct description *row, struct as_built_component *components,
                                               size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (components[i].installed_by == row->installation_id)
            return &components[i];
    return NULL;
}

/* As it reads then: by the last one that counts already, and not by those that count later. */
static enum fault read_at(const struct description *row, int64_t journal_position, struct arena *arena,
                          struct as_built_component *component)
{
    const int64_t since = description_since(row);
    if (since == ABSENT_INTEGER)
        return NOTHING_WRONG;
    if (since > journal_position)
        return read_before(row, journal_position, arena, component);
    if (component->described_by == ABSENT_INTEGER)
        component->described_by = since;
    return NOTHING_WRONG;
}

/* What is told of it beside the tree. */
static enum fault list_description(struct session *session, const struct description *row, int64_t journal_position,
                                   bool all, struct arena *arena, struct description_view_list *descriptions)
{
    struct description_view view;
    if (!all && row->description_id > journal_position)
        return NOTHING_WRONG;
    enum fault fault = description_view_of(session, row, arena, &view);
    if (fault)
        return fault;
    if (!all && row->decided_at != ABSENT_INTEGER && row->decided_at > journal_position)
        forget_decision(&view);
    descriptions->list.items[descriptions->list.count++] = view;
    return NOTHING_WRONG;
}

static enum fault make_room(struct description_view_list *descriptions, size_t count, struct arena *arena)
{
    descriptions->list.items = arena_longer(arena, descriptions->list.items, descriptions->list.count, count,
                                            sizeof *descriptions->list.items);
    return descriptions->list.items ? NOTHING_WRONG : FAULT_MEMORY;
}

enum fault as_built_described_before(struct session *session, int64_t installation_id, struct arena *arena,
                                     struct as_built_component *component, struct description_view_list *descriptions)
{
    struct descriptions rows;
    enum fault fault = find_descriptions_of_component(session->store, installation_id, arena, &rows);
    if (fault || !rows.list.count)
        return fault;
    fault = make_room(descriptions, rows.list.count, arena);
    for (size_t i = rows.list.count; !fault && i-- > 0;) {
        const struct description *row = &rows.list.items[i];
        if (description_since(row) == ABSENT_INTEGER || description_since(row) > component->installed_by)
            continue; /* it was described elsewhere later, when this installation had been taken back */
        if (component->described_by == ABSENT_INTEGER)
            component->described_by = description_since(row);
        fault = description_view_of(session, row, arena, &descriptions->list.items[descriptions->list.count++]);
    }
    return fault;
}

/* From the last one back, so that what a part read before the first that came later is what stays. */
enum fault as_built_descriptions(struct session *session, const struct unit *unit, int64_t journal_position, bool all,
                                 struct arena *arena, struct as_built_component *components, size_t count,
                                 struct description_view_list *descriptions)
{
    struct descriptions rows;
    enum fault fault = find_descriptions_of_unit(session->store, unit->unit_id, arena, &rows);
    if (fault || !rows.list.count)
        return fault;
    fault = make_room(descriptions, rows.list.count, arena);
    for (size_t i = rows.list.count; !fault && i-- > 0;) {
        const struct description *row = &rows.list.items[i];
        struct as_built_component *component = described_in(row, components, count);
        if (!component)
            continue;
        fault = read_at(row, journal_position, arena, component);
        if (!fault)
            fault = list_description(session, row, journal_position, all, arena, descriptions);
    }
    return fault;
}
