/* Installing a component. */
#include "domain/containment.h"
#include "domain/interlock.h"
#include "domain/provenance.h"
#include "domain/rule.h"
#include "domain/serial.h"

#include <string.h>

/* The position is one that this operation fills, and is empty. NULL when the product is not known, or has none of that
 * name. */
static const struct position *interlock_position(const struct snapshot *snapshot,
                                                 const struct component_installed *data, struct reasons *reasons)
{
    if (!snapshot->unit)
        return NULL;
    const struct product *product = snapshot->product;
    int index = product_position(product, data->position);
    if (index < 0) {
        refuse(reasons, REFUSAL_POSITION_UNKNOWN, "%s revision %s has no position %s", snapshot->unit->part_number,
               snapshot->unit->revision, data->position);
        return NULL;
    }
    const struct position *position = &product->positions.items[index];
    if (snapshot->operation >= 0 && position->operation != snapshot->operation)
        refuse(reasons, REFUSAL_POSITION_OPERATION, "position %s is filled by operation %s", position->name,
               product->operations.items[position->operation].definition->operation);
    const struct installation *occupant = snapshot->occupant;
    const char *which = !occupant ? NULL : occupant->serial ? occupant->serial : occupant->lot;
    if (which)
        refuse(reasons, REFUSAL_POSITION_FILLED, "position %s is filled with %s %s", position->name,
               occupant->part_number, which);
    else if (occupant)
        refuse(reasons, REFUSAL_POSITION_FILLED, "position %s is filled with %s", position->name,
               occupant->part_number);
    return position;
}

/* Of a unit built here the revision is known, whatever the scan says or leaves out. */
static void interlock_revision(const struct snapshot *snapshot, const struct component_installed *data,
                               const struct position *position, struct reasons *reasons)
{
    const struct unit *built = snapshot->component_unit;
    const char *revision = built ? built->revision : data->revision;
    if (built && data->revision && strcmp(data->revision, built->revision))
        refuse(reasons, REFUSAL_REVISION_WRONG, "unit %s was built as revision %s, not %s", built->serial,
               built->revision, data->revision);
    else if (position_accepts_revision(position, data->part_number, revision))
        return;
    else if (revision)
        refuse(reasons, REFUSAL_REVISION_WRONG, "%s of revision %s is not approved for position %s", data->part_number,
               revision, position->name);
    else
        refuse(reasons, REFUSAL_REVISION_WRONG, "%s of unknown revision is not approved for position %s",
               data->part_number, position->name);
}

/* `position` may be NULL: then nobody knows by what the part is tracked. */
static void interlock_identity(const struct component_installed *data, const struct position *position,
                               struct reasons *reasons)
{
    int tracking = position ? position->line->tracking : TRACKING_NONE;
    interlock_spelling(data->serial, TOLD("serial number"), reasons);
    interlock_spelling(data->revision, TOLD("revision"), reasons);
    if (data->serial && identity_is_placeholder(data->serial))
        refuse(reasons, REFUSAL_SERIAL_PLACEHOLDER, "\"%s\" is no serial number", data->serial);
    else if (data->serial && position && tracking == TRACKING_NONE)
        refuse(reasons, REFUSAL_SERIAL_UNTRACKED, "what goes into position %s is not tracked: it has no serial number there",
               position->name);
    else if (data->serial && position && !position_accepts_serial(position, data->serial))
        refuse(reasons, REFUSAL_SERIAL_FORM, "\"%s\" is not of the form of serial numbers in position %s, %s",
               data->serial, position->name, position->line->serial_pattern);
    else if (!data->serial && tracking == TRACKING_SERIAL)
        refuse(reasons, REFUSAL_SERIAL_MISSING, "position %s is tracked by serial number", position->name);
    interlock_lot(data->lot, reasons);
    if (!data->lot && tracking == TRACKING_LOT)
        refuse(reasons, REFUSAL_LOT_MISSING, "position %s is tracked by lot", position->name);
}

/* A component that is a unit of this plant is completed and free, and all that is in it belongs there. */
static void interlock_built(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct unit *built = snapshot->component_unit;
    if (snapshot->unit && built->unit_id == snapshot->unit->unit_id)
        refuse(reasons, REFUSAL_COMPONENT_ITSELF, "unit %s cannot be installed in itself", built->serial);
    if (built->state == UNIT_SCRAPPED)
        refuse(reasons, REFUSAL_COMPONENT_SCRAPPED, "unit %s was scrapped", built->serial);
    else if (built->state != UNIT_COMPLETED)
        refuse(reasons, REFUSAL_COMPONENT_UNFINISHED, "unit %s is %s, not completed", built->serial,
               reason_name(reasons, &UNIT_STATE_NAMES, built->state));
    for (size_t i = 0; i < snapshot->component_unit_unapproved.count; i++)
        refuse_unapproved(&snapshot->component_unit_unapproved.items[i], reasons);
}

