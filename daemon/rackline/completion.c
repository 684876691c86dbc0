/* The completion for bash. */
#include "rackline/help.h"

#include <string.h>

static void write_nouns(struct buffer *buffer)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!i || strcmp(COMMANDS[i].noun, COMMANDS[i - 1].noun))
            buffer_printf(buffer, "%s%s", i ? " " : "", COMMANDS[i].noun);
}

static void write_verbs(struct buffer *buffer)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        bool begins = !i || strcmp(COMMANDS[i].noun, COMMANDS[i - 1].noun);
        if (begins)
            buffer_printf(buffer, "%s    %s) words=\"", i ? "\" ;;\n" : "", COMMANDS[i].noun);
        buffer_printf(buffer, "%s%s", begins ? "" : " ", COMMANDS[i].verb);
    }
    buffer_text(buffer, "\" ;;\n");
}

static void write_option(void *context, const struct field *field)
{
    char name[OPTION_NAME_SIZE];
    option_name(field->name, name);
    buffer_printf(context, " %s", name);
}

static void write_options(struct buffer *buffer, const struct command *command)
{
    buffer_printf(buffer, "    \"%s %s\") words=\"", command->noun, command->verb);
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++)
        if (command_takes(command, &GENERAL_OPTIONS[i]))
            write_option(buffer, &GENERAL_OPTIONS[i].field);
    command_each_option(command, write_option, buffer);
    buffer_text(buffer, "\" ;;\n");
}

/* An option whose value is one of a few words. One name may have other words in another command. */
static void write_choices(struct buffer *buffer, const char *of, const struct field *field)
{
    char name[OPTION_NAME_SIZE];
    if (field->kind != KIND_ENUM)
        return;
    option_name(field->name, name);
    buffer_printf(buffer, "    \"%s%s\") words=\"", of, name);
    for (int i = 1; i < field->names->count; i++)
        buffer_printf(buffer, "%s%s", i == 1 ? "" : " ", field->names->words[i]);
    buffer_text(buffer, "\" ;;\n");
}

struct choices {
    struct buffer *buffer;
    const struct command *command;
};

static void write_choices_of(void *context, const struct field *field)
{
    struct choices *choices = context;
    char of[2 * OPTION_NAME_SIZE] = "";
    strncat(of, choices->command->noun, OPTION_NAME_SIZE - 2);
    strcat(of, " ");
    strncat(of, choices->command->verb, OPTION_NAME_SIZE - 2);
    strcat(of, " ");
    write_choices(choices->buffer, of, field);
}

void completion_write(struct buffer *buffer)
{
    buffer_text(buffer, "# Completion of rackline for bash.\n_rackline() {\n"
                        "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words=\n"
                        "    local command=\"${COMP_WORDS[1]} ${COMP_WORDS[2]}\"\n"
                        "    case $COMP_CWORD in\n    1) words=\"");
    write_nouns(buffer);
    buffer_text(buffer, "\" ;;\n    2) case ${COMP_WORDS[1]} in\n");
    write_verbs(buffer);
    buffer_text(buffer, "    esac ;;\n    *)\n    case \"$command $before\" in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        command_each_option(&COMMANDS[i], write_choices_of, &(struct choices){buffer, &COMMANDS[i]});
    buffer_text(buffer, "    *) case $before in\n");
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++)
        write_choices(buffer, "", &GENERAL_OPTIONS[i].field);
    buffer_text(buffer, "    -o) words=\"table json ndjson csv\" ;;\n"
                        "    --token-file | --file) mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return ;;\n"
                        "    *) case $command in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        write_options(buffer, &COMMANDS[i]);
    buffer_text(buffer, "    esac ;;\n    esac ;;\n    esac ;;\n    esac\n"
                        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
                        "    [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n}\n"
                        "complete -F _rackline rackline\n");
}
