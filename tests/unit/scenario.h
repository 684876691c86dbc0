/* Rules as tables: given a line, when an event is posted, then these reasons, all of them and no others. */
#ifndef RACKLINE_SCENARIO_H
#define RACKLINE_SCENARIO_H

#include "line.h"

struct scenario {
    const char *claim;
    void (*given)(struct line *line); /* NULL: nothing has happened yet */
    enum entry_kind when;
    const void *event;
    const char *then; /* the codes, with blanks between; "": accepted */
};

struct scenarios {
    const struct scenario *items;
    size_t count;
};
#define SCENARIOS(label, table) const struct scenarios label = {(table), sizeof(table) / sizeof *(table)}

extern const struct scenarios START_SCENARIOS, PLACE_SCENARIOS, RUN_SCENARIOS, INSTALL_SCENARIOS, REMOVE_SCENARIOS,
    RECORD_SCENARIOS, UNIT_SCENARIOS, FAULT_SCENARIOS, CORRECT_RUN_SCENARIOS, CORRECT_PART_SCENARIOS, SALVAGE_SCENARIOS,
    NESTED_SCENARIOS, CORRECT_NESTED_SCENARIOS, DEFECT_SCENARIOS, CORRECT_CLOSED_SCENARIOS, SIGN_SCENARIOS, CONDEMNED_SCENARIOS, FAULTS_INSIDE_SCENARIOS;

/* Every code of a list with blanks between is found, and no other; how often does not matter. */
void reasons_are(const char *claim, const char *then, const struct reasons *reasons);

/* Runs one and checks it; the reasons found, one bit a refusal, are added to `ret_seen` of REFUSAL_COUNT. */
void scenario_run(const struct scenario *scenario, bool *ret_seen);

/* A function that puts the line where a test begins. */
#define GIVEN(name) static void name(struct line *line)

#endif
