/* Every setting once: its record field, the section of the file it stands in and its default. */
#ifndef RACKLINE_SETTINGS_TABLE_H
#define RACKLINE_SETTINGS_TABLE_H

#include "base/arena.h"
#include "base/record.h"

struct setting {
    const char *section;
    struct field field;  /* in struct settings; `names`, where a text has them, are the words it may be */
    const char *initial; /* the default, as a file has it; "": none */
};

extern const struct setting SETTINGS[];
extern const size_t SETTING_COUNT;

/* The words of log_level, in the order of enum log_level, after the absent one. */
extern const struct names LOG_LEVEL_NAMES;

/* The option of a setting is its name with hyphens: clock_rate is --clock-rate. Compares `size` characters. */
bool setting_is_option(const struct setting *setting, const char *option, size_t size);

/* The option of the setting that `place` names, alone or as a JSON pointer: /clock_rate is --clock-rate; in the arena.
 * `place` itself where it names none: a line of a file. */
const char *settings_option(const char *place, struct arena *arena);

#endif
