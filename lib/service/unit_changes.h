/* Since when each unit is as it is: so that what was rendered of some units is told again for as long as nothing was
 * entered about them, whatever else the line does. It holds a fixed number of places, and units that fall into the same
 * one count as one unit: what is still right may then be rendered again, and what is wrong is never told.
 *
 * One session writes it; any thread reads it. */
#ifndef RACKLINE_UNIT_CHANGES_H
#define RACKLINE_UNIT_CHANGES_H

#include "base/arena.h"
#include "base/record.h"
#include "domain/event.h"

struct unit_changes;

/* The units that something is told of, as the places that they fall into. None: it is told of anything. */
struct unit_places {
    LIST_OF(uint16_t) list;
    size_t capacity;
};

/* As of the start of a process nothing has changed. NULL when memory is out. */
struct unit_changes *unit_changes_new(void);
/* NULL is safe. */
void unit_changes_free(struct unit_changes *changes);

/* Notes an entry that is about to be committed: before its commit, so that nobody is told what was rendered earlier
 * once the entry is acknowledged. One that is rolled back after all does no harm. `changes` may be NULL. */
void unit_changes_note(struct unit_changes *changes, const struct entry *entry);

/* Adds a unit. False when memory is out. */
bool unit_places_add(struct unit_places *places, const char *serial, struct arena *arena);

/* Whether what was read of the units as of the journal position may be another now. */
bool unit_changed_since(const struct unit_changes *changes, const uint16_t *places, size_t count,
                        int64_t journal_position);

#endif
