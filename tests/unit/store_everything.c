/* A story in which every kind of entry happens, and every kind of correction. */
#include "domain/role.h"
#include "domain/selector.h"
#include "store_story.h"

static int64_t tell_answer(struct story *story, const char *operation)
{
    const struct check_recorded data = {
        .subject = about("R1", operation, "ann"), .check = "seated", .position = "tray-1", .answer = "yes"};
    const struct result_judged result = {
        .unit_part_number = "RACK", .verdict = VERDICT_PASSED, .lower = ABSENT_NUMBER, .upper = ABSENT_NUMBER};
    return tell(story, ENTRY_CHECK_RECORDED, "S1", &data, &result);
}

static int64_t tell_signature(struct story *story, const char *operation)
{
    const struct unit_signed data = {.subject = about("R1", operation, "ben"), .meaning = "as it should be"};
    const struct result_unit result = {.unit_part_number = "RACK"};
    return tell(story, ENTRY_UNIT_SIGNED, "S1", &data, &result);
}

static int64_t tell_defect(struct story *story, const char *unit)
{
    const struct defect_reported data = {
        .subject = about(unit, NULL, "ben"), .code = "SCRATCH", .description = "line one\nline two; \\ ' \""};
    const struct result_reported result = {.unit_part_number = part_of(unit)};
    return tell(story, ENTRY_DEFECT_REPORTED, "S1", &data, &result);
}

/* One at once, one that a second person agreed to, and one that he did not. */
static void tell_descriptions(struct story *story, int64_t installation)
{
    struct firmware firmware[] = {{"bmc", "2.0"}};
    const struct component_described described = {
        .part_number = "TRAY", .serial = "bought", .lot = "Lb-2", .firmware = {firmware, 1}, .reason = "read again"};
    const struct provenance before = {.lot = "LB-1"};
    struct result_described result = {.installation = installation, .before = &before};
    struct description_named named = {.reason = "so it is"};
    tell(story, ENTRY_COMPONENT_DESCRIBED, NULL, &described, &result);
    result.open = true;
    named.description = tell(story, ENTRY_COMPONENT_DESCRIBED, NULL, &described, &result);
    result.open = false;
    tell(story, ENTRY_DESCRIPTION_COUNTERSIGNED, NULL, &named, &result);
    result.open = true;
    named.description = tell(story, ENTRY_COMPONENT_DESCRIBED, NULL, &described, &result);
    tell(story, ENTRY_DESCRIPTION_REJECTED, NULL, &named, NULL);
}

/* One that was a mistake, and one that was none. */
static void tell_receipts(struct story *story)
{
    struct firmware firmware[] = {{"bmc", "3.0"}};
    const struct component_received received = {
        .part_number = "TRAY", .serial = "bought", .firmware = {firmware, 1}, .reference = "report 7", .reason = "repaired"};
    const struct event_corrected mistake = {.at = {.us = 1700000000000000}, .event = {{1}}, .reason = "another part"};
    const struct result_corrected back = {
        .type = "component.received",
        .voided = tell(story, ENTRY_COMPONENT_RECEIVED, NULL, &received, NULL),
        .failures = ABSENT_INTEGER,
        .nonconformance = ABSENT_INTEGER,
        .records_voided_by = ABSENT_INTEGER,
        .invalidated_by = ABSENT_INTEGER,
        .over = {ABSENT_INTEGER, ABSENT_INTEGER, ABSENT_INTEGER},
    };
    tell(story, ENTRY_EVENT_CORRECTED, NULL, &mistake, &back);
    tell(story, ENTRY_COMPONENT_RECEIVED, NULL, &received, NULL);
}

static int64_t tell_opened(struct story *story, const char *operation, int64_t measurement)
{
    struct evidence evidence[] = {{measurement}};
    const struct nonconformance_opened data = {.unit = "R1",
                                               .part_number = "RACK",
                                               .operation = operation,
                                               .attempt = 1,
                                               .code = DEFECT_OPERATION_FAILED,
                                               .material_review = true,
                                               .evidence = {.items = evidence, .count = 1}};
    return tell(story, ENTRY_NONCONFORMANCE_OPENED, NULL, &data, NULL);
}

