/* Lists as CSV: which form a client gets, and all pages of a list in one answer. */
#include "daemon_rig.h"
#include "racklined/list_cursor.h"
#include "service/reading.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A list of `size` numbers, those after the cursor, which the paging cuts; from `broken` on it cannot be read. */
struct number {
    int64_t number;
    const char *parity;
};
static const struct field NUMBER_FIELDS[] = {
    FIELD_INTEGER(struct number, number, REQUIRED, 0, 0, "itself"),
    FIELD_TEXT(struct number, parity, REQUIRED, 0, 0, "even or odd"),
};
static const struct record NUMBER_RECORD = RECORD(struct number, "number", NUMBER_FIELDS, "A number.");

struct numbers_query {
    int64_t size, broken;
    const char *cursor;
    int64_t limit;
};
static const struct field NUMBERS_QUERY_FIELDS[] = {
    FIELD_INTEGER(struct numbers_query, size, REQUIRED, 0, 1000000, "of the list"),
    FIELD_INTEGER(struct numbers_query, broken, OPTIONAL, 0, 1000000, "what cannot be read"),
    FIELD_TEXT(struct numbers_query, cursor, OPTIONAL, 1, CURSOR_MAX, "next_cursor of the page before"),
    FIELD_INTEGER(struct numbers_query, limit, OPTIONAL, 1, LIST_LIMIT_MAX, "items of a page"),
};
static const struct record NUMBERS_QUERY_RECORD =
    RECORD(struct numbers_query, "numbers_query", NUMBERS_QUERY_FIELDS, "Which numbers.");

/* What the list is cut from is worked out once; it is the offset of every number. */
static enum fault prepare_numbers(struct session *session, struct request *request)
{
    (void)session;
    int64_t *offset = arena_alloc(request->arena, sizeof *offset);
    if (!offset || request->prepared)
        return FAULT_MEMORY;
    *offset = 1;
    request->prepared = offset;
    return NOTHING_WRONG;
}

