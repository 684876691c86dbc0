/* Memory of the simulator. It has nothing to save when memory is out, so it says so and ends. */
#ifndef RACKLINE_FLOOR_MEMORY_H
#define RACKLINE_FLOOR_MEMORY_H

#include "base/arena.h"

/* What was given; never NULL. */
void *need_memory(void *memory);
const char *need_text(const char *text);

/* As the arena's own, and never NULL. */
#define NEW(arena, type) ((type *)need_memory(arena_alloc((arena), sizeof(type))))
#define NEW_ARRAY(arena, type, count) ((type *)need_memory(arena_array((arena), (count), sizeof(type))))
#define TEXT(arena, ...) ((const char *)need_memory(arena_printf((arena), __VA_ARGS__)))

#endif
