#include "rackline/complain.h"

#include "base/json_value.h"
#include "rackline/help.h"

#include <stdio.h>
#include <string.h>

const char EXIT_STATUSES[] =
    "0 done; 1 no answer, or the daemon or this machine failed; 2 the command line, or what it says, is wrong;\n"
    "3 the rules of the line refuse it; 4 there is no such thing; 5 no token, or one that may not;\n"
    "6 it was changed in between, or the id was used for something else\n";

/* What is at fault, as the command line calls it: /lot is --lot, or LOT where it is an operand. */
static void name_place(const struct command *command, const char *place, char ret[static OPTION_NAME_SIZE])
{
    const char *member = *place == '/' ? place + 1 : place;
    if (command && words_have(command->operands, member))
        operand_name(member, ret);
    else if (command && command_has_option(command, member))
        option_name(member, ret);
    else
        snprintf(ret, OPTION_NAME_SIZE, "%s", place);
}

static void print_reason(const struct command *command, const char *place, const char *detail)
{
    char name[OPTION_NAME_SIZE] = "";
    if (place && *place)
        name_place(command, place, name);
    fprintf(stderr, "rackline: %s%s%s\n", name, *name ? ": " : "", detail ? detail : "");
}

static void print_usage(const struct command *command)
{
    struct buffer operands = {0};
    operands_write(&operands, command);
    fprintf(stderr, "rackline: say: rackline %s %s%.*s [options]; --help tells the options\n", command->noun,
            command->verb, (int)operands.size, operands.bytes ? operands.bytes : "");
    buffer_free(&operands);
}

int complain_reasons(const struct command *command, enum fault fault, const struct reasons *reasons)
{
    for (size_t i = 0; i < reasons->count; i++)
        print_reason(command, reasons->items[i].pointer, reasons->items[i].detail);
    if (!reasons->found)
        fprintf(stderr, "rackline: %s\n", fault_row(fault)->title);
    else if (command && fault == FAULT_INVALID)
        print_usage(command);
    return fault == FAULT_MEMORY ? EXIT_FAILED : EXIT_USAGE;
}

/* What a person can do about an answer; "" where its reasons say it. */
static const char *advice(int status)
{
    switch (status) {
    case 401:
        return "name the file of your token with --token-file or RACKLINE_TOKEN_FILE; an administrator makes tokens";
    case 412:
    case 428:
        return "look at it again, and say once more what is to change";
    case 422:
        return "leave --id out, so that a new one is made";
    case 503:
        return "wait a little, and try again";
    case 507:
        return "the daemon's disk needs room; nothing of this was done";
    }
    return "";
}

static int exit_status(int status)
{
    switch (status) {
    case 401:
    case 403:
        return EXIT_FORBIDDEN;
    case 404:
        return EXIT_NOT_FOUND;
    case 409:
        return EXIT_REFUSED;
    case 412:
    case 422:
    case 428:
        return EXIT_CHANGED;
    }
    return status >= 400 && status < 500 ? EXIT_USAGE : EXIT_FAILED;
}

static void print_problem(const struct command *command, int status, const struct json *problem)
{
    const char *title = json_text_member(problem, "title");
    const struct json *reasons = object_member(problem, "reasons");
    fprintf(stderr, "rackline: %s (%d)\n", title ? title : "the daemon answered with a status that is no success",
            status);
    for (size_t i = 0; i < json_count(reasons); i++) {
        const struct json *reason = json_item(reasons, i);
        print_reason(command, json_text_member(reason, "pointer"), json_text_member(reason, "detail"));
    }
}

int complain_answer(const struct command *command, const struct http *http, const char *url,
                    const struct http_reply *reply)
{
    if (!reply->status) {
        fprintf(stderr, "rackline: %s: %s\n", url, http_error(http));
        fprintf(stderr, "rackline: is racklined running there? --url or RACKLINE_URL says where it is\n");
        return EXIT_FAILED;
    }
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct json *problem = NULL;
    const struct json_limits limits = {.depth = 16, .items = 10000};
    if (arena)
        json_parse(reply->body.bytes, reply->body.size, limits, &problem, &reasons);
    print_problem(command, reply->status, problem);
    json_free(problem);
    if (*advice(reply->status))
        fprintf(stderr, "rackline: %s\n", advice(reply->status));
    if (reply->status == 404 && command && command_find(command->noun, "list"))
        fprintf(stderr, "rackline: rackline %s list lists those there are\n", command->noun);
    return exit_status(reply->status);
}
