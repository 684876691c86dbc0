/* The list of what a hold lies on, as its entry says it, and for how long it is right. */
#include "domain/containment.h"
#include "service/containment.h"
#include "store/journal.h"

#include <string.h>

/* The list as the entry says it, which speaks of units by their names. */
static enum fault name_units(struct session *session, const struct hold_matches *matches, struct arena *arena,
                             struct result_held *ret)
{
    struct held *units = arena_array(arena, matches->list.count, sizeof *units);
    if (!units)
        return FAULT_MEMORY;
    for (size_t i = 0; i < matches->list.count; i++) {
        const struct hold_match *match = &matches->list.items[i];
        struct unit unit;
        enum fault fault = find_unit(session->store, match->unit_id, arena, &unit);
        if (fault)
            return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
        units[i] = (struct held){
            .hold = ABSENT_INTEGER,
            .unit = unit.serial,
            .part_number = unit.part_number,
            .match = match->match,
            .via = match->via,
            .installation = match->installation_id,
            .run = match->run_id,
            .matches = match->matches,
            .lifted = ABSENT_INTEGER,
            .before = ABSENT_INTEGER,
        };
    }
    ret->units.items = units;
    ret->units.count = matches->list.count;
    return NOTHING_WRONG;
}

enum fault contained_read(struct session *session, const struct selector *selector, struct arena *arena,
                          struct contained *ret)
{
    struct hold_matches matches;
    enum fault fault = journal_position(session->store, &ret->journal_position);
    if (fault == NOTHING_WRONG)
        fault = containment_list(session, selector, NULL, arena, &matches);
    return fault ? fault : name_units(session, &matches, arena, &ret->held);
}

/* --- what was entered since --- */

enum { ENTRIES_MAX = 5000 }; /* that are looked at: more take as long as the list itself */

struct since {
    const struct selector *selector;
    const struct contained *contained;
    struct arena *scratch; /* of one entry */
    bool changes;
};

static bool is_listed(void *context, const char *serial)
{
    const struct contained *contained = context;
    for (size_t i = 0; i < contained->held.units.count; i++)
        if (!strcmp(contained->held.units.items[i].unit, serial))
            return true;
    return false;
}

static enum fault look(void *context, const void *row)
{
    struct since *since = context;
    const struct journal_row *entered = row;
    struct entry entry;
    if (since->changes)
        return NOTHING_WRONG;
    arena_reset(since->scratch);
    enum fault fault = entry_of_row(entered, since->scratch, &entry);
    if (fault == NOTHING_WRONG)
        since->changes = entry_may_contain(since->selector, &entry, is_listed, (void *)since->contained);
    return fault;
}

enum fault contained_stands(struct session *session, const struct selector *selector, const struct contained *contained,
                            bool *ret)
{
    ARENA_OWNED struct arena *scratch = arena_new(0);
    struct since since = {.selector = selector, .contained = contained, .scratch = scratch};
    int64_t head;
    enum fault fault = scratch ? journal_position(session->store, &head) : FAULT_MEMORY;
    if (fault == NOTHING_WRONG && head - contained->journal_position > ENTRIES_MAX)
        since.changes = true;
    else if (fault == NOTHING_WRONG)
        fault = journal_after(session->store, contained->journal_position, ENTRIES_MAX, look, &since);
    if (fault == NOTHING_WRONG)
        *ret = !since.changes;
    return fault;
}
