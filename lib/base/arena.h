/* Memory that is freed all at once: a request owns one arena, and everything made for the request lives in it. */
#ifndef RACKLINE_ARENA_H
#define RACKLINE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena that never holds more than `limit` bytes (0: no limit). NULL when memory is out. */
struct arena *arena_new(size_t limit);

/* Frees the arena and everything in it. NULL is safe. */
void arena_free(struct arena *arena);

/* Forgets everything in the arena and keeps its first block for the next use. */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes, aligned for any type; NULL when memory or the limit is out. Owned by the arena. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` zeroed things of `size` bytes; NULL also when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* An array that begins with the `count` items and has room, all zero, for more. NULL as above. */
void *arena_longer(struct arena *arena, const void *items, size_t count, size_t more, size_t size);

/* A copy of `size` bytes with a NUL after them; NULL when memory is out. */
char *arena_copy(struct arena *arena, const char *bytes, size_t size);

/* A copy of a text; NULL when `text` is NULL or memory is out. */
char *arena_text(struct arena *arena, const char *text);

/* Two texts, one after the other; NULL when memory is out. */
char *arena_join(struct arena *arena, const char *first, const char *second);

/* A formatted text; NULL when memory is out. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args);

static inline void arena_cleanup(struct arena **arena)
{
    arena_free(*arena);
}
/* `ARENA_OWNED struct arena *scratch = arena_new(0);` is freed when the scope is left. */
#define ARENA_OWNED __attribute__((cleanup(arena_cleanup)))

#endif
