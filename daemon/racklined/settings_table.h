/* Every setting once: its record field, the section of the file it stands in, when it changes and its default. */
#ifndef RACKLINE_SETTINGS_TABLE_H
#define RACKLINE_SETTINGS_TABLE_H

#include "base/arena.h"
#include "base/record.h"
#include "racklined/log.h"

/* When another value of a setting counts. */
enum setting_change {
    SETTING_FIXED,    /* never: the database was made with it */
    SETTING_AT_START, /* when the daemon is started anew */
    SETTING_REREAD,   /* on SIGHUP */
};

struct setting {
    const char *section;
    enum setting_change change;
    struct field field;  /* in struct settings; `names`, where a text has them, are the words it may be */
    const char *initial; /* the default, as a file has it; "": none */
};

extern const struct setting SETTINGS[];
extern const size_t SETTING_COUNT;

/* The level that log_level names. */
struct settings;
enum log_level settings_log_level(const struct settings *settings);

/* The option of a setting is its name with hyphens: clock_rate is --clock-rate. Compares `size` characters. */
bool setting_is_option(const struct setting *setting, const char *option, size_t size);

/* The option of the setting that `place` names, alone or as a JSON pointer: /clock_rate is --clock-rate; in the arena.
 * `place` itself where it names none: a line of a file. */
const char *settings_option(const char *place, struct arena *arena);

struct buffer;
/* The option, with a word for its value; what it says, its range, its default, and a * where it is reread. */
void setting_write_option(struct buffer *buffer, const struct setting *setting);
void setting_write_about(struct buffer *buffer, const struct setting *setting);

#endif
