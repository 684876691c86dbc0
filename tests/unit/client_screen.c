/* Answers on a screen. */
#include "suite.h"

#include "rackline/table.h"

#include <string.h>

static const struct json_limits LIMITS = {.depth = 16, .items = 100};

static struct json *parse(const char *text)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct json *document = NULL;
    ck_assert(!json_parse(text, strlen(text), LIMITS, &document, &reasons));
    return document;
}

static const struct {
    size_t width;
    bool colours;
    const char *columns, *items, *shown;
} TABLES[] = {
    {0, false, "name count", "[{\"name\":\"a\",\"count\":1},{\"name\":\"bcdef\",\"count\":23}]",
     "name   count\na          1\nbcdef     23\n"},
    {0, false, "name none", "[{\"name\":\"a\"}]", "name\na\n"},
    {0, false, "name at", "[{\"name\":\"a\",\"at\":\"2026-01-01T00:00:00.123456Z\"}]",
     "name  at\na     2026-01-01T00:00:00Z\n"},
    {0, false, "name list", "[{\"name\":\"a\",\"list\":[\"x\",\"y\"]}]", "name  list\na     x y\n"},
    {0, false, "name", "[{\"name\":\"\\u001b[31mred\"}]", "name\n [31mred\n"}, /* no sign reaches the terminal */
    {0, false, "name b", "[{\"name\":\"gr\\u00fcn\",\"b\":1}]", "name  b\ngr\xc3\xbcn  1\n"},
    {8, false, "name", "[{\"name\":\"0123456789\"}]", "name\n0123456\xe2\x80\xa6\n"},
    {14, false, "name more", "[{\"name\":\"a\",\"more\":\"0123456789\"}]",
     "name  more\na     0123456\xe2\x80\xa6\n"},
    {14, false, "name said", "[{\"name\":\"a\",\"said\":\"one two three\"},{\"name\":\"b\",\"said\":\"0123456789 1\"}]",
     "name  said\na     one two\n      three\nb     01234567\n      89 1\n"}, /* prose goes on below */
    {13, false, "name more less", "[{\"name\":\"a\",\"more\":\"0123456789\",\"less\":1}]",
     "name\na\nno room for more less (-o json has them)\n"},
    {6, false, "name more none", "[{\"name\":\"abcdef\",\"more\":\"0\"}]",
     "name\nabcdef\nno room for more (-o json has them)\n"},
    {0, false, "entry.data.unit entry.by.unit none.type",
     "[{\"entry\":{\"data\":{\"unit\":\"U\"},\"by\":1}},{\"entry\":2}]", "unit\nU\n\n"},
    {0, true, "state", "[{\"state\":\"failed\"},{\"state\":\"passed\"}]",
     "\033[2mstate\033[0m\n\033[31mfailed\033[0m\npassed\n"},
};

START_TEST(a_table_is_shown)
{
    BUFFER_OWNED struct buffer buffer = {0};
    const struct screen screen = {.width = TABLES[_i].width, .colours = TABLES[_i].colours};
    const struct json *rows[4];
    struct json *items = parse(TABLES[_i].items);
    for (size_t i = 0; i < json_count(items); i++)
        rows[i] = json_item(items, i);
    table_add(&buffer, &screen, 0, rows, json_count(items), TABLES[_i].columns);
    json_free(items);
    ck_assert_str_eq(buffer_view(&buffer), TABLES[_i].shown);
}
END_TEST

START_TEST(a_thing_is_shown_with_its_parts)
{
    BUFFER_OWNED struct buffer buffer = {0};
    const struct screen screen = {0};
    struct json *thing = parse("{\"serial\":\"S1\",\"held\":false,\"empty\":[],"
                               "\"operations\":[{\"operation\":\"010\",\"reasons\":[]},"
                               "{\"operation\":\"020\",\"station\":\"K\",\"reasons\":[{\"code\":\"c\"}]}],"
                               "\"window\":{\"from\":1}}");
    screen_thing(&buffer, &screen, thing);
    json_free(thing);
    ck_assert_str_eq(buffer_view(&buffer), "serial  S1\n"
                                           "held    false\n"
                                           "\noperations\n"
                                           "  operation  station\n"
                                           "  010\n"
                                           "  020        K\n"
                                           "\n    020\n"
                                           "\n    reasons\n"
                                           "      code\n"
                                           "      c\n"
                                           "\nwindow\n"
                                           "  from  1\n");
}
END_TEST

SUITE_BEGIN(client_screen)
tcase_add_loop_test(tests, a_table_is_shown, 0, sizeof TABLES / sizeof *TABLES);
tcase_add_test(tests, a_thing_is_shown_with_its_parts);
SUITE_END
