#include "service/plant_calendar.h"

#include "base/date.h"
#include "store/find_statistics.h"

#include <stdio.h>
#include <string.h>

#define ZONES "/usr/share/zoneinfo/"

/* More than the largest file of the tz database has. */
enum { ZONE_BYTES_MAX = 65536 };

/* A name of the tz database and no path out of it. */
static bool is_zone_name(const char *name)
{
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    return name[0] != '/' && name[strspn(name, LETTERS)] == '\0';
}

static enum fault read_zone(const char *name, struct arena *arena, struct time_zone *ret)
{
    const char *path = arena_printf(arena, ZONES "%s", name);
    uint8_t *bytes = arena_alloc(arena, ZONE_BYTES_MAX);
    if (!path || !bytes)
        return FAULT_MEMORY;
    FILE *file = is_zone_name(name) ? fopen(path, "rbe") : NULL;
    if (!file)
        return FAULT_NOT_FOUND;
    size_t size = fread(bytes, 1, ZONE_BYTES_MAX, file); /* a folder reads as nothing, which is no zone */
    fclose(file);
    return time_zone_parse(bytes, size, arena, ret);
}

enum fault plant_calendar_compile(const struct calendar *calendar, struct shift_calendar *ret, struct reasons *reasons)
{
    struct time_zone *zone = arena_alloc(reasons->arena, sizeof *zone);
    enum fault fault = zone ? read_zone(calendar->time_zone, reasons->arena, zone) : FAULT_MEMORY;
    if (fault == FAULT_MEMORY)
        return fault;
    if (fault)
        reason_add(reasons, REASON_UNKNOWN_TIME_ZONE, "/time_zone", "the system knows no time zone %s",
                   calendar->time_zone);
    struct shift_calendar compiled;
    enum fault other = shift_calendar_compile(calendar, zone, &compiled, reasons);
    if (fault || other)
        return other == FAULT_MEMORY ? other : FAULT_INVALID;
    *ret = compiled;
    return NOTHING_WRONG;
}

static enum fault shifts_within(const struct calendar *calendar, struct span window, struct arena *arena,
                                struct shifts_worked *ret)
{
    struct reasons scratch = {.arena = arena};
    struct shift_calendar compiled;
    enum fault fault = plant_calendar_compile(calendar, &compiled, &scratch);
    if (fault)
        return fault == FAULT_MEMORY ? fault : FAULT_CORRUPT;
    return shift_calendar_within(&compiled, window, arena, ret);
}

static enum fault work_always(struct span then, struct arena *arena, struct plant_worked *work)
{
    struct span *all = arena_alloc(arena, sizeof *all);
    if (!all)
        return FAULT_MEMORY;
    *all = then;
    work->planned = (struct spans){.items = all, .count = 1};
    return NOTHING_WRONG;
}

/* Adds the shifts of a calendar, worked from when it was set until the next one was. */
static enum fault work_shifts(const struct calendar *calendar, struct span then, struct arena *arena,
                              struct plant_worked *work)
{
    struct shifts_worked worked;
    enum fault fault = shifts_within(calendar, then, arena, &worked);
    if (fault)
        return fault;
    const size_t shifts = work->shifts.list.count, spans = work->planned.count;
    struct span *planned = arena_array(arena, spans + worked.list.count, sizeof *planned);
    struct shift_worked *listed = arena_array(arena, shifts + worked.list.count, sizeof *listed);
    if (!planned || !listed)
        return FAULT_MEMORY;
    if (spans)
        memcpy(planned, work->planned.items, spans * sizeof *planned);
    if (shifts)
        memcpy(listed, work->shifts.list.items, shifts * sizeof *listed);
    for (size_t i = 0; i < worked.list.count; i++) {
        listed[shifts + i] = worked.list.items[i];
        planned[spans + i] = worked.list.items[i].span;
    }
    work->planned = (struct spans){planned, spans + worked.list.count};
    work->shifts.list.items = listed;
    work->shifts.list.count = shifts + worked.list.count;
    work->last = calendar;
    return NOTHING_WRONG;
}

enum fault plant_work(struct session *session, struct span window, struct arena *arena, struct plant_worked *ret)
{
    struct plant_worked work = {.last = NULL};
    struct calendar_versions versions;
    enum fault fault = find_calendar_versions(session->store, arena, &versions);
    const size_t count = fault ? 0 : versions.list.count;
    struct span then = span_cut(window, (struct span){INT64_MIN, count ? versions.list.items[0].since : INT64_MAX});
    if (!fault && span_length_us(then) > 0)
        fault = work_always(then, arena, &work);
    for (size_t i = 0; i < count && !fault; i++) {
        const struct calendar_version *version = &versions.list.items[i];
        then = (struct span){version->since, i + 1 < count ? versions.list.items[i + 1].since : INT64_MAX};
        then = span_cut(window, then);
        if (span_length_us(then) > 0)
            fault = work_shifts(&version->calendar, then, arena, &work);
    }
    *ret = work;
    return fault;
}

/* The plant's time zone; UTC without a calendar, or where the system has lost its zone since. */
static enum fault plant_zone(struct session *session, struct arena *arena, struct time_zone *ret)
{
    struct calendar calendar;
    *ret = (struct time_zone){.first_offset_s = 0};
    enum fault fault = find_calendar(session->store, arena, &calendar);
    if (fault == NOTHING_WRONG)
        fault = read_zone(calendar.time_zone, arena, ret);
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

enum fault plant_clock(struct session *session, int64_t us, struct arena *arena, int64_t *ret)
{
    struct time_zone zone;
    enum fault fault = plant_zone(session, arena, &zone);
    if (fault == NOTHING_WRONG)
        *ret = us + time_zone_offset_s(&zone, us) * US_PER_SECOND;
    return fault;
}

enum fault plant_day(struct session *session, int64_t us, struct arena *arena, struct span *ret)
{
    struct time_zone zone;
    enum fault fault = plant_zone(session, arena, &zone);
    if (fault)
        return fault;
    const int64_t day = floor_divide(us + time_zone_offset_s(&zone, us) * US_PER_SECOND, US_PER_DAY);
    ret->begin_us = time_zone_from_local(&zone, day * US_PER_DAY);
    ret->end_us = time_zone_from_local(&zone, (day + 1) * US_PER_DAY);
    return NOTHING_WRONG;
}
