#include "rackline/help.h"

#include "rackline/complain.h"

#include <string.h>

enum { MARGIN = 34 };

/* ---- what a field takes ---- */

static void write_choices(struct buffer *buffer, const struct names *names)
{
    for (int i = 1; i < names->count; i++)
        buffer_printf(buffer, "%s%s", i == 1 ? "" : ", ", names->words[i]);
}

static void write_shape(struct buffer *buffer, const struct record *record)
{
    buffer_char(buffer, '{');
    for (size_t i = 0; i < record->count; i++)
        buffer_printf(buffer, "%s%s", i ? ", " : "", record->fields[i].name);
    buffer_char(buffer, '}');
}

static const char *need_describe(const struct command *command, const struct field *field)
{
    if (field->need != REQUIRED || !strcmp(field->name, "at"))
        return "";
    if (!command || !command_keeps(command))
        return " (needed)";
    return command->shape == COMMAND_CHANGE ? "" : " (needed for a new one)";
}

void field_describe(const struct options_text *text, const struct field *field)
{
    struct buffer *buffer = text->buffer;
    buffer_text(buffer, field->about);
    switch (field->kind) {
    case KIND_ENUM:
        buffer_text(buffer, "; one of ");
        write_choices(buffer, field->names);
        break;
    case KIND_TIME:
    case KIND_MOMENT:
        buffer_text(buffer, "; a time such as 2026-11-25T18:00:00Z");
        break;
    case KIND_TEXTS:
        buffer_text(buffer, "; may be given several times");
        break;
    case KIND_LIST:
        buffer_text(buffer, "; JSON, may be given several times: ");
        write_shape(buffer, field->of);
        break;
    case KIND_RECORD:
        buffer_text(buffer, "; JSON: ");
        write_shape(buffer, field->of);
        break;
    case KIND_TEXT:
    case KIND_INTEGER:
    case KIND_NUMBER:
    case KIND_BOOLEAN:
    case KIND_UUID:
    case KIND_DIGEST:
    case KIND_JSON:
        break;
    }
    buffer_text(buffer, need_describe(text->command, field));
}

const char *keeping_describe(const struct command *command)
{
    return command_keeps(command) ? "What is there and not named stays; an empty text ('') takes it away." : "";
}

void operands_write(struct buffer *buffer, const struct command *command)
{
    for (const char *at = command->operands; at && *at; at += strspn(at, " ")) {
        char member[OPTION_NAME_SIZE], name[OPTION_NAME_SIZE];
        size_t size = strcspn(at, " ");
        size = size < sizeof member ? size : sizeof member - 1;
        memcpy(member, at, size);
        member[size] = '\0';
        operand_name(member, name);
        buffer_printf(buffer, " %s", name);
        at += size;
    }
}

/* ---- the help ---- */

/* What stands after an option for its value. */
static const char *value_word(const struct field *field)
{
    switch (field->kind) {
    case KIND_BOOLEAN:
        return "";
    case KIND_INTEGER:
    case KIND_NUMBER:
        return " NUMBER";
    case KIND_TIME:
    case KIND_MOMENT:
        return " TIME";
    case KIND_ENUM:
        return " WORD";
    case KIND_LIST:
    case KIND_RECORD:
    case KIND_JSON:
        return " JSON";
    case KIND_TEXT:
    case KIND_UUID:
    case KIND_DIGEST:
    case KIND_TEXTS:
        break;
    }
    return " TEXT";
}

static void write_padded(struct buffer *buffer, size_t start)
{
    while (!buffer->failed && buffer->size - start < MARGIN - 1)
        buffer_char(buffer, ' ');
    buffer_char(buffer, ' ');
}

static void write_option(void *context, const struct field *field)
{
    const struct options_text *text = context;
    struct buffer *buffer = text->buffer;
    size_t start = buffer->size;
    char name[OPTION_NAME_SIZE];
    option_name(field->name, name);
    buffer_printf(buffer, "  %s%s", name, value_word(field));
    write_padded(buffer, start);
    field_describe(text, field);
    buffer_char(buffer, '\n');
}

static void write_operands(struct buffer *buffer, const struct command *command)
{
    for (size_t i = 0; i < 2; i++) {
        const struct record *record = i ? command->body : command->query;
        for (size_t j = 0; record && j < record->count; j++) {
            const struct field *field = &record->fields[j];
            char name[OPTION_NAME_SIZE];
            size_t start = buffer->size;
            if (!words_have(command->operands, field->name))
                continue;
            operand_name(field->name, name);
            buffer_printf(buffer, "  %s", name);
            write_padded(buffer, start);
            field_describe(&(struct options_text){buffer, command}, field);
            buffer_char(buffer, '\n');
        }
    }
}

static void write_general(struct buffer *buffer, const struct command *command)
{
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++) {
        const struct general_option *option = &GENERAL_OPTIONS[i];
        size_t start = buffer->size;
        char name[OPTION_NAME_SIZE];
        if (command ? !command_takes(command, option) : !option->everywhere)
            continue;
        option_name(option->field.name, name);
        buffer_text(buffer, "  ");
        if (option->letter)
            buffer_printf(buffer, "-%c, ", option->letter);
        buffer_printf(buffer, "%s%s", name, value_word(&option->field));
        write_padded(buffer, start);
        field_describe(&(struct options_text){buffer, NULL}, &option->field);
        if (option->environment)
            buffer_printf(buffer, "; else %s", option->environment);
        buffer_char(buffer, '\n');
    }
}

static void write_command(struct buffer *buffer, const struct command *command)
{
    buffer_printf(buffer, "rackline %s %s", command->noun, command->verb);
    operands_write(buffer, command);
    buffer_printf(buffer, " [options]\n    %s\n", command->about);
    if (command_keeps(command))
        buffer_printf(buffer, "    %s\n", keeping_describe(command));
    buffer_char(buffer, '\n');
    write_operands(buffer, command);
    command_each_option(command, write_option, &(struct options_text){buffer, command});
    write_general(buffer, command);
}

/* The commands of a noun, or of all. */
static void write_list(struct buffer *buffer, const char *noun)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = &COMMANDS[i];
        size_t start = buffer->size;
        if (noun && strcmp(noun, command->noun))
            continue;
        buffer_printf(buffer, "  %s %s", command->noun, command->verb);
        write_padded(buffer, start);
        buffer_printf(buffer, "%s\n", command->about);
    }
}

static void write_all(struct buffer *buffer)
{
    buffer_text(buffer, "rackline, the client of Rackline " RACKLINE_VERSION
                        ": asks the daemon where things stand, and tells it what happened.\n\n"
                        "  rackline NOUN VERB [operands] [options]\n"
                        "  rackline NOUN VERB --help      what a command takes; or rackline help NOUN VERB\n"
                        "  rackline --version\n"
                        "  rackline --completion          a completion for bash, to be sourced\n"
                        "  rackline --manual              the manual page\n\n");
    write_list(buffer, NULL);
    buffer_text(buffer, "\nOptions of every command:\n");
    write_general(buffer, NULL);
    buffer_text(buffer, "\nRACKLINE_TOKEN may hold the token itself. ~/.config/rackline/rackline.conf may set url, "
                        "token_file and ca_file.\n\nExit status:\n");
    buffer_text(buffer, EXIT_STATUSES);
}

void help_write(struct buffer *buffer, const struct words *words)
{
    if (words->command)
        write_command(buffer, words->command);
    else if (words->noun)
        write_list(buffer, words->noun);
    else
        write_all(buffer);
}
