/* The words after `racklined`, and what they are answered with on a terminal. */
#ifndef RACKLINE_COMMAND_LINE_H
#define RACKLINE_COMMAND_LINE_H

#include "racklined/settings.h"

#include <stdio.h>

enum {
    EXIT_USAGE = 2,   /* the options or the settings file are wrong */
    EXIT_UNSOUND = 3, /* a database was looked at, and is not as it must be */
};

struct command_line {
    int argc;
    char **argv;
    const char *without_value; /* an option that was the last word; NULL: none */
};

/* Whether a switch is there; it is taken out of the line. */
bool line_take_switch(struct command_line *line, const char *name);

/* Whether the line begins with a word, which is then taken out of it. */
bool line_take_word(struct command_line *line, const char *word);

/* The line's first word, where it is no option, which is then taken out of it; NULL when there is none. */
const char *line_take_operand(struct command_line *line);

/* The value of an option, which is taken out of the line; NULL when it is not there or has no value. */
const char *line_take_option(struct command_line *line, const char *name);

/* Reads what is left of the line as settings. False when something is wrong with them, or with an option that was
 * taken before; that was then said. */
bool line_settings(struct command_line *line, struct settings *ret, struct reasons *reasons);

/* Writes a text as a terminal can show it: of what a damaged file says, each byte that is a control character or no
 * UTF-8 as \xNN. False when it could not be written. */
bool print_shown(FILE *stream, const char *text, size_t size);

/* Says every reason on standard error, a line each, and the fault where there is none. */
void print_reasons(enum fault fault, const struct reasons *reasons);

/* What a command about a whole database ends with; says every reason, and when a signal ended it what that means. */
int exit_status(enum fault fault, const char *command, const char *ended, const struct reasons *reasons);

/* Whether an option's text is one that the member of the record takes: what a request's decoder asks of a body is asked
 * of a command line here. Says what is wrong. */
bool line_text_fits(const char *option, const char *text, const struct record *record, const char *member,
                    struct reasons *reasons);

#endif