/* Scrap by a slip, used as it is, agreed to and closed; another reworked. */
static void tell_decisions(struct story *story)
{
    struct nonconformance_dispositioned disposed = {.nonconformance = tell_defect(story, "R1"),
                                                    .disposition = DISPOSITION_SCRAP,
                                                    .reason = "a slip",
                                                    .replaces = ABSENT_INTEGER};
    const struct nonconformance_named named = {.nonconformance = disposed.nonconformance, .reason = "seen"};
    struct result_disposed result = {.unit = "R1", .unit_part_number = "RACK", .failures = ABSENT_INTEGER};
    disposed.replaces = tell(story, ENTRY_NONCONFORMANCE_DISPOSITIONED, NULL, &disposed, &result);
    disposed.disposition = DISPOSITION_USE_AS_IS;
    disposed.reason = "polish";
    tell(story, ENTRY_NONCONFORMANCE_DISPOSITIONED, NULL, &disposed, &result);
    tell(story, ENTRY_NONCONFORMANCE_COUNTERSIGNED, NULL, &named, NULL);
    tell(story, ENTRY_NONCONFORMANCE_CLOSED, NULL, &named, NULL);
    disposed = (struct nonconformance_dispositioned){.nonconformance = tell_opened(story, "010", 2),
                                                     .disposition = DISPOSITION_REWORK,
                                                     .reason = "again",
                                                     .replaces = ABSENT_INTEGER};
    result.operation = "010";
    result.failures = 0;
    tell(story, ENTRY_NONCONFORMANCE_DISPOSITIONED, NULL, &disposed, &result);
}

static void tell_timed(struct story *story, enum entry_kind kind, const char *operation, int64_t accumulated_us)
{
    const struct operation_paused paused = {.subject = about("R1", operation, "ann"), .reason = "lunch"};
    const struct operation_resumed resumed = {.subject = paused.subject};
    const struct operation_aborted aborted = {.subject = paused.subject, .reason = "fire"};
    const struct result_timed result = {.unit_part_number = "RACK", .accumulated_us = accumulated_us};
    const void *data = kind == ENTRY_OPERATION_PAUSED    ? (const void *)&paused
                       : kind == ENTRY_OPERATION_RESUMED ? (const void *)&resumed
                                                         : (const void *)&aborted;
    tell(story, kind, "S1", data, &result);
}

static void tell_forecast(struct story *story)
{
    const struct forecast_recorded data = {.seed = 1};
    struct order_forecast orders[] = {{"order-of-racks", 1000, 2000},
                                      {"order-of-trays", ABSENT_INTEGER, ABSENT_INTEGER}};
    const struct result_forecast result = {.as_of = 1, .runs = 30, .orders = {.items = orders, .count = 2}};
    tell(story, ENTRY_FORECAST_RECORDED, NULL, &data, &result);
}

