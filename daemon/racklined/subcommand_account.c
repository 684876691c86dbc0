/* racklined account: makes an account, or gives one another password, and prints the password. */
#include "racklined/subcommand.h"
#include "racklined/write_once.h"

#include "service/accounts.h"

#include <stdio.h>
#include <stdlib.h>

struct account_request {
    const char *name;
    const char *role;
    char password[PASSWORD_TEXT_SIZE]; /* once it is made */
};

static bool account_request_valid(const struct account_request *request, struct reasons *reasons)
{
    int role = request->role ? name_value(&ROLE_NAMES, request->role) : ROLE_ABSENT;
    if (!request->name)
        fprintf(stderr, "racklined: --name: an account needs a name\n");
    else if (!line_text_fits("--name", request->name, &ACCOUNT_DEFINED_RECORD, "account", reasons))
        return false;
    else if (role == ROLE_ABSENT || role == ROLE_STATION)
        fprintf(stderr, "racklined: --role: one of viewer, operator, quality, planner, admin\n");
    else
        return true;
    return false;
}

static enum fault write_account(struct session *session, void *context, struct reasons *reasons)
{
    struct account_request *request = context;
    return account_make(session, request->name, name_value(&ROLE_NAMES, request->role), "racklined",
                        request->password, reasons);
}

int subcommand_account(struct command_line *line, struct reasons *reasons)
{
    struct account_request request = {
        .name = line_take_option(line, "--name"),
        .role = line_take_option(line, "--role"),
    };
    struct settings settings;
    if (!line_settings(line, &settings, reasons) || !account_request_valid(&request, reasons))
        return EXIT_USAGE;
    int status = write_once(&settings, write_account, &request, reasons);
    if (status)
        return status;
    return printf("%s\n", request.password) < 0 || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
