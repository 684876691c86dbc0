/* Use-as-is: the second person signs for what the first one saw, and not once that was changed. */
#include "domain/edit_rules.h"
#include "scenario.h"
#include "suite.h"

static const struct agreement {
    const char *claim;
    const char *operation, *position;
    int64_t removed_by; /* of the part it is about, which stood there from 10 on; absent: it is there */
    const char *position_changed, *path_changed;
    const char *then;
} AGREEMENTS[] = {
    {"the part is there still", NULL, "supply-1", ABSENT_INTEGER, "cable", NULL, ""},
    {"it was taken out", NULL, "supply-1", 70, "supply-1", NULL, "countersign-changed"},
    {"something inside it was changed", NULL, "tray-1", ABSENT_INTEGER, "tray-1", "tray-1/drive",
     "countersign-changed"},
    {"it lay there already", NULL, "supply-1", 55, "supply-1", NULL, ""},
    {"what the test depends on was changed", "040", NULL, ABSENT_INTEGER, "cable", NULL, "countersign-changed"},
    {"what the cabling does not", "030", NULL, ABSENT_INTEGER, "supply-1", NULL, ""},
    {"of the unit as a whole nobody can tell", NULL, NULL, ABSENT_INTEGER, "supply-1", NULL, ""},
};

START_TEST(a_second_person_signs_for_what_the_first_one_saw)
{
    const struct agreement *agreement = &AGREEMENTS[_i];
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct principal second = {.token = "quality-2", .role = ROLE_QUALITY};
    const struct nonconformance nonconformance = {.nonconformance_id = 50,
                                                  .state = NONCONFORMANCE_OPEN,
                                                  .disposition = DISPOSITION_USE_AS_IS,
                                                  .disposed_by = "quality-1",
                                                  .disposed_at = 60,
                                                  .operation = agreement->operation,
                                                  .position = agreement->position};
    const struct installation part = {.installation_id = 10, .removed_by = agreement->removed_by};
    const struct nonconformance_case of = {.nonconformance = &nonconformance, .part = &part};
    struct changed changed = {agreement->position_changed, agreement->path_changed, 70, ENTRY_COMPONENT_REMOVED};
    const struct snapshot snapshot = {
        .principal = &second,
        .product = &line->rack,
        .operation = agreement->operation ? product_operation(&line->rack, agreement->operation) : -1,
        .changed = {&changed, 1},
    };
    nonconformance_may_be_countersigned(&of, &snapshot, &reasons);
    reasons_are(agreement->claim, agreement->then, &reasons);
    line_free(line);
}
END_TEST

SUITE_BEGIN(domain_rules_agreed)
tcase_add_loop_test(tests, a_second_person_signs_for_what_the_first_one_saw, 0, sizeof AGREEMENTS / sizeof *AGREEMENTS);
SUITE_END
