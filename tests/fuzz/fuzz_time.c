/* Times: RFC 3339 as clients write it, POSIX's rules and TZif files as the system has them. The first byte says which
 * of them the rest is. */
#include "fuzz.h"

#include "base/date.h"
#include "base/time.h"
#include "base/time_zone.h"

static void try_moment(const char *text)
{
    struct moment moment, again;
    if (!moment_parse(text, &moment))
        return;
    char first[TIME_TEXT_SIZE], second[TIME_TEXT_SIZE];
    moment_format(moment, first);
    CLAIM(moment_parse(first, &again), "%s was written as %s, which is not read", text, first);
    CLAIM(again.us == moment.us && again.offset_min == moment.offset_min, "%s became %s", text, first);
    time_format(moment.us, second);
    if (moment_parse(second, &again)) /* the year 0 and the year 10000 are near, with an offset */
        CLAIM(again.us == moment.us && !again.offset_min, "%s became %s", text, second);
    int year, week;
    time_iso_week(moment.us, &year, &week);
    CLAIM(week >= 1 && week <= 53, "%s is in week %d", text, week);
}

/* Whatever a zone says, clocks are at most as far from UTC as the format lets a zone be. */
static void claim_offset(int64_t offset_s)
{
    CLAIM(offset_s > -25 * 3600 && offset_s < 26 * 3600, "clocks are %lld s ahead", (long long)offset_s);
}

static const int64_t SECONDS[] = {-62135596800, -2208988800, -1, 0, 951782400, 1762041599, 1762041600, 253402300799};

static void try_rule(const char *text, size_t size)
{
    struct zone_rule rule;
    if (!zone_rule_parse(text, size, &rule))
        return;
    for (size_t i = 0; i < sizeof SECONDS / sizeof *SECONDS; i++)
        claim_offset(zone_rule_offset_s(&rule, SECONDS[i]));
}

static void try_zone(const uint8_t *bytes, size_t size, struct arena *arena)
{
    struct time_zone zone;
    enum fault fault = time_zone_parse(bytes, size, arena, &zone);
    CLAIM(!fault || fault == FAULT_CORRUPT, "fault %d", fault);
    if (fault)
        return;
    for (size_t i = 0; i < sizeof SECONDS / sizeof *SECONDS; i++) {
        claim_offset(time_zone_offset_s(&zone, SECONDS[i] * US_PER_SECOND));
        int64_t us = time_zone_from_local(&zone, SECONDS[i] * US_PER_SECOND);
        claim_offset(SECONDS[i] - floor_divide(us, US_PER_SECOND));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (!size)
        return 0;
    ARENA_OWNED struct arena *arena = arena_new(FUZZ_ARENA);
    const char *text = arena_copy(arena, (const char *)bytes + 1, size - 1);
    CLAIM(text, "memory");
    switch (*bytes) {
    case 'r':
        try_rule(text, size - 1);
        break;
    case 'z':
        try_zone(bytes + 1, size - 1, arena);
        break;
    default:
        try_moment(text);
    }
    return 0;
}
