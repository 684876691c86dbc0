/* Whatever is posted, in whatever order, the line stays what it must be: no position filled twice, no serial in two
 * places, no predecessor skipped, nothing shipped unfinished, open or held, whatever was waived and to whichever
 * revision units were moved; a refusal changes nothing, a repeated id gets the first answer; the journal makes the same
 * tables again; and what is told of a unit, or was found for a hold, stands until something is entered about it.
 *
 * RACKLINE_SEED=N walks that one seed. */
#include "service_kept.h"
#include "service_line_revision.h"
#include "service_walk.h"
#include "service_walk_contained.h"
#include "service_walk_leaving.h"
#include "service_walk_named.h"
#include "service_walk_then.h"
#include "service_walk_told.h"

#include "base/json_value.h"
#include "store/apply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 2000, COMPARE_EVERY = 25, LEAVING_EVERY = 5, PROVE_EVERY = 8 };

/* What the walks came to, so that a walk that went nowhere is seen. */
struct sum {
    int64_t seen[ENTRY_KIND_COUNT];
    int64_t voided[ENTRY_KIND_COUNT];
    int64_t refused, repeated, reused, arrays, salvaged, back_in, held_out, held_parts, reviews, told, stood, fell;
    int64_t fallen, emptied, shipped_revised, made_held, order_held, capitals;
    struct leaving_sum leaving;
};

#define HOLDS(walk, condition, what) ck_assert_msg(condition, "%s: %s", (walk)->line.context, what)

static bool same_head(const struct journal_head *a, const struct journal_head *b)
{
    return a->journal_position == b->journal_position && a->recorded_us == b->recorded_us &&
           digest_equal(merkle_root(&a->tree), merkle_root(&b->tree));
}

static bool in_journal(struct walk *walk, const char *id, struct journal_row *ret)
{
    struct uuid uuid;
    HOLDS(walk, uuid_parse(id, &uuid), "an id cannot be read");
    enum fault fault = journal_by_id(walk->line.writer->store, uuid, walk->line.arena, ret);
    HOLDS(walk, !fault || fault == FAULT_NOT_FOUND, "the journal cannot be read");
    return !fault;
}

/* What stands in the way of a correction is named: it is in the journal. */
static bool names_later(const struct said *said, const struct journal_head *head)
{
    for (size_t i = 0; said->fault && i < said->reasons.count; i++) {
        const struct reason *reason = &said->reasons.items[i];
        if (!strcmp(reason->code, "later-event") &&
            (reason->journal_position < 1 || reason->journal_position > head->journal_position))
            return false;
    }
    return true;
}

/* One event: accepted it is the journal's very bytes; refused it left nothing. */
static void post_one(struct walk *walk, struct sum *sum)
{
    const char *id = line_id(&walk->line);
    struct walk_event event = walk_chance(walk, 65) ? walk_sensible(walk, id) : walk_wild(walk, id);
    struct journal_head before = line_journal(&walk->line), after;
    struct said said = line_post_body(&walk->line, walk_speaker(event.station), event.json);
    struct journal_row row;
    bool there = in_journal(walk, id, &row);
    after = line_journal(&walk->line);
    HOLDS(walk, !said.fault == there, "an event is accepted or in the journal, and not both");
    HOLDS(walk, !said.fault || same_head(&before, &after), "a refusal changed the journal");
    HOLDS(walk, names_later(&said, &before), "a later event stands in the way, and is not named");
    HOLDS(walk, said.fault || !strcmp(said.text, row.bytes), "the answer is not the entry's bytes");
    sum->refused += said.fault != NOTHING_WRONG;
    sum->order_held += said.fault && reasons_have(&said.reasons, "order-held");
    sum->capitals += said.fault && reasons_have(&said.reasons, "serial-case");
    if (!said.fault)
        walk_keep(walk, &event, said.text);
}

