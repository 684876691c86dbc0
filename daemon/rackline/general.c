#include "rackline/general.h"

#include "base/buffer.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const OUTPUT_WORDS[] = {NULL, "table", "json", "ndjson", "csv"};
const struct names OUTPUT_NAMES = {OUTPUT_WORDS, 5};

const struct general_option GENERAL_OPTIONS[] = {
    {.field = FIELD_TEXT(struct general, url, OPTIONAL, 1, 2000, "where the daemon is (http://127.0.0.1:8080)"),
     .everywhere = true,
     .environment = "RACKLINE_URL"},
    {.field = FIELD_TEXT(struct general, token_file, OPTIONAL, 1, 4000, "file with the bearer token"),
     .everywhere = true,
     .environment = "RACKLINE_TOKEN_FILE"},
    {.field = FIELD_TEXT(struct general, ca_file, OPTIONAL, 1, 4000,
                         "file with the authority that the daemon's certificate is of, in PEM; absent: the machine's"),
     .everywhere = true,
     .environment = "RACKLINE_CA_FILE"},
    {.field = FIELD_ENUM(struct general, output, OPTIONAL, &OUTPUT_NAMES,
                         "how the answer is written; absent: a table on a terminal, else json"),
     .everywhere = true,
     .letter = 'o'},
    {.field = FIELD_BOOLEAN(struct general, help, OPTIONAL, "print what the command does and takes"),
     .everywhere = true,
     .letter = 'h'},
    {.field = FIELD_INTEGER(struct general, limit, OPTIONAL, 1, 1e9, "items at the most; absent: all")},
    {.field = FIELD_TEXT(struct general, id, OPTIONAL, 36, 36,
                         "UUID of the event or change: given twice, it is done once; absent: a new one")},
    {.field = FIELD_TEXT(struct general, file, OPTIONAL, 1, 4000,
                         "take what is said from a file of JSON instead of options; - is the standard input")},
    {.field = FIELD_BOOLEAN(struct general, preview, OPTIONAL, "list what it would lie on, and change nothing")},
};
const size_t GENERAL_OPTION_COUNT = sizeof GENERAL_OPTIONS / sizeof *GENERAL_OPTIONS;

bool command_takes(const struct command *command, const struct general_option *option)
{
    const char *name = option->field.name;
    enum command_shape shape = command->shape;
    if (!strcmp(name, "limit"))
        return shape == COMMAND_LIST || command->preview;
    if (!strcmp(name, "id"))
        return shape == COMMAND_EDIT || shape == COMMAND_REPORT;
    if (!strcmp(name, OPERAND_FILE))
        return command->body && shape != COMMAND_REPORT;
    return option->everywhere || command->preview;
}

const struct general_option *general_find(const char *member)
{
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++)
        if (!strcmp(GENERAL_OPTIONS[i].field.name, member))
            return &GENERAL_OPTIONS[i];
    return NULL;
}

const struct general_option *general_letter(char letter)
{
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++)
        if (letter && GENERAL_OPTIONS[i].letter == letter)
            return &GENERAL_OPTIONS[i];
    return NULL;
}

/* ---- the settings file ---- */

struct file {
    const char *path;
    struct general *general;
    struct reasons *reasons;
};

/* The file may say where the daemon is and where the token lies; an answer's form belongs to each command. */
static int file_setting(void *user, const char *section, const char *name, const char *value)
{
    struct file *file = user;
    const struct general_option *option = *section ? NULL : general_find(name);
    if (!option || !option->environment) {
        reason_add(file->reasons, "unknown-setting", file->path,
                   "there is no setting %s here: url, token_file and ca_file are", name);
        return 1;
    }
    if (field_absent(&option->field, file->general))
        field_from_text(&option->field, file->general, value, file->path, file->reasons);
    return 1;
}

static void file_read(struct general *general, struct reasons *reasons)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    const char *path = base && *base ? arena_printf(reasons->arena, "%s/rackline/rackline.conf", base)
                       : home        ? arena_printf(reasons->arena, "%s/.config/rackline/rackline.conf", home)
                                     : NULL;
    if (!path || access(path, F_OK))
        return;
    struct file file = {path, general, reasons};
    int line = ini_parse(path, file_setting, &file);
    if (line < 0)
        reason_add(reasons, "cannot-read", path, "the file cannot be read: %s", strerror(errno));
    else if (line > 0)
        reason_add(reasons, "malformed", path, "line %d is no setting = value", line);
}

/* ---- the token ---- */

/* The first line of the file. */
static void token_read(struct general *general, struct reasons *reasons)
{
    char line[512];
    FILE *file = fopen(general->token_file, "re");
    if (!file || !fgets(line, sizeof line, file)) {
        reason_add(reasons, "cannot-read", "/token_file", "%s holds no token: %s", general->token_file,
                   file && !ferror(file) ? "it is empty" : strerror(errno));
    } else {
        line[strcspn(line, "\r\n")] = '\0';
        general->token = arena_text(reasons->arena, line);
    }
    if (file)
        fclose(file);
}

void general_complete(struct general *general, struct reasons *reasons)
{
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++) {
        const struct general_option *option = &GENERAL_OPTIONS[i];
        const char *value = option->environment ? getenv(option->environment) : NULL;
        if (value && *value && field_absent(&option->field, general))
            field_from_text(&option->field, general, value, option->environment, reasons);
    }
    const char *token = getenv("RACKLINE_TOKEN");
    if (token && *token && !general->token_file)
        general->token = token;
    file_read(general, reasons);
    if (!general->url)
        general->url = "http://127.0.0.1:8080";
    if (general->token_file && !general->token)
        token_read(general, reasons);
    if (!general->output)
        general->output = isatty(STDOUT_FILENO) ? OUTPUT_TABLE : OUTPUT_JSON;
}
