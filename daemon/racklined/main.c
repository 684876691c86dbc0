/* racklined: finds what it is told to do. */
#include "racklined/subcommand.h"

#include "base/buffer.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static const char USAGE[] =
    "racklined, the daemon of Rackline " RACKLINE_VERSION ": a manufacturing execution system for lines of racks.\n"
    "\n"
    "  racklined [run] [options]    serves the line's database over HTTP until SIGTERM or SIGINT\n"
    "  racklined token --name NAME --role ROLE [--station CODE] [options]\n"
    "                               makes a bearer token and prints it; no daemon may run on the database\n"
    "  racklined backup FILE [options]\n"
    "                               makes a verified copy of the database in FILE, where nothing may be; a daemon that\n"
    "                               runs goes on with its work, and is asked for it by its own user or root\n"
    "  racklined check [FILE] [options]\n"
    "                               looks at every page of the database, or of a backup in FILE, makes every table again\n"
    "                               from the journal and compares; no daemon may run on it\n"
    "  racklined restore FILE [options]\n"
    "                               puts a verified copy of the backup in FILE in the place of the database, where\n"
    "                               nothing may be\n"
    "  racklined --print-config     prints a sample of the settings file\n"
    "  racklined --help | --version\n"
    "\n"
    "Roles: viewer, station, operator, quality, planner, admin. A station's token names its station.\n"
    "\n"
    "Options, each as --name VALUE or --name=VALUE, with the default in parentheses; those with a * may change in the\n"
    "settings file while the daemon runs, and are reread on SIGHUP:\n";

static const char EXIT_CODES[] =
    "\n"
    "Exit status: 0 done, or a daemon stopped by a signal; 1 it could not be done, or the database failed; 2 the options\n"
    "or the settings file are wrong; 3 a database, or a copy of one, is not sound.\n";

static int print(void (*write_text)(struct buffer *buffer), const char *before, const char *after)
{
    BUFFER_OWNED struct buffer text = {0};
    write_text(&text);
    const char *view = buffer_view(&text);
    if (!view || printf("%s%s%s", before, view, after) < 0 || fflush(stdout))
        return EXIT_FAILURE;
    return EXIT_SUCCESS;
}

static const struct subcommand {
    const char *word;
    subcommand_function *carry_out;
} SUBCOMMANDS[] = {
    {"run", subcommand_run},
    {"token", subcommand_token},
    {"check", subcommand_check},
    {"backup", subcommand_backup},
    {"restore", subcommand_restore},
};

/* Without a word it is the daemon that is to run. */
static subcommand_function *take_subcommand(struct command_line *line)
{
    for (size_t i = 0; i < sizeof SUBCOMMANDS / sizeof *SUBCOMMANDS; i++)
        if (line_take_word(line, SUBCOMMANDS[i].word))
            return SUBCOMMANDS[i].carry_out;
    return subcommand_run;
}

int main(int argc, char **argv)
{
    struct command_line line = {.argc = argc > 0 ? argc - 1 : 0, .argv = argv + 1};
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a fault of the write, which is told */
    if (line_take_switch(&line, "--help"))
        return print(settings_help, USAGE, EXIT_CODES);
    if (line_take_switch(&line, "--version"))
        return puts("racklined " RACKLINE_VERSION) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    if (line_take_switch(&line, "--print-config"))
        return print(settings_sample, "", "");
    subcommand_function *carry_out = take_subcommand(&line);
    ARENA_OWNED struct arena *arena = arena_new(0);
    if (!arena)
        return EXIT_FAILURE;
    struct reasons reasons = {.arena = arena};
    return carry_out(&line, &reasons);
}
