/* POST /v1/events: what is wrong with a body, arrays, ids, and the feed that they come out of again. */
#include "service_line.h"

#include "base/json_value.h"
#include "service/feed.h"

#include <string.h>

#define ID "'id': '0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01'"
#define AT "'at': '2026-09-21T00:00:00Z'"

static const struct json_limits LIMITS = {.depth = 16, .items = 1000};

static bool has_reason(const struct reasons *reasons, const char *code, const char *pointer)
{
    for (size_t i = 0; i < reasons->count; i++)
        if (!strcmp(reasons->items[i].code, code) && reasons->items[i].pointer &&
            !strcmp(reasons->items[i].pointer, pointer))
            return true;
    return false;
}

/* ---- what cannot be read ---- */

static const struct {
    const char *json;
    const char *code, *pointer;
} UNREADABLE[] = {
    {"{}", "missing-member", "/id"},
    {"{}", "missing-member", "/type"},
    {"{'id': 'x', 'type': 'unit.shipped', " AT ", 'unit': 'T0001'}", "malformed", "/id"},
    {"{'id': '00000000-0000-0000-0000-000000000000', 'type': 'unit.shipped', " AT "}", "out-of-range", "/id"},
    {"{" ID ", 'type': 'unit.polished', " AT "}", "not-a-choice", "/type"},
    {"{" ID ", 'type': 'order.released', " AT ", 'order': 'O-1'}", "not-a-choice", "/type"},
    {"{" ID ", 'type': 'unit.shipped', 'at': 'yesterday', 'unit': 'T0001', 'operator': 'ann'}", "malformed", "/at"},
    {"{" ID ", 'type': 'unit.shipped', 'unit': 'T0001', 'operator': 'ann'}", "missing-member", "/at"},
    {"{" ID ", 'type': 'operation.started', " AT ", 'operation': '010'}", "missing-member", "/unit"},
    {"{" ID ", 'type': 'operation.started', " AT ", 'operation': '010'}", "missing-member", "/operator"},
    {"{" ID ", 'type': 'unit.shipped', " AT ", 'unit': 5, 'operator': 'ann'}", "wrong-type", "/unit"},
    {"{" ID ", 'type': 'unit.shipped', " AT ", 'unit': 'T0001', 'operator': 'ann', 'station': 'DOCK-1'}",
     "unknown-member", "/station"},
    {"{" ID ", 'type': 'station.changed', " AT ", 'state': 'asleep'}", "not-a-choice", "/state"},
    {"{" ID ", 'type': 'event.corrected', " AT ", 'reason': 'r', 'event': '12'}", "malformed", "/event"},
    {"{" ID ", 'type': 'component.installed', " AT ", 'unit': 'T0001', 'operation': '010', 'operator': 'ann',"
     " 'position': 'board', 'part_number': 'BRD', 'firmware': [{'name': 'bmc', 'version': '1'}, {'name': 'bios'}]}",
     "missing-member", "/firmware/1/version"},
};

START_TEST(a_single_event_that_cannot_be_read_is_refused_by_its_members)
{
    struct line line;
    line_open(&line);
    int64_t head = line_head(&line);
    const char *json = line_json(&line, "%s", UNREADABLE[_i].json);
    struct said said = line_post_body(&line, speaker_station("DOCK-1"), json);
    ck_assert_msg(said.fault == FAULT_INVALID, "%s is taken", json);
    ck_assert_msg(has_reason(&said.reasons, UNREADABLE[_i].code, UNREADABLE[_i].pointer), "%s: no %s at \"%s\"", json,
                  UNREADABLE[_i].code, UNREADABLE[_i].pointer);
    ck_assert_int_eq(line_head(&line), head);
    line_close(&line);
}
END_TEST

/* ---- arrays ---- */

/* The status of each outcome of an array; the problems' first pointer and code where there is one. */
struct outcome {
    int64_t status;
    const char *code, *pointer;
    int64_t journal_position;
};
enum { OUTCOMES_MAX = 8 };
struct outcomes {
    struct outcome items[OUTCOMES_MAX];
    size_t count;
};

static const char *text_of(struct line *line, const struct json *object, const char *name)
{
    return arena_text(line->arena, json_text_member(object, name));
}

