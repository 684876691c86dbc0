/* Describing a part anew: what a scan could say of it, and what becomes of it where it is. */
#include "domain/containment.h"
#include "domain/correction.h"
#include "domain/interlock.h"
#include "domain/revision.h"
#include "domain/rule.h"

int64_t description_since(const struct description *description)
{
    if (description->state != DESCRIPTION_IN_FORCE)
        return ABSENT_INTEGER;
    return description->decided_at != ABSENT_INTEGER ? description->decided_at : description->description_id;
}

static const struct position *position_of(const struct snapshot *snapshot, const struct installation *part)
{
    int index = snapshot->unit ? product_position(snapshot->product, part->position) : -1;
    return index < 0 ? NULL : &snapshot->product->positions.items[index];
}

/* Of a unit built here the revision is the one it was built to. Of any other it is what it is, whether or not its
 * position takes it. */
static void interlock_revision(const struct installation *part, const char *revision, struct reasons *reasons)
{
    if (revision && part->child_unit_id != ABSENT_INTEGER)
        refuse(reasons, REFUSAL_REVISION_WRONG, "%s %s was built here: its revision is not scanned", part->part_number,
               part->serial);
}

/* What is so of it was said when it came back, and is said otherwise by taking that back. */
static void interlock_received(const struct snapshot *snapshot, const struct installation *part,
                               struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->component_receipts.count; i++)
        if (snapshot->component_receipts.items[i].receipt > part->installation_id)
            refuse_later(reasons, ENTRY_COMPONENT_RECEIVED, snapshot->component_receipts.items[i].receipt,
                         "%s %s came back from its supplier since", part->part_number, part->serial);
}

/* Whoever scanned the first of a lot spelled it so for all others: there it is put right first. */
static bool is_first_of_lot(const struct snapshot *snapshot, const struct installation *part)
{
    return snapshot->lot_otherwise && snapshot->lot_otherwise->installation_id == part->installation_id;
}

/* What other parts are known by is loaded of no unit built here: that goes by its serial number. */
static void interlock_names(const struct snapshot *snapshot, const struct installation *part,
                            const struct provenance *said, struct reasons *reasons)
{
    const struct component_installed named = {.part_number = part->part_number,
                                              .serial = part->serial,
                                              .identifiers = {said->identifiers.items, said->identifiers.count}};
    interlock_identifiers(snapshot, &named, reasons);
}

/* Since when what is said is on record: since it was last described, as far as memory tells. */
static int64_t since_when(const struct snapshot *snapshot, const struct installation *part,
                          const struct provenance *said, struct arena *arena)
{
    int64_t since = part->installation_id;
    for (size_t i = 0; i < snapshot->described.count; i++) {
        const struct description *row = &snapshot->described.items[i];
        struct provenance spoken_of;
        if (description_since(row) > since && !provenance_replaced(row->said, said, arena, &spoken_of) &&
            !provenance_is_empty(&spoken_of))
            since = description_since(row);
    }
    return since;
}

void component_may_be_described(const struct snapshot *snapshot, const struct installation *part,
                                const struct provenance *said, struct reasons *reasons)
{
    const struct provenance on_record = provenance_installed(part);
    interlock_spelling(said->revision, TOLD("revision"), reasons);
    interlock_lot(said->lot, reasons);
    if (!is_first_of_lot(snapshot, part))
        interlock_lot_known(snapshot->lot_otherwise, said->lot, reasons);
    interlock_named(said->supplier, TOLD("supplier"), reasons);
    interlock_named(said->origin_site, TOLD("site of origin"), reasons);
    interlock_country(said->country, reasons);
    interlock_revision(part, said->revision, reasons);
    interlock_received(snapshot, part, reasons);
    interlock_names(snapshot, part, said, reasons);
    if (provenance_differs(said, &on_record))
        return;
    const int64_t since = since_when(snapshot, part, said, reasons->arena);
    refuse_for(reasons, REFUSAL_DESCRIBED_SO, since,
               "nothing is said of it that is not on record so, since journal position %lld", (long long)since);
}

static void interlock_open(const struct description *description, struct reasons *reasons)
{
    if (description->state != DESCRIPTION_OPEN)
        refuse_for(reasons, REFUSAL_DESCRIPTION_STATE, description->description_id, "description %lld is %s",
                   (long long)description->description_id,
                   reason_name(reasons, &DESCRIPTION_STATE_NAMES, description->state));
}

