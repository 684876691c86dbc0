/* racklined token: makes a bearer token and prints it. */
#include "racklined/subcommand.h"
#include "racklined/write_once.h"

#include "domain/entry_records.h"
#include "service/tokens.h"

#include <stdio.h>
#include <stdlib.h>

struct token_request {
    const char *name;
    const char *role;
    const char *station;
    char text[TOKEN_TEXT_SIZE]; /* of the token, once it is made */
};

static bool token_request_valid(const struct token_request *request, struct reasons *reasons)
{
    int role = request->role ? name_value(&ROLE_NAMES, request->role) : ROLE_ABSENT;
    if (!request->name || !*request->name)
        fprintf(stderr, "racklined: --name: a token needs a name\n");
    else if (!line_text_fits("--name", request->name, &TOKEN_MADE_RECORD, "token", reasons))
        return false;
    else if (role == ROLE_ABSENT)
        fprintf(stderr, "racklined: --role: one of viewer, station, operator, quality, planner, admin\n");
    else if ((role == ROLE_STATION) != (request->station != NULL))
        fprintf(stderr, "racklined: --station: for a token of the role station, and for no other\n");
    else
        return true;
    return false;
}

static enum fault write_token(struct session *session, void *context, struct reasons *reasons)
{
    struct token_request *request = context;
    return token_make(session, request->name, name_value(&ROLE_NAMES, request->role), request->station, "racklined",
                      request->text, reasons);
}

static int print_token(const struct settings *settings, struct token_request *request, struct reasons *reasons)
{
    if (!token_request_valid(request, reasons))
        return EXIT_USAGE;
    int status = write_once(settings, write_token, request, reasons);
    if (status)
        return status;
    return printf("%s\n", request->text) < 0 || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

int subcommand_token(struct command_line *line, struct reasons *reasons)
{
    struct token_request request = {
        .name = line_take_option(line, "--name"),
        .role = line_take_option(line, "--role"),
        .station = line_take_option(line, "--station"),
    };
    struct settings settings;
    return line_settings(line, &settings, reasons) ? print_token(&settings, &request, reasons) : EXIT_USAGE;
}
