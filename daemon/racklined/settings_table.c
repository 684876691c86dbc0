#include "racklined/settings_table.h"

#include "base/buffer.h"
#include "racklined/settings.h"

#include <string.h>

/* In the order of enum log_level, after the absent one. */
static const char *const LOG_LEVEL_WORDS[] = {NULL, "error", "warning", "info", "debug"};
static const struct names LOG_LEVEL_NAMES = {LOG_LEVEL_WORDS, 5};

#define TEXT(section, change, member, initial, min, max, about)                                                        \
    {                                                                                                                  \
        (section), SETTING_##change, FIELD_TEXT(struct settings, member, REQUIRED, min, max, about), (initial)         \
    }
#define CODE(section, change, member, initial, max, about)                                                             \
    {                                                                                                                  \
        (section), SETTING_##change, FIELD_CODE(struct settings, member, REQUIRED, max, about), (initial)              \
    }
#define WORD(section, change, member, initial, words, about)                                                           \
    {                                                                                                                  \
        (section), SETTING_##change, FIELD(struct settings, member, KIND_TEXT, REQUIRED, 1, 16, NULL, words, about),   \
            (initial)                                                                                                  \
    }
#define NUMBER(section, change, member, initial, min, max, about)                                                      \
    {                                                                                                                  \
        (section), SETTING_##change, FIELD_NUMBER(struct settings, member, REQUIRED, min, max, about), (initial)       \
    }
#define INTEGER(section, change, member, initial, min, max, about)                                                     \
    {                                                                                                                  \
        (section), SETTING_##change, FIELD_INTEGER(struct settings, member, REQUIRED, min, max, about), (initial)      \
    }
#define BOOLEAN(section, change, member, initial, about)                                                               \
    {                                                                                                                  \
        (section), SETTING_##change, FIELD_BOOLEAN(struct settings, member, REQUIRED, about), (initial)                \
    }

const struct setting SETTINGS[] = {
    CODE("site", FIXED, site, "", 16, "code of the plant; needed when the database is made, and fixed from then on"),
    BOOLEAN("site", FIXED, training, "false",
            "make a training database: its clock has a rate, and every answer says so"),
    NUMBER("site", FIXED, clock_rate, "1", 1, 1000000,
           "how many times as fast as the world a training site's time runs"),
    INTEGER("site", AT_START, clock_step_max_days, "31", 0, 36500,
            "days by which the plant's time follows a wall clock that is ahead at a start; further ahead it is wrong"),

    TEXT("store", AT_START, database, "rackline.db", 1, 4000, "path of the database, made when it is not there"),

    TEXT("http", AT_START, listen, "127.0.0.1", 1, 255, "address to listen on"),
    INTEGER("http", AT_START, port, "8080", 0, 65535, "TCP port to listen on; 0 takes a free one"),
    TEXT("http", AT_START, tls_certificate, "", 0, 4000,
         "path of a certificate in PEM, with those that lead to its root, read again on SIGHUP: TLS is served, and nothing else"),
    TEXT("http", AT_START, tls_key, "", 0, 4000, "path of its key in PEM, which nobody else may read"),
    INTEGER("http", AT_START, threads, "2", 1, 64, "threads that serve connections"),
    INTEGER("http", AT_START, connections_max, "1000", 1, 100000,
            "connections at once; past it those that are idle, or show no token, make room for new ones"),
    INTEGER("http", AT_START, connections_per_address_max, "600", 1, 100000, "connections at once from one address"),
    INTEGER("http", REREAD, body_max, "4194304", 1024, 1073741824, "bytes of a request's body"),
    INTEGER("http", REREAD, in_flight_max, "33554432", 1048576, 1099511627776,
            "bytes of all bodies and answers at once, those of up to 16 KiB not counted; past it the answer is 503, and a feed is over that comes to a larger entry"),
    INTEGER("http", AT_START, headers_max, "16384", 1024, 1048576, "bytes of a request's line and headers together"),
    INTEGER("http", REREAD, depth_max, "32", 4, 1000, "levels of nested arrays and objects in a body"),
    INTEGER("http", REREAD, array_max, "10000", 1, 1000000, "items in any one array of a body"),
    INTEGER("http", REREAD, header_timeout_s, "10", 1, 3600, "seconds until a request's headers must be there"),
    INTEGER("http", REREAD, request_timeout_s, "30", 1, 3600, "seconds until a whole request must be there"),
    INTEGER("http", REREAD, answer_timeout_s, "120", 1, 3600,
            "seconds until a client must have read an answer, or the next 16 KiB of a feed"),
    INTEGER("http", AT_START, idle_timeout_s, "60", 1, 86400, "seconds a connection may be idle between requests"),
    INTEGER("http", REREAD, streams_max, "500", 0, 100000,
            "live feeds at once; past it the answer is 503; exports of the journal are as many as connections"),

    INTEGER("reads", AT_START, read_threads, "2", 1, 64,
            "threads that trees, statistics, forecasts, exports and other long reads run on"),
    INTEGER("reads", REREAD, read_queue_max, "64", 1, 100000,
            "long views at once; past it the answer is 503; exports of the journal, and feeds far behind it, wait beside them"),
    INTEGER("reads", REREAD, read_timeout_s, "10", 1, 600, "seconds one view may take; past them the answer is 503"),

    INTEGER("writer", REREAD, queue_max, "4096", 1, 1000000,
            "changes waiting to be committed; past it the answer is 503"),
    INTEGER("writer", REREAD, batch_max, "512", 1, 100000, "changes in one commit"),

    INTEGER("sign_in", REREAD, session_idle_min, "60", 1, 10080,
            "minutes without a request after which a person has to sign in again"),
    INTEGER("sign_in", REREAD, session_max_h, "12", 1, 720, "hours after which a person has to sign in again"),

    INTEGER("floor", REREAD, badge_max_h, "12", 1, 168,
            "hours of the world's time, also in training, after which an operator must badge in again at a station's "
            "page"),
    INTEGER("floor", REREAD, badge_late_h, "72", 0, 8760,
            "hours after that, likewise, in which such a page may still post what was scanned before"),
    INTEGER("floor", REREAD, correction_window_min, "15", 0, 10080,
            "minutes of the plant's time in which an operator may correct an event; past them quality alone"),

    WORD("log", REREAD, log_level, "info", &LOG_LEVEL_NAMES, "least important line that is written"),
};
const size_t SETTING_COUNT = sizeof SETTINGS / sizeof *SETTINGS;