static void tell_edits(struct story *story)
{
    const struct token_made token = {.token = "S1", .role = ROLE_STATION, .station = "S1"};
    const struct result_token digest = {.digest = digest_of("secret", 6)};
    const struct token_revoked revoked = {.token = "S1"};
    struct account_defined account = {.account = "yuki", .name = "Yuki", .role = ROLE_PLANNER};
    const struct password_set password = {.account = "yuki"};
    const struct pin_set pin = {.operator = "ann"};
    const struct badged badged = {.operator = "ann", .browser = {{7}}};
    const struct badged after = {.operator = "ben", .browser = {{7}}};
    const struct result_badged until = {.until = 9000000};
    const struct station_changed changed = {
        .at = {.us = 1}, .operator = "ann", .state = STATION_UNSCHEDULED_DOWN, .reason = "smoke"};
    const struct hold_placed on_order = {.selector = SELECTOR(.order = "order-of-racks"), .reason = "bad lot"};
    const struct hold_placed on_unit = {.selector = SELECTOR(.serial = "R1", .part_number = "RACK"),
                                        .reason = "bad smell"};
    struct held r1 = {.hold = ABSENT_INTEGER,
                      .lifted = ABSENT_INTEGER,
                      .before = ABSENT_INTEGER,
                      .unit = "R1",
                      .part_number = "RACK",
                      .match = MATCH_COMPONENT,
                      .via = "tray-1",
                      .installation = 7,
                      .run = ABSENT_INTEGER,
                      .matches = 2};
    const struct result_held frozen = {.units = {&r1, 1}};
    const struct tool_defined tool = {
        .tool = "K1", .name = "Torque", .type = "torque", .calibration_due = ABSENT_INTEGER, .withdrawn = true};
    const struct defect_defined defect = {.defect = "SCRATCH", .family = "cosmetic", .name = "Scratch"};
    const struct order_planned first = plan_of("a-third-order", "RACK"), second = {
                                                                             .order = "a-third-order",
                                                                             .part_number = "TRAY",
                                                                             .revision = "B",
                                                                             .quantity = 7,
                                                                             .due = ABSENT_INTEGER,
                                                                             .priority = 1,
                                                                         };
    const char *days[] = {"monday"}, *holidays[] = {"2026-12-31"};
    struct shift shift = {.name = "night", .days = {days, 1}, .from = "22:00", .to = "06:00"};
    const struct calendar_defined calendar = {
        .time_zone = "Asia/Tokyo", .shifts = {&shift, 1}, .holidays = {holidays, 1}};
    const struct product_named old = {.part_number = "TRAY", .revision = "A"};
    tell(story, ENTRY_TOKEN_MADE, NULL, &token, &digest);
    tell(story, ENTRY_TOKEN_REVOKED, NULL, &revoked, NULL);
    tell(story, ENTRY_ACCOUNT_DEFINED, NULL, &account, NULL);
    tell(story, ENTRY_PASSWORD_SET, NULL, &password, NULL);
    account.disabled = true;
    tell(story, ENTRY_ACCOUNT_DEFINED, NULL, &account, NULL);
    tell(story, ENTRY_PIN_SET, NULL, &pin, NULL);
    tell(story, ENTRY_OPERATOR_BADGED_IN, "S1", &badged, &until);
    tell(story, ENTRY_OPERATOR_BADGED_IN, "S1", &after, &until);
    tell(story, ENTRY_OPERATOR_BADGED_IN, "S1", &badged, &until);
    tell(story, ENTRY_OPERATOR_BADGED_IN, "S1", &after, &until);
    tell(story, ENTRY_OPERATOR_BADGED_OUT, "S1", &after, NULL);
    tell(story, ENTRY_STATION_CHANGED, "S1", &changed, NULL);
    struct hold_released released = {.hold = tell(story, ENTRY_HOLD_PLACED, NULL, &on_order, &frozen), .reason = "fine"};
    tell(story, ENTRY_HOLD_RELEASED, NULL, &released, NULL);
    struct held later = r1;
    const struct hold_extended extended = {.units = {&later, 1}};
    later.hold = tell(story, ENTRY_HOLD_PLACED, NULL, &on_unit, &(struct result_held){.units = {NULL, 0}});
    tell(story, ENTRY_HOLD_EXTENDED, NULL, &extended, NULL);
    struct lifted freed = {.unit = r1.unit, .part_number = r1.part_number};
    const struct hold_lifted lifted = {.hold = later.hold, .units = {&freed, 1}, .reason = "looked at"};
    later.lifted = tell(story, ENTRY_HOLD_LIFTED, NULL, &lifted, NULL);
    tell(story, ENTRY_HOLD_EXTENDED, NULL, &extended, NULL);
    const struct stood as_before = {.frozen_by = later.lifted - 1,
                                    .match = MATCH_UNIT,
                                    .installation = ABSENT_INTEGER,
                                    .run = ABSENT_INTEGER,
                                    .matches = 1,
                                    .released = story->now_us,
                                    .release_reason = lifted.reason,
                                    .lifted_at = later.lifted};
    freed.stood = &as_before;
    tell(story, ENTRY_HOLD_LIFTED, NULL, &lifted, NULL);
    tell(story, ENTRY_TOOL_DEFINED, NULL, &tool, NULL);
    tell(story, ENTRY_DEFECT_DEFINED, NULL, &defect, NULL);
    tell(story, ENTRY_CALENDAR_DEFINED, NULL, &calendar, NULL);
    shift.to = "07:00";
    tell(story, ENTRY_CALENDAR_DEFINED, NULL, &calendar, NULL);
    tell(story, ENTRY_ORDER_PLANNED, NULL, &first, NULL);
    tell(story, ENTRY_ORDER_REPLANNED, NULL, &second, NULL);
    tell_order(story, ENTRY_ORDER_CANCELLED, "a-third-order");
    tell(story, ENTRY_PRODUCT_OBSOLETED, NULL, &old, NULL);
    tell_forecast(story);
}

