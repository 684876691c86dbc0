/* racklined token: makes a bearer token and prints it. */
#include "racklined/machine_clocks.h"
#include "racklined/plant_clock.h"
#include "racklined/subcommand.h"

#include "base/time.h"
#include "service/tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct token_request {
    const char *name;
    const char *role;
    const char *station;
};

static bool token_request_valid(const struct token_request *request)
{
    int role = request->role ? name_value(&ROLE_NAMES, request->role) : ROLE_ABSENT;
    if (!request->name || !*request->name)
        fprintf(stderr, "racklined: --name: a token needs a name\n");
    else if (role == ROLE_ABSENT)
        fprintf(stderr, "racklined: --role: one of viewer, station, operator, quality, planner, admin\n");
    else if ((role == ROLE_STATION) != (request->station != NULL))
        fprintf(stderr, "racklined: --station: for a token of the role station, and for no other\n");
    else
        return true;
    return false;
}

static enum fault token_make_in(struct session *session, const struct settings *settings,
                                const struct token_request *request, char text[static TOKEN_TEXT_SIZE], struct reasons *reasons)
{
    struct plant_clock clock;
    enum fault fault = plant_clock_start(session, settings->clock_step_max_days * US_PER_DAY, &clock);
    if (fault)
        return fault;
    plant_clock_tell(&clock, session);
    fault = session_begin(session);
    if (fault)
        return fault;
    fault = token_make(session, request->name, name_value(&ROLE_NAMES, request->role), request->station, "racklined",
                       text, reasons);
    if (fault) {
        session_rollback(session);
        return fault;
    }
    return session_commit(session);
}

/* The options, where a reason names the members that they became. */
static void name_options(struct reasons *reasons)
{
    for (size_t i = 0; i < reasons->count; i++) {
        struct reason *reason = &reasons->items[i];
        if (reason->pointer && !strcmp(reason->pointer, "/token"))
            reason->pointer = "--name";
    }
}

static int print_token(const struct settings *settings, const struct token_request *request, struct reasons *reasons)
{
    if (!token_request_valid(request))
        return EXIT_USAGE;
    const struct site site = settings_site(settings);
    char text[TOKEN_TEXT_SIZE];
    struct session *session = NULL;
    int64_t wall_us = machine_clocks((struct uuid){0}).wall_us;
    enum fault fault = session_open_writer(settings->database, &site, wall_us, &session, reasons);
    if (!fault)
        fault = token_make_in(session, settings, request, text, reasons);
    session_close(session);
    if (fault) {
        name_options(reasons);
        print_reasons(fault, reasons);
        return fault == FAULT_INVALID ? EXIT_USAGE : EXIT_FAILURE;
    }
    return printf("%s\n", text) < 0 || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

int subcommand_token(struct command_line *line, struct reasons *reasons)
{
    const struct token_request request = {
        .name = line_take_option(line, "--name"),
        .role = line_take_option(line, "--role"),
        .station = line_take_option(line, "--station"),
    };
    struct settings settings;
    return line_settings(line, &settings, reasons) ? print_token(&settings, &request, reasons) : EXIT_USAGE;
}
