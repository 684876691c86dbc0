#include "racklined/command_line.h"

#include "base/utf8.h"
#include "racklined/settings_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void drop(struct command_line *line, int index, int count)
{
    memmove(line->argv + index, line->argv + index + count, sizeof *line->argv * (size_t)(line->argc - index - count));
    line->argc -= count;
}

bool line_take_switch(struct command_line *line, const char *name)
{
    for (int i = 0; i < line->argc; i++)
        if (!strcmp(line->argv[i], name)) {
            drop(line, i, 1);
            return true;
        }
    return false;
}

bool line_take_word(struct command_line *line, const char *word)
{
    bool there = line->argc && !strcmp(line->argv[0], word);
    if (there)
        drop(line, 0, 1);
    return there;
}

const char *line_take_operand(struct command_line *line)
{
    if (!line->argc || *line->argv[0] == '-')
        return NULL;
    const char *operand = line->argv[0];
    drop(line, 0, 1);
    return operand;
}

const char *line_take_option(struct command_line *line, const char *name)
{
    size_t size = strlen(name);
    for (int i = 0; i < line->argc; i++) {
        char *text = line->argv[i];
        if (strncmp(text, name, size) || (text[size] && text[size] != '='))
            continue;
        if (text[size]) {
            drop(line, i, 1);
            return text + size + 1;
        }
        if (i + 1 == line->argc) {
            line->without_value = name;
            return NULL;
        }
        text = line->argv[i + 1];
        drop(line, i, 2);
        return text;
    }
    return NULL;
}

bool line_settings(struct command_line *line, struct settings *ret, struct reasons *reasons)
{
    if (line->without_value) {
        fprintf(stderr, "racklined: %s: the option needs a value\n", line->without_value);
        return false;
    }
    enum fault fault = settings_read(line->argc, line->argv, ret, reasons);
    if (fault)
        print_reasons(fault, reasons);
    return !fault;
}

bool line_text_fits(const char *option, const char *text, const struct record *record, const char *member,
                    struct reasons *reasons)
{
    void *row = arena_alloc(reasons->arena, record->size);
    if (row && field_from_text(record_field(record, member), row, text, option, reasons))
        return true;
    print_reasons(row ? FAULT_INVALID : FAULT_MEMORY, reasons);
    return false;
}

bool print_shown(FILE *stream, const char *text, size_t size)
{
    while (size) {
        size_t shown = text_sound_size(text, size);
        if (fwrite(text, 1, shown, stream) != shown)
            return false;
        if (shown < size && fprintf(stream, "\\x%02x", (unsigned char)text[shown++]) < 0)
            return false;
        text += shown;
        size -= shown;
    }
    return true;
}

void print_reasons(enum fault fault, const struct reasons *reasons)
{
    for (size_t i = 0; i < reasons->count; i++) {
        const struct reason *reason = &reasons->items[i];
        const char *place = reason->pointer ? settings_option(reason->pointer, reasons->arena) : "";
        fprintf(stderr, "racklined: %s%s", place, *place ? ": " : "");
        print_shown(stderr, reason->detail, strlen(reason->detail));
        fputc('\n', stderr);
    }
    if (!reasons->count)
        fprintf(stderr, "racklined: %s\n", fault_row(fault)->title);
}

int exit_status(enum fault fault, const char *command, const char *ended, const struct reasons *reasons)
{
    if (!fault)
        return fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
    if (fault == FAULT_STOPPING)
        fprintf(stderr, "racklined: %s: ended by a signal; %s\n", command, ended);
    else
        print_reasons(fault, reasons);
    return fault == FAULT_CORRUPT ? EXIT_UNSOUND : EXIT_FAILURE;
}
