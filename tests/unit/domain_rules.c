/* Every table of rules, walked; and every reason there is, provoked. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

static const struct scenarios *const ALL[] = {
    &START_SCENARIOS,       &PLACE_SCENARIOS,        &RUN_SCENARIOS,     &INSTALL_SCENARIOS,
    &REMOVE_SCENARIOS,      &RECORD_SCENARIOS,       &UNIT_SCENARIOS,    &FAULT_SCENARIOS,
    &CORRECT_RUN_SCENARIOS, &CORRECT_PART_SCENARIOS, &SALVAGE_SCENARIOS, &NESTED_SCENARIOS,
    &CORRECT_NESTED_SCENARIOS, &DEFECT_SCENARIOS, &CORRECT_CLOSED_SCENARIOS, &SIGN_SCENARIOS, &CONDEMNED_SCENARIOS, &FAULTS_INSIDE_SCENARIOS,
};
enum { TABLES = sizeof ALL / sizeof *ALL };

static bool lists(const char *codes, const char *code)
{
    size_t size = strlen(code);
    for (const char *at = codes; (at = strstr(at, code)); at += size)
        if ((at == codes || at[-1] == ' ') && (at[size] == ' ' || !at[size]))
            return true;
    return false;
}

/* Whether the reason names an entry after the one that is corrected. */
static bool is_later(const struct scenario *scenario, const struct reason *reason)
{
    const struct event_corrected *data = scenario->event;
    const int64_t voided = data->event.bytes[14] << 8 | data->event.bytes[15];
    return scenario->when == ENTRY_EVENT_CORRECTED && reason->journal_position != ABSENT_INTEGER &&
           reason->journal_position > voided;
}

void reasons_are(const char *claim, const char *then, const struct reasons *reasons)
{
    for (size_t i = 0; i < reasons->count; i++) {
        ck_assert_msg(lists(then, reasons->items[i].code), "%s: unexpected %s: %s", claim, reasons->items[i].code,
                      reasons->items[i].detail);
        ck_assert_ptr_nonnull(reasons->items[i].detail);
        ck_assert_msg(!strstr(reasons->items[i].detail, "(null)"), "%s", reasons->items[i].detail);
    }
    for (int refusal = 0; refusal < REFUSAL_COUNT; refusal++) {
        const char *code = REFUSAL_ROWS[refusal].code;
        ck_assert_msg(!lists(then, code) || reasons_have(reasons, code), "%s: no %s", claim, code);
    }
}

static void compare(const struct scenario *scenario, const struct reasons *reasons)
{
    reasons_are(scenario->claim, scenario->then, reasons);
    for (size_t i = 0; i < reasons->count; i++)
        ck_assert_msg(strcmp(reasons->items[i].code, "later-event") || is_later(scenario, &reasons->items[i]),
                      "%s: names no later event: %s", scenario->claim, reasons->items[i].detail);
}

void scenario_run(const struct scenario *scenario, bool *ret_seen)
{
    struct line *line = line_new();
    if (scenario->given)
        scenario->given(line);
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    size_t entries = line->entry_count;
    enum fault fault = line_post(line, scenario->when, scenario->event, &reasons);
    ck_assert_msg((fault == FAULT_REFUSED) == (*scenario->then != 0), "%s: fault %d", scenario->claim, (int)fault);
    ck_assert_msg(fault == NOTHING_WRONG || fault == FAULT_REFUSED, "%s: fault %d", scenario->claim, (int)fault);
    ck_assert_int_eq(line->entry_count > entries, fault == NOTHING_WRONG);
    compare(scenario, &reasons);
    for (int refusal = 0; refusal < REFUSAL_COUNT; refusal++)
        ret_seen[refusal] |= reasons_have(&reasons, REFUSAL_ROWS[refusal].code);
    line_free(line);
}

START_TEST(every_scenario_gives_exactly_its_reasons)
{
    bool seen[REFUSAL_COUNT] = {false};
    for (size_t i = 0; i < ALL[_i]->count; i++)
        scenario_run(&ALL[_i]->items[i], seen);
}
END_TEST

/* What no event can come to: refused by the rules for edits (tested in domain_rules_edits.c, domain_rules_fault.c,
 * domain_rules_rework.c and domain_rules_waiver.c),
 * or by the service, which alone sees what it takes. */
static const enum refusal ELSEWHERE[] = {
    REFUSAL_ORDER_EXISTS,         REFUSAL_ORDER_FIXED,     REFUSAL_PRODUCT_UNKNOWN, REFUSAL_PRODUCT_STATE,
    REFUSAL_PRODUCT_IN_USE,
    REFUSAL_NONCONFORMANCE_STATE, REFUSAL_SERIALS_SPENT,   REFUSAL_HOLD_UNKNOWN,
    REFUSAL_HOLD_RELEASED,        REFUSAL_TOKEN_TAKEN,     REFUSAL_TOKEN_REVOKED, REFUSAL_TOKEN_STATION,
    REFUSAL_COUNTERSIGN_NONE,     REFUSAL_COUNTERSIGN_SAME, REFUSAL_ACTION_MISSING,
    REFUSAL_COUNTERSIGN_CHANGED,
    REFUSAL_STATION_BUSY,         REFUSAL_WAIVER_FORBIDDEN, REFUSAL_WAIVER_REQUESTED,
    REFUSAL_WAIVER_STATE,         REFUSAL_REVISION_NOT_NEWER, REFUSAL_UNIT_NOT_OF_ORDER, REFUSAL_NO_UNIT_LEFT,
    REFUSAL_TOO_MANY_UNITS,       REFUSAL_BADGE_WRONG,     REFUSAL_BADGE_PAGE,   REFUSAL_BADGE_NONE,
    REFUSAL_BADGE_TAKEN,          REFUSAL_ACCOUNT_TAKEN,   REFUSAL_ACCOUNT_STATION, REFUSAL_ACCOUNT_NONE,
    REFUSAL_HOLD_OF_ANOTHER,      REFUSAL_HOLD_NOT_THERE,  REFUSAL_HOLD_INSIDE,
    REFUSAL_ORDER_TOO_LARGE,      REFUSAL_AT_AHEAD,             REFUSAL_AT_BEFORE, /* domain_rules_time.c */
    REFUSAL_DESCRIBED_SO,         REFUSAL_DESCRIPTION_STATE, /* domain_rules_described.c */
    REFUSAL_COMPONENT_HERE, /* domain_rules_received.c */
    REFUSAL_ORIGIN_MISSING, /* of an event under a hold: domain_rules_contained.c */
};

static bool is_refused_elsewhere(int refusal)
{
    for (size_t i = 0; i < sizeof ELSEWHERE / sizeof *ELSEWHERE; i++)
        if ((int)ELSEWHERE[i] == refusal)
            return true;
    return false;
}

START_TEST(every_refusal_of_an_event_occurs_in_some_scenario)
{
    bool seen[REFUSAL_COUNT] = {false};
    for (size_t table = 0; table < TABLES; table++)
        for (size_t i = 0; i < ALL[table]->count; i++)
            scenario_run(&ALL[table]->items[i], seen);
    for (int refusal = 0; refusal < REFUSAL_COUNT; refusal++)
        ck_assert_msg(seen[refusal] != is_refused_elsewhere(refusal), "%s", REFUSAL_ROWS[refusal].code);
}
END_TEST

SUITE_BEGIN(domain_rules)
tcase_add_loop_test(tests, every_scenario_gives_exactly_its_reasons, 0, TABLES);
tcase_add_test(tests, every_refusal_of_an_event_occurs_in_some_scenario);
SUITE_END
