/* What the client says of itself, all of it made from the table of commands. */
#ifndef RACKLINE_HELP_H
#define RACKLINE_HELP_H

#include "base/buffer.h"
#include "rackline/words.h"

/* Of a command; of a noun's commands; of all: as far as `words` say. */
void help_write(struct buffer *buffer, const struct words *words);

/* The manual page rackline(1), as man's macros have it. */
void manual_write(struct buffer *buffer);

/* A completion for bash: nouns, verbs, options and the words that an option may be. */
void completion_write(struct buffer *buffer);

/* What is said of every option that a command has: `command` is NULL for the general ones. */
struct options_text {
    struct buffer *buffer;
    const struct command *command;
};
/* What a field takes, in a word, and its range: for the help and the manual. */
void field_describe(const struct options_text *text, const struct field *field);
/* How it is with what is not named, where a command keeps it; "" where it does not. */
const char *keeping_describe(const struct command *command);
/* The operands, as a usage line has them. */
void operands_write(struct buffer *buffer, const struct command *command);

#endif
