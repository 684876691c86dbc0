/* Parts that are described anew: what may be said of them, who agrees, and which holds see them then. */
#include "domain/containment.h"
#include "domain/correction.h"
#include "domain/description.h"
#include "line_see.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

static struct firmware OLD[] = {{"bmc", "1.0"}}, NEW[] = {{"bmc", "2.0"}};
static const char *FORGOTTEN[] = {"lot", "firmware", "origin_site"};
static struct identifier OTHER_NAME[] = {{IDENTIFIER_MAC, "00:11:22:33:44:55"}};
static struct identifier NO_NAME[] = {{IDENTIFIER_MAC, "00:11"}};
#define SAID(...) {__VA_ARGS__}
#define FIRMWARE(list) .firmware = {(list), 1}

GIVEN(a_supply)
{
    line_begun(line, "R1", "020", "A1", NULL);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("R1", "020", "ann"), .position = "supply-1",
                                                    .part_number = "PSU", .revision = "C", .serial = "p1", .lot = "L1",
                                                    .supplier = "Kaga", .country = "JP", FIRMWARE(OLD)});
}
GIVEN(another_supply_of_its_lot)
{
    a_supply(line);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("R1", "020", "ann"), .position = "supply-2",
                                                    .part_number = "PSU", .revision = "C", .serial = "p2",
                                                    .lot = "L1"});
}
GIVEN(an_unapproved_supply)
{
    a_supply(line);
    line_occupant(line, line_unit(line, "R1"), "supply-1")->unapproved_by = 1;
}
GIVEN(a_supply_that_lies_about)
{
    a_supply(line);
    line_posted(line, ENTRY_COMPONENT_REMOVED,
                &(const struct component_removed){SUBJECT("R1", "020", "ann"), .position = "supply-1"});
}
GIVEN(a_supply_in_a_scrapped_rack)
{
    a_supply(line);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(a_supply_in_a_shipped_rack)
{
    a_supply(line);
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_node)
{
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_node_in_a_shipped_rack)
{
    a_node(line);
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}

/* The last installation in a position of a unit. */
static struct installation *part_in(struct line *line, const char *serial, const char *position)
{
    struct installation *last = NULL;
    for (size_t i = 0; i < line->installation_count; i++)
        if (line->installations[i].unit_id == line_unit(line, serial)->unit_id &&
            !strcmp(line->installations[i].position, position))
            last = &line->installations[i];
    MUST(last);
    return last;
}

/* The unit that the part is in, or none. */
static const struct installation *see_part(struct line *line, const char *serial, const char *position,
                                           struct arena *arena, struct snapshot *ret)
{
    const struct installation *part = part_in(line, serial, position);
    const struct component_removed removed = {
        .subject = {.unit = part->removed == ABSENT_INTEGER ? serial : NULL}, .position = position};
    line_snapshot(line, ENTRY_COMPONENT_REMOVED, &removed, arena, ret);
    ret->occupant_run = part->run_id != ABSENT_INTEGER ? line_run(line, part->run_id) : NULL;
    return part;
}

/* --- what may be said --- */

static const struct wish {
    const char *claim;
    void (*given)(struct line *line);
    const char *serial, *position;
    struct provenance said;
    const char *then; /* the codes, with blanks between; "": it may */
} WISHES[] = {
    {"another lot", a_supply, "R1", "supply-1", SAID(.lot = "L2"), ""},
    {"all of it", a_supply, "R1", "supply-1",
     SAID(.revision = "C", .lot = "L2", .supplier = "Noto", .country = "TW", .origin_site = "Ome", FIRMWARE(NEW)), ""},
    {"what was never said", a_supply, "R1", "supply-1", SAID(.origin_site = "Ome"), ""},
    {"not what is on record", a_supply, "R1", "supply-1", SAID(.lot = "L1", .country = "JP", FIRMWARE(OLD)),
     "described-so"},
    {"nor nothing", a_supply, "R1", "supply-1", SAID(.lot = NULL), "described-so"},
    {"what is not known after all", a_supply, "R1", "supply-1", SAID(.unknown = {FORGOTTEN, 2}), ""},
    {"what was never known is that already", a_supply, "R1", "supply-1", SAID(.unknown = {FORGOTTEN + 2, 1}),
     "described-so"},
    {"another name", a_supply, "R1", "supply-1", SAID(.identifiers = {OTHER_NAME, 1}), ""},
    {"in its form", a_supply, "R1", "supply-1", SAID(.identifiers = {NO_NAME, 1}), "identifier-malformed"},
    {"one thing of several is enough", a_supply, "R1", "supply-1", SAID(.lot = "L1", .country = "TW"), ""},
    {"another version of a firmware", a_supply, "R1", "supply-1", SAID(FIRMWARE(NEW)), ""},
    {"no placeholder of a lot", a_supply, "R1", "supply-1", SAID(.lot = "N/A"), "serial-placeholder"},
    {"nor one with two spellings", a_supply, "R1", "supply-1", SAID(.lot = "L2 "), "identity-malformed"},
    {"nor such a revision", a_supply, "R1", "supply-1", SAID(.revision = "C "), "identity-malformed"},
    {"nor one that is on record in other capitals", another_supply_of_its_lot, "R1", "supply-2", SAID(.lot = "l1"),
     "lot-case"},
    {"but for the first of it, by which it is put right", another_supply_of_its_lot, "R1", "supply-1",
     SAID(.lot = "l1"), ""},
    {"no country that is none", a_supply, "R1", "supply-1", SAID(.country = "XX"), "country-malformed"},
    {"no supplier that nobody is", a_supply, "R1", "supply-1", SAID(.supplier = "NA"), "identifier-placeholder"},
    {"nor a site", a_supply, "R1", "supply-1", SAID(.origin_site = " Ome"), "identity-malformed"},
    {"all that is wrong", a_supply, "R1", "supply-1", SAID(.lot = "NA", .country = "jp"),
     "serial-placeholder country-malformed"},
    {"a revision that does not go in there", a_supply, "R1", "supply-1", SAID(.revision = "A"), ""},
    {"or in what left", a_supply_in_a_shipped_rack, "R1", "supply-1", SAID(.revision = "A"), ""},
    {"or where it lies about and goes in nowhere", a_supply_that_lies_about, "R1", "supply-1", SAID(.revision = "A"),
     ""},
    {"none of what was built here", a_node, "R1", "tray-1", SAID(.revision = "B"), "revision-wrong"},
    {"whose supplier may be said", a_node, "R1", "tray-1", SAID(.supplier = "Noto"), ""},
    {"what is inside it", a_node, "N1", "drive", SAID(.lot = "L9"), ""},
    {"in scrap", a_supply_in_a_scrapped_rack, "R1", "supply-1", SAID(.lot = "L2"), ""},
    {"in what left", a_supply_in_a_shipped_rack, "R1", "supply-1", SAID(.lot = "L2"), ""},
};

START_TEST(what_a_scan_could_have_said_may_be_said)
{
    const struct wish *wish = &WISHES[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct snapshot snapshot;
    wish->given(line);
    const struct installation *part = see_part(line, wish->serial, wish->position, arena, &snapshot);
    if (wish->said.lot)
        line_see_part(line, part->part_number, NULL, wish->said.lot, arena, &snapshot);
    component_may_be_described(&snapshot, part, &wish->said, &reasons);
    reasons_are(wish->claim, wish->then, &reasons);
    line_free(line);
}
END_TEST

/* --- what comes of it --- */

static const struct outcome {
    const char *claim;
    void (*given)(struct line *line);
    const char *serial, *position;
    struct selector hold;
    struct component_described said;
    const char *then; /* open: it waits; approved, unapproved: the position takes it now, or not; what is held by it */
} OUTCOMES[] = {
    {"no hold sees it", a_supply, "R1", "supply-1", SELECTOR(.lot = "L3"), SAID(.lot = "L2"), ""},
    {"one on what it is catches it", a_supply, "R1", "supply-1", SELECTOR(.lot = "L2"), SAID(.lot = "L2"),
     " R1:supply-1"},
    {"not for what it was before as well", a_supply, "R1", "supply-1", SELECTOR(.country = "JP"), SAID(.lot = "L2"),
     ""},
    {"what does not match any more is not released by that", a_supply, "R1", "supply-1", SELECTOR(.lot = "L1"),
     SAID(.lot = "L2"), ""},
    {"by firmware", a_supply, "R1", "supply-1", SELECTOR(.firmware = "bmc", .firmware_version = "2.0"),
     SAID(FIRMWARE(NEW)), " R1:supply-1"},
    {"put in at a station", a_supply, "R1", "supply-1", SELECTOR(.supplier = "Noto", .station = "A1"),
     SAID(.supplier = "Noto"), " R1:supply-1"},
    {"not at another", a_supply, "R1", "supply-1", SELECTOR(.supplier = "Noto", .station = "A2"),
     SAID(.supplier = "Noto"), ""},
    {"a hold on work does not ask", a_supply, "R1", "supply-1", SELECTOR(.station = "A1"), SAID(.lot = "L2"), ""},
    {"with all that is around it", a_node, "N1", "drive", SELECTOR(.lot = "L9"), SAID(.lot = "L9"),
     " N1:drive R1:tray-1/drive"},
    {"in the rack that is named", a_node, "N1", "drive", SELECTOR(.serial = "R1", .lot = "L9"), SAID(.lot = "L9"),
     " N1:drive R1:tray-1/drive"},
    {"not in another", a_node, "N1", "drive", SELECTOR(.serial = "R2", .lot = "L9"), SAID(.lot = "L9"), ""},
    {"where it lies about nothing is held", a_supply_that_lies_about, "R1", "supply-1", SELECTOR(.lot = "L2"),
     SAID(.lot = "L2"), ""},
    {"in what left it waits", a_supply_in_a_shipped_rack, "R1", "supply-1", SELECTOR(.lot = "L2"), SAID(.lot = "L2"),
     " open"},
    {"inside what left too", a_node_in_a_shipped_rack, "N1", "drive", SELECTOR(.lot = "L9"), SAID(.lot = "L9"),
     " open"},
    {"it is approved by what it is", an_unapproved_supply, "R1", "supply-1", SELECTOR(.lot = "L3"),
     SAID(.revision = "C", .lot = "L2"), " approved"},
    {"its position does not take what it is", a_supply, "R1", "supply-1", SELECTOR(.lot = "L2"),
     SAID(.revision = "A", .lot = "L2"), " unapproved R1:supply-1"},
    {"nor did it before", an_unapproved_supply, "R1", "supply-1", SELECTOR(.lot = "L3"), SAID(.revision = "A"), ""},
    {"where it lies about nothing asks for it", a_supply_that_lies_about, "R1", "supply-1", SELECTOR(.lot = "L3"),
     SAID(.revision = "A"), ""},
    {"nor yet in what left", a_supply_in_a_shipped_rack, "R1", "supply-1", SELECTOR(.lot = "L3"), SAID(.revision = "A"),
     " open"},
};

static const char *outcome_of(const struct decision *decision, struct arena *arena)
{
    const struct result_described *result = decision->entries[0].result;
    const char *text = arena_printf(arena, "%s%s%s", result->open ? " open" : "", result->approved ? " approved" : "",
                                    result->unapproved ? " unapproved" : "");
    for (size_t i = 1; i < decision->count; i++) {
        const struct hold_extended *extended = decision->entries[i].data;
        ck_assert_int_eq(decision->entries[i].kind, ENTRY_HOLD_EXTENDED);
        for (size_t j = 0; j < extended->units.count; j++)
            text = arena_printf(arena, "%s %s:%s", text, extended->units.items[j].unit, extended->units.items[j].via);
    }
    return text;
}

START_TEST(what_comes_of_a_description)
{
    const struct outcome *outcome = &OUTCOMES[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct hold hold = {.selector = outcome->hold, .hold = 7, .reason = "a notice", .released = ABSENT_INTEGER};
    struct decision decision;
    struct snapshot snapshot;
    outcome->given(line);
    const struct installation *part = see_part(line, outcome->serial, outcome->position, arena, &snapshot);
    snapshot.holds.list.items = &hold;
    snapshot.holds.list.count = 1;
    ck_assert_int_eq(decide_described(&snapshot, part, &outcome->said, &decision, arena), NOTHING_WRONG);
    ck_assert_msg(!strcmp(outcome_of(&decision, arena), outcome->then), "%s: \"%s\"", outcome->claim,
                  outcome_of(&decision, arena));
    line_free(line);
}
END_TEST

/* --- the second person --- */

static const struct agreement {
    const char *claim;
    int state; /* enum description_state */
    const char *described_by;
    struct provenance was, said;
    const char *then;
} AGREEMENTS[] = {
    {"another agrees", DESCRIPTION_OPEN, "quality-2", {.lot = "L1"}, {.lot = "L2"}, ""},
    {"not whoever described it", DESCRIPTION_OPEN, "station-A1", {.lot = "L1"}, {.lot = "L2"}, "countersign-same"},
    {"not twice", DESCRIPTION_IN_FORCE, "quality-2", {.lot = "L1"}, {.lot = "L2"}, "description-state"},
    {"nor when it was turned down", DESCRIPTION_REJECTED, "quality-2", {.lot = "L1"}, {.lot = "L2"},
     "description-state"},
    {"whatever else is said of it by now", DESCRIPTION_OPEN, "quality-2", {.lot = "L0"}, {.country = "TW"}, ""},
    {"not when the record says something else by now", DESCRIPTION_OPEN, "quality-2", {.lot = "L0"}, {.lot = "L2"},
     "countersign-changed"},
    {"nor to what no scan could say", DESCRIPTION_OPEN, "quality-2", {.lot = "L1"}, {.country = "XX"},
     "country-malformed"},
    {"to a revision that does not go in there", DESCRIPTION_OPEN, "quality-2", {.lot = "L1"}, {.revision = "A"}, ""},
};

START_TEST(a_second_person_agrees_to_what_the_first_one_saw)
{
    const struct agreement *agreement = &AGREEMENTS[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena}, rejecting = {.arena = arena};
    struct snapshot snapshot;
    a_supply_in_a_shipped_rack(line);
    line->principal.token = "station-A1";
    const struct installation *part = see_part(line, "R1", "supply-1", arena, &snapshot);
    struct description description = {
        .was = provenance_installed(part),
        .description_id = 9,
        .state = agreement->state,
        .said = &agreement->said,
        .described_by = agreement->described_by,
        .decided_at = ABSENT_INTEGER,
    };
    description.was.lot = agreement->was.lot;
    description_may_be_countersigned(&snapshot, part, &description, &reasons);
    reasons_are(agreement->claim, agreement->then, &reasons);
    description_may_be_rejected(&description, &rejecting);
    ck_assert_int_eq(rejecting.found, agreement->state != DESCRIPTION_OPEN);
    line_free(line);
}
END_TEST

START_TEST(nothing_is_taken_back_behind_a_description)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct description described[] = {{.description_id = 9}, {.description_id = 12}};
    const struct snapshot snapshot = {.voided_described = {described, 2}};
    interlock_described(&snapshot, &reasons);
    ck_assert_uint_eq(reasons.count, 2);
    ck_assert_str_eq(reasons.items[1].code, "later-event");
    ck_assert_int_eq(reasons.items[1].journal_position, 12);
}
END_TEST

START_TEST(it_counts_since_it_was_said_or_agreed_to)
{
    struct description description = {.description_id = 9, .state = DESCRIPTION_IN_FORCE, .decided_at = ABSENT_INTEGER};
    ck_assert_int_eq(description_since(&description), 9);
    description.decided_at = 12;
    ck_assert_int_eq(description_since(&description), 12);
    description.state = DESCRIPTION_OPEN;
    ck_assert_int_eq(description_since(&description), ABSENT_INTEGER);
    description.state = DESCRIPTION_REJECTED;
    ck_assert_int_eq(description_since(&description), ABSENT_INTEGER);
}
END_TEST

SUITE_BEGIN(domain_rules_described)
tcase_add_loop_test(tests, what_a_scan_could_have_said_may_be_said, 0, sizeof WISHES / sizeof *WISHES);
tcase_add_loop_test(tests, what_comes_of_a_description, 0, sizeof OUTCOMES / sizeof *OUTCOMES);
tcase_add_loop_test(tests, a_second_person_agrees_to_what_the_first_one_saw, 0,
                    sizeof AGREEMENTS / sizeof *AGREEMENTS);
tcase_add_test(tests, nothing_is_taken_back_behind_a_description);
tcase_add_test(tests, it_counts_since_it_was_said_or_agreed_to);
SUITE_END
