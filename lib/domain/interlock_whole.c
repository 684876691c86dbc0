/* What a unit must be, whatever was waived on it, before it is completed and before it leaves; and what is not begun on
 * what would not stay. */
#include "domain/interlock.h"

#include <string.h>

const struct unapproved_part *unapproved_in(const struct snapshot *snapshot, const char *position)
{
    for (size_t i = 0; i < snapshot->unapproved.count; i++)
        if (!snapshot->unapproved.items[i].path && !strcmp(snapshot->unapproved.items[i].at, position))
            return &snapshot->unapproved.items[i];
    return NULL;
}

void refuse_unapproved(const struct unapproved_part *part, struct reasons *reasons)
{
    refuse_for(reasons, REFUSAL_PART_UNAPPROVED, part->unapproved_by,
               "position %s of unit %s holds a part that is not approved any more", part->position, part->serial);
}

bool awaits_approved(const struct product *product, int operation, const struct unapproved_part *part)
{
    int position = product_position(product, part->at);
    return position >= 0 && product->positions.items[position].operation != operation &&
           operation_depends(product, operation, position, part->path);
}

void interlock_approved(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->unapproved.count; i++) {
        const struct unapproved_part *part = &snapshot->unapproved.items[i];
        if (awaits_approved(snapshot->product, snapshot->operation, part))
            refuse_for(reasons, REFUSAL_PART_UNAPPROVED, part->unapproved_by,
                       "operation %s depends on position %s, which holds a part that is not approved any more",
                       operation_asked(snapshot)->operation, part->path ? part->path : part->at);
    }
}

void interlock_positions(const struct snapshot *snapshot, int operation, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->product->positions.count; i++) {
        const struct position *position = &snapshot->product->positions.items[i];
        if (position->line->tracking == TRACKING_NONE || (operation >= 0 && position->operation != operation))
            continue;
        const struct unapproved_part *unapproved = unapproved_in(snapshot, position->name);
        if (!snapshot->filled[i])
            refuse(reasons, REFUSAL_POSITIONS_UNFILLED, "position %s is empty; %s goes there", position->name,
                   position->line->part_number);
        else if (unapproved)
            refuse_for(reasons, REFUSAL_PART_UNAPPROVED, unapproved->unapproved_by,
                       "position %s holds a part that is not approved any more; %s goes there", position->name,
                       position->line->part_number);
    }
    for (size_t i = 0; operation < 0 && i < snapshot->unapproved.count; i++)
        if (snapshot->unapproved.items[i].path)
            refuse_unapproved(&snapshot->unapproved.items[i], reasons);
}

/* An operation that is signed off is not waived; one may have been under another definition. */
void interlock_signatures(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->product->operations.count; i++) {
        const struct operation_definition *definition = snapshot->product->operations.items[i].definition;
        if (snapshot->operations[i].state == OPERATION_WAIVED && operation_is_signed_off(definition))
            refuse(reasons, REFUSAL_SIGNATURE_MISSING, "operation %s was waived, and is to be signed off",
                   definition->operation);
    }
}