static void tell_trays(struct story *story)
{
    static const char *const TRAYS[] = {"T1", "T2"};
    const struct clock_stepped stepped = {.from = story->now_us, .to = story->now_us + 5000};
    tell_start(story, "T1", "010", "ann", true);
    tell(story, ENTRY_CLOCK_STEPPED, NULL, &stepped, NULL);
    tell_order(story, ENTRY_ORDER_STARTED, "order-of-trays");
    for (size_t i = 0; i < 2; i++) {
        if (i)
            tell_start(story, TRAYS[i], "010", "ann", true);
        tell_unit(story, ENTRY_UNIT_STARTED, TRAYS[i]);
        if (!i)
            tell_installation(story, TRAYS[i], "tray-9", NULL);
        tell_completion(story, TRAYS[i], "010", VERDICT_PASSED, 0);
        tell_unit(story, ENTRY_UNIT_COMPLETED, TRAYS[i]);
    }
    tell_order(story, ENTRY_ORDER_COMPLETED, "order-of-trays");
    tell_order(story, ENTRY_ORDER_CLOSED, "order-of-trays");
    tell_order(story, ENTRY_ORDER_REOPENED, "order-of-trays");
    tell_order(story, ENTRY_ORDER_COMPLETED, "order-of-trays");
    tell_order(story, ENTRY_ORDER_CLOSED, "order-of-trays");
}

/* Corrections of each kind, on R1 in operation 010, which is left running with tray-1 and tray-2 filled. */
static void tell_mistakes(struct story *story)
{
    struct result_corrected to_running = {.previous = OPERATION_RUNNING, .failures = 0};
    struct result_corrected without_defect = PLAIN_CORRECTION;
    int64_t mistake = tell_start(story, "R1", "010", "ben", true);
    tell_unit(story, ENTRY_UNIT_STARTED, "R1");
    tell_order(story, ENTRY_ORDER_STARTED, "order-of-racks");
    tell_correction(story, ENTRY_OPERATION_STARTED, mistake, PLAIN_CORRECTION);
    tell_start(story, "R1", "010", "ann", true);
    mistake = tell_installation(story, "R1", "tray-1", "T1");
    tell_correction(story, ENTRY_COMPONENT_INSTALLED, mistake, PLAIN_CORRECTION);
    tell_installation(story, "R1", "tray-1", "T1");
    tell_descriptions(story, tell_installation(story, "R1", "tray-2", "bought"));
    tell_receipts(story);
    tell_installation(story, "R1", "tray-3", NULL);
    mistake = tell_measurement(story, "R1", "010", "ben", "tray-1");
    tell_correction(story, ENTRY_MEASUREMENT_RECORDED, mistake, PLAIN_CORRECTION);
    mistake = tell_answer(story, "010");
    tell_correction(story, ENTRY_CHECK_RECORDED, mistake, PLAIN_CORRECTION);
    mistake = tell_signature(story, "010");
    tell_correction(story, ENTRY_UNIT_SIGNED, mistake, PLAIN_CORRECTION);
    mistake = tell_defect(story, "R1");
    without_defect.nonconformance = mistake;
    tell_correction(story, ENTRY_DEFECT_REPORTED, mistake, without_defect);
    mistake = tell_completion(story, "R1", "010", VERDICT_FAILED, 0);
    to_running.nonconformance = tell_opened(story, "010", 1);
    tell_correction(story, ENTRY_OPERATION_COMPLETED, mistake, to_running);
}

/* An operation is left out and comes back, a part is not approved and then is. */
static void tell_revisions(struct story *story)
{
    const char *operations[] = {"020"}, *positions[] = {"tray-2"};
    tell_revision(story, "B", (struct revised_unit){.left_out = {operations, 1}, .unapproved = {positions, 1}});
    tell_revision(story, "C", (struct revised_unit){.returned = {operations, 1}, .approved = {positions, 1}});
}

/* It falls, and what was passed with it. */
static void tell_revoked(struct story *story, const char *operation)
{
    const struct waiver_named revoked = {.waiver = tell_waived(story, operation), .reason = "it is none"};
    const struct result_revoked result = {.unit_part_number = "RACK", .unit = "R1", .operation = operation};
    tell(story, ENTRY_WAIVER_REVOKED, NULL, &revoked, &result);
}

