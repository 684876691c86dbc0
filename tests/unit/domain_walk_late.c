/* On the random walk, what hardly ever comes in this order: an end is taken back after something that it stands against.
 */
#include "walking.h"

#include <string.h>

/* One that goes on; NULL: none that the dice fell on does. */
static const struct run *open_run_of(struct walk *walk)
{
    const struct line *line = walk->line;
    const size_t first = line->run_count ? random_below(walk, line->run_count) : 0;
    for (size_t i = first; i < line->run_count; i++)
        if (line->runs[i].ended == ABSENT_INTEGER && line->runs[i].state == RUN_RUNNING)
            return &line->runs[i];
    return NULL;
}

void regret_failure(struct walk *walk)
{
    struct line *line = walk->line;
    const struct run *run = open_run_of(walk);
    if (!run)
        return;
    const char *serial = line->units[run->unit_id - 1].serial;
    const uint64_t end = line->entry_count + 1;
    line_at(line, run->station);
    if (post(walk, ENTRY_OPERATION_COMPLETED,
             &(const struct operation_completed){SUBJECT(serial, run->operation, "ann"), .verdict = VERDICT_FAILED}) ||
        post(walk, ENTRY_DEFECT_REPORTED,
             &(const struct defect_reported){SUBJECT(serial, NULL, "ann"), .code = "dent"}))
        return;
    const int64_t before = walk->reworked;
    if (!send_back(walk, &line->nonconformances[line->nonconformance_count - 1]) || walk->reworked == before)
        return;
    walk->regretted++;
    correct_at(walk, end);
}

/* A node whose parts are in it, and which is in nothing itself. */
static struct unit *whole_node(struct walk *walk)
{
    struct line *line = walk->line;
    for (size_t i = random_below(walk, line->unit_count); i < line->unit_count; i++) {
        struct unit *unit = &line->units[i];
        if (!strcmp(unit->part_number, "NODE") && unit->installed_in == ABSENT_INTEGER &&
            line_occupant(line, unit, "board") && line_occupant(line, unit, "drive"))
            return unit;
    }
    return NULL;
}

static void begin_again(struct walk *walk, const char *serial, const char *number, const char *position)
{
    post(walk, ENTRY_COMPONENT_REMOVED,
         &(const struct component_removed){SUBJECT(serial, number, "ann"), .position = position});
    post(walk, ENTRY_OPERATION_STARTED, &(const struct operation_started){SUBJECT(serial, number, "ann")});
}

static enum fault end_again(struct walk *walk, const char *serial, const char *number, const struct installation *part)
{
    const bool drive = !strcmp(part->position, "drive"); /* of which not every serial number is one */
    post(walk, ENTRY_COMPONENT_INSTALLED,
         &(const struct component_installed){SUBJECT(serial, number, "ann"),
                                             .position = part->position,
                                             .part_number = part->part_number,
                                             .serial = drive ? ONE_OF(walk, "d1", "d2", "d3", "d4") : part->serial});
    return post(walk, ENTRY_OPERATION_COMPLETED, &(const struct operation_completed){SUBJECT(serial, number, "ann")});
}

void redo_out_of_order(struct walk *walk)
{
    struct line *line = walk->line;
    const struct unit *unit = whole_node(walk);
    if (!unit)
        return;
    const struct installation board = *line_occupant(line, unit, "board"), drive = *line_occupant(line, unit, "drive");
    line_at(line, "A1");
    begin_again(walk, unit->serial, "020", "drive");
    begin_again(walk, unit->serial, "010", "board");
    if (end_again(walk, unit->serial, "010", &board))
        return;
    const uint64_t end = (uint64_t)line_last(line, ENTRY_OPERATION_COMPLETED)->journal_position;
    if (end_again(walk, unit->serial, "020", &drive))
        return;
    walk->out_of_order++;
    correct_at(walk, end);
}
