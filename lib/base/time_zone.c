#include "base/time_zone.h"

#include "base/date.h"
#include "base/time.h"

#include <string.h>

/* The file's parts (RFC 8536, 3.1): a header and data of version 1 with times of 32 bits, which are passed over, then
 * the same again with 64 bits, then the rule between two line feeds. */
enum {
    HEADER_SIZE = 44,
    TYPE_SIZE = 6,
    /* Both are beyond what a zone may have (RFC 8536, 3.2). */
    OFFSET_BELOW_S = -25 * 3600,
    OFFSET_ABOVE_S = 26 * 3600,
};

struct header {
    int64_t utc_marks, standard_marks, leaps, changes, types, name_bytes;
};

static int64_t big_endian(const uint8_t *bytes, int size)
{
    uint64_t value = bytes[0] & 0x80 ? UINT64_MAX : 0;
    for (int i = 0; i < size; i++)
        value = value << 8 | bytes[i];
    return (int64_t)value;
}

static bool read_header(const uint8_t *bytes, size_t size, struct header *ret)
{
    if (size < HEADER_SIZE || memcmp(bytes, "TZif", 4) || bytes[4] < '2')
        return false;
    int64_t *const counts[] = {&ret->utc_marks, &ret->standard_marks, &ret->leaps,
                               &ret->changes,   &ret->types,          &ret->name_bytes};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        *counts[i] = big_endian(bytes + 20 + 4 * i, 4);
        if (*counts[i] < 0)
            return false;
    }
    return ret->types > 0 && ret->types <= 256;
}

/* Bytes of a data block whose times have `time_size` bytes. */
static uint64_t data_size(const struct header *header, int time_size)
{
    return (uint64_t)header->changes * (unsigned)(time_size + 1) + (uint64_t)header->types * TYPE_SIZE +
           (uint64_t)header->name_bytes + (uint64_t)header->leaps * (unsigned)(time_size + 4) +
           (uint64_t)header->standard_marks + (uint64_t)header->utc_marks;
}

static bool read_offset(const uint8_t *types, int64_t index, int32_t *ret_s)
{
    int64_t offset_s = big_endian(types + index * TYPE_SIZE, 4);
    if (offset_s <= OFFSET_BELOW_S || offset_s >= OFFSET_ABOVE_S)
        return false;
    *ret_s = (int32_t)offset_s;
    return true;
}

static bool read_changes(const uint8_t *data, const struct header *header, struct time_zone *zone)
{
    const uint8_t *indexes = data + header->changes * 8, *types = indexes + header->changes;
    for (int64_t i = 0; i < header->changes; i++) {
        struct zone_change *change = &zone->changes[i];
        change->at_s = big_endian(data + i * 8, 8);
        if (indexes[i] >= header->types || !read_offset(types, indexes[i], &change->offset_s) ||
            (i && change->at_s <= change[-1].at_s))
            return false;
    }
    zone->count = (size_t)header->changes;
    return read_offset(types, 0, &zone->first_offset_s);
}

static bool read_rule(const uint8_t *bytes, size_t size, struct time_zone *zone)
{
    if (size < 2 || bytes[0] != '\n')
        return false;
    const uint8_t *end = memchr(bytes + 1, '\n', size - 1);
    if (!end)
        return false;
    zone->has_rule = end > bytes + 1;
    return !zone->has_rule || zone_rule_parse((const char *)bytes + 1, (size_t)(end - bytes) - 1, &zone->rule);
}

enum fault time_zone_parse(const void *bytes, size_t size, struct arena *arena, struct time_zone *ret)
{
    const uint8_t *at = bytes;
    struct header header;
    struct time_zone zone = {0};
    if (!read_header(at, size, &header) || data_size(&header, 4) > size - HEADER_SIZE)
        return FAULT_CORRUPT;
    const size_t first = HEADER_SIZE + (size_t)data_size(&header, 4);
    at += first;
    size -= first;
    if (!read_header(at, size, &header) || data_size(&header, 8) > size - HEADER_SIZE)
        return FAULT_CORRUPT;
    const size_t second = HEADER_SIZE + (size_t)data_size(&header, 8);
    zone.changes = arena_array(arena, (size_t)header.changes, sizeof *zone.changes);
    if (!zone.changes)
        return FAULT_MEMORY;
    if (!read_changes(at + HEADER_SIZE, &header, &zone) || !read_rule(at + second, size - second, &zone))
        return FAULT_CORRUPT;
    *ret = zone;
    return NOTHING_WRONG;
}

int32_t time_zone_offset_s(const struct time_zone *zone, int64_t us)
{
    const int64_t at_s = floor_divide(us, US_PER_SECOND);
    if (!zone->count || at_s < zone->changes[0].at_s)
        return zone->count || !zone->has_rule ? zone->first_offset_s : zone_rule_offset_s(&zone->rule, at_s);
    size_t low = 0, high = zone->count; /* changes[low] is at or before, changes[high] after */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].at_s <= at_s)
            low = middle;
        else
            high = middle;
    }
    if (high == zone->count && zone->has_rule)
        return zone_rule_offset_s(&zone->rule, at_s);
    return zone->changes[low].offset_s;
}

int64_t time_zone_from_local(const struct time_zone *zone, int64_t local_us)
{
    const int64_t before_us = time_zone_offset_s(zone, local_us - US_PER_DAY) * US_PER_SECOND;
    const int64_t after_us = time_zone_offset_s(zone, local_us + US_PER_DAY) * US_PER_SECOND;
    if (time_zone_offset_s(zone, local_us - before_us) * US_PER_SECOND == before_us)
        return local_us - before_us;
    if (time_zone_offset_s(zone, local_us - after_us) * US_PER_SECOND == after_us)
        return local_us - after_us;
    return local_us - before_us; /* skipped */
}
