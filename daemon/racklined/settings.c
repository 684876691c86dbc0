#include "racklined/settings.h"

#include "racklined/file_to_read.h"
#include "racklined/settings_table.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool set(const struct setting *setting, struct settings *row, const char *text, const char *where,
                struct reasons *reasons)
{
    const struct field *field = &setting->field;
    if (field->kind == KIND_TEXT && field->names && !name_value(field->names, text)) {
        reason_add(reasons, "not-a-word", where, "\"%s\" is none of the words that %s may be", text, field->name);
        return false;
    }
    return field_from_text(field, row, text, where, reasons);
}

/* ---- the file ---- */

struct file {
    const char *path;
    FILE *stream;
    char *text; /* of the line that was read last */
    size_t room;
    int line; /* its number */
    struct settings *settings;
    struct reasons *reasons;
    int *set_at; /* the line of each setting, 0 where it was not set */
};

static const char *file_place(const struct file *file, int line)
{
    const char *place = arena_printf(file->reasons->arena, "%s:%d", file->path, line);
    return place ? place : file->path;
}

/* Reads a line for inih and counts it, which inih does not tell its handler. What inih would take for something else is
 * refused, and an empty line to it: the rest of one that is longer than it takes would come back as a line of its own,
 * and one with a NUL would end there. */
static char *file_line(char *text, int size, void *stream)
{
    struct file *file = stream;
    const ssize_t length = getline(&file->text, &file->room, file->stream);
    if (length < 0)
        return NULL;
    file->line++;
    *text = '\0';
    if (memchr(file->text, '\0', (size_t)length))
        reason_add(file->reasons, "malformed", file_place(file, file->line), "the line has a NUL in it");
    else if (length >= size)
        reason_add(file->reasons, "too-long", file_place(file, file->line), "the line is longer than %d characters",
                   size - 2);
    else
        strcpy(text, file->text);
    return text;
}

static int file_setting(void *user, const char *section, const char *name, const char *value)
{
    struct file *file = user;
    const char *place = file_place(file, file->line);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting *setting = &SETTINGS[i];
        if (strcmp(setting->field.name, name) || strcmp(setting->section, section))
            continue;
        if (file->set_at[i])
            reason_add(file->reasons, "set-twice", place, "%s was set before, in line %d", name, file->set_at[i]);
        else
            set(setting, file->settings, value, place, file->reasons);
        file->set_at[i] = file->line;
        return 1;
    }
    reason_add(file->reasons, "unknown-setting", place, "there is no setting %s in the section [%s]", name, section);
    return 1;
}

static void file_read(const char *path, struct settings *settings, struct reasons *reasons)
{
    struct file file = {.path = path, .settings = settings, .reasons = reasons};
    file.set_at = arena_array(reasons->arena, SETTING_COUNT, sizeof *file.set_at);
    file.stream = file_to_read(path, reasons);
    if (!file.stream)
        return;
    if (!file.set_at) {
        reason_add(reasons, "cannot-read", path, "the file cannot be read: %s", strerror(errno));
        goto close;
    }
    int wrong_line = ini_parse_stream(file_line, &file, file_setting, &file);
    if (ferror(file.stream))
        reason_add(reasons, "cannot-read", path, "the file cannot be read: %s", strerror(errno));
    if (wrong_line > 0)
        reason_add(reasons, "malformed", file_place(&file, wrong_line), "neither a [section] nor a setting = value");
close:
    if (file.stream)
        fclose(file.stream);
    free(file.text);
}

/* ---- the options ---- */

static const struct setting *option_setting(const char *name, size_t size)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (setting_is_option(&SETTINGS[i], name, size))
            return &SETTINGS[i];
    return NULL;
}

struct option {
    const char *text;              /* as far as the = */
    bool config;                   /* it is --config */
    const struct setting *setting; /* NULL: unknown, or --config */
    const char *value;             /* NULL: it has none */
};

/* Takes the option at argv[*index] apart and moves *index past it and its value. */
static struct option option_next(int argc, char **argv, int *index, struct arena *arena)
{
    const char *text = argv[(*index)++];
    size_t size = strcspn(text, "=");
    struct option option = {.text = arena_copy(arena, text, size), .value = text[size] ? text + size + 1 : NULL};
    if (strncmp(text, "--", 2))
        return option;
    option.config = size == strlen("--config") && !strncmp(text, "--config", size);
    option.setting = option_setting(text + 2, size - 2);
    if (option.value || (!option.config && !option.setting))
        return option;
    /* A switch stands alone: `--training`; what follows it is never its value. */
    if (option.setting && option.setting->field.kind == KIND_BOOLEAN)
        option.value = "true";
    else if (*index < argc)
        option.value = argv[(*index)++];
    return option;
}

static void options_read(int argc, char **argv, struct settings *settings, struct reasons *reasons)
{
    for (int index = 0; index < argc;) {
        struct option option = option_next(argc, argv, &index, reasons->arena);
        if (!option.config && !option.setting)
            reason_add(reasons, "unknown-option", option.text, "there is no such option; --help lists them");
        else if (!option.value)
            reason_add(reasons, "missing", option.text, "the option needs a value");
        else if (option.setting)
            set(option.setting, settings, option.value, option.text, reasons);
    }
}

/* The file that the last --config names; NULL when there is none. */
static const char *options_config(int argc, char **argv, struct arena *arena)
{
    const char *path = NULL;
    for (int index = 0; index < argc;) {
        struct option option = option_next(argc, argv, &index, arena);
        if (option.config && option.value)
            path = option.value;
    }
    return path;
}

/* ---- the whole ---- */

static void defaults(struct settings *settings, struct reasons *reasons)
{
    *settings = (struct settings){0};
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (*SETTINGS[i].initial)
            set(&SETTINGS[i], settings, SETTINGS[i].initial, SETTINGS[i].field.name, reasons);
}

/* A setting that stands in the file without a value names nothing. */
static const char *path_named(const char *path)
{
    return path && *path ? path : NULL;
}

enum fault settings_read(int argc, char **argv, struct settings *ret, struct reasons *reasons)
{
    struct settings settings;
    size_t found = reasons->found;
    defaults(&settings, reasons);
    const char *config = options_config(argc, argv, reasons->arena);
    if (config)
        file_read(config, &settings, reasons);
    options_read(argc, argv, &settings, reasons);
    if (!settings.training && settings.clock_rate != 1)
        reason_add(reasons, "rate-in-production", "clock_rate",
                   "only a training site's time has a rate; a production site's runs as the world's");
    settings.tls_certificate = path_named(settings.tls_certificate);
    settings.tls_key = path_named(settings.tls_key);
    if (!settings.tls_certificate != !settings.tls_key)
        reason_add(reasons, "tls-half", settings.tls_key ? "tls_certificate" : "tls_key",
                   "TLS needs both a certificate and its key");
    if (reasons->found != found)
        return FAULT_INVALID;
    *ret = settings;
    return NOTHING_WRONG;
}

struct site settings_site(const struct settings *settings)
{
    return (struct site){
        .site = settings->site,
        .kind = settings->training ? SITE_TRAINING : SITE_PRODUCTION,
        .clock_rate = settings->clock_rate,
    };
}
