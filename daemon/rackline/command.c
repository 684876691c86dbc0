#include "rackline/command.h"

#include <string.h>

const struct command *command_find(const char *noun, const char *verb)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(COMMANDS[i].noun, noun) && !strcmp(COMMANDS[i].verb, verb))
            return &COMMANDS[i];
    return NULL;
}

const char *command_noun(const char *said)
{
    size_t size = strlen(said);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const char *noun = COMMANDS[i].noun;
        size_t length = strlen(noun);
        if (!strncmp(noun, said, length) && (size == length || (size == length + 1 && said[length] == 's')))
            return noun;
    }
    return NULL;
}

const struct field *command_field(const struct command *command, const char *member)
{
    const struct field *field = command->query ? record_field(command->query, member) : NULL;
    return field || !command->body ? field : record_field(command->body, member);
}

bool command_keeps(const struct command *command)
{
    return command->shape == COMMAND_CHANGE || (command->shape == COMMAND_DEFINE && command->body);
}

bool words_have(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; at && *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == size && !memcmp(at, word, size))
            return true;
        at += length;
    }
    return false;
}

bool path_has(const char *path, const char *member)
{
    size_t size = strlen(member);
    for (const char *at = path ? strchr(path, '{') : NULL; at; at = strchr(at + 1, '{'))
        if (!strncmp(at + 1, member, size) && at[1 + size] == '}')
            return true;
    return false;
}

bool command_has_option(const struct command *command, const char *member)
{
    return command_field(command, member) && !words_have(command->operands, member) &&
           !(command->secret && !strcmp(command->secret, member)) && !path_has(command->path, member) &&
           strcmp(member, "cursor") && !(command->shape == COMMAND_LIST && !strcmp(member, "limit"));
}

static void each_of(const struct command *command, const struct record *record,
                    void (*each)(void *context, const struct field *field), void *context)
{
    for (size_t i = 0; record && i < record->count; i++)
        if (command_has_option(command, record->fields[i].name))
            each(context, &record->fields[i]);
}

void command_each_option(const struct command *command, void (*each)(void *context, const struct field *field),
                         void *context)
{
    each_of(command, command->query, each, context);
    each_of(command, command->body, each, context);
}

static void spell(const char *member, const char *before, char from, char to, bool upper, char *ret, size_t size)
{
    size_t used = 0;
    for (; *before && used + 1 < size; before++)
        ret[used++] = *before;
    for (; *member && used + 1 < size; member++) {
        char character = *member == from ? to : *member;
        ret[used++] = upper && character >= 'a' && character <= 'z' ? (char)(character - 'a' + 'A') : character;
    }
    ret[used] = '\0';
}

void option_name(const char *member, char ret[static OPTION_NAME_SIZE])
{
    spell(member, "--", '_', '-', false, ret, OPTION_NAME_SIZE);
}

void operand_name(const char *member, char ret[static OPTION_NAME_SIZE])
{
    spell(member, "", '_', '-', true, ret, OPTION_NAME_SIZE);
}