static struct outcomes post_array(struct line *line, const char *station, const char *json)
{
    struct said said = said_must(line, line_post_body(line, speaker_station(station), json));
    struct reasons reasons = {.arena = line->arena};
    struct outcomes outcomes = {.count = 0};
    struct json *answer;
    ck_assert_int_eq(json_parse(said.text, strlen(said.text), LIMITS, &answer, &reasons), NOTHING_WRONG);
    const struct json *list = object_member(answer, "outcomes");
    ck_assert_uint_le(json_count(list), OUTCOMES_MAX);
    for (size_t i = 0; i < json_count(list); i++) {
        const struct json *outcome = json_item(list, i), *problem = object_member(outcome, "problem");
        struct outcome *ret = &outcomes.items[outcomes.count++];
        ret->status = value_integer(object_member(outcome, "status"));
        ck_assert(!problem == (ret->status < 300));
        if (problem) {
            const struct json *reason = json_item(object_member(problem, "reasons"), 0);
            ret->code = text_of(line, reason, "code");
            ret->pointer = text_of(line, reason, "pointer");
        } else {
            const struct json *entry = object_member(outcome, "entry");
            ret->journal_position = value_integer(object_member(entry, "journal_position"));
        }
    }
    json_free(answer);
    return outcomes;
}

static const char *check_event(struct line *line, const char *serial, const char *answer)
{
    return line_json(line,
                     "{'id': '%s', 'type': 'check.recorded', " AT ", 'unit': '%s', 'operation': '010',"
                     " 'operator': 'ann', 'check': 'seated', 'answer': '%s'}",
                     line_id(line), serial, answer);
}

START_TEST(a_fault_in_an_array_is_named_by_its_place)
{
    struct line line;
    line_open(&line);
    line_order(&line, "O-1", "T-1", 1, 5);
    const char *serial = line_serial(&line, "O-1", 0);
    line_does(&line, "BENCH-1", "operation.started", "'unit': '%s', 'operation': '010', 'operator': 'ann'", serial);
    const char *good = check_event(&line, serial, "yes");
    struct outcomes outcomes =
        post_array(&line, "BENCH-1",
                   line_json(&line,
                             "[%s, 'no event', {'type': 'unit.shipped'}, {" ID ", 'type': 'unit.signed', " AT ","
                             " 'operation': '010', 'operator': 'ann'}]",
                             good));
    ck_assert_uint_eq(outcomes.count, 4);
    ck_assert_int_eq(outcomes.items[0].status, 201);
    ck_assert_int_eq(outcomes.items[1].status, 400);
    ck_assert_str_eq(outcomes.items[1].pointer, "/1");
    ck_assert_int_eq(outcomes.items[2].status, 400);
    ck_assert_str_eq(outcomes.items[2].pointer, "/2/id");
    ck_assert_int_eq(outcomes.items[3].status, 400);
    ck_assert_str_eq(outcomes.items[3].pointer, "/3/unit");
    ck_assert_str_eq(outcomes.items[3].code, "missing-member");
    line_close(&line);
}
END_TEST

START_TEST(an_event_refused_in_an_array_changes_nothing_else)
{
    struct line line;
    line_open(&line);
    line_order(&line, "O-1", "T-1", 1, 5);
    const char *serial = line_serial(&line, "O-1", 0);
    line_does(&line, "BENCH-1", "operation.started", "'unit': '%s', 'operation': '010', 'operator': 'ann'", serial);
    int64_t head = line_head(&line);
    const char *first = check_event(&line, serial, "no"), *refused = check_event(&line, serial, "perhaps");
    const char *last = check_event(&line, serial, "yes");
    struct outcomes outcomes = post_array(&line, "BENCH-1", line_json(&line, "[%s, %s, %s]", first, refused, last));
    ck_assert_uint_eq(outcomes.count, 3);
    ck_assert_int_eq(outcomes.items[0].journal_position, head + 1);
    ck_assert_int_eq(outcomes.items[1].status, 409);
    ck_assert_str_eq(outcomes.items[1].code, "answer-unknown");
    ck_assert_int_eq(outcomes.items[2].journal_position, head + 2);
    ck_assert_int_eq(line_head(&line), head + 2);
    line_close(&line);
}
END_TEST

