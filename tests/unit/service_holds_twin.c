/* What is taken back leaves the list of a hold as if it had never been: whatever bob, whom the hold is about, did by a
 * slip, and whoever released what it caught, the list is that of a twin plant where the slip was not made.
 *
 * RACKLINE_SEED=N plays that one seed. */
#include "service_holds_twin.h"

#include "store/apply.h"
#include "store/find_hold.h"

#include <stdlib.h>
#include <string.h>

enum { SEEDS = 60 };

/* What the plays came to, so that one that went nowhere is seen. */
struct sum {
    size_t compared, slips, released, released_whole, moved;
};

static bool play_all(struct plant *plant, struct act *acts)
{
    bool slip = false;
    plant_open(plant);
    for (size_t i = 0; i < ACTS; i++) {
        line_pass_min(&plant->built.line, 1);
        acts[i].done = plant_play(plant, acts, i);
        if (acts[i].done && acts[i].kind == BACK)
            slip = acts[acts[i].event].taken_back = true;
    }
    return slip && plant->hold != ABSENT_INTEGER;
}

/* False where it went another way: the hold lay in the twin where it did not, and stopped what was done. */
static bool play_twin(struct plant *twin, const struct act *acts)
{
    struct act copy[ACTS];
    memcpy(copy, acts, sizeof copy);
    plant_open(twin);
    for (size_t i = 0; i < ACTS; i++) {
        line_pass_min(&twin->built.line, 1);
        const bool here = copy[i].done && !copy[i].taken_back && copy[i].kind != BACK;
        if (here && !plant_play(twin, copy, i) && copy[i].kind != RELEASED) /* nothing was there to be released */
            return false;
    }
    return true;
}

static const char *list_of(struct plant *plant)
{
    struct line *line = &plant->built.line;
    struct hold_matches rows;
    const char *text = "";
    ck_assert_int_eq(list_hold_matches(line->reader->store, plant->hold, 0, 100, line->arena, &rows), NOTHING_WRONG);
    for (size_t i = 0; i < rows.list.count; i++) {
        const struct hold_match *row = &rows.list.items[i];
        struct unit unit;
        ck_assert_int_eq(find_unit(line->reader->store, row->unit_id, line->arena, &unit), NOTHING_WRONG);
        text = arena_printf(line->arena, "%s%s by %s", text, unit.serial, name_of(&MATCH_NAMES, row->match));
        if (row->released != ABSENT_INTEGER)
            text = arena_printf(line->arena, "%s, released by %s at %lld: %s", text,
                                row->released_by ? row->released_by : "nobody", (long long)row->released,
                                row->release_reason);
        text = arena_printf(line->arena, "%s\n", text);
    }
    return text;
}

static void claim_rebuilt(struct line *line)
{
    BUFFER_OWNED struct buffer report = {0};
    struct reasons reasons = {.arena = line->arena};
    const char *scratch = arena_printf(line->arena, "%s.check", line->path);
    ck_assert_msg(!rebuild_compare(line->reader->store, scratch, NULL, &report, &reasons), "%s: %s", line->context,
                  buffer_view(&report));
}

static bool done_between(const struct act *acts, enum act_kind kind, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (acts[i].done && acts[i].kind == kind)
            return true;
    return false;
}

static void count(const struct act *acts, struct sum *sum)
{
    sum->compared++;
    for (size_t i = 0; i < ACTS; i++) {
        if (acts[i].kind != BACK || !acts[i].done || !acts[acts[i].event].by_bob)
            continue;
        sum->slips++;
        sum->released += done_between(acts, RELEASED, acts[i].event, i);
        sum->released_whole += done_between(acts, RELEASED_WHOLE, acts[i].event, i);
        sum->moved += done_between(acts, OUT, acts[i].event, i);
    }
}

static void compare_seed(uint64_t seed, struct sum *sum)
{
    struct plant plant, twin;
    struct act acts[ACTS];
    acts_make_up(seed, acts);
    bool slip = play_all(&plant, acts);
    if (slip && play_twin(&twin, acts)) {
        const char *is = list_of(&plant), *should = list_of(&twin);
        ck_assert_msg(!strcmp(is, should), "RACKLINE_SEED=%llu:\n%sis\n%sand should be\n%s", (unsigned long long)seed,
                      acts_told(acts, plant.built.line.arena), is, should);
        claim_rebuilt(&plant.built.line);
        count(acts, sum);
    }
    if (slip)
        line_close(&twin.built.line);
    line_close(&plant.built.line);
}

START_TEST(a_slip_leaves_no_trace_on_a_list)
{
    const char *asked = getenv("RACKLINE_SEED");
    const uint64_t first = asked ? strtoull(asked, NULL, 10) : 1;
    struct sum sum = {0};
    for (uint64_t seed = first; seed <= (asked ? first : SEEDS); seed++)
        compare_seed(seed, &sum);
    if (asked)
        return;
    ck_assert_uint_gt(sum.compared, SEEDS / 2);
    ck_assert_uint_gt(sum.slips, SEEDS);
    ck_assert_uint_gt(sum.released, 10);
    ck_assert_uint_gt(sum.released_whole, 10);
    ck_assert_uint_gt(sum.moved, 10);
}
END_TEST

SUITE(holds_twin, a_slip_leaves_no_trace_on_a_list)
