/* Whatever a refused correction names, taken back last first, leads to it; also where something was taken back before
 * that did not stand in the way of it. */
#include "scenario.h"
#include "suite.h"

#define POST(line, kind, type, ...) line_posted((line), kind, &(const struct type){__VA_ARGS__})
#define STARTED(line, number) POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("N1", number, "ann"))
#define ABORTED(line, number) POST(line, ENTRY_OPERATION_ABORTED, operation_aborted, SUBJECT("N1", number, "ann"))
#define COMPLETED(line, number) POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", number, "ann"))
#define DRIVE_IN(line)                                                                                                 \
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("N1", "020", "ann"), .position = "drive",       \
         .part_number = "SSD", .serial = "d9")

enum { EVENTS = 6 };
static int64_t events[EVENTS]; /* that are to be taken back, in their order */
static size_t event_count;

static void then(int64_t journal_position)
{
    events[event_count++] = journal_position;
}

/* The test of a node is begun after its drive went in, and given up. */
static void tested_in_vain(struct line *line)
{
    then(STARTED(line, "020"));
    then(DRIVE_IN(line));
    then(COMPLETED(line, "020"));
    line_at(line, "C1");
    then(STARTED(line, "030"));
    then(ABORTED(line, "030"));
    line_at(line, "A1");
}
GIVEN(a_test_that_was_never_passed)
{
    line_ready(line, "N1", "020");
    tested_in_vain(line);
}
/* It had fallen with the drive, and passes again when that was never out. */
GIVEN(a_test_that_fell)
{
    line_completed(line, "N1");
    then(POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("N1", "020", "ann"), .position = "drive"));
    tested_in_vain(line);
}
static void (*const GIVENS[])(struct line *) = {a_test_that_was_never_passed, a_test_that_fell};
enum { GIVENS_COUNT = sizeof GIVENS / sizeof *GIVENS };

static bool is_taken_back(struct line *line, int64_t at, struct reasons *reasons)
{
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    const struct event_corrected data = {.event = line_id(at), .reason = "slip"};
    return line->voided[at - 1] || line_post(line, ENTRY_EVENT_CORRECTED, &data, reasons) == NOTHING_WRONG;
}

/* Of what the reasons name, the last before a journal position; 0: there is none. */
static int64_t last_named(const struct reasons *reasons, int64_t before)
{
    int64_t last = 0;
    for (size_t i = 0; i < reasons->count; i++)
        if (reasons->items[i].journal_position < before && reasons->items[i].journal_position > last)
            last = reasons->items[i].journal_position;
    return last;
}

/* With all that its refusal names, the last of it first. */
static void take_back(struct line *line, int64_t at, struct arena *arena)
{
    struct reasons reasons = {.arena = arena}, again = {.arena = arena};
    if (is_taken_back(line, at, &reasons))
        return;
    ck_assert_msg(line->entries[at - 1].kind != ENTRY_EVENT_CORRECTED, "only a correction is left to take back");
    for (int64_t named = last_named(&reasons, INT64_MAX); named; named = last_named(&reasons, named))
        take_back(line, named, arena);
    ck_assert_msg(is_taken_back(line, at, &again), "%s at %lld is not taken back once all is that it named: %s",
                  ENTRY_TYPES[line->entries[at - 1].kind].name, (long long)at, again.items[0].detail);
}

/* One of the events, whatever was taken back before it: but that the test was given up, which may stay so. */
START_TEST(what_is_named_leads_there)
{
    event_count = EVENTS;
    for (size_t first = 0; first < event_count; first++)
        for (size_t at = 0; at + 2 < event_count; at++) {
            struct line *line = line_new();
            ARENA_OWNED struct arena *arena = arena_new(0);
            event_count = 0;
            GIVENS[_i](line);
            take_back(line, events[first], arena);
            take_back(line, events[at], arena);
            line_free(line);
        }
}
END_TEST

SUITE_BEGIN(domain_rules_correct_last_first)
tcase_add_loop_test(tests, what_is_named_leads_there, 0, GIVENS_COUNT);
SUITE_END