/* An array: each event is decided on its own. */
static void post_array(struct walk *walk, struct sum *sum)
{
    enum { EVENTS_MAX = 6 };
    struct walk_event events[EVENTS_MAX];
    size_t count = 2 + walk_below(walk, EVENTS_MAX - 1);
    const char *json = "[";
    for (size_t i = 0; i < count; i++) {
        const char *id = line_id(&walk->line);
        events[i] = walk_chance(walk, 60) ? walk_sensible(walk, id) : walk_wild(walk, id);
        json = arena_printf(walk->line.arena, "%s%s%s", json, i ? "," : "", events[i].json);
    }
    json = arena_printf(walk->line.arena, "%s]", json);
    struct said said = line_post_body(&walk->line, walk_speaker(events[0].station), json);
    HOLDS(walk, !said.fault, "an array is refused as a whole");
    struct json *answer;
    struct reasons reasons = {.arena = walk->line.arena};
    const struct json_limits limits = {.depth = 16, .items = 1000};
    ck_assert_int_eq(json_parse(said.text, strlen(said.text), limits, &answer, &reasons), NOTHING_WRONG);
    const struct json *outcomes = object_member(answer, "outcomes");
    HOLDS(walk, json_count(outcomes) == count, "an array has another number of outcomes");
    for (size_t i = 0; i < count; i++) {
        const struct json *outcome = json_item(outcomes, i);
        const struct json *entry = object_member(outcome, "entry");
        struct journal_row row;
        bool there = in_journal(walk, events[i].id, &row);
        int64_t status = value_integer(object_member(outcome, "status"));
        HOLDS(walk, (status == 201) == there, "an outcome and the journal differ");
        HOLDS(walk, there == (entry != NULL) && there == !object_member(outcome, "problem"), "entry or problem");
        HOLDS(walk, !there || value_integer(object_member(entry, "journal_position")) == row.journal_position,
              "an outcome has another entry");
        sum->refused += !there;
    }
    json_free(answer);
    sum->arrays++;
}

/* An id again: with its own contents it gets the first answer, with others it is refused; nothing is appended. */
static void post_again(struct walk *walk, struct sum *sum)
{
    const struct walk_kept *kept = walk_kept(walk, WALK_KEPT);
    if (!kept)
        return;
    struct journal_head before = line_journal(&walk->line), after;
    if (walk_chance(walk, 70)) {
        struct said said = line_post_body(&walk->line, walk_speaker(kept->station), kept->json);
        HOLDS(walk, !said.fault && said.repeated, "a repeated post is not known");
        HOLDS(walk, !strcmp(said.text, kept->answer), "a repeated post gets other bytes");
        sum->repeated++;
    } else {
        struct walk_event event = walk_wild(walk, kept->id);
        struct said said = line_post_body(&walk->line, walk_speaker(event.station), event.json);
        HOLDS(walk, said.fault == FAULT_ID_REUSED, "an id stands for two events");
        sum->reused++;
    }
    after = line_journal(&walk->line);
    HOLDS(walk, same_head(&before, &after), "a repeated id changed the journal");
}

static void edit(struct walk *walk, struct sum *sum)
{
    struct journal_head before = line_journal(&walk->line);
    struct said said = walk_edit(walk);
    struct journal_head after = line_journal(&walk->line);
    HOLDS(walk, !said.fault || same_head(&before, &after), "a refused edit changed the journal");
    sum->refused += said.fault != NOTHING_WRONG;
}

static void step(struct walk *walk, struct sum *sum)
{
    size_t roll = walk_below(walk, 100);
    line_pass_min(&walk->line, 0.1 + (double)walk_below(walk, 40) / 10);
    if (roll < 18)
        edit(walk, sum);
    else if (roll < 22)
        post_again(walk, sum);
    else if (roll < 29)
        post_array(walk, sum);
    else
        post_one(walk, sum);
    model_follow(walk->model);
}