START_TEST(an_array_sees_what_its_own_earlier_events_did)
{
    struct line line;
    line_open(&line);
    line_order(&line, "O-1", "T-1", 1, 5);
    const char *serial = line_serial(&line, "O-1", 0);
    const char *start = line_json(&line,
                                  "{'id': '%s', 'type': 'operation.started', " AT ", 'unit': '%s',"
                                  " 'operation': '010', 'operator': 'ann'}",
                                  line_id(&line), serial);
    const char *check = check_event(&line, serial, "yes");
    struct outcomes outcomes = post_array(&line, "BENCH-1", line_json(&line, "[%s, %s, %s]", check, start, check));
    ck_assert_int_eq(outcomes.items[0].status, 409); /* nothing ran yet; so the id was not used either */
    ck_assert_int_eq(outcomes.items[1].status, 201);
    ck_assert_int_eq(outcomes.items[2].status, 201);
    line_close(&line);
}
END_TEST

START_TEST(an_array_sent_again_gets_its_first_answers)
{
    struct line line;
    line_open(&line);
    line_order(&line, "O-1", "T-1", 1, 5);
    const char *serial = line_serial(&line, "O-1", 0);
    line_does(&line, "BENCH-1", "operation.started", "'unit': '%s', 'operation': '010', 'operator': 'ann'", serial);
    const char *array =
        line_json(&line, "[%s, %s]", check_event(&line, serial, "yes"), check_event(&line, serial, "no"));
    struct outcomes first = post_array(&line, "BENCH-1", array);
    int64_t head = line_head(&line);
    struct outcomes second = post_array(&line, "BENCH-1", array);
    ck_assert_int_eq(line_head(&line), head);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(first.items[i].status, 201);
        ck_assert_int_eq(second.items[i].status, 200);
        ck_assert_int_eq(second.items[i].journal_position, first.items[i].journal_position);
    }
    ck_assert_uint_eq(post_array(&line, "BENCH-1", "[]").count, 0);
    line_close(&line);
}
END_TEST

/* ---- ids ---- */

START_TEST(a_repeated_event_gets_the_first_answer_whatever_happened_since)
{
    struct line line;
    line_open(&line);
    const char *json = line_json(&line, "{" ID ", 'type': 'station.changed', " AT ", 'state': 'standby'}");
    struct said first = said_must(&line, line_post_body(&line, speaker_station("TEST-1"), json));
    line_does(&line, "TEST-1", "station.changed", "'state': 'unscheduled_down'");
    int64_t head = line_head(&line);
    line_pass_min(&line, 600);
    struct said again = said_must(&line, line_post_body(&line, speaker_station("TEST-1"), json));
    ck_assert(!first.repeated && again.repeated);
    ck_assert_str_eq(first.text, again.text);
    ck_assert_int_eq(line_head(&line), head);
    line_close(&line);
}
END_TEST

START_TEST(an_id_that_stands_for_another_event_is_refused)
{
    static const char *const OTHERS[] = {
        "{" ID ", 'type': 'station.changed', " AT ", 'state': 'productive'}",
        "{" ID ", 'type': 'station.changed', 'at': '2026-09-21T00:00:01Z', 'state': 'standby'}",
        "{" ID ", 'type': 'station.changed', " AT ", 'state': 'standby', 'reason': 'lunch'}",
        "{" ID ", 'type': 'unit.shipped', " AT ", 'unit': 'T0001', 'operator': 'ann'}",
    };
    struct line line;
    line_open(&line);
    said_must(&line,
              line_post_body(&line, speaker_station("TEST-1"),
                             line_json(&line, "{" ID ", 'type': 'station.changed', " AT ", 'state': 'standby'}")));
    int64_t head = line_head(&line);
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        struct said said = line_post_body(&line, speaker_station("TEST-1"), line_json(&line, "%s", OTHERS[i]));
        ck_assert_msg(said.fault == FAULT_ID_REUSED, "%s is taken", OTHERS[i]);
        ck_assert(has_reason(&said.reasons, "id-reused", "/id"));
    }
    const char *first = line_json(&line, "{" ID ", 'type': 'station.changed', " AT ", 'state': 'standby'}");
    struct said another = line_post_body(&line, speaker_station("QA-1"), first);
    ck_assert_msg(another.fault == FAULT_ID_REUSED, "the same words of another station are another event");
    ck_assert_int_eq(line_post_body(&line, speaker_station("TEST-1"), first).fault, NOTHING_WRONG);
    ck_assert_int_eq(line_head(&line), head);
    line_close(&line);
}
END_TEST

/* ---- the feed ---- */

