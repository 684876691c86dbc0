/* Steps of the random walk inside units that are installed in others. */
#include "walking.h"

#include <string.h>

void correct_at(struct walk *walk, uint64_t position)
{
    const struct event_corrected data = {.operator = "ann", .event = line_id((int64_t)position), .reason = "slip"};
    size_t at = walk->line->entry_count;
    if (chance(walk, 80))
        walk->line->principal.role = ROLE_QUALITY;
    enum fault fault = post(walk, ENTRY_EVENT_CORRECTED, &data);
    walk->line->principal.role = ROLE_STATION;
    if (fault)
        return;
    const struct result_corrected *result = walk->line->entries[at].result;
    for (size_t i = 0; i < result->outer.count; i++)
        walk->restored += (int64_t)result->outer.items[i].restored.count;
}

/* Something in a node that is installed: what is done to it where it is would else hardly ever happen. */
void take_out_inside(struct walk *walk)
{
    for (size_t i = 0; i < walk->line->unit_count; i++) {
        struct unit *unit = &walk->line->units[i];
        if (strcmp(unit->part_number, "NODE") || unit->installed_in == ABSENT_INTEGER || chance(walk, 50))
            continue;
        const struct aim aim = {unit, &walk->line->node.operations.items[1], "020", "ann"};
        line_at(walk->line, "C1");
        int64_t before = walk->inside;
        take_out(walk, &aim);
        if (walk->inside > before && chance(walk, 50))
            correct_at(walk, (uint64_t)line_last(walk->line, ENTRY_COMPONENT_REMOVED)->journal_position);
        return;
    }
}