/* The journal makes the same tables again, and its tree is that of its bytes. */
static void claim_rebuilt(struct walk *walk)
{
    BUFFER_OWNED struct buffer report = {0};
    struct reasons reasons = {.arena = walk->line.arena};
    const char *scratch = arena_printf(walk->line.arena, "%s.check", walk->line.path);
    enum fault fault = rebuild_compare(walk->line.reader->store, scratch, NULL, &report, &reasons);
    ck_assert_msg(!fault, "%s: the tables are others than the journal makes: %s", walk->line.context,
                  buffer_view(&report));
}

static void walk_seed(uint64_t seed, struct sum *sum)
{
    struct walk walk = {.random = seed};
    static struct then_samples samples;
    struct told_units told;
    struct contained_lists contained;
    samples.count = 0;
    line_open(&walk.line);
    told_open(&told, &walk.line);
    contained_open(&contained);
    line_release_later(&walk.line);
    line_order(&walk.line, "TRAYS", "T-1", 4, 5);
    line_order(&walk.line, "RACKS", "R-1", 2, 5);
    walk.model = model_new(&walk.line);
    model_follow(walk.model);
    for (int i = 0; i < STEPS; i++) {
        snprintf(walk.line.context, sizeof walk.line.context, "RACKLINE_SEED=%llu, step %d", (unsigned long long)seed,
                 i);
        walk.line.after = i % PROVE_EVERY == 0 ? kept_prove : NULL;
        step(&walk, sum);
        if (walk_chance(&walk, 20))
            then_note(&walk, &samples);
        if (i % 3 == 0)
            told_claim(&walk, &told);
        if (i % 9 == 1)
            contained_claim(&walk, &contained);
        if (i % LEAVING_EVERY == 2)
            leaving_claim(&walk, &sum->leaving);
        if (i % COMPARE_EVERY == 0)
            model_compare(walk.model);
        line_forget(&walk.line);
    }
    model_compare(walk.model);
    claim_rebuilt(&walk);
    then_claim(&walk, &samples);
    named_claim(&walk);
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++)
        sum->seen[kind] += walk.model->seen[kind];
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++)
        sum->voided[kind] += walk.model->voided[kind];
    sum->told += told.compared;
    sum->stood += contained.stood;
    sum->fell += contained.fell;
    sum->salvaged += walk.model->salvaged;
    sum->back_in += walk.model->back_in;
    sum->held_out += walk.model->held_out;
    sum->made_held += walk.model->made_held;
    sum->held_parts += walk.model->held_parts;
    sum->reviews += walk.model->reviews;
    sum->fallen += walk.model->fallen;
    sum->emptied += walk.model->emptied;
    sum->shipped_revised += walk.model->shipped_revised;
    walk_drop_kept(&walk);
    model_free(walk.model);
    line_close(&walk.line);
    told_close(&told);
    contained_close(&contained);
}

