/* A row a command: the parser, the help, the manual page and the completion all read it. A new command for an endpoint
 * is one row in commands.c. */
#ifndef RACKLINE_COMMAND_H
#define RACKLINE_COMMAND_H

#include "base/record.h"

/* What a command asks of the daemon, and so how its answer is shown. */
enum command_shape {
    COMMAND_SHOW,   /* one thing, or a view */
    COMMAND_LIST,   /* {items, next_cursor}: every page of it */
    COMMAND_EDIT,   /* a change, answered with its journal entry */
    COMMAND_DEFINE, /* one thing as it is to be: what is there is read first, and must not change in between; what of
                       it is not named stays */
    COMMAND_CHANGE, /* likewise, and it must be there */
    COMMAND_REPORT, /* an event */
    COMMAND_OWN,    /* what no request alone does */
};

struct words;
struct http;

/* The body of a COMMAND_DEFINE may come as a whole from a file, which is then its operand. */
#define OPERAND_FILE "file"

struct command {
    const char *noun;
    const char *verb;
    enum command_shape shape;
    const char *method;
    const char *path;     /* of the API; its {segments} are filled with the members of the same names */
    const char *operands; /* members that are given without their option, in order, with spaces between them */
    const struct record *query; /* its members are options that go into the address; those of `body`, into the body */
    const struct record *body;
    const char *secret;          /* member of `body` that is typed unseen, never on the command line; NULL: none */
    const char *event;           /* type of a COMMAND_REPORT */
    const struct record *answer; /* of the answer, or of an item of a list */
    const char *columns;         /* members of the answer that a table shows; NULL: all that are no lists */
    const char *preview;         /* path that answers what an edit would do, as a list of `answer`; NULL: none */
    int (*own)(const struct words *words, struct http *http); /* an exit status */
    const char *about;           /* one line */
};

extern const struct command COMMANDS[];
extern const size_t COMMAND_COUNT;

/* Whether it takes a member of what is there away where its option has an empty text, and keeps what is not named. */
bool command_keeps(const struct command *command);

/* The row of a noun and a verb; NULL when there is none. */
const struct command *command_find(const char *noun, const char *verb);
/* A noun as the table has it, which may be said in the plural, as the API's paths have it; NULL when it is none. */
const char *command_noun(const char *said);

/* The field behind a member: of the query, else of the body; NULL for a segment of the path that is in neither. */
const struct field *command_field(const struct command *command, const char *member);

/* Whether the member is an option of the command: no operand, no segment of its path, and not what the client sees to
 * itself (the pages of a list). */
bool command_has_option(const struct command *command, const char *member);
/* Calls `each` for every field that is, in the order of the tables. */
void command_each_option(const struct command *command, void (*each)(void *context, const struct field *field),
                         void *context);

/* Whether a list of words with spaces between them has this one; whether a path has the segment {member}. */
bool words_have(const char *list, const char *word);
bool path_has(const char *path, const char *member);

/* What a member is called on the command line: part_number is --part-number, and as an operand PART-NUMBER. */
enum { OPTION_NAME_SIZE = 80 };
void option_name(const char *member, char ret[static OPTION_NAME_SIZE]);
void operand_name(const char *member, char ret[static OPTION_NAME_SIZE]);

/* The commands that are functions of their own. */
int product_check(const struct words *words, struct http *http);
int event_follow(const struct words *words, struct http *http);
int event_export(const struct words *words, struct http *http);

#endif
