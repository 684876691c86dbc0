/* Who works on the floor and with what: made up from what the products' routings ask for, so that every skill and
 * every type of tool is there, and beside them those that the line must refuse. */
#ifndef RACKLINE_FLOOR_CREW_H
#define RACKLINE_FLOOR_CREW_H

#include "floor/catalog.h"

enum { OPERATORS_A_SKILL = 3, INSPECTORS = 2, TOOLS_A_TYPE = 3 };

struct crew {
    LIST_OF(const char *) skills;     /* that any operation asks for, each once */
    LIST_OF(const char *) tool_types; /* likewise */
};

struct crew crew_for(const struct catalog *catalog, struct arena *arena);

/* The badge of somebody with a skill (NULL: none is needed), chosen by `thrown`. */
const char *crew_operator(const struct crew *crew, const char *skill, uint64_t thrown, struct arena *arena);
/* The code of a tool of a type that is in calibration; NULL when no type is asked for. */
const char *crew_tool(const struct crew *crew, const char *type, uint64_t thrown, struct arena *arena);
/* The badge of somebody who has every skill and never builds. */
const char *crew_inspector(uint64_t thrown, struct arena *arena);

/* The badges of one who has learnt nothing yet, and of one whose every skill has expired. */
#define CREW_TRAINEE "E-9001"
#define CREW_EXPIRED "E-9002"
/* The code of a tool of a type whose calibration is past due. */
const char *crew_stale_tool(const struct crew *crew, const char *type, struct arena *arena);

/* Badges and codes as setup registers them: operator `index` of the skill at `skill`, and so on. */
const char *crew_badge(size_t skill, size_t index, struct arena *arena);
const char *crew_inspector_badge(size_t index, struct arena *arena);
const char *crew_tool_code(const struct crew *crew, size_t type, size_t index, struct arena *arena);
/* How they are called; made up, like everybody here. */
const char *crew_name(const char *badge);

#endif