static const char *feed_within(struct line *line, int64_t after, int64_t limit, size_t bytes_max, enum feed_form form,
                               int64_t *ret_after)
{
    BUFFER_OWNED struct buffer buffer = {0};
    int64_t head;
    ck_assert_int_eq(session_read_begin(line->reader, &head), NOTHING_WRONG);
    ck_assert_int_eq(feed_read(line->reader, after, limit, bytes_max, form, &buffer, ret_after), NOTHING_WRONG);
    session_read_end(line->reader);
    return arena_copy(line->arena, buffer.bytes ? buffer.bytes : "", buffer.size);
}

static const char *feed(struct line *line, int64_t after, int64_t limit, enum feed_form form, int64_t *ret_after)
{
    return feed_within(line, after, limit, SIZE_MAX, form, ret_after);
}

START_TEST(the_feed_gives_the_journal_in_each_form)
{
    struct line line;
    line_open(&line);
    struct said said = line_does(&line, "TEST-1", "station.changed", "'state': 'standby'");
    int64_t head = line_head(&line), after;
    ck_assert_str_eq(feed(&line, head - 1, 10, FEED_LINES, &after), arena_printf(line.arena, "%s\n", said.text));
    ck_assert_int_eq(after, head);
    ck_assert_str_eq(feed(&line, head - 1, 10, FEED_STREAM, &after),
                     arena_printf(line.arena, "id: %lld\ndata: %s\n\n", (long long)head, said.text));
    ck_assert_str_eq(feed(&line, head - 1, 10, FEED_PAGE, &after),
                     arena_printf(line.arena, "{\"items\":[%s],\"next_after\":%lld,\"head\":%lld}", said.text,
                                  (long long)head, (long long)head));
    ck_assert_str_eq(feed(&line, head, 10, FEED_STREAM, &after), "");
    ck_assert_int_eq(after, head);
    line_close(&line);
}
END_TEST

START_TEST(the_feed_read_in_pages_is_the_whole_journal_once)
{
    struct line line;
    line_open(&line);
    int64_t after = 0, whole_after, pages = 0;
    const char *whole = feed(&line, 0, 1000, FEED_LINES, &whole_after), *joined = "";
    while (after < line_head(&line)) {
        joined = arena_printf(line.arena, "%s%s", joined, feed(&line, after, 4, FEED_LINES, &after));
        pages++;
    }
    ck_assert_str_eq(joined, whole);
    ck_assert_int_eq(pages, (line_head(&line) + 3) / 4);
    line_close(&line);
}
END_TEST

START_TEST(the_feed_gives_no_more_bytes_than_asked_for_but_always_an_entry)
{
    static const size_t BYTES[] = {1, 600, 1500, 100000};
    struct line line;
    line_open(&line);
    const int64_t head = line_head(&line);
    int64_t after = 0, whole_after, pieces = 0;
    const char *whole = feed(&line, 0, 1000, FEED_LINES, &whole_after), *joined = "";
    for (; after < head; pieces++) {
        const int64_t before = after;
        const char *piece = feed_within(&line, before, 1000, BYTES[_i], FEED_LINES, &after);
        ck_assert_int_gt(after, before);
        ck_assert(after == before + 1 || strlen(piece) <= BYTES[_i]);
        joined = arena_printf(line.arena, "%s%s", joined, piece);
    }
    ck_assert_str_eq(joined, whole);
    ck_assert_int_eq(pieces == head, _i == 0);
    ck_assert_int_eq(pieces == 1, strlen(whole) < BYTES[_i]);
    line_close(&line);
}
END_TEST

SUITE_BEGIN(events)
tcase_add_loop_test(tests, a_single_event_that_cannot_be_read_is_refused_by_its_members, 0,
                    sizeof UNREADABLE / sizeof *UNREADABLE);
tcase_add_test(tests, a_fault_in_an_array_is_named_by_its_place);
tcase_add_test(tests, an_event_refused_in_an_array_changes_nothing_else);
tcase_add_test(tests, an_array_sees_what_its_own_earlier_events_did);
tcase_add_test(tests, an_array_sent_again_gets_its_first_answers);
tcase_add_test(tests, a_repeated_event_gets_the_first_answer_whatever_happened_since);
tcase_add_test(tests, an_id_that_stands_for_another_event_is_refused);
tcase_add_test(tests, the_feed_gives_the_journal_in_each_form);
tcase_add_test(tests, the_feed_read_in_pages_is_the_whole_journal_once);
tcase_add_loop_test(tests, the_feed_gives_no_more_bytes_than_asked_for_but_always_an_entry, 0, 4);
SUITE_END
