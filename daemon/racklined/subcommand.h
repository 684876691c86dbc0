/* What racklined can be told to do, a row each: main.c finds the row, and the help and the manual page read it. */
#ifndef RACKLINE_SUBCOMMAND_H
#define RACKLINE_SUBCOMMAND_H

#include "racklined/command_line.h"

/* Carries out a subcommand whose word was taken out of the line; its exit status. Whatever was wrong is said on
 * standard error. */
typedef int subcommand_function(struct command_line *line, struct reasons *reasons);

struct subcommand {
    const char *word;
    const char *operands; /* before the options, as a usage line has them */
    const char *about;    /* a sentence without its full stop */
    subcommand_function *carry_out;
};

/* The first row is what is done without a word. */
extern const struct subcommand SUBCOMMANDS[];
extern const size_t SUBCOMMAND_COUNT;

subcommand_function subcommand_run;
subcommand_function subcommand_token;
subcommand_function subcommand_account;
subcommand_function subcommand_check;
subcommand_function subcommand_backup;
subcommand_function subcommand_restore;

/* Says what a verified copy has. */
struct backup_facts;
void print_facts(const char *path, const struct backup_facts *facts);

#endif
