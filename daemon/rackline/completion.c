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

/* The options of every command that have a value, which is no word of the command. */
static void write_valued(struct buffer *buffer)
{
    const char *between = "";
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++) {
        const struct general_option *option = &GENERAL_OPTIONS[i];
        char name[OPTION_NAME_SIZE];
        if (!option->everywhere || option->field.kind == KIND_BOOLEAN)
            continue;
        option_name(option->field.name, name);
        buffer_printf(buffer, "%s%s", between, name);
        if (option->letter)
            buffer_printf(buffer, " | -%c", option->letter);
        between = " | ";
    }
}

/* Those that may stand before the command. */
static void write_everywhere(struct buffer *buffer)
{
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++)
        if (GENERAL_OPTIONS[i].everywhere)
            write_option(buffer, &GENERAL_OPTIONS[i].field);
}

void completion_write(struct buffer *buffer)
{
    buffer_text(buffer, "# Completion of rackline for bash.\n_rackline() {\n"
                        "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} at words=\n"
                        "    local -a said=()\n"
                        "    for ((at = 1; at < COMP_CWORD; at++)); do\n        case ${COMP_WORDS[at]} in\n        ");
    write_valued(buffer);
    buffer_text(buffer, ") [ \"${COMP_WORDS[at + 1]}\" = = ] && ((at++)); ((at++)) ;;\n"
                        "        help) [ ${#said[@]} -gt 0 ] && said+=(help) ;;\n        -*) ;;\n"
                        "        *) said+=(\"${COMP_WORDS[at]}\") ;;\n        esac\n    done\n"
                        "    local command=\"${said[0]} ${said[1]}\" general=\"");
    write_everywhere(buffer);
    buffer_text(buffer, "\"\n    [ \"$current\" = = ] && current=\n"
                        "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD - 2]}\n"
                        "    case \"$command $before\" in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        command_each_option(&COMMANDS[i], write_choices_of, &(struct choices){buffer, &COMMANDS[i]});
    buffer_text(buffer, "    *) case $before in\n");
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++)
        write_choices(buffer, "", &GENERAL_OPTIONS[i].field);
    buffer_text(buffer, "    -o) words=\"table json ndjson csv\" ;;\n"
                        "    --token-file | --ca-file | --file)"
                        " mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return ;;\n"
                        "    *) case ${#said[@]} in\n    0) words=\"help ");
    write_nouns(buffer);
    buffer_text(buffer, " $general\" ;;\n    1) case ${said[0]} in\n");
    write_verbs(buffer);
    buffer_text(buffer, "    esac\n    words+=$general ;;\n    *) case $command in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        write_options(buffer, &COMMANDS[i]);
    buffer_text(buffer, "    esac ;;\n    esac ;;\n    esac ;;\n    esac\n"
                        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
                        "    [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n}\n"
                        "complete -F _rackline rackline\n");
}
