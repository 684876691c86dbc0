/* Parts that come back from their supplier on the random walk. */
#include "domain/receipt.h"
#include "line_see.h"
#include "walking.h"

#include <check.h>
#include <string.h>

bool came_back(const struct line *line, const char *part_number, const char *serial, int64_t since)
{
    for (size_t i = 0; part_number && serial && i < line->receipt_count; i++) {
        const struct receipt *row = &line->receipts[i];
        if (row->voided_by == ABSENT_INTEGER && row->receipt > since && !strcmp(row->part_number, part_number) &&
            !strcmp(row->serial, serial))
            return true;
    }
    return false;
}

const char *received_serial(const struct line *line, const char *part_number)
{
    for (size_t i = line->receipt_count; i-- > 0;)
        if (!strcmp(line->receipts[i].part_number, part_number))
            return line->receipts[i].serial;
    return NULL;
}

/* What was returned mostly, and now and then whatever there is. */
static const struct component *any_part(struct walk *walk)
{
    const struct line *line = walk->line;
    const size_t from = random_below(walk, line->component_count);
    for (size_t i = 0; chance(walk, 95) && i < line->component_count; i++) {
        const struct component *part = &line->components[(from + i) % line->component_count];
        if (part->state == COMPONENT_RETURNED)
            return part;
    }
    return &line->components[from];
}

/* One of the last that came back, which may be in a unit by now. */
static void unreceive(struct walk *walk)
{
    const struct line *line = walk->line;
    const size_t count = line->receipt_count;
    const size_t back = count ? random_below(walk, count < 4 ? count : 4) : 0;
    if (!count)
        return;
    const struct receipt *row = &line->receipts[count - 1 - back];
    const bool stood = row->voided_by == ABSENT_INTEGER;
    correct_at(walk, (uint64_t)row->receipt);
    walk->never_came += stood && row->voided_by != ABSENT_INTEGER;
}

void receive_part(struct walk *walk)
{
    struct line *line = walk->line;
    if (chance(walk, 30)) {
        unreceive(walk);
        return;
    }
    if (!line->component_count)
        return;
    const struct component *part = any_part(walk);
    const struct component_received data = {
        .part_number = part->part_number, .serial = part->serial, .reference = "report 7", .reason = "repaired"};
    struct reasons reasons = {.arena = walk->arena};
    struct snapshot snapshot = {.product = NULL};
    line_see_part(line, data.part_number, data.serial, NULL, walk->arena, &snapshot);
    component_may_be_received(&snapshot, &data, &reasons);
    if (reasons.found)
        return;
    MUST(part->state == COMPONENT_RETURNED);
    line_apply(line, &(struct decision){.entries = {{ENTRY_COMPONENT_RECEIVED, &data, NULL}}, .count = 1});
    walk->received++;
    walk_check(line);
}
