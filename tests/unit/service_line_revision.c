#include "service_line_revision.h"

#include "domain/entry_records.h"
#include "service_line_plant.h"

#include <string.h>

enum { EDITS_MAX = 6 };

/* A later revision, as what its definition has in place of A's: from a text, through another (NULL: no further). */
struct later {
    const char *part_number;
    const char *revision;
    struct {
        const char *from, *through, *instead;
    } edits[EDITS_MAX];
};

static const struct later LATER[] = {
    {"T-1", "B", {{"'operation': '020'", NULL, "'operation': '025'"}}},
    {"T-1", "C", {{",  {'operation': '020'", "51}]}", ""}}},
    {"R-1",
     "B",
     {{"'part_number': 'PSU'", NULL, "'part_number': 'PSU-2'"},
      {",   'alternates'", "]", ""},
      {"'u_position': 3}", NULL,
       "'u_position': 3}, {'positions': 'guard', 'name': 'Guard', 'part_number': 'GRD', 'tracking': 'lot',"
       " 'operation': '035'}"},
      {"'lower': 8,", NULL, "'lower': 8.5,"},
      {"{'operation': '040'", NULL,
       "{'operation': '035', 'name': 'Guard', 'kind': 'assembly', 'after': ['030'], 'station_type': 'bench',"
       " 'standard_min': 5}, {'operation': '040'"},
      {"'after': ['020', '030']", NULL, "'after': ['020', '035']"}}},
};

static const char *definition_of(const char *part_number)
{
    for (size_t i = 0; i < LINE_PLANT_COUNT; i++)
        if (LINE_PLANT[i].record == &PRODUCT_DEFINITION_RECORD && !strcmp(LINE_PLANT[i].name, part_number))
            return LINE_PLANT[i].body;
    return "";
}

static const char *edited(struct arena *arena, const char *text, const char *from, const char *through,
                          const char *instead)
{
    const char *begin = strstr(text, from);
    const char *end = begin && through ? strstr(begin, through) : begin;
    ck_assert_msg(end, "no definition has %s", from);
    return arena_printf(arena, "%.*s%s%s", (int)(begin - text), text, instead, end + strlen(through ? through : from));
}

void line_release_later(struct line *line)
{
    for (size_t i = 0; i < sizeof LATER / sizeof *LATER; i++) {
        const struct later *later = &LATER[i];
        const struct change put = {.command = put_product,
                                   .by = ROLE_PLANNER,
                                   .path = {later->part_number, later->revision},
                                   .record = &PRODUCT_DEFINITION_RECORD};
        const struct change release = {
            .command = release_product, .by = ROLE_PLANNER, .path = {later->part_number, later->revision}};
        const char *text = edited(line->arena, definition_of(later->part_number), "'revision': 'A'", NULL,
                                  arena_printf(line->arena, "'revision': '%s'", later->revision));
        for (size_t j = 0; j < EDITS_MAX && later->edits[j].from; j++)
            text = edited(line->arena, text, later->edits[j].from, later->edits[j].through, later->edits[j].instead);
        said_must(line, line_change(line, &put, "%s", text));
        said_must(line, line_change(line, &release, " "));
    }
}
