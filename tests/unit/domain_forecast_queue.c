/* What waits for places in a simulated run: whatever comes and goes, the first of it is the smallest. */
#include "domain/forecast_parts.h"
#include "suite.h"

#include <stdlib.h>

enum { SLOTS = 64 * 64 * 2 + 5, TURNS = 40000 };

static struct line_up line_up_of(size_t slots, struct arena *arena)
{
    struct line_up line_up;
    ck_assert_int_eq(line_up_make(slots, arena, &line_up), NOTHING_WRONG);
    for (size_t i = 0; i < slots; i++)
        line_up.items[i] = queue_item(3 * i, (int)(i % 7));
    return line_up;
}

static uint64_t first_of(const bool *waits, const struct line_up *line_up)
{
    size_t slot = 0;
    while (slot < SLOTS && !waits[slot])
        slot++;
    return slot < SLOTS ? line_up->items[slot] : NOBODY_WAITS;
}

static size_t slot_of(uint64_t item)
{
    return item_rank(item) / 3;
}

START_TEST(the_first_that_waits_is_the_smallest)
{
    struct arena *arena = arena_new(0);
    struct line_up line_up = line_up_of(SLOTS, arena);
    bool *waits = arena_array(arena, SLOTS, sizeof *waits);
    uint64_t state = 1;
    size_t waiting = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const size_t slot = (state >> 33) % SLOTS;
        const bool comes = turn % 2000 < 1000;
        if (comes && !waits[slot]) {
            line_up_push(&line_up, (uint32_t)slot);
            waits[slot] = true;
            waiting++;
        } else if (!comes && waiting) {
            waits[slot_of(line_up.first)] = false;
            line_up_pop(&line_up);
            waiting--;
        }
        ck_assert_uint_eq(line_up.first, first_of(waits, &line_up));
    }
    arena_free(arena);
}
END_TEST

START_TEST(nobody_waits_when_all_have_gone_or_it_is_cleared)
{
    static const size_t SIZES[] = {1, 64, 65, 4096, 4097};
    struct arena *arena = arena_new(0);
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        struct line_up line_up = line_up_of(SIZES[i], arena);
        const uint32_t last = (uint32_t)SIZES[i] - 1;
        ck_assert_uint_eq(line_up.first, NOBODY_WAITS);
        line_up_push(&line_up, last);
        ck_assert_uint_eq(line_up.first, line_up.items[last]);
        line_up_pop(&line_up);
        ck_assert_uint_eq(line_up.first, NOBODY_WAITS);
        line_up_push(&line_up, last);
        line_up_clear(&line_up);
        ck_assert_uint_eq(line_up.first, NOBODY_WAITS);
        line_up_push(&line_up, 0);
        line_up_pop(&line_up);
        ck_assert_uint_eq(line_up.first, NOBODY_WAITS); /* and not the last one, which was there before */
    }
    struct line_up none = line_up_of(0, arena);
    ck_assert_uint_eq(none.first, NOBODY_WAITS);
    arena_free(arena);
}
END_TEST

SUITE(forecast_queue, the_first_that_waits_is_the_smallest, nobody_waits_when_all_have_gone_or_it_is_cleared)
