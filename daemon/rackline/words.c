#include "rackline/words.h"

#include "base/fault.h"
#include "rackline/nearest.h"

#include <string.h>

struct reader {
    int argc;
    char **argv;
    int at;
    struct words *words;
    const char *operand; /* what is left of the command's operands */
    bool plain;          /* after --: what follows is no option */
    struct reasons *reasons;
};

static void say(struct reader *reader, const char *member, const char *text)
{
    struct word *word = &reader->words->said.items[reader->words->said.count++];
    *word = (struct word){member, text};
}

/* Whether a member may be said more than once. */
static bool is_repeated(const struct field *field)
{
    return field && (field->kind == KIND_TEXTS || field->kind == KIND_LIST);
}

/* The value of an option: after its =, or the next word; a switch stands alone. NULL, with a reason, when it is
 * missing. */
static const char *take_value(struct reader *reader, const struct field *field, const char *equals, const char *name)
{
    if (equals)
        return equals + 1;
    if (field->kind == KIND_BOOLEAN)
        return "true";
    if (reader->at < reader->argc)
        return reader->argv[reader->at++];
    reason_add(reader->reasons, "missing", name, "the option needs a value");
    return NULL;
}

/* The general option that `name` spells, where the command has it; NULL when it is none. Before the command is known
 * those that every command has are taken. */
static const struct general_option *general_named(const struct command *command, const char *name, const char *member)
{
    const struct general_option *option = name[1] == '-' ? general_find(member)
                                          : name[2]      ? NULL
                                                         : general_letter(name[1]);
    bool takes = option && (command ? command_takes(command, option) : option->everywhere);
    return takes ? option : NULL;
}

/* --part-number is of the member part_number. */
static const char *member_of(const char *name, struct arena *arena)
{
    char *member = arena_text(arena, name[1] == '-' ? name + 2 : name + 1);
    for (char *at = member; at && *at; at++)
        *at = *at == '-' ? '_' : *at;
    return member;
}

/* What stands between what is wrong and where to look. */
static const char *meant(const struct reader *reader, const char *word)
{
    const char *text = word ? arena_printf(reader->reasons->arena, "; did you mean %s?", word) : NULL;
    return text ? text : ";";
}

static void try_option(void *context, const struct field *field)
{
    nearest_try(context, field->name);
}

static void refuse_option(struct reader *reader, const char *name, const char *member)
{
    const struct command *command = reader->words->command;
    struct nearest nearest = {.said = member};
    char name_meant[OPTION_NAME_SIZE] = "";
    if (command)
        command_each_option(command, try_option, &nearest);
    if (nearest.word)
        option_name(nearest.word, name_meant);
    reason_add(reader->reasons, "unknown-option", name, "there is no such option%s%s --help lists those there are",
               command ? " of this command" : "", meant(reader, *name_meant ? name_meant : NULL));
}

static void take_option(struct reader *reader, const char *text)
{
    const struct command *command = reader->words->command;
    const char *equals = strchr(text, '=');
    const char *name = arena_copy(reader->reasons->arena, text, equals ? (size_t)(equals - text) : strlen(text));
    const char *member = name ? member_of(name, reader->reasons->arena) : NULL;
    if (!member)
        return;
    const struct general_option *general = general_named(command, name, member);
    bool own = !general && command && name[1] == '-' && command_has_option(command, member);
    if (!general && !own) {
        refuse_option(reader, name, member);
        return;
    }
    const struct field *field = general ? &general->field : command_field(command, member);
    const char *value = take_value(reader, field, equals, name);
    if (!value)
        return;
    if (general)
        field_from_text(field, &reader->words->general, value, name, reader->reasons);
    else if (words_text(reader->words, field->name) && !is_repeated(field))
        reason_add(reader->reasons, "given-twice", name, "the option was given before");
    else
        say(reader, field->name, value);
}

