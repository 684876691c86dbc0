#include "store/apply.h"

#include "store/apply_parts.h"

static apply_function *function_for(enum entry_kind kind)
{
    switch (kind) {
    case ENTRY_OPERATION_STARTED:
        return apply_operation_started;
    case ENTRY_OPERATION_PAUSED:
        return apply_operation_paused;
    case ENTRY_OPERATION_RESUMED:
        return apply_operation_resumed;
    case ENTRY_OPERATION_COMPLETED:
        return apply_operation_completed;
    case ENTRY_OPERATION_ABORTED:
        return apply_operation_aborted;
    case ENTRY_COMPONENT_INSTALLED:
        return apply_component_installed;
    case ENTRY_COMPONENT_REMOVED:
        return apply_component_removed;
    case ENTRY_MEASUREMENT_RECORDED:
        return apply_measurement_recorded;
    case ENTRY_CHECK_RECORDED:
        return apply_check_recorded;
    case ENTRY_DEFECT_REPORTED:
        return apply_defect_reported;
    case ENTRY_UNIT_SIGNED:
        return apply_unit_signed;
    case ENTRY_UNIT_SHIPPED:
        return apply_unit_shipped;
    case ENTRY_STATION_CHANGED:
        return apply_station_changed;
    case ENTRY_EVENT_CORRECTED:
        return apply_event_corrected;
    case ENTRY_SITE_FOUNDED:
        return apply_site_founded;
    case ENTRY_CLOCK_STEPPED:
        return apply_clock_stepped;
    case ENTRY_PRODUCT_DRAFTED:
        return apply_product_drafted;
    case ENTRY_PRODUCT_RELEASED:
    case ENTRY_PRODUCT_OBSOLETED:
        return apply_product_named;
    case ENTRY_ORDER_PLANNED:
        return apply_order_planned;
    case ENTRY_ORDER_REPLANNED:
        return apply_order_replanned;
    case ENTRY_ORDER_RELEASED:
        return apply_order_released;
    case ENTRY_ORDER_CANCELLED:
    case ENTRY_ORDER_CLOSED:
    case ENTRY_ORDER_STARTED:
    case ENTRY_ORDER_COMPLETED:
    case ENTRY_ORDER_REOPENED:
        return apply_order_named;
    case ENTRY_ORDER_REVISED:
        return apply_order_revised;
    case ENTRY_STATION_DEFINED:
        return apply_station_defined;
    case ENTRY_OPERATOR_DEFINED:
        return apply_operator_defined;
    case ENTRY_PIN_SET:
        return apply_pin_set;
    case ENTRY_OPERATOR_BADGED_IN:
        return apply_badged_in;
    case ENTRY_OPERATOR_BADGED_OUT:
        return apply_badged_out;
    case ENTRY_TOOL_DEFINED:
        return apply_tool_defined;
    case ENTRY_DEFECT_DEFINED:
        return apply_defect_defined;
    case ENTRY_CALENDAR_DEFINED:
        return apply_calendar_defined;
    case ENTRY_TOKEN_MADE:
        return apply_token_made;
    case ENTRY_TOKEN_REVOKED:
        return apply_token_revoked;
    case ENTRY_ACCOUNT_DEFINED:
        return apply_account_defined;
    case ENTRY_PASSWORD_SET:
        return apply_password_set;
    case ENTRY_HOLD_PLACED:
        return apply_hold_placed;
    case ENTRY_HOLD_EXTENDED:
        return apply_hold_extended;
    case ENTRY_HOLD_LIFTED:
        return apply_hold_lifted;
    case ENTRY_HOLD_RELEASED:
        return apply_hold_released;
    case ENTRY_NONCONFORMANCE_DISPOSITIONED:
        return apply_nonconformance_dispositioned;
    case ENTRY_NONCONFORMANCE_COUNTERSIGNED:
        return apply_nonconformance_countersigned;
    case ENTRY_NONCONFORMANCE_CLOSED:
        return apply_nonconformance_closed;
    case ENTRY_NONCONFORMANCE_OPENED:
        return apply_nonconformance_opened;
    case ENTRY_WAIVER_REQUESTED:
        return apply_waiver_requested;
    case ENTRY_WAIVER_COUNTERSIGNED:
        return apply_waiver_countersigned;
    case ENTRY_WAIVER_REJECTED:
        return apply_waiver_rejected;
    case ENTRY_WAIVER_REVOKED:
        return apply_waiver_revoked;
    case ENTRY_OPERATION_WAIVED:
        return apply_operation_waived;
    case ENTRY_OPERATION_REOPENED:
        return apply_operation_reopened;
    case ENTRY_COMPONENT_DESCRIBED:
        return apply_component_described;
    case ENTRY_DESCRIPTION_COUNTERSIGNED:
        return apply_description_countersigned;
    case ENTRY_DESCRIPTION_REJECTED:
        return apply_description_rejected;
    case ENTRY_COMPONENT_RECEIVED:
        return apply_component_received;
    case ENTRY_FORECAST_RECORDED:
        return apply_forecast_recorded;
    case ENTRY_UNIT_SCRAPPED:
    case ENTRY_UNIT_STARTED:
    case ENTRY_UNIT_COMPLETED:
        return apply_unit_named;
    case ENTRY_KIND_COUNT:
        break;
    }
    return NULL;
}

/* Not of a training site: its time is its own. */
SQL_WRITE(INSERT_LATE, NULL, "INSERT INTO late (journal_position, at) SELECT $1, $2 FROM site WHERE kind <> $3");

static enum fault late_note(struct store *store, const struct entry *entry)
{
    if (entry->kind >= ENTRY_EVENT_CORRECTED || /* of which the journal says when it happened: then, and no earlier */
        !event_is_late(event_at_us(entry->kind, entry->data), entry->recorded_us))
        return NOTHING_WRONG;
    return db_change(store_db(store), &INSERT_LATE,
                     BINDS(bind_integer(entry->journal_position), bind_integer(event_at_us(entry->kind, entry->data)),
                           bind_integer(SITE_TRAINING)));
}

enum fault entry_apply(struct store *store, const struct entry *entry)
{
    apply_function *apply = function_for(entry->kind);
    enum fault fault = apply ? apply(store, entry) : FAULT_CORRUPT;
    if (!fault)
        fault = late_note(store, entry);
    return fault ? fault : history_note(store, entry);
}
