#include "domain/registers.h"

#define CHANGES(which) (1u << REGISTER_##which)

static unsigned changed_by(enum entry_kind kind)
{
    switch (kind) {
    case ENTRY_OPERATOR_DEFINED:
    case ENTRY_PIN_SET:
        return CHANGES(OPERATORS);
    case ENTRY_TOOL_DEFINED:
        return CHANGES(TOOLS);
    case ENTRY_STATION_CHANGED:
    case ENTRY_STATION_DEFINED:
        return CHANGES(STATIONS);
    case ENTRY_EVENT_CORRECTED:
        return CHANGES(STATIONS) | CHANGES(ORDERS);
    case ENTRY_COMPONENT_REMOVED: /* what was completed may not be any more, and its order neither */
    case ENTRY_WAIVER_REVOKED:
    case ENTRY_OPERATION_REOPENED:
    case ENTRY_ORDER_PLANNED:
    case ENTRY_ORDER_REPLANNED:
    case ENTRY_ORDER_RELEASED:
    case ENTRY_ORDER_CANCELLED:
    case ENTRY_ORDER_CLOSED:
    case ENTRY_ORDER_STARTED:
    case ENTRY_ORDER_COMPLETED:
    case ENTRY_ORDER_REVISED:
        return CHANGES(ORDERS);
    case ENTRY_HOLD_PLACED:
    case ENTRY_HOLD_RELEASED:
        return CHANGES(HOLDS);
    case ENTRY_OPERATION_STARTED:
    case ENTRY_OPERATION_PAUSED:
    case ENTRY_OPERATION_RESUMED:
    case ENTRY_OPERATION_COMPLETED:
    case ENTRY_OPERATION_ABORTED:
    case ENTRY_COMPONENT_INSTALLED:
    case ENTRY_MEASUREMENT_RECORDED:
    case ENTRY_CHECK_RECORDED:
    case ENTRY_DEFECT_REPORTED:
    case ENTRY_UNIT_SIGNED:
    case ENTRY_UNIT_SHIPPED:
    case ENTRY_SITE_FOUNDED:
    case ENTRY_CLOCK_STEPPED:
    case ENTRY_PRODUCT_DRAFTED:
    case ENTRY_PRODUCT_RELEASED:
    case ENTRY_PRODUCT_OBSOLETED:
    case ENTRY_OPERATOR_BADGED_IN:
    case ENTRY_OPERATOR_BADGED_OUT:
    case ENTRY_DEFECT_DEFINED:
    case ENTRY_CALENDAR_DEFINED:
    case ENTRY_TOKEN_MADE:
    case ENTRY_TOKEN_REVOKED:
    case ENTRY_ACCOUNT_DEFINED:
    case ENTRY_PASSWORD_SET:
    case ENTRY_HOLD_EXTENDED:
    case ENTRY_HOLD_LIFTED:
    case ENTRY_NONCONFORMANCE_DISPOSITIONED:
    case ENTRY_NONCONFORMANCE_COUNTERSIGNED:
    case ENTRY_NONCONFORMANCE_CLOSED:
    case ENTRY_NONCONFORMANCE_OPENED:
    case ENTRY_WAIVER_REQUESTED:
    case ENTRY_WAIVER_COUNTERSIGNED:
    case ENTRY_WAIVER_REJECTED:
    case ENTRY_OPERATION_WAIVED:
    case ENTRY_FORECAST_RECORDED:
    case ENTRY_UNIT_SCRAPPED:
    case ENTRY_UNIT_STARTED:
    case ENTRY_UNIT_COMPLETED:
    case ENTRY_KIND_COUNT:
        break;
    }
    return 0;
}

bool entry_changes(enum entry_kind kind, enum plant_register which)
{
    return changed_by(kind) & 1u << which;
}
