/* A fuzz target is one file fuzz_NAME.c with a LLVMFuzzerTestOneInput, which reads what a stranger may send and claims
 * what must hold whatever that is. Its seeds are the files of corpus/NAME. */
#ifndef RACKLINE_FUZZ_H
#define RACKLINE_FUZZ_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/fault.h"
#include "base/reason.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the run, and the input that led here is kept. */
#define CLAIM(condition, ...)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: %s does not hold: ", __FILE__, __LINE__, #condition);                              \
            fprintf(stderr, __VA_ARGS__);                                                                              \
            fputc('\n', stderr);                                                                                       \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* What every run may take: as much as a request of a few kilobytes gets, so that what grows without end is found. */
enum { FUZZ_ARENA = 64 << 20 };

/* The text up to the next line feed, which is passed over: a copy, NUL-terminated. Line by line, targets with several
 * inputs have seeds that people can read. */
static inline const char *take_line(const uint8_t **bytes, size_t *size, struct arena *arena)
{
    const uint8_t *end = *size ? memchr(*bytes, '\n', *size) : NULL;
    size_t length = end ? (size_t)(end - *bytes) : *size;
    const char *line = arena_copy(arena, (const char *)*bytes, length);
    CLAIM(line, "memory");
    *bytes += length + (end != NULL);
    *size -= length + (end != NULL);
    return line;
}

/* A refusal says why, and a fault that nobody can cause from outside does not come. */
static inline void claim_told(enum fault fault, const struct reasons *reasons)
{
    CLAIM(fault == FAULT_MALFORMED || fault == FAULT_INVALID || fault == FAULT_NOT_FOUND || fault == FAULT_METHOD ||
              fault == FAULT_HEADERS || fault == FAULT_CORRUPT || fault == FAULT_TOO_LARGE,
          "fault %d", fault);
    CLAIM(reasons->found, "fault %d without a reason", fault);
    for (size_t i = 0; i < reasons->count; i++)
        CLAIM(reasons->items[i].code && reasons->items[i].detail, "reason %zu is empty", i);
}

#endif