/* The component is nowhere else and still good. */
static void interlock_component(const struct snapshot *snapshot, const struct component_installed *data,
                                struct reasons *reasons)
{
    const struct unit *built = snapshot->component_unit;
    int state = snapshot->component ? snapshot->component->state : COMPONENT_ABSENT;
    if (state == COMPONENT_INSTALLED || (built && built->installed_in != ABSENT_INTEGER))
        refuse(reasons, REFUSAL_COMPONENT_INSTALLED, "%s %s is installed in %s", data->part_number, data->serial,
               snapshot->component_holder ? snapshot->component_holder->serial : reason_word(reasons, "another unit"));
    if (state == COMPONENT_SCRAPPED)
        refuse(reasons, REFUSAL_COMPONENT_SCRAPPED, "%s %s was scrapped", data->part_number, data->serial);
    if (state == COMPONENT_RETURNED)
        refuse(reasons, REFUSAL_COMPONENT_RETURNED, "%s %s was returned to its supplier", data->part_number,
               data->serial);
    if (built)
        interlock_built(snapshot, reasons);
    if (state != COMPONENT_SCRAPPED && state != COMPONENT_RETURNED) /* which is what was decided */
        interlock_condemned(snapshot, data, reasons);
    interlock_contained(snapshot, data, reasons);
}

static void interlock_part(const struct snapshot *snapshot, const struct component_installed *data,
                           const struct position *position, struct reasons *reasons)
{
    if (!position_accepts_part(position, data->part_number)) {
        refuse(reasons, REFUSAL_PART_WRONG, "position %s takes %s or an approved alternate, not %s", position->name,
               position->line->part_number, data->part_number);
        return; /* its revision is asked of the right part */
    }
    if (position->line->source != SOURCE_MAKE || snapshot->component_unit)
        interlock_revision(snapshot, data, position, reasons);
    else if (data->serial && !identity_is_placeholder(data->serial) && !snapshot->component_otherwise)
        refuse(reasons, REFUSAL_COMPONENT_NOT_BUILT, "%s is built here, and no unit of it has serial number %s",
               data->part_number, data->serial);
}

/* What is on record of the component and not scanned; NULL: nothing. Of a unit built here the revision is its own,
 * and names are those of what is in it. */
static enum fault find_unsaid(const struct snapshot *snapshot, const struct component_installed *data,
                              struct arena *arena, const struct provenance **ret)
{
    if (!snapshot->component_known)
        return NOTHING_WRONG;
    const struct provenance said = provenance_scanned(data);
    struct provenance on_record = *snapshot->component_known, *unsaid = arena_alloc(arena, sizeof *unsaid);
    if (!unsaid)
        return FAULT_MEMORY;
    if (snapshot->component_unit) {
        on_record.revision = NULL;
        on_record.identifiers.count = 0;
    }
    enum fault fault = provenance_unsaid(&said, &on_record, arena, unsaid);
    if (!fault && !provenance_is_empty(unsaid))
        *ret = unsaid;
    return fault;
}

/* `whole` says what is on record too. */
static void interlock_installation(const struct snapshot *snapshot, const struct component_installed *data,
                                   const struct component_installed *whole, struct reasons *reasons)
{
    interlock_run(snapshot, &data->subject, ENTRY_COMPONENT_INSTALLED, true, reasons);
    const struct position *position = interlock_position(snapshot, data, reasons);
    if (position)
        interlock_part(snapshot, whole, position, reasons);
    interlock_identity(whole, position, reasons);
    interlock_serial_known(snapshot->component_otherwise, data->serial, reasons);
    interlock_lot_known(snapshot->lot_otherwise, data->lot, reasons);
    const struct provenance said = provenance_scanned(data);
    interlock_origin(&(struct scanned_part){data->part_number, data->serial, snapshot->component_revision_described}, &said,
                     snapshot->component_known, reasons);
    interlock_component(snapshot, whole, reasons);
    interlock_identifiers(snapshot, data, reasons);
    interlock_country(data->country, reasons);
}

enum fault rule_component_installed(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                    struct reasons *reasons)
{
    const struct component_installed *data = event;
    const struct provenance *unsaid = NULL;
    struct component_installed whole;
    size_t found = reasons->found;
    enum fault fault = find_unsaid(snapshot, data, reasons->arena, &unsaid);
    if (!fault)
        fault = provenance_fill_in(data, unsaid, reasons->arena, &whole);
    if (fault)
        return fault;
    interlock_installation(snapshot, data, &whole, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    struct result_installed *result = arena_alloc(reasons->arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    *result = (struct result_installed){
        .unit_part_number = snapshot->unit->part_number,
        .built_here = snapshot->component_unit,
        .on_record = unsaid,
    };
    *ret = (struct decision){0};
    decide(ret, ENTRY_COMPONENT_INSTALLED, data, result);
    return decide_extended(snapshot, ENTRY_COMPONENT_INSTALLED, &whole, ret, reasons->arena);
}
