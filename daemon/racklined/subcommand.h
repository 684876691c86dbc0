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

#endif
