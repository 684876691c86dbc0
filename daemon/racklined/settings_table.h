/* Every setting once: its record field, the section of the file it stands in and its default. */
#ifndef RACKLINE_SETTINGS_TABLE_H
#define RACKLINE_SETTINGS_TABLE_H

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

#endif