/* What was passed is to be done again, and falls. */
static void tell_reworked(struct story *story, const char *operation)
{
    const char *operations[] = {operation};
    const struct nonconformance_dispositioned disposed = {.nonconformance = tell_defect(story, "R1"),
                                                          .disposition = DISPOSITION_REWORK,
                                                          .reason = "loose",
                                                          .operations = {operations, 1}};
    const struct result_disposed result = {
        .unit = "R1", .unit_part_number = "RACK", .failures = ABSENT_INTEGER, .installation = ABSENT_INTEGER};
    const struct operation_reopened reopened = {.unit = "R1",
                                                .part_number = "RACK",
                                                .nonconformance = disposed.nonconformance,
                                                .operations = {operations, 1}};
    const struct result_reopened fallen = {.unit_part_number = "RACK", .invalidated = {operations, 1}};
    tell(story, ENTRY_NONCONFORMANCE_DISPOSITIONED, NULL, &disposed, &result);
    tell(story, ENTRY_OPERATION_REOPENED, NULL, &reopened, &fallen);
}

/* A part of T1 is taken out where that is, in R1, on which nothing falls, and was not after all. */
static void tell_changed_in_place(struct story *story)
{
    struct outer_fallen around = {.unit = "R1", .unit_part_number = "RACK", .position = "tray-1"};
    struct outer_restored again = {.unit = "R1",
                                   .unit_part_number = "RACK",
                                   .unit_state = UNIT_IN_PROCESS,
                                   .order_state = ORDER_IN_PROCESS};
    const struct result_removed falls = {.run_id = ABSENT_INTEGER, .outer = {.items = &around, .count = 1}};
    const struct result_corrected back = {
        .unit = "T1", .failures = ABSENT_INTEGER, .outer = {.items = &again, .count = 1}};
    tell_correction(story, ENTRY_COMPONENT_REMOVED, tell_removal(story, "T1", "tray-9", REMOVAL_REUSE, falls), back);
}

void tell_everything(struct story *story)
{
    const struct waiver_requested requested = {
        .unit = "R1", .part_number = "RACK", .operation = "030", .reason = "we are late"};
    struct waiver_named rejected = {.reason = "that is none"};
    const char *invalidated[] = {"010"}, *waivers[] = {"020"};
    tell_trays(story);
    tell_mistakes(story);
    tell_measurement(story, "R1", "010", "ann", "tray-1");
    tell_answer(story, "010");
    tell_signature(story, "010");
    tell_timed(story, ENTRY_OPERATION_PAUSED, "010", 100);
    tell_timed(story, ENTRY_OPERATION_RESUMED, "010", 100);
    int64_t run_id = tell_start(story, "R1", "030", "ben", false);
    tell_timed(story, ENTRY_OPERATION_ABORTED, "030", 100);
    const struct result_removed during = {.run_id = run_id};
    int64_t mistake = tell_removal(story, "R1", "tray-2", REMOVAL_RETURN, during);
    tell_correction(story, ENTRY_COMPONENT_REMOVED, mistake, PLAIN_CORRECTION);
    tell_completion(story, "R1", "010", VERDICT_PASSED, 0);
    tell_reworked(story, "010");
    tell_start(story, "R1", "010", "ann", true);
    tell_completion(story, "R1", "010", VERDICT_PASSED, 0);
    rejected.waiver = tell(story, ENTRY_WAIVER_REQUESTED, NULL, &requested, NULL);
    tell(story, ENTRY_WAIVER_REJECTED, NULL, &rejected, NULL);
    tell_waived(story, "020");
    tell_changed_in_place(story);
    const struct result_removed after = {
        .invalidated = {.items = invalidated, .count = 1}, .waived = {waivers, 1}, .run_id = ABSENT_INTEGER};
    tell_removal(story, "R1", "tray-1", REMOVAL_SCRAP, after);
    tell_removal(story, "R1", "tray-3", REMOVAL_ABSENT, during);
    tell_revoked(story, "030");
    tell_decisions(story);
    tell_revisions(story);
    tell_start(story, "R1", "010", "ann", true);
    tell_completion(story, "R1", "010", VERDICT_PASSED, 0);
    tell_unit(story, ENTRY_UNIT_COMPLETED, "R1");
    tell_unit(story, ENTRY_UNIT_SCRAPPED, "R2");
    tell_order(story, ENTRY_ORDER_COMPLETED, "order-of-racks");
    const struct unit_shipped shipped = {.subject = about("R1", NULL, "ann"), .carrier = "a ship"};
    const struct result_unit result = {.unit_part_number = "RACK"};
    tell(story, ENTRY_UNIT_SHIPPED, "S1", &shipped, &result);
    tell_edits(story);
}
