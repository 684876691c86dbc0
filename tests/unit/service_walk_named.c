#include "service_walk_named.h"

#include "store/find.h"
#include "store/find_history.h"
#include "store/journal.h"

#include <string.h>

static bool is_in(const struct journal_rows *rows, int64_t journal_position)
{
    for (size_t i = 0; i < rows->list.count; i++)
        if (rows->list.items[i].journal_position == journal_position)
            return true;
    return false;
}

static void claim_of(struct walk *walk, const struct model_unit *of, const struct journal_rows *all)
{
    struct line *line = &walk->line;
    struct store *store = line->writer->store;
    const char *quoted = arena_printf(line->arena, "\"%s\"", of->serial);
    struct units units;
    struct journal_rows told;
    ck_assert_int_eq(find_units(store, of->serial, of->product->definition->part_number, line->arena, &units),
                     NOTHING_WRONG);
    ck_assert_int_eq(find_entries_of_unit(store, units.list.items->unit_id, INT64_MAX, INT64_MAX, line->arena, &told),
                     NOTHING_WRONG);
    for (size_t i = 0; i < all->list.count; i++) {
        const struct journal_row *row = &all->list.items[i];
        ck_assert_msg(!strstr(row->bytes, quoted) || is_in(&told, row->journal_position),
                      "%s: the history of %s lacks %s", line->context, of->serial, row->bytes);
    }
}

void named_claim(struct walk *walk)
{
    struct line *line = &walk->line;
    struct journal_rows all = {.list = {.count = (size_t)line_head(line)}};
    all.list.items = arena_array(line->arena, all.list.count, sizeof *all.list.items);
    ck_assert_ptr_nonnull(all.list.items);
    for (size_t i = 0; i < all.list.count; i++)
        ck_assert_int_eq(journal_at(line->writer->store, (int64_t)i + 1, line->arena, &all.list.items[i]),
                         NOTHING_WRONG);
    for (size_t i = 0; i < walk->model->unit_count; i++)
        claim_of(walk, &walk->model->units[i], &all);
    line_forget(line);
}