/* Whether what it replaces reads otherwise by now; what else is said of the part is no matter of its. */
static bool is_replaced_otherwise(const struct installation *part, const struct description *description,
                                  struct arena *arena)
{
    const struct provenance on_record = provenance_installed(part);
    struct provenance then, now;
    if (provenance_replaced(description->said, &description->was, arena, &then) ||
        provenance_replaced(description->said, &on_record, arena, &now))
        return true;
    return provenance_differs(&then, &now) || provenance_differs(&now, &then);
}

void description_may_be_countersigned(const struct snapshot *snapshot, const struct installation *part,
                                      const struct description *description, struct reasons *reasons)
{
    interlock_open(description, reasons);
    interlock_second(description->described_by, snapshot->principal, reasons);
    if (description->state == DESCRIPTION_OPEN && is_replaced_otherwise(part, description, reasons->arena))
        refuse_for(reasons, REFUSAL_COUNTERSIGN_CHANGED, description->description_id,
                   "the part was described otherwise since description %lld", (long long)description->description_id);
    else if (description->state == DESCRIPTION_OPEN)
        component_may_be_described(snapshot, part, description->said, reasons);
}

void description_may_be_rejected(const struct description *description, struct reasons *reasons)
{
    interlock_open(description, reasons);
}

/* What left the plant has a record that somebody relies on. */
static bool has_left(const struct snapshot *snapshot)
{
    bool left = snapshot->unit && snapshot->unit->state == UNIT_SHIPPED;
    for (size_t i = 0; i < snapshot->outer.count; i++)
        left = left || snapshot->outer.items[i].unit->state == UNIT_SHIPPED;
    return left;
}

static enum fault result_of(const struct snapshot *snapshot, const struct installation *part,
                            const struct provenance *said, struct arena *arena, struct result_described **ret)
{
    const struct provenance on_record = provenance_installed(part);
    struct result_described *result = arena_alloc(arena, sizeof *result);
    struct provenance *before = arena_alloc(arena, sizeof *before);
    enum fault fault = result && before ? provenance_replaced(said, &on_record, arena, before) : FAULT_MEMORY;
    if (fault)
        return fault;
    *result = (struct result_described){
        .installation = part->installation_id,
        .unit = snapshot->unit ? snapshot->unit->serial : NULL,
        .unit_part_number = snapshot->unit ? snapshot->unit->part_number : NULL,
        .position = snapshot->unit ? part->position : NULL,
        .before = provenance_is_empty(before) ? NULL : before,
    };
    *ret = result;
    return NOTHING_WRONG;
}

/* It counts: holds see the part as it is now, and so does the definition of where it is. */
static enum fault decide_counting(const struct snapshot *snapshot, const struct installation *part,
                                  const struct provenance *said, struct result_described *result,
                                  struct decision *decision, struct arena *arena)
{
    const struct position *position = position_of(snapshot, part);
    struct installation now;
    enum fault fault = provenance_describe(part, said, arena, &now);
    if (fault)
        return fault;
    if (position && part->child_unit_id == ABSENT_INTEGER) {
        const bool approved = position_approves(position, &now, now.revision);
        const bool before = part->unapproved_by == ABSENT_INTEGER;
        result->approved = approved && !before;
        result->unapproved = !approved && before && position_approves(position, part, part->revision);
    }
    return decide_extended_to_described(snapshot, part, &now, decision, arena);
}

enum fault decide_described(const struct snapshot *snapshot, const struct installation *part,
                            const struct component_described *data, struct decision *ret, struct arena *arena)
{
    const struct provenance said = provenance_described(data);
    struct result_described *result;
    struct decision decision = {0};
    enum fault fault = result_of(snapshot, part, &said, arena, &result);
    if (fault)
        return fault;
    result->open = has_left(snapshot);
    decide(&decision, ENTRY_COMPONENT_DESCRIBED, data, result);
    if (!result->open)
        fault = decide_counting(snapshot, part, &said, result, &decision, arena);
    if (!fault)
        *ret = decision;
    return fault;
}

enum fault decide_description_countersigned(const struct snapshot *snapshot, const struct installation *part,
                                            const struct description *description, const struct description_named *data,
                                            struct decision *ret, struct arena *arena)
{
    struct result_described *result;
    struct decision decision = {0};
    enum fault fault = result_of(snapshot, part, description->said, arena, &result);
    if (fault)
        return fault;
    decide(&decision, ENTRY_DESCRIPTION_COUNTERSIGNED, data, result);
    fault = decide_counting(snapshot, part, description->said, result, &decision, arena);
    if (!fault)
        *ret = decision;
    return fault;
}
