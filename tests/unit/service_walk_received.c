/* Parts that come back from their supplier on a walk, and what quality takes back of its own. */
#include "service_walk.h"

#include "domain/entry_records.h"
#include "store/journal.h"

/* What is gone mostly, scrap too, or what never went. */
struct said walk_receive(struct walk *walk)
{
    const struct change change = {
        .command = receive_component, .by = ROLE_QUALITY, .record = &COMPONENT_RECEIVED_RECORD};
    static const char *const SAID[] = {"", "", ", 'revision': 'B'", ", 'lot': 'N/A'"};
    const struct model_part *part = NULL;
    for (int tries = 0; tries < 20 && walk->model->gone_count && !(part && part->serial && part->returned); tries++)
        part = &walk->model->gone[walk_below(walk, walk->model->gone_count)];
    if ((!part || !part->serial || walk_chance(walk, 10)) && walk->model->installed_count)
        part = &walk->model->installed[walk_below(walk, walk->model->installed_count)];
    const bool known = part && part->part_number && part->serial;
    return line_change(&walk->line, &change,
                       "{'part_number': '%s', 'serial': '%s', 'reference': 'RMA 7', 'reason': 'repaired'%s}",
                       known ? part->part_number : "PSU", known ? part->serial : "X-1", ONE_OF(walk, SAID));
}

/* Quality takes back what it entered there; 0: what nobody did. */
static struct said take_back(struct walk *walk, int64_t journal_position, const char *reason)
{
    struct journal_row row;
    struct entry entry;
    char id[UUID_TEXT_SIZE] = "00000000-0000-7000-8000-000000000001";
    if (journal_position) {
        ck_assert_int_eq(journal_at(walk->line.writer->store, journal_position, walk->line.arena, &row), NOTHING_WRONG);
        ck_assert_int_eq(entry_of_row(&row, walk->line.arena, &entry), NOTHING_WRONG);
        uuid_format(entry.id, id);
    }
    return line_post(&walk->line, NULL, "event.corrected", "'reason': '%s', 'event': '%s'", reason, id);
}

/* One of the last that came back, if there is one, never did. */
struct said walk_unreceive(struct walk *walk)
{
    const size_t count = walk->model->receipt_count;
    const size_t back = count ? walk_below(walk, count < 3 ? count : 3) : 0;
    return take_back(walk, count ? walk->model->receipts[count - 1 - back].journal_position : 0, "another part");
}

struct said walk_unscrap(struct walk *walk)
{
    return take_back(walk, walk->model->scrapped_at, "another unit");
}
