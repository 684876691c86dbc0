/* A command line, taken apart: which command, and what was said. */
#ifndef RACKLINE_WORDS_H
#define RACKLINE_WORDS_H

#include "rackline/general.h"

/* A member and its text, as it was typed. A member that is a list may come several times. */
struct word {
    const char *member;
    const char *text;
};

struct words {
    const struct command *command; /* NULL: none, help was asked for */
    const char *noun;              /* likewise: of which the help is; NULL: all */
    struct general general;
    LIST_OF(struct word) said;
};

/* Reads the words after the program's name. Every reason is added with the option or operand as its pointer; then
 * FAULT_INVALID, where `ret` says as much as was understood. Texts are the caller's argv; the rest lives in the arena of
 * `reasons`. FAULT_MEMORY. */
enum fault words_read(int argc, char **argv, struct words *ret, struct reasons *reasons);

/* What was said of a member; NULL when nothing was. */
const char *words_text(const struct words *words, const char *member);

#endif
