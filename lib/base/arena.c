#include "base/arena.h"

#include <sanitizer/asan_interface.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first block is one that the allocator need not look for, and most arenas need no other. */
enum { FIRST_SIZE = 960, BLOCK_SIZE = 16 * 1024 };

struct block {
    struct block *next;
    size_t size; /* of bytes */
    size_t used;
    bool zeroed; /* what is not used */
    _Alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *first; /* the newest; small pieces come from it */
    size_t limit;
    size_t held; /* bytes in all blocks */
};

/* A large one comes zeroed from the system, which makes what nobody touches cost nothing. */
static struct block *block_new(struct arena *arena, size_t size, bool large)
{
    if (arena->limit && (size > arena->limit || arena->held > arena->limit - size))
        return NULL;
    struct block *block = large ? calloc(1, sizeof *block + size) : malloc(sizeof *block + size);
    if (!block)
        return NULL;
    *block = (struct block){.size = size, .zeroed = large};
    /* Where the address sanitizer watches, it is told what was not given out; elsewhere this is nothing. */
    ASAN_POISON_MEMORY_REGION(block->bytes, size);
    arena->held += size;
    return block;
}

struct arena *arena_new(size_t limit)
{
    struct arena *arena = malloc(sizeof *arena);
    if (arena)
        *arena = (struct arena){.limit = limit};
    return arena;
}

static void blocks_free(struct block *block)
{
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    blocks_free(arena->first);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    struct block *kept = arena->first;
    if (!kept)
        return;
    blocks_free(kept->next);
    kept->next = NULL;
    kept->used = 0;
    kept->zeroed = false;
    ASAN_POISON_MEMORY_REGION(kept->bytes, kept->size);
    arena->held = kept->size;
    if (kept->size > BLOCK_SIZE) { /* one large request must not hold its memory for ever */
        free(kept);
        arena->first = NULL;
        arena->held = 0;
    }
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        return NULL;
    const size_t asked = size;
    size = (size + align - 1) / align * align;
    struct block *block = arena->first;
    if (!block || block->size - block->used < size) {
        const bool large = size > BLOCK_SIZE / 4;
        const size_t usual = block || size > FIRST_SIZE ? BLOCK_SIZE : FIRST_SIZE;
        struct block *fresh = block_new(arena, large ? size : usual, large);
        if (!fresh && !large) /* near the limit: what still fits */
            fresh = block_new(arena, size, false);
        if (!fresh)
            return NULL;
        if (block && large) { /* a block for one large piece stands behind the current one, which has room left */
            fresh->next = block->next;
            block->next = fresh;
        } else {
            fresh->next = block;
            arena->first = fresh;
        }
        block = fresh;
    }
    void *piece = block->bytes + block->used;
    block->used += size;
    ASAN_UNPOISON_MEMORY_REGION(piece, asked);
    return block->zeroed ? piece : memset(piece, 0, asked);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t total;
    return __builtin_mul_overflow(count, size, &total) ? NULL : arena_alloc(arena, total);
}

void *arena_longer(struct arena *arena, const void *items, size_t count, size_t more, size_t size)
{
    size_t total;
    void *longer = __builtin_add_overflow(count, more, &total) ? NULL : arena_array(arena, total, size);
    if (longer && count)
        memcpy(longer, items, count * size);
    return longer;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t size)
{
    char *copy = arena_alloc(arena, size + 1);
    if (copy && size)
        memcpy(copy, bytes, size);
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

char *arena_join(struct arena *arena, const char *first, const char *second)
{
    const size_t before = strlen(first), after = strlen(second);
    char *text = arena_alloc(arena, before + after + 1);
    if (text) {
        memcpy(text, first, before);
        memcpy(text + before, second, after);
    }
    return text;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    char *text = size < 0 ? NULL : arena_alloc(arena, (size_t)size + 1);
    if (text)
        vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}
