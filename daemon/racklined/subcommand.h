/* What racklined can be told to do, a row each; main.c finds the row. */
#ifndef RACKLINE_SUBCOMMAND_H
#define RACKLINE_SUBCOMMAND_H

#include "racklined/command_line.h"

/* Carries out a subcommand whose word was taken out of the line; its exit status. Whatever was wrong is said on
 * standard error. */
typedef int subcommand_function(struct command_line *line, struct reasons *reasons);

subcommand_function subcommand_run;
subcommand_function subcommand_token;
subcommand_function subcommand_check;
subcommand_function subcommand_backup;
subcommand_function subcommand_restore;

/* Says what a verified copy has. */
struct backup_facts;
void print_facts(const char *path, const struct backup_facts *facts);

#endif