/* What the walks must come to together: more than so often. */
static const struct {
    const char *what;
    size_t at; /* in struct sum */
    int64_t more_than;
} WANTED[] = {
#define SUM(member, n)                                                                                                 \
    {                                                                                                                  \
#member, offsetof(struct sum, member), n                                                                       \
    }
#define SEEN(kind, n)                                                                                                  \
    {                                                                                                                  \
#kind, offsetof(struct sum, seen[ENTRY_##kind]), n                                                             \
    }
#define VOIDED(kind)                                                                                                   \
    {                                                                                                                  \
        "a correction of " #kind, offsetof(struct sum, voided[ENTRY_##kind]), 0                                        \
    }
    SEEN(OPERATION_STARTED, 100),
    SEEN(OPERATION_PAUSED, 10),
    SEEN(OPERATION_RESUMED, 10),
    SEEN(OPERATION_COMPLETED, 100),
    SEEN(OPERATION_ABORTED, 3),
    SEEN(COMPONENT_INSTALLED, 100),
    SEEN(COMPONENT_REMOVED, 30),
    SEEN(MEASUREMENT_RECORDED, 50),
    SEEN(CHECK_RECORDED, 50),
    SEEN(DEFECT_REPORTED, 30),
    SEEN(UNIT_SIGNED, 5),
    SEEN(UNIT_SHIPPED, 3),
    SEEN(STATION_CHANGED, 10),
    SEEN(EVENT_CORRECTED, 30),
    VOIDED(OPERATION_STARTED),
    VOIDED(OPERATION_PAUSED),
    VOIDED(OPERATION_RESUMED),
    VOIDED(OPERATION_COMPLETED),
    VOIDED(OPERATION_ABORTED),
    VOIDED(COMPONENT_INSTALLED),
    VOIDED(COMPONENT_REMOVED),
    VOIDED(MEASUREMENT_RECORDED),
    VOIDED(CHECK_RECORDED),
    VOIDED(DEFECT_REPORTED),
    VOIDED(UNIT_SIGNED),
    SEEN(UNIT_COMPLETED, 30),
    SEEN(WAIVER_REQUESTED, 10),
    SEEN(WAIVER_REJECTED, 3),
    SEEN(OPERATION_WAIVED, 5),
    SEEN(WAIVER_REVOKED, 3),
    SEEN(COMPONENT_DESCRIBED, 30),
    SEEN(DESCRIPTION_COUNTERSIGNED, 1),
    SEEN(DESCRIPTION_REJECTED, 1),
    SEEN(COMPONENT_RECEIVED, 3),
    VOIDED(COMPONENT_RECEIVED),
    VOIDED(UNIT_SCRAPPED),
    SEEN(NONCONFORMANCE_OPENED, 10),
    SEEN(NONCONFORMANCE_DISPOSITIONED, 30),
    SEEN(NONCONFORMANCE_COUNTERSIGNED, 3),
    SEEN(NONCONFORMANCE_CLOSED, 30),
    SEEN(OPERATION_REOPENED, 5),
    SEEN(ORDER_REVISED, 20),
    SEEN(ORDER_CLOSED, 1),
    SEEN(ORDER_REOPENED, 2),
    SUM(salvaged, 3),
    SUM(back_in, 2),
    SUM(held_out, 2),
    SUM(made_held, 2),
    SUM(order_held, 20),
    SUM(capitals, 2),
    SUM(leaving.leave, 20),
    SUM(leaving.stay, 20),
    SUM(held_parts, 2),
    SEEN(HOLD_EXTENDED, 1),
    SEEN(HOLD_RELEASED, 3),
    SUM(reviews, 2),
    SUM(fallen, 3),
    SUM(emptied, 1),
    SUM(shipped_revised, 1),
    SUM(told, 200),
    SUM(stood, 100),
    SUM(fell, 100),
    SUM(refused, 500),
    SUM(repeated, 50),
    SUM(reused, 20),
    SUM(arrays, 100),
#undef SUM
#undef SEEN
#undef VOIDED
};

/* What the walks did not come to yet; NULL: they came to all. */
static const char *missing(const struct sum *sum)
{
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++)
        if (*(const int64_t *)((const char *)sum + WANTED[i].at) <= WANTED[i].more_than)
            return WANTED[i].what;
    return NULL;
}

/* A rule that changes sends every walk elsewhere: they go on until they have been everywhere. */
START_TEST(no_sequence_of_events_breaks_the_line)
{
    enum { LEAST = 5, MOST = 50 };
    const char *asked = getenv("RACKLINE_SEED");
    struct sum sum = {0};
    if (asked) {
        walk_seed(strtoull(asked, NULL, 10), &sum);
        return;
    }
    for (uint64_t seed = 1; seed <= LEAST || (seed <= MOST && missing(&sum)); seed++)
        walk_seed(seed, &sum);
    ck_assert_msg(!missing(&sum), "%d walks did not come to %s", MOST, missing(&sum));
}
END_TEST

SUITE(property, no_sequence_of_events_breaks_the_line)