/* The next of the command's operands; NULL when all are given. */
static const char *next_operand(struct reader *reader)
{
    size_t size = strcspn(reader->operand, " ");
    if (!size)
        return NULL;
    const char *member = arena_copy(reader->reasons->arena, reader->operand, size);
    reader->operand += size + strspn(reader->operand + size, " ");
    return member;
}

static void take_operand(struct reader *reader, const char *text)
{
    const char *member = next_operand(reader);
    if (!member)
        reason_add(reader->reasons, "unexpected", text, "the command takes no more words");
    else if (!*text)
        reason_add(reader->reasons, "empty", member, "must not be empty");
    else
        say(reader, member, text);
}

static void refuse_missing_operands(struct reader *reader)
{
    char name[OPTION_NAME_SIZE];
    for (const char *member; (member = next_operand(reader));) {
        operand_name(member, name);
        reason_add(reader->reasons, "missing", name, "must be given");
    }
}

/* ---- the line ---- */

static bool is_option(const char *text)
{
    return text[0] == '-' && text[1] && !(text[1] >= '0' && text[1] <= '9'); /* -4.5 is a number */
}

/* The next word that is no option; those before it are taken as options. NULL at the end. */
static const char *next_plain(struct reader *reader)
{
    while (reader->at < reader->argc) {
        const char *text = reader->argv[reader->at++];
        if (!is_option(text) || reader->plain)
            return text;
        if (strcmp(text, "--"))
            take_option(reader, text);
        reader->plain |= !strcmp(text, "--");
    }
    return NULL;
}

static void refuse_noun(struct reader *reader, const char *said)
{
    struct nearest nearest = {.said = said};
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        nearest_try(&nearest, COMMANDS[i].noun);
    reason_add(reader->reasons, "unknown-noun", said, "there is no such thing%s rackline --help lists what there is",
               meant(reader, nearest.word));
}

static void refuse_verb(struct reader *reader, const char *noun, const char *said)
{
    struct nearest nearest = {.said = said};
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(COMMANDS[i].noun, noun))
            nearest_try(&nearest, COMMANDS[i].verb);
    reason_add(reader->reasons, "unknown-verb", said, "nothing of that name is done%s rackline %s --help lists what is",
               meant(reader, nearest.word), noun);
}

/* The noun and the verb are the first two words, which may stand after `help`. */
static void find_command(struct reader *reader)
{
    struct words *words = reader->words;
    const char *said = next_plain(reader);
    if (said && !strcmp(said, "help")) {
        words->general.help = true;
        said = next_plain(reader);
    }
    if (!said)
        return;
    words->noun = command_noun(said);
    if (!words->noun) {
        refuse_noun(reader, said);
        return;
    }
    const char *verb = next_plain(reader);
    if (!verb)
        return;
    words->command = command_find(words->noun, verb);
    if (!words->command)
        refuse_verb(reader, words->noun, verb);
}

enum fault words_read(int argc, char **argv, struct words *ret, struct reasons *reasons)
{
    struct words words = {.general = {.limit = ABSENT_INTEGER}};
    struct reader reader = {.argc = argc, .argv = argv, .words = &words, .reasons = reasons};
    size_t found = reasons->found;
    words.said.items = arena_array(reasons->arena, (size_t)argc + 1, sizeof *words.said.items);
    if (!words.said.items)
        return FAULT_MEMORY;
    find_command(&reader);
    if (words.command) {
        reader.operand = words.command->operands;
        for (const char *text; (text = next_plain(&reader));)
            take_operand(&reader, text);
        if (!words.general.help)
            refuse_missing_operands(&reader);
    }
    *ret = words;
    return reasons->found > found ? FAULT_INVALID : NOTHING_WRONG;
}

const char *words_text(const struct words *words, const char *member)
{
    for (size_t i = 0; i < words->said.count; i++)
        if (!strcmp(words->said.items[i].member, member))
            return words->said.items[i].text;
    return NULL;
}
