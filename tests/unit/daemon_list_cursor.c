/* A cursor is good for the list that gave it, and for nothing else: for every list of the API. */
#include "suite.h"

#include "daemon_rig.h"
#include "racklined/list_cursor.h"
#include "service/views.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a list needs besides its path; one that is not named needs nothing. */
static const struct {
    const char *path, *query, *body;
} NEEDS[] = {
    {"/v1/trace", "lot=X&", ""},
    {"/v1/holds/preview", "", "{\"reason\":\"x\",\"lot\":\"X\"}"},
};

/* A filter that makes another list of it, where it takes one. */
static const struct {
    const char *path, *query;
} OTHER_FILTERS[] = {
    {"/v1/units", "state=shipped&"},
    {"/v1/trace", "lot=Y&"},
};

static const struct route *lists[64];
static size_t list_count;
static struct rig rig;

static void start(void)
{
    rig_prepare(&rig);
    rig_start(&rig, ROUTES, ROUTE_COUNT);
    list_count = 0;
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        if (ROUTES[i].answer_list)
            lists[list_count++] = &ROUTES[i];
    ck_assert_uint_gt(list_count, 10);
}

static void stop(void)
{
    rig_stop(&rig);
}

static const char *query_of(const struct route *list)
{
    for (size_t i = 0; i < sizeof NEEDS / sizeof *NEEDS; i++)
        if (!strcmp(NEEDS[i].path, list->path))
            return NEEDS[i].query;
    return "";
}

static const char *body_of(const struct route *list)
{
    for (size_t i = 0; i < sizeof NEEDS / sizeof *NEEDS; i++)
        if (!strcmp(NEEDS[i].path, list->path))
            return NEEDS[i].body;
    return "";
}

/* The list's path, each {segment} of it 1. */
static void path_of(const struct route *list, char path[static 128])
{
    for (const char *at = list->path; *at; at++) {
        *path++ = *at == '{' ? '1' : *at;
        at += *at == '{' ? strcspn(at, "}") : 0;
    }
    *path = '\0';
}

/* The cursor that the list would give after a key, by what its row says of it. */
static void give(const struct route *list, const char *key, char cursor[static CURSOR_MAX + 1])
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    BUFFER_OWNED struct buffer body = {0}, text = {0};
    struct request request = {.path = {strchr(list->path, '{') ? "1" : NULL}};
    void *query = arena_alloc(arena, list->query->size);
    struct digest digest;
    record_clear(list->query, query);
    if (*query_of(list))
        *(const char **)field_in(record_field(list->query, "lot"), query) = "X";
    request.query = query;
    buffer_text(&body, body_of(list));
    ck_assert(!list_digest(list, &request, &body, &digest));
    cursor_write(&text, digest, key);
    strcpy(cursor, buffer_view(&text));
}

static void ask(const struct route *list, const char *query, const char *cursor, struct received *ret)
{
    char path[128];
    path_of(list, path);
    int client = rig_connect(&rig);
    rig_sendf(client,
              "%s %s?%scursor=%s&limit=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
              "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
              list->method, path, query, cursor, rig.admin, strlen(body_of(list)), body_of(list));
    rig_receive(client, false, ret);
    close(client);
}

static void must_refuse(const struct route *list, const char *query, const char *cursor)
{
    struct received received;
    ask(list, query, cursor, &received);
    ck_assert_msg(received.status == 400 && strstr(received.body, "\"cursor-unknown\""), "%s %s: %d %s", list->path,
                  cursor, received.status, received.body);
}

/* A hold that is not there has no list, which is found out behind the cursor. */
START_TEST(a_list_goes_on_from_its_own_cursor)
{
    for (size_t i = 0; i < list_count; i++) {
        char cursor[CURSOR_MAX + 1];
        struct received received;
        give(lists[i], "1", cursor);
        ask(lists[i], query_of(lists[i]), cursor, &received);
        ck_assert_msg(received.status == 200 || received.status == 404, "%s: %d %s", lists[i]->path, received.status,
                      received.body);
    }
}
END_TEST

START_TEST(no_list_takes_a_cursor_that_nobody_gave)
{
    static const char *const garbage[] = {"1", "x", "0000000000000000", "0000000000000000313", "-", "RACK/A", "%C3%A9"};
    for (size_t i = 0; i < list_count; i++) {
        char cursor[CURSOR_MAX + 1];
        for (size_t j = 0; j < sizeof garbage / sizeof *garbage; j++)
            must_refuse(lists[i], query_of(lists[i]), garbage[j]);
        give(lists[i], "1", cursor);
        cursor[strlen(cursor) - 1] ^= 1; /* another key */
        must_refuse(lists[i], query_of(lists[i]), cursor);
        give(lists[i], "1", cursor);
        cursor[0] = cursor[0] == 'a' ? 'b' : 'a'; /* another list */
        must_refuse(lists[i], query_of(lists[i]), cursor);
        give(lists[i], "1", cursor);
        cursor[strlen(cursor) - 2] = '\0'; /* cut off */
        must_refuse(lists[i], query_of(lists[i]), cursor);
    }
}
END_TEST

START_TEST(no_list_takes_the_cursor_of_another)
{
    for (size_t i = 0; i < list_count; i++)
        for (size_t j = 0; j < list_count; j++) {
            char cursor[CURSOR_MAX + 1];
            if (i == j)
                continue;
            give(lists[j], "1", cursor);
            must_refuse(lists[i], query_of(lists[i]), cursor);
        }
}
END_TEST

START_TEST(no_list_takes_the_cursor_of_another_filter)
{
    for (size_t i = 0; i < list_count; i++)
        for (size_t j = 0; j < sizeof OTHER_FILTERS / sizeof *OTHER_FILTERS; j++) {
            char cursor[CURSOR_MAX + 1];
            if (strcmp(OTHER_FILTERS[j].path, lists[i]->path))
                continue;
            give(lists[i], "1", cursor);
            must_refuse(lists[i], OTHER_FILTERS[j].query, cursor);
        }
}
END_TEST

SUITE_BEGIN(list_cursors)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_list_goes_on_from_its_own_cursor);
tcase_add_test(tests, no_list_takes_a_cursor_that_nobody_gave);
tcase_add_test(tests, no_list_takes_the_cursor_of_another);
tcase_add_test(tests, no_list_takes_the_cursor_of_another_filter);
SUITE_END
