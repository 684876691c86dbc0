#include "floor/crew.h"

#include "floor/dice.h"
#include "floor/memory.h"

#include <string.h>

static int word_index(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(words[i], word))
            return (int)i;
    return -1;
}

static size_t word_add(const char **words, size_t count, const char *word)
{
    if (!word || word_index(words, count, word) >= 0)
        return count;
    words[count] = word;
    return count + 1;
}

struct crew crew_for(const struct catalog *catalog, struct arena *arena)
{
    struct crew crew = {0};
    size_t most = 1;
    for (size_t i = 0; i < catalog->count; i++)
        most += catalog->recipes[i].definition.routing.count;
    crew.skills.items = NEW_ARRAY(arena, const char *, most);
    crew.tool_types.items = NEW_ARRAY(arena, const char *, most);
    for (size_t i = 0; i < catalog->count; i++)
        for (size_t j = 0; j < catalog->recipes[i].definition.routing.count; j++) {
            const struct operation_definition *operation = &catalog->recipes[i].definition.routing.items[j];
            crew.skills.count = word_add(crew.skills.items, crew.skills.count, operation->required_skill);
            crew.tool_types.count = word_add(crew.tool_types.items, crew.tool_types.count, operation->required_tool);
        }
    return crew;
}

const char *crew_badge(size_t skill, size_t index, struct arena *arena)
{
    return TEXT(arena, "E-%zu", 1001 + skill * 10 + index);
}

const char *crew_inspector_badge(size_t index, struct arena *arena)
{
    return TEXT(arena, "Q-%zu", 5001 + index);
}

const char *crew_tool_code(const struct crew *crew, size_t type, size_t index, struct arena *arena)
{
    return TEXT(arena, "%s-%02zu", crew->tool_types.items[type], index + 1);
}

const char *crew_operator(const struct crew *crew, const char *skill, uint64_t thrown, struct arena *arena)
{
    int at = skill ? word_index(crew->skills.items, crew->skills.count, skill) : 0;
    return crew_badge(at < 0 ? 0 : (size_t)at, dice_index(thrown, OPERATORS_A_SKILL), arena);
}

const char *crew_inspector(uint64_t thrown, struct arena *arena)
{
    return crew_inspector_badge(dice_index(thrown, INSPECTORS), arena);
}

const char *crew_tool(const struct crew *crew, const char *type, uint64_t thrown, struct arena *arena)
{
    int at = type ? word_index(crew->tool_types.items, crew->tool_types.count, type) : -1;
    return at < 0 ? NULL : crew_tool_code(crew, (size_t)at, dice_index(thrown, TOOLS_A_TYPE), arena);
}

const char *crew_stale_tool(const struct crew *crew, const char *type, struct arena *arena)
{
    int at = word_index(crew->tool_types.items, crew->tool_types.count, type);
    return crew_tool_code(crew, at < 0 ? 0 : (size_t)at, TOOLS_A_TYPE, arena);
}

const char *crew_name(const char *badge)
{
    static const char *const NAMES[] = {
        "Aoki Haruka",   "Baba Kenji",  "Carter Denise", "Doi Mitsuru",  "Endo Sachiko", "Flores Ana",
        "Goto Shinji",   "Hayashi Rie", "Ito Daisuke",   "Jansen Mark",  "Kato Yui",     "Lopez Miguel",
        "Mori Takumi",   "Nishida Emi", "Ono Satoru",    "Price Angela", "Ruiz Carlos",  "Sasaki Nao",
        "Tanaka Hideki", "Ueda Kaori",  "Wada Ryo",      "Yano Misaki",  "Yoshida Ken",  "Zeller Amy",
    };
    return NAMES[dice_index(dice_throw(0, badge, NULL), sizeof NAMES / sizeof *NAMES)];
}