static enum fault view_numbers(struct session *session, struct request *request, struct answer *answer)
{
    (void)session;
    const struct numbers_query *query = request->query;
    int64_t after, limit = page_limit(query->limit), offset = *(const int64_t *)request->prepared;
    if (!cursor_number(request, query->cursor, &after))
        return FAULT_INVALID;
    if (query->broken != ABSENT_INTEGER && after >= query->broken) {
        reason_add(&request->reasons, "broken", NULL, "The list is broken here.");
        return FAULT_INVALID;
    }
    int64_t left = query->size - after, shown = left < limit ? left : limit;
    struct number *items = arena_array(request->arena, (size_t)shown, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (int64_t i = 0; i < shown; i++)
        items[i] = (struct number){after + i + offset, (after + i + offset) % 2 ? "odd" : "=even"};
    return page_write(answer, &NUMBER_RECORD, items, (size_t)shown,
                      number_cursor(request, shown < left, after + shown));
}

static const struct route ROWS[] = {
    {.method = "GET",
     .path = "/numbers",
     .roles = MAY_ANYBODY,
     .kind = ROUTE_VIEW,
     .query = &NUMBERS_QUERY_RECORD,
     .answer = &NUMBER_RECORD,
     .answer_list = true,
     .prepare = prepare_numbers,
     .view = view_numbers},
};

#define CSV "Accept: text/csv\r\n"
#define CSV_THREE "number,parity\r\n1,odd\r\n2,'=even\r\n3,odd\r\n"
#define JSON_THREE                                                                                                     \
    "{\"items\":[{\"number\":1,\"parity\":\"odd\"},{\"number\":2,\"parity\":\"=even\"},"                               \
    "{\"number\":3,\"parity\":\"odd\"}]"

static const struct {
    const char *target, *headers;
    int status;
    const char *body;   /* the whole, $: the cursor after 3; NULL: any */
    const char *header; /* in the head; NULL: any */
    const char *cursor; /* the key in Rackline-Next-Cursor; NULL: none */
} CASES[] = {
    /* which form */
    {"/numbers?size=3", "", 200, JSON_THREE "}", "Content-Type: application/json", NULL},
    {"/numbers?size=3", "Accept: */*\r\n", 200, JSON_THREE "}", NULL, NULL},
    {"/numbers?size=3", CSV, 200, CSV_THREE, "Content-Type: text/csv; charset=utf-8; header=present", NULL},
    {"/numbers?size=3", "Accept: text/*\r\n", 200, CSV_THREE, NULL, NULL},
    {"/numbers?size=3", "Accept: application/json;q=0.5, text/csv\r\n", 200, CSV_THREE, NULL, NULL},
    {"/numbers?size=3", "Accept: application/json, text/csv;q=0.5\r\n", 200, JSON_THREE "}", NULL, NULL},
    {"/numbers?size=3", "Accept: text/html\r\n", 406, NULL, "application/problem+json", NULL},
    {"/numbers?size=3", "", 200, NULL, "Vary: Accept", NULL},
    {"/numbers?size=3", CSV "If-None-Match: W/\"3\"\r\n", 304, "", NULL, NULL},

    /* how much of it */
    {"/numbers?size=0", CSV, 200, "number,parity\r\n", NULL, NULL},
    {"/numbers?size=3&limit=3", CSV, 200, CSV_THREE, NULL, NULL},
    {"/numbers?size=4&limit=3", CSV, 200, CSV_THREE, NULL, "3"},
    {"/numbers?size=4&limit=3", "", 200, JSON_THREE ",\"next_cursor\":\"$\"}", NULL, NULL},
    {"/numbers?size=4&cursor=$", CSV, 200, "number,parity\r\n4,'=even\r\n", NULL, NULL},
    {"/numbers?size=3&limit=1001", CSV, 400, NULL, NULL, NULL},

    /* what goes wrong, at once or on the third page */
    {"/numbers?size=3&cursor=3", CSV, 400, NULL, NULL, NULL},
    {"/numbers?size=5&cursor=$", CSV, 400, NULL, NULL, NULL},
    {"/numbers?size=9000&broken=2000", CSV, 400, NULL, "application/problem+json", NULL},
};

/* The cursor after a number in the list of so many. */
static const char *cursor_after(int64_t size, const char *number)
{
    static char text[CURSOR_MAX];
    BUFFER_OWNED struct buffer cursor = {0};
    const struct numbers_query query = {.size = size, .broken = ABSENT_INTEGER, .limit = ABSENT_INTEGER};
    const struct request request = {.query = &query};
    struct digest list;
    ck_assert(!list_digest(&ROWS[0], &request, &(struct buffer){0}, &list));
    cursor_write(&cursor, list, number);
    return strcpy(text, buffer_view(&cursor));
}

/* A text with the cursor after the third of four numbers in the place of the dollar. */
static const char *with_cursor(struct arena *arena, const char *text)
{
    const char *dollar = strchr(text, '$');
    return dollar ? arena_printf(arena, "%.*s%s%s", (int)(dollar - text), text, cursor_after(4, "3"), dollar + 1)
                  : text;
}

static struct rig rig;

static void start(void)
{
    rig_prepare(&rig);
    rig_start(&rig, ROWS, sizeof ROWS / sizeof *ROWS);
}

static void stop(void)
{
    rig_stop(&rig);
}

static void ask(const char *method, const char *target, const char *headers, int client)
{
    rig_sendf(client, "%s %s HTTP/1.1\r\nHost: a\r\n%s\r\n", method, target, headers);
}

/* All on one connection, as the dispatcher's. */
START_TEST(a_list_comes_in_the_form_that_is_asked_for)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    int client = rig_connect(&rig);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct received received;
        ask("GET", with_cursor(arena, CASES[i].target), CASES[i].headers, client);
        rig_receive(client, false, &received);
        ck_assert_msg(received.status == CASES[i].status, "%zu %s: %d\n%s", i, CASES[i].target, received.status,
                      received.body);
        ck_assert_msg(!CASES[i].body || !strcmp(received.body, with_cursor(arena, CASES[i].body)), "%zu %s: %s", i,
                      CASES[i].target, received.body);
        ck_assert_msg(!CASES[i].header || strstr(received.head, CASES[i].header), "%zu: %s", i, received.head);
        const char *cursor = rig_header(&received, "Rackline-Next-Cursor");
        ck_assert_pstr_eq(cursor, CASES[i].cursor ? cursor_after(4, CASES[i].cursor) : NULL);
    }
    close(client);
}
END_TEST

START_TEST(all_pages_come_as_one)
{
    struct received received;
    BUFFER_OWNED struct buffer expected = {0};
    int client = rig_connect(&rig);
    ask("GET", "/numbers?size=4500", CSV, client);
    rig_receive(client, false, &received);
    buffer_text(&expected, "number,parity\r\n");
    for (int i = 1; i <= 4500; i++)
        buffer_printf(&expected, "%d,%s\r\n", i, i % 2 ? "odd" : "'=even");
    ck_assert_int_eq(received.status, 200);
    ck_assert_str_eq(received.body, buffer_view(&expected));
    ck_assert_ptr_null(rig_header(&received, "Rackline-Next-Cursor"));
    ask("HEAD", "/numbers?size=4500", CSV, client);
    rig_receive(client, true, &received);
    ck_assert_int_eq(atoi(rig_header(&received, "Content-Length")), (int)expected.size);
    close(client);
}
END_TEST

START_TEST(one_answer_has_no_more_lines_than_memory_is_kept_for)
{
    struct received received;
    int client = rig_connect(&rig);
    ask("GET", "/numbers?size=100001", CSV, client);
    rig_receive_head(client, &received);
    ck_assert_str_eq(rig_header(&received, "Rackline-Next-Cursor"), cursor_after(100001, "100000"));
    close(client);
    client = rig_connect(&rig);
    ask("GET", "/numbers?size=100000", CSV, client);
    rig_receive_head(client, &received);
    ck_assert_ptr_null(rig_header(&received, "Rackline-Next-Cursor"));
    close(client);
}
END_TEST

SUITE_BEGIN(csv_lists)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_list_comes_in_the_form_that_is_asked_for);
tcase_add_test(tests, all_pages_come_as_one);
tcase_add_test(tests, one_answer_has_no_more_lines_than_memory_is_kept_for);
SUITE_END
