#include "service_walk_contained.h"

#include "domain/entry_records.h"

#include <string.h>

static const struct selector ASKED[CONTAINED_ASKED] = {
    SELECTOR(.lot = "L1"),
    SELECTOR(.part_number = "PSU"),
    SELECTOR(.part_number = "T-1"),
    SELECTOR(.serial_from = "B-", .serial_to = "B-~"),
    SELECTOR(.order = "RACKS"),
    SELECTOR(.part_number = "FAN", .lot = "L2"),
    SELECTOR(.order = "RACKS", .lot = "L1"),
    SELECTOR(.serial = "ROSK10001", .part_number = "R-1", .lot = "L3"),
    SELECTOR(.serial = "ROSK10001", .part_number = "FAN", .lot = "L1"),
    SELECTOR(.part_number = "R-1", .serial_from = "ROSK10001", .lot = "L2"),
    SELECTOR(.serial = "ROSK10001", .part_number = "PSU"),
    SELECTOR(.station = "TEST-1"),
    SELECTOR(.operator = "bob"),
};

void contained_open(struct contained_lists *contained)
{
    *contained = (struct contained_lists){.turn = 0};
    for (size_t i = 0; i < CONTAINED_ASKED; i++)
        ck_assert_ptr_nonnull(contained->arenas[i] = arena_new(0));
}

void contained_close(struct contained_lists *contained)
{
    for (size_t i = 0; i < CONTAINED_ASKED; i++)
        arena_free(contained->arenas[i]);
}

static const char *text_of(const struct contained *list, struct arena *arena)
{
    BUFFER_OWNED struct buffer text = {0};
    json_write(&text, ENTRY_TYPES[ENTRY_HOLD_PLACED].result, &list->held);
    return arena_copy(arena, buffer_view(&text), text.size + 1);
}

void contained_claim(struct walk *walk, struct contained_lists *contained)
{
    struct session *session = walk->line.reader;
    size_t index = contained->turn++ % CONTAINED_ASKED;
    const struct selector *selector = &ASKED[index];
    struct contained *before = &contained->lists[index], anew;
    bool stands = false;
    int64_t head;
    ck_assert_int_eq(session_read_begin(session, &head), NOTHING_WRONG);
    ck_assert_int_eq(contained_read(session, selector, walk->line.arena, &anew), NOTHING_WRONG);
    if (before->journal_position) {
        ck_assert_int_eq(contained_stands(session, selector, before, &stands), NOTHING_WRONG);
        bool same = !strcmp(text_of(before, walk->line.arena), text_of(&anew, walk->line.arena));
        ck_assert_msg(!stands || same, "%s: list %zu is right still: %s, where it should be: %s", walk->line.context,
                      index, text_of(before, walk->line.arena), text_of(&anew, walk->line.arena));
        contained->stood += stands && head > before->journal_position;
        contained->fell += !stands;
        contained->spared += !stands && same;
    }
    if (!stands) {
        arena_reset(contained->arenas[index]);
        ck_assert_int_eq(contained_read(session, selector, contained->arenas[index], before), NOTHING_WRONG);
    }
    session_read_end(session);
}
