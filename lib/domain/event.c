/* One row a type of entry. A new one is a row here, a rule where it is posted, and what it applies. */
#include "domain/event.h"

#include "domain/entry_records.h"

#include <string.h>

const struct entry_type ENTRY_TYPES[ENTRY_KIND_COUNT] = {
    [ENTRY_OPERATION_STARTED] = {"operation.started", &OPERATION_STARTED_RECORD, &RESULT_STARTED_RECORD,
                                 "an operation began on a unit"},
    [ENTRY_OPERATION_PAUSED] = {"operation.paused", &OPERATION_PAUSED_RECORD, &RESULT_TIMED_RECORD,
                                "a running operation stands still"},
    [ENTRY_OPERATION_RESUMED] = {"operation.resumed", &OPERATION_RESUMED_RECORD, &RESULT_TIMED_RECORD,
                                 "a paused operation runs on"},
    [ENTRY_OPERATION_COMPLETED] = {"operation.completed", &OPERATION_COMPLETED_RECORD, &RESULT_COMPLETED_RECORD,
                                   "a running operation ended, passed or failed"},
    [ENTRY_OPERATION_ABORTED] = {"operation.aborted", &OPERATION_ABORTED_RECORD, &RESULT_TIMED_RECORD,
                                 "a run was given up"},
    [ENTRY_COMPONENT_INSTALLED] = {"component.installed", &COMPONENT_INSTALLED_RECORD, &RESULT_INSTALLED_RECORD,
                                   "a part fills a position"},
    [ENTRY_COMPONENT_REMOVED] = {"component.removed", &COMPONENT_REMOVED_RECORD, &RESULT_REMOVED_RECORD,
                                 "a part was taken out of a position"},
    [ENTRY_MEASUREMENT_RECORDED] = {"measurement.recorded", &MEASUREMENT_RECORDED_RECORD, &RESULT_JUDGED_RECORD,
                                    "a number was measured"},
    [ENTRY_CHECK_RECORDED] = {"check.recorded", &CHECK_RECORDED_RECORD, &RESULT_JUDGED_RECORD,
                              "a question was answered"},
    [ENTRY_DEFECT_REPORTED] = {"defect.reported", &DEFECT_REPORTED_RECORD, &RESULT_REPORTED_RECORD,
                               "a nonconformance was found"},
    [ENTRY_UNIT_SIGNED] = {"unit.signed", &UNIT_SIGNED_RECORD, &RESULT_UNIT_RECORD, "an operation was signed off"},
    [ENTRY_UNIT_SHIPPED] = {"unit.shipped", &UNIT_SHIPPED_RECORD, &RESULT_UNIT_RECORD, "a unit left the plant"},
    [ENTRY_STATION_CHANGED] = {"station.changed", &STATION_CHANGED_RECORD, NULL, "a station is in another state"},
    [ENTRY_EVENT_CORRECTED] = {"event.corrected", &EVENT_CORRECTED_RECORD, &RESULT_CORRECTED_RECORD,
                               "an event posted by mistake is voided"},
    [ENTRY_SITE_FOUNDED] = {"site.founded", &SITE_RECORD, NULL, "the journal began"},
    [ENTRY_PRODUCT_DRAFTED] = {"product.drafted", &PRODUCT_DEFINITION_RECORD, NULL, "a product was defined"},
    [ENTRY_PRODUCT_RELEASED] = {"product.released", &PRODUCT_NAMED_RECORD, NULL, "a product may be built"},
    [ENTRY_PRODUCT_OBSOLETED] = {"product.obsoleted", &PRODUCT_NAMED_RECORD, NULL, "a product is built no more"},
    [ENTRY_ORDER_PLANNED] = {"order.planned", &ORDER_PLANNED_RECORD, NULL, "an order was planned"},
    [ENTRY_ORDER_REPLANNED] = {"order.replanned", &ORDER_PLANNED_RECORD, NULL, "an order was changed"},
    [ENTRY_ORDER_RELEASED] = {"order.released", &ORDER_NAMED_RECORD, &RESULT_RELEASED_RECORD,
                              "an order went to the floor and its units were made"},
    [ENTRY_ORDER_CANCELLED] = {"order.cancelled", &ORDER_NAMED_RECORD, NULL, "an order will not be built"},
    [ENTRY_ORDER_CLOSED] = {"order.closed", &ORDER_NAMED_RECORD, NULL, "a completed order was closed"},
    [ENTRY_ORDER_REVISED] = {"order.revised", &ORDER_REVISED_RECORD, &RESULT_REVISED_RECORD,
                             "units of an order were moved to a newer revision"},
    [ENTRY_STATION_DEFINED] = {"station.defined", &STATION_DEFINED_RECORD, NULL, "a station was registered or changed"},
    [ENTRY_OPERATOR_DEFINED] = {"operator.defined", &OPERATOR_DEFINED_RECORD, NULL,
                                "an operator was registered or changed"},
    [ENTRY_PIN_SET] = {"pin.set", &PIN_SET_RECORD, NULL, "an operator got a PIN"},
    [ENTRY_OPERATOR_BADGED_IN] = {"operator.badged_in", &BADGED_RECORD, &RESULT_BADGED_RECORD,
                                  "an operator came to a page of a station"},
    [ENTRY_OPERATOR_BADGED_OUT] = {"operator.badged_out", &BADGED_RECORD, NULL, "an operator left it"},
    [ENTRY_TOOL_DEFINED] = {"tool.defined", &TOOL_DEFINED_RECORD, NULL, "a tool was registered or changed"},
    [ENTRY_DEFECT_DEFINED] = {"defect.defined", &DEFECT_DEFINED_RECORD, NULL,
                              "a kind of defect was entered into the catalogue or changed"},
    [ENTRY_CALENDAR_DEFINED] = {"calendar.defined", &CALENDAR_DEFINED_RECORD, NULL, "the plant's shifts were set"},
    [ENTRY_TOKEN_MADE] = {"token.made", &TOKEN_MADE_RECORD, &RESULT_TOKEN_RECORD, "a token was given out"},
    [ENTRY_TOKEN_REVOKED] = {"token.revoked", &TOKEN_REVOKED_RECORD, NULL, "a token is good no more"},
    [ENTRY_ACCOUNT_DEFINED] = {"account.defined", &ACCOUNT_DEFINED_RECORD, NULL, "an account was made or changed"},
    [ENTRY_PASSWORD_SET] = {"password.set", &PASSWORD_SET_RECORD, NULL, "an account got a password"},
    [ENTRY_HOLD_PLACED] = {"hold.placed", &HOLD_PLACED_RECORD, &RESULT_HELD_RECORD,
                           "a hold lies on everything that matches"},
    [ENTRY_HOLD_RELEASED] = {"hold.released", &HOLD_RELEASED_RECORD, NULL, "a hold was released"},
    [ENTRY_HOLD_LIFTED] = {"hold.lifted", &HOLD_LIFTED_RECORD, NULL, "a hold lies on some units no more"},
    [ENTRY_NONCONFORMANCE_DISPOSITIONED] = {"nonconformance.dispositioned", &NONCONFORMANCE_DISPOSITIONED_RECORD,
                                            &RESULT_DISPOSED_RECORD, "quality decided on a nonconformance"},
    [ENTRY_NONCONFORMANCE_COUNTERSIGNED] = {"nonconformance.countersigned", &NONCONFORMANCE_NAMED_RECORD, NULL,
                                            "a second person agreed to what was decided"},
    [ENTRY_NONCONFORMANCE_CLOSED] = {"nonconformance.closed", &NONCONFORMANCE_NAMED_RECORD, NULL,
                                     "all that was decided on a nonconformance is done"},
    [ENTRY_WAIVER_REQUESTED] = {"waiver.requested", &WAIVER_REQUESTED_RECORD, NULL,
                                "quality asks to let a unit go on without an operation"},
    [ENTRY_WAIVER_COUNTERSIGNED] = {"waiver.countersigned", &WAIVER_NAMED_RECORD, NULL,
                                    "a second person agreed to a waiver"},
    [ENTRY_WAIVER_REJECTED] = {"waiver.rejected", &WAIVER_NAMED_RECORD, NULL, "a waiver will not be given"},
    [ENTRY_WAIVER_REVOKED] = {"waiver.revoked", &WAIVER_NAMED_RECORD, &RESULT_REVOKED_RECORD,
                              "a waiver counts no more, and its operation is to be passed"},
    [ENTRY_COMPONENT_DESCRIBED] = {"component.described", &COMPONENT_DESCRIBED_RECORD, &RESULT_DESCRIBED_RECORD,
                                   "a part's provenance is otherwise than it was recorded"},
    [ENTRY_DESCRIPTION_COUNTERSIGNED] = {"description.countersigned", &DESCRIPTION_NAMED_RECORD,
                                         &RESULT_DESCRIBED_RECORD,
                                         "a second person agreed to how a part that left was described"},
    [ENTRY_DESCRIPTION_REJECTED] = {"description.rejected", &DESCRIPTION_NAMED_RECORD, NULL,
                                    "how a part that left was described does not count"},
    [ENTRY_COMPONENT_RECEIVED] = {"component.received", &COMPONENT_RECEIVED_RECORD, NULL,
                                  "a part that was returned to its supplier is back"},
    [ENTRY_UNIT_SCRAPPED] = {"unit.scrapped", &UNIT_NAMED_RECORD, NULL, "a unit was scrapped"},
    [ENTRY_FORECAST_RECORDED] = {"forecast.recorded", &FORECAST_RECORDED_RECORD, &RESULT_FORECAST_RECORD,
                                 "when the orders were expected to be completed"},
    [ENTRY_ORDER_STARTED] = {"order.started", &ORDER_NAMED_RECORD, NULL, "the first unit of an order started"},
    [ENTRY_ORDER_COMPLETED] = {"order.completed", &ORDER_NAMED_RECORD, NULL, "the last unit of an order completed"},
    [ENTRY_ORDER_REOPENED] = {"order.reopened", &ORDER_NAMED_RECORD, NULL,
                              "a completed unit of an order is in work again"},
    [ENTRY_UNIT_STARTED] = {"unit.started", &UNIT_NAMED_RECORD, NULL, "the first operation of a unit started"},
    [ENTRY_UNIT_COMPLETED] = {"unit.completed", &UNIT_NAMED_RECORD, NULL, "the last operation of a unit passed"},
    [ENTRY_NONCONFORMANCE_OPENED] = {"nonconformance.opened", &NONCONFORMANCE_OPENED_RECORD, NULL,
                                     "an operation failed, and quality is to decide"},
    [ENTRY_OPERATION_WAIVED] = {"operation.waived", &OPERATION_WAIVED_RECORD, NULL,
                                "a unit goes on without an operation"},
    [ENTRY_OPERATION_REOPENED] = {"operation.reopened", &OPERATION_REOPENED_RECORD, &RESULT_REOPENED_RECORD,
                                  "what was passed is to be done again, by what quality decided on a fault"},
    [ENTRY_HOLD_EXTENDED] = {"hold.extended", &HOLD_EXTENDED_RECORD, NULL, "a hold caught what came later"},
    [ENTRY_CLOCK_STEPPED] = {"clock.stepped", &CLOCK_STEPPED_RECORD, NULL, "the plant's time followed the wall clock"},
};

enum entry_kind entry_kind_named(const char *name)
{
    for (int kind = 0; name && kind < ENTRY_KIND_COUNT; kind++)
        if (!strcmp(ENTRY_TYPES[kind].name, name))
            return (enum entry_kind)kind;
    return ENTRY_KIND_COUNT;
}

const struct record *event_posted(enum entry_kind kind)
{
    return kind == ENTRY_EVENT_CORRECTED ? &EVENT_CORRECTED_POSTED_RECORD : ENTRY_TYPES[kind].data;
}

const struct subject *event_subject(enum entry_kind kind, const void *data)
{
    return kind < ENTRY_STATION_CHANGED ? data : NULL; /* it is the first member of every event on a unit */
}

int64_t event_at_us(enum entry_kind kind, const void *data)
{
    const struct subject *subject = event_subject(kind, data);
    if (subject)
        return subject->at.us;
    return kind == ENTRY_STATION_CHANGED ? ((const struct station_changed *)data)->at.us
                                         : ((const struct event_corrected *)data)->at.us;
}
