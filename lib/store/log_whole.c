#include "store/log_whole.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* https://www.sqlite.org/walformat.html */
enum {
    INDEX_VERSION = 3007000,
    HEADER_SIZE = 32,
    HEADER_SUMMED = 24, /* before its checksum */
    FRAME_SIZE = 24,    /* before its page */
    FRAME_SUMMED = 8,   /* the salts follow */
    FRAME_SUM_AT = 16,
    SALT_AT = 16, /* in the header */
    SALT_SIZE = 8,
    PAGE_MAX = 65536,
    MAGIC = 0x377f0682, /* with the lowest bit set: checksums are of big-endian words */
};

/* The beginning of the index, in the order of the machine's bytes; it is there twice. */
struct index_head {
    uint32_t version, unused, changes;
    uint8_t initialised, big_endian;
    uint16_t page_size; /* 1: PAGE_MAX */
    uint32_t frames;    /* committed */
    uint32_t pages;
    uint32_t last[2]; /* checksum of the last frame */
    uint8_t salt[SALT_SIZE];
    uint32_t sum[2];
};
_Static_assert(sizeof(struct index_head) == 48, "as SQLite has it");

struct index {
    struct index_head head, again;
    uint32_t copied; /* frames, into the file */
};

static uint32_t word(const uint8_t *bytes, bool big_endian)
{
    return big_endian ? (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3]
                      : (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

static void add_sum(const uint8_t *bytes, size_t size, bool big_endian, uint32_t sum[2])
{
    for (size_t i = 0; i < size; i += 8) {
        sum[0] += word(bytes + i, big_endian) + sum[1];
        sum[1] += word(bytes + i + 4, big_endian) + sum[0];
    }
}

static bool is_sum(const uint8_t *bytes, const uint32_t sum[2])
{
    return word(bytes, true) == sum[0] && word(bytes + 4, true) == sum[1];
}

/* False where it tells nothing. */
static bool read_index(const char *path, struct index *ret)
{
    FILE *file = fopen(path, "re");
    *ret = (struct index){0};
    const bool whole = file && fread(ret, sizeof *ret, 1, file) == 1;
    if (file)
        fclose(file);
    return whole && !memcmp(&ret->head, &ret->again, sizeof ret->head) && ret->head.version == INDEX_VERSION &&
           ret->head.initialised && ret->head.frames;
}

/* Whether every frame that was committed is there and is what was written. A sound header of other salts is that of
 * another log, which began after the index was on disk. An empty one may have been copied whole before. */
static bool has_frames(FILE *log, const struct index_head *index, bool copied, uint8_t *buffer)
{
    const size_t page_size = index->page_size == 1 ? PAGE_MAX : index->page_size;
    uint32_t sum[2] = {0};
    const size_t got = fread(buffer, 1, HEADER_SIZE, log);
    if (got < HEADER_SIZE)
        return !got && !ferror(log) && copied;
    const bool big_endian = word(buffer, true) & 1;
    add_sum(buffer, HEADER_SUMMED, big_endian, sum);
    if ((word(buffer, true) & ~UINT32_C(1)) != MAGIC || !is_sum(buffer + HEADER_SUMMED, sum))
        return false;
    if (memcmp(buffer + SALT_AT, index->salt, SALT_SIZE))
        return true;
    for (uint32_t i = 0; i < index->frames; i++) {
        if (fread(buffer, FRAME_SIZE + page_size, 1, log) != 1)
            return false;
        add_sum(buffer, FRAME_SUMMED, big_endian, sum);
        add_sum(buffer + FRAME_SIZE, page_size, big_endian, sum);
        if (memcmp(buffer + FRAME_SUMMED, index->salt, SALT_SIZE) || !is_sum(buffer + FRAME_SUM_AT, sum))
            return false;
    }
    return true;
}

enum fault log_check_whole(const char *path, struct reasons *reasons)
{
    const char *index_path = arena_printf(reasons->arena, "%s-shm", path);
    const char *log_path = arena_printf(reasons->arena, "%s-wal", path);
    struct index index, after;
    if (!index_path || !log_path)
        return FAULT_MEMORY;
    if (!read_index(index_path, &index))
        return NOTHING_WRONG;
    FILE *log = fopen(log_path, "re");
    uint8_t *buffer = log ? malloc(FRAME_SIZE + PAGE_MAX) : NULL;
    const bool whole = !log || (buffer && has_frames(log, &index.head, index.copied == index.head.frames, buffer));
    const bool known = !log || buffer;
    free(buffer);
    if (log)
        fclose(log);
    if (!known)
        return FAULT_MEMORY;
    /* One that is written begins anew now and then: its index says so first. */
    if (whole || !read_index(index_path, &after) || memcmp(&index, &after, sizeof index))
        return NOTHING_WRONG;
    reason_add(reasons, "database-log-cut", NULL,
               "%s was not closed, and its log %s is cut or damaged: it lacks some of what was written last, which %s "
               "tells. Put the log back, or restore a backup; where there is neither, remove %s, and what cannot be "
               "read is lost (`racklined check` says whether the rest is sound)",
               path, log_path, index_path, index_path);
    return FAULT_INVALID;
}
