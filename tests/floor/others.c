#include "floor/others.h"

#include "base/time.h"

#include <stdio.h>
#include <string.h>

static const char *const CAUSES[] = {
    "unit-held",          "order-held",          "component-held",       "station-down",
    "unit-state",         "unit-unfinished",     "unit-installed",       "order-state",
    "operation-state",    "predecessor-open",    "attempts-spent",       "bay-taken",
    "position-filled",    "position-empty",      "component-faulty",     "component-scrapped",
    "component-returned", "nonconformance-open", "nonconformance-state", "nonconformance-unclosed",
    "material-review",    "action-missing",      "waiver-requested",     "waiver-state",
    "countersign-none",   "countersign-changed", "hold-released",        "hold-not-there",
    "later-event",        "corrected-already",   "tool-withdrawn",       "operator-left",
    "unit-condemned",
};

bool others_may_cause(const struct plant *plant, const char *code)
{
    for (size_t i = 0; plant->options->people && i < sizeof CAUSES / sizeof *CAUSES; i++)
        if (!strcmp(code, CAUSES[i]))
            return true;
    return false;
}

bool others_refuse(const struct plant *plant, const struct json *problem)
{
    const struct json *reasons = problem && json_is_object(problem) ? object_member(problem, "reasons") : NULL;
    for (size_t i = 0; i < json_count(reasons); i++) {
        const char *code = json_text_member(json_item(reasons, i), "code");
        if (code && others_may_cause(plant, code))
            return true;
    }
    return false;
}

/* Long enough that all that stands still together leaves the line's pace to what goes on. */
enum { REST_FAST_US = 300000, REST_US = 10000000 };

void rests_add(struct rests *rests, const struct plant *plant, const char *unit)
{
    if (!plant->options->people)
        return;
    snprintf(rests->list[rests->next].unit, sizeof rests->list->unit, "%s", unit);
    rests->list[rests->next].ends_us = monotonic_us() + (plant->options->fast ? REST_FAST_US : REST_US);
    rests->next = (rests->next + 1) % RESTS;
}

bool claim_is_void(struct rests *doubts, struct plant *plant, const char *unit, const char *operation)
{
    char name[sizeof doubts->list->unit];
    if (!plant->options->people || name_set_has(&plant->in_hand, unit, operation))
        return false;
    snprintf(name, sizeof name, "%s#%s", unit, operation);
    for (size_t i = 0; i < RESTS; i++)
        if (!strcmp(doubts->list[i].unit, name)) {
            bool is_void = doubts->list[i].ends_us <= monotonic_us();
            if (is_void)
                *doubts->list[i].unit = '\0';
            return is_void;
        }
    rests_add(doubts, plant, name);
    return false;
}

bool rests_has(const struct rests *rests, const char *unit)
{
    int64_t now_us = monotonic_us();
    for (size_t i = 0; i < RESTS; i++)
        if (rests->list[i].ends_us > now_us && !strcmp(rests->list[i].unit, unit))
            return true;
    return false;
}
