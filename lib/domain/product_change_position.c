/* What of a position may differ between two revisions. */
#include "domain/product_compare.h"
#include "domain/product_compile.h"

#include <string.h>

static bool name_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return strcmp(before->line->name, after->line->name);
}

static bool part_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return strcmp(before->line->part_number, after->line->part_number);
}

static bool revision_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return !same_or_absent(before->line->revision, after->line->revision);
}

/* Whether every alternate of one line is one of the other's. */
static bool alternates_within(const struct bom_line *line, const struct bom_line *other)
{
    for (size_t i = 0; i < line->alternates.count; i++) {
        const struct alternate *alternate = &line->alternates.items[i];
        bool found = false;
        for (size_t j = 0; j < other->alternates.count && !found; j++)
            found = !strcmp(other->alternates.items[j].part_number, alternate->part_number) &&
                    same_or_absent(other->alternates.items[j].revision, alternate->revision);
        if (!found)
            return false;
    }
    return true;
}

static bool alternates_differ(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return !alternates_within(before->line, after->line) || !alternates_within(after->line, before->line);
}

static bool tracking_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return before->line->tracking != after->line->tracking;
}

static bool serial_pattern_differs(const struct sides *sides, const struct position *before,
                                   const struct position *after)
{
    (void)sides;
    return !same_or_absent(before->line->serial_pattern, after->line->serial_pattern);
}

static bool source_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return before->line->source != after->line->source;
}

static bool operation_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    return strcmp(sides->before->operations.items[before->operation].definition->operation,
                  sides->after->operations.items[after->operation].definition->operation);
}

static bool quantity_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return line_quantity(before->line) != line_quantity(after->line);
}

static bool place_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return before->u_position != after->u_position;
}

/* Rack units; none where it stands at none. */
static int64_t height_of(const struct position *position)
{
    if (position->u_position == ABSENT_INTEGER)
        return 0;
    return position->line->u_height == ABSENT_INTEGER ? 1 : position->line->u_height;
}

static bool height_differs(const struct sides *sides, const struct position *before, const struct position *after)
{
    (void)sides;
    return height_of(before) != height_of(after);
}

const struct position_member POSITION_MEMBER_ROWS[POSITION_MEMBERS] = {
    {"name", name_differs, RENEWS_NEVER},
    {"part_number", part_differs, RENEWS_UNRECORDED},
    {"revision", revision_differs, RENEWS_UNRECORDED},
    {"alternates", alternates_differ, RENEWS_UNRECORDED},
    {"tracking", tracking_differs, RENEWS_ALWAYS},
    {"serial_pattern", serial_pattern_differs, RENEWS_NEVER}, /* what does not have it is not approved any more */
    {"source", source_differs, RENEWS_UNRECORDED},
    {"operation", operation_differs, RENEWS_NEVER}, /* that of the operations that fill it differs with it */
    {"quantity", quantity_differs, RENEWS_ALWAYS},
    {"u_position", place_differs, RENEWS_ALWAYS},
    {"u_height", height_differs, RENEWS_ALWAYS},
};
