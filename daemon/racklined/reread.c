#include "racklined/reread.h"

#include "base/json.h"
#include "racklined/settings_table.h"

#include <string.h>

static const char *value_text(const struct setting *setting, const struct settings *settings, struct buffer *buffer)
{
    buffer_free(buffer);
    if (field_absent(&setting->field, settings))
        return "not set";
    json_write_value(buffer, &setting->field, settings);
    const char *text = buffer_view(buffer);
    return text ? text : "?";
}

static void take_over(const struct setting *setting, struct settings *row, const struct settings *from)
{
    const struct field *field = &setting->field;
    switch (field->kind) {
    case KIND_TEXT:
        *(const char **)field_in(field, row) = *(const char *const *)field_of(field, from);
        break;
    case KIND_BOOLEAN:
        *(bool *)field_in(field, row) = *(const bool *)field_of(field, from);
        break;
    case KIND_INTEGER:
        *(int64_t *)field_in(field, row) = *(const int64_t *)field_of(field, from);
        break;
    case KIND_NUMBER:
        *(double *)field_in(field, row) = *(const double *)field_of(field, from);
        break;
    case KIND_TIME:
    case KIND_MOMENT:
    case KIND_UUID:
    case KIND_DIGEST:
    case KIND_ENUM:
    case KIND_TEXTS:
    case KIND_RECORD:
    case KIND_LIST:
    case KIND_JSON:
        break; /* no setting is of these kinds */
    }
}

static void say(const struct log *log, const struct setting *setting, const char *is, const char *read)
{
    const char *name = setting->field.name;
    switch (setting->change) {
    case SETTING_REREAD:
        log_line(log, LOG_LEVEL_INFO, "setting changed", "%s was %s and is %s", name, is, read);
        break;
    case SETTING_AT_START:
        log_line(log, LOG_LEVEL_WARNING, "setting needs a restart", "%s is %s, and %s after a restart", name, is, read);
        break;
    case SETTING_FIXED:
        log_line(log, LOG_LEVEL_WARNING, "setting cannot change",
                 "%s is %s, which the database was made with; in the settings: %s", name, is, read);
        break;
    }
}

/* Compares setting by setting, and takes over what may change. How many differ. */
static size_t compare(const struct settings *now, const struct settings *read, const struct log *log,
                      struct settings *changed)
{
    BUFFER_OWNED struct buffer is = {0};
    BUFFER_OWNED struct buffer should = {0};
    size_t count = 0;
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting *setting = &SETTINGS[i];
        const char *is_text = value_text(setting, now, &is), *read_text = value_text(setting, read, &should);
        if (!strcmp(is_text, read_text))
            continue;
        say(log, setting, is_text, read_text);
        if (setting->change == SETTING_REREAD)
            take_over(setting, changed, read);
        count++;
    }
    return count;
}

enum fault settings_reread(const struct command_line *line, const struct settings *now, struct log *log,
                           struct arena *arena, struct settings *ret)
{
    struct reasons reasons = {.arena = arena};
    struct settings read;
    enum fault fault = settings_read(line->argc, line->argv, &read, &reasons);
    for (size_t i = 0; i < reasons.count; i++)
        log_line(log, LOG_LEVEL_ERROR, "settings not reread", "%s: %s",
                 reasons.items[i].pointer ? reasons.items[i].pointer : "", reasons.items[i].detail);
    if (fault) {
        log_line(log, LOG_LEVEL_ERROR, "settings not reread", "those that the daemon runs with stay");
        return fault;
    }
    const enum log_level level = settings_log_level(&read);
    if (level > log->level)
        log->level = level; /* that it changes is told at the more talkative of the two */
    struct settings changed = *now;
    if (!compare(now, &read, log, &changed))
        log_line(log, LOG_LEVEL_INFO, "settings reread", "nothing changed");
    log->level = level;
    *ret = changed;
    return NOTHING_WRONG;
}
