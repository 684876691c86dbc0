#include "service/unit_changes.h"

#include "base/text_hash.h"
#include "domain/touched.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 32768, PLACES_AT_FIRST = 32 };
_Static_assert(PLACES - 1 <= UINT16_MAX, "a place fits its type");

struct unit_changes {
    _Atomic int64_t any; /* the last entry that may have touched any unit */
    _Atomic int64_t last[PLACES];
};

struct unit_changes *unit_changes_new(void)
{
    return calloc(1, sizeof(struct unit_changes));
}

void unit_changes_free(struct unit_changes *changes)
{
    free(changes);
}

static uint16_t place_of(const char *serial)
{
    return (uint16_t)(text_hash(serial) % PLACES);
}

/* After a rollback, positions are given out again. */
static void lift(_Atomic int64_t *last, int64_t journal_position)
{
    if (atomic_load_explicit(last, memory_order_relaxed) < journal_position)
        atomic_store(last, journal_position);
}

struct noting {
    struct unit_changes *changes;
    int64_t journal_position;
};

static void note_unit(void *context, const char *serial)
{
    const struct noting *noting = context;
    lift(&noting->changes->last[place_of(serial)], noting->journal_position);
}

void unit_changes_note(struct unit_changes *changes, const struct entry *entry)
{
    struct noting noting = {changes, entry->journal_position};
    if (changes && !entry_touches(entry, note_unit, &noting))
        lift(&changes->any, entry->journal_position);
}

bool unit_places_add(struct unit_places *places, const char *serial, struct arena *arena)
{
    if (places->list.count == places->capacity) {
        size_t more = places->capacity ? places->capacity * 2 : PLACES_AT_FIRST;
        uint16_t *items = arena_array(arena, more, sizeof *items);
        if (!items)
            return false;
        if (places->list.count)
            memcpy(items, places->list.items, places->list.count * sizeof *items);
        places->list.items = items;
        places->capacity = more;
    }
    places->list.items[places->list.count++] = place_of(serial);
    return true;
}

bool unit_changed_since(const struct unit_changes *changes, const uint16_t *places, size_t count,
                        int64_t journal_position)
{
    if (atomic_load(&changes->any) > journal_position)
        return true;
    for (size_t i = 0; i < count; i++)
        if (atomic_load(&changes->last[places[i]]) > journal_position)
            return true;
    return false;
}
