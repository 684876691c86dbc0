/* The client's commands against the daemon's routes: a command asks what there is, and everything there is has one. */
#include "suite.h"

#include "domain/event.h"
#include "rackline/general.h"
#include "rackline/help.h"
#include "racklined/route.h"

#include <stdio.h>
#include <string.h>

static const struct route *route_of(const char *method, const char *path)
{
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        if (!strcmp(ROUTES[i].method, method) && !strcmp(ROUTES[i].path, path))
            return &ROUTES[i];
    return NULL;
}

/* Paths agree but for what the segments are called: the client's are members, which its operands name. */
static bool same_path(const char *a, const char *b)
{
    while (*a && *b) {
        if (*a != *b)
            return false;
        if (*a == '{') {
            a = strchr(a, '}');
            b = strchr(b, '}');
        }
        a++, b++;
    }
    return *a == *b;
}

START_TEST(every_command_is_of_a_route)
{
    const struct command *command = &COMMANDS[_i];
    if (command->shape == COMMAND_OWN)
        return;
    const struct route *route = NULL;
    for (size_t i = 0; i < ROUTE_COUNT && !route; i++)
        if (!strcmp(ROUTES[i].method, command->method) && same_path(ROUTES[i].path, command->path))
            route = &ROUTES[i];
    ck_assert_msg(route, "%s %s asks %s %s", command->noun, command->verb, command->method, command->path);
    ck_assert_msg(route->query == command->query, "%s %s: another query", command->noun, command->verb);
    if (!route->decode)
        ck_assert_msg(route->body == command->body, "%s %s: another body", command->noun, command->verb);
    if (command->shape == COMMAND_SHOW || command->shape == COMMAND_LIST)
        ck_assert_msg(route->answer == command->answer, "%s %s: another answer", command->noun, command->verb);
    ck_assert_int_eq(route->answer_list, command->shape == COMMAND_LIST);
    ck_assert_int_eq(route->if_match, command->shape == COMMAND_DEFINE || command->shape == COMMAND_CHANGE);
}
END_TEST

START_TEST(every_preview_is_of_a_route)
{
    const struct command *command = &COMMANDS[_i];
    if (!command->preview)
        return;
    const struct route *route = route_of(command->method, command->preview);
    ck_assert_ptr_nonnull(route);
    ck_assert(route->answer_list && route->answer == command->answer && route->body == command->body);
}
END_TEST

/* What is on a command line, others see. */
START_TEST(no_secret_is_on_the_line)
{
    static const char *const SECRETS[] = {"pin", "password", "new_password"};
    const struct command *command = &COMMANDS[_i];
    if (command->secret)
        ck_assert(command->body && record_field(command->body, command->secret));
    for (size_t i = 0; i < sizeof SECRETS / sizeof *SECRETS; i++) {
        ck_assert_msg(!command_has_option(command, SECRETS[i]), "%s %s has an option", command->noun, command->verb);
        ck_assert_msg(!words_have(command->operands, SECRETS[i]), "%s %s has a word", command->noun, command->verb);
    }
}
END_TEST

START_TEST(every_route_has_a_command)
{
    const struct route *route = &ROUTES[_i];
    if (route->kind == ROUTE_DAEMON || route->kind == ROUTE_PAGE || !strncmp(route->path, "/v1/session/", 12))
        return; /* a page's own */
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = &COMMANDS[i];
        if (command->preview && same_path(command->preview, route->path))
            return;
        bool method = !command->method || !strcmp(command->method, route->method);
        if (method && command->path && same_path(command->path, route->path))
            return;
    }
    if (!strcmp(route->path, "/v1/components/{part_number}/{serial}"))
        return; /* the client asks by query, which takes every character */
    ck_abort_msg("no command asks %s %s", route->method, route->path);
}
END_TEST

START_TEST(every_type_of_event_has_a_command)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (COMMANDS[i].event && !strcmp(COMMANDS[i].event, ENTRY_TYPES[_i].name)) {
            ck_assert_ptr_eq(COMMANDS[i].body, event_posted((enum entry_kind)_i));
            return;
        }
    ck_abort_msg("no command reports %s", ENTRY_TYPES[_i].name);
}
END_TEST

/* A name that is said twice would be taken for the first of the two. */
START_TEST(a_command_has_one_option_of_a_name)
{
    const struct command *command = &COMMANDS[_i];
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++)
        if (command_takes(command, &GENERAL_OPTIONS[i]))
            ck_assert_msg(!command_has_option(command, GENERAL_OPTIONS[i].field.name), "%s %s: --%s is two things",
                          command->noun, command->verb, GENERAL_OPTIONS[i].field.name);
    ck_assert_ptr_eq(command_find(command->noun, command->verb), command);
}
END_TEST

/* Of a journal entry, as it is stored: what it says itself, and what was asked. */
static bool is_entry_member(const char *name)
{
    if (strncmp(name, "data.", 5))
        return !strcmp(name, "recorded") || !strcmp(name, "type") || !strcmp(name, "station") || !strcmp(name, "by");
    for (size_t i = 0; i < ENTRY_KIND_COUNT; i++)
        if (record_field(ENTRY_TYPES[i].data, name + 5))
            return true;
    return false;
}

static bool is_column(const struct record *record, const char *name)
{
    return strncmp(name, "entry.", 6) ? record_field(record, name) != NULL
                                      : record_field(record, "entry") && is_entry_member(name + 6);
}

START_TEST(every_column_is_a_member)
{
    const struct command *command = &COMMANDS[_i];
    char name[64];
    for (const char *at = command->columns; at && *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        ck_assert_uint_lt(size, sizeof name);
        memcpy(name, at, size);
        name[size] = '\0';
        ck_assert_msg(is_column(command->answer, name), "%s %s: no member %s", command->noun, command->verb, name);
        at += size;
    }
}
END_TEST

START_TEST(the_help_names_every_command)
{
    BUFFER_OWNED struct buffer help = {0};
    BUFFER_OWNED struct buffer manual = {0};
    const struct words nothing = {0};
    char line[128];
    help_write(&help, &nothing);
    manual_write(&manual);
    snprintf(line, sizeof line, "  %s %s ", COMMANDS[_i].noun, COMMANDS[_i].verb);
    ck_assert_ptr_nonnull(strstr(buffer_view(&help), line));
    snprintf(line, sizeof line, "rackline %s %s", COMMANDS[_i].noun, COMMANDS[_i].verb);
    ck_assert_ptr_nonnull(strstr(buffer_view(&manual), line));
}
END_TEST

SUITE_BEGIN(client_commands)
int commands = (int)COMMAND_COUNT;
tcase_add_loop_test(tests, every_command_is_of_a_route, 0, commands);
tcase_add_loop_test(tests, every_preview_is_of_a_route, 0, commands);
tcase_add_loop_test(tests, no_secret_is_on_the_line, 0, commands);
tcase_add_loop_test(tests, every_route_has_a_command, 0, (int)ROUTE_COUNT);
tcase_add_loop_test(tests, every_type_of_event_has_a_command, 0, ENTRY_POSTED_COUNT);
tcase_add_loop_test(tests, a_command_has_one_option_of_a_name, 0, commands);
tcase_add_loop_test(tests, every_column_is_a_member, 0, commands);
tcase_add_loop_test(tests, the_help_names_every_command, 0, commands);
SUITE_END
