/* Options that are the client's own, whatever the command asks for: where the daemon is, who asks, how the answer is
 * shown. */
#ifndef RACKLINE_GENERAL_H
#define RACKLINE_GENERAL_H

#include "base/reason.h"
#include "rackline/command.h"

enum output { OUTPUT_ABSENT, OUTPUT_TABLE, OUTPUT_JSON, OUTPUT_NDJSON, OUTPUT_CSV };
extern const struct names OUTPUT_NAMES; /* table, json, ndjson, csv */

struct general {
    const char *url;
    const char *token;      /* not an option: what is on a command line, others see */
    const char *token_file;
    const char *ca_file; /* PEM: the authorities that are trusted; NULL: the machine's own */
    int output;       /* enum output */
    int64_t limit;    /* items of a list at the most; absent: all */
    const char *id;   /* of the event, the key of the edit: given twice, it is done once; NULL: a new one */
    const char *file; /* the body, as JSON; -: standard input */
    bool preview;
    bool help;
};

struct general_option {
    struct field field;      /* of struct general */
    bool everywhere;         /* an option of every command; else command_takes knows which */
    char letter;             /* its short form; 0: it has none */
    const char *environment; /* variable that says it where the command line does not; NULL: none */
};
extern const struct general_option GENERAL_OPTIONS[];
extern const size_t GENERAL_OPTION_COUNT;

/* Whether it is an option of the command. */
bool command_takes(const struct command *command, const struct general_option *option);
/* The option of that name, or of that letter; NULL when there is none. */
const struct general_option *general_find(const char *member);
const struct general_option *general_letter(char letter);

/* Fills what the options left out: from the environment, then from the settings file ($XDG_CONFIG_HOME or ~/.config,
 * rackline/rackline.conf), then the defaults. Reads the token. Adds a reason for everything that cannot be read. */
void general_complete(struct general *general, struct reasons *reasons);

#endif