enum log_level settings_log_level(const struct settings *settings)
{
    return (enum log_level)(name_value(&LOG_LEVEL_NAMES, settings->log_level) - 1);
}

bool setting_is_option(const struct setting *setting, const char *option, size_t size)
{
    const char *name = setting->field.name;
    if (strlen(name) != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (option[i] != (name[i] == '_' ? '-' : name[i]))
            return false;
    return true;
}

const char *settings_option(const char *place, struct arena *arena)
{
    const char *name = place + (*place == '/');
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (strcmp(SETTINGS[i].field.name, name))
            continue;
        char *option = arena_printf(arena, "--%s", name);
        for (char *c = option; c && *c; c++)
            if (*c == '_')
                *c = '-';
        return option ? option : place;
    }
    return place;
}

static void write_range(struct buffer *buffer, const struct field *field)
{
    if (field->names)
        for (int i = 1; i < field->names->count; i++)
            buffer_printf(buffer, "%s%s", i == 1 ? "; " : ", ", field->names->words[i]);
    else if (field->kind == KIND_BOOLEAN)
        buffer_text(buffer, "; true or false");
    else if (field->kind != KIND_TEXT)
        buffer_printf(buffer, "; %.0f to %.0f", field->min, field->max);
}

/* The word for a setting's value in the list of options. */
static const char *value_word(const struct field *field)
{
    if (field->kind == KIND_BOOLEAN)
        return "";
    return field->kind == KIND_TEXT ? " TEXT" : " NUMBER";
}

void setting_write_option(struct buffer *buffer, const struct setting *setting)
{
    buffer_text(buffer, "--");
    for (const char *c = setting->field.name; *c; c++)
        buffer_char(buffer, *c == '_' ? '-' : *c);
    buffer_text(buffer, value_word(&setting->field));
}

void setting_write_about(struct buffer *buffer, const struct setting *setting)
{
    buffer_text(buffer, setting->field.about);
    write_range(buffer, &setting->field);
    if (*setting->initial)
        buffer_printf(buffer, " (%s)", setting->initial);
    if (setting->change == SETTING_REREAD)
        buffer_text(buffer, " *");
}

void settings_help(struct buffer *buffer)
{
    buffer_text(buffer,
                "  --config FILE                          file to read the settings from, before the options\n");
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        size_t start = buffer->size;
        buffer_text(buffer, "  ");
        setting_write_option(buffer, &SETTINGS[i]);
        do
            buffer_char(buffer, ' ');
        while (!buffer->failed && buffer->size - start < 41);
        setting_write_about(buffer, &SETTINGS[i]);
        buffer_char(buffer, '\n');
    }
}

void settings_sample(struct buffer *buffer)
{
    buffer_text(buffer,
                "# Settings of racklined. Each line that is commented out shows the default.\n"
                "# An option of the same name on the command line, with hyphens, comes before this file.\n"
                "# What is reread on SIGHUP changes while the daemon runs; the rest when it is started anew.\n");
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting *setting = &SETTINGS[i];
        if (!i || strcmp(setting->section, SETTINGS[i - 1].section))
            buffer_printf(buffer, "\n[%s]\n", setting->section);
        buffer_printf(buffer, "# %s", setting->field.about);
        write_range(buffer, &setting->field);
        if (setting->change == SETTING_REREAD)
            buffer_text(buffer, "; reread on SIGHUP");
        buffer_printf(buffer, "\n#%s =%s%s\n", setting->field.name, *setting->initial ? " " : "", setting->initial);
    }
}
