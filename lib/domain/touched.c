#include "domain/touched.h"

/* What was put in is inside from now on, where it was built here. */
static void touch_installed(const struct entry *entry, touch_function *each, void *context)
{
    const struct component_installed *data = entry->data;
    const struct result_installed *result = entry->result;
    each(context, data->subject.unit);
    if (result->built_here)
        each(context, data->serial);
}

/* What was taken out, which may be a unit, and what fell around it. */
static void touch_removed(const struct entry *entry, touch_function *each, void *context)
{
    const struct component_removed *data = entry->data;
    const struct result_removed *result = entry->result;
    each(context, data->subject.unit);
    if (result->serial)
        each(context, result->serial);
    for (size_t i = 0; i < result->outer.count; i++)
        each(context, result->outer.items[i].unit);
}

static void touch_held(const struct entry *entry, touch_function *each, void *context)
{
    const struct hold_extended *data = entry->data;
    for (size_t i = 0; i < data->units.count; i++)
        each(context, data->units.items[i].unit);
}

static void touch_lifted(const struct entry *entry, touch_function *each, void *context)
{
    const struct hold_lifted *data = entry->data;
    for (size_t i = 0; i < data->units.count; i++)
        each(context, data->units.items[i].unit);
}

bool entry_touches(const struct entry *entry, touch_function *each, void *context)
{
    switch (entry->kind) {
    case ENTRY_OPERATION_STARTED:
    case ENTRY_OPERATION_PAUSED:
    case ENTRY_OPERATION_RESUMED:
    case ENTRY_OPERATION_COMPLETED:
    case ENTRY_OPERATION_ABORTED:
    case ENTRY_MEASUREMENT_RECORDED:
    case ENTRY_CHECK_RECORDED:
    case ENTRY_DEFECT_REPORTED:
    case ENTRY_UNIT_SIGNED:
    case ENTRY_UNIT_SHIPPED:
        each(context, event_subject(entry->kind, entry->data)->unit);
        return true;
    case ENTRY_COMPONENT_INSTALLED:
        touch_installed(entry, each, context);
        return true;
    case ENTRY_COMPONENT_REMOVED:
        touch_removed(entry, each, context);
        return true;
    case ENTRY_HOLD_LIFTED:
        touch_lifted(entry, each, context);
        return true;
    case ENTRY_HOLD_EXTENDED:
        touch_held(entry, each, context);
        return true;
    case ENTRY_UNIT_SCRAPPED:
    case ENTRY_UNIT_STARTED:
    case ENTRY_UNIT_COMPLETED:
        each(context, ((const struct unit_named *)entry->data)->unit);
        return true;
    case ENTRY_NONCONFORMANCE_OPENED:
        each(context, ((const struct nonconformance_opened *)entry->data)->unit);
        return true;
    case ENTRY_STATION_CHANGED:
    case ENTRY_PRODUCT_DRAFTED:
    case ENTRY_PRODUCT_RELEASED:
    case ENTRY_PRODUCT_OBSOLETED:
    case ENTRY_ORDER_PLANNED:
    case ENTRY_STATION_DEFINED:
    case ENTRY_OPERATOR_DEFINED:
    case ENTRY_ACCOUNT_DEFINED:
    case ENTRY_PASSWORD_SET:
    case ENTRY_PIN_SET:
    case ENTRY_OPERATOR_BADGED_IN:
    case ENTRY_OPERATOR_BADGED_OUT:
    case ENTRY_TOOL_DEFINED:
    case ENTRY_DEFECT_DEFINED:
    case ENTRY_CALENDAR_DEFINED:
    case ENTRY_TOKEN_MADE:
    case ENTRY_TOKEN_REVOKED:
    case ENTRY_FORECAST_RECORDED:
        return true;            /* they speak of no unit that is there */
    case ENTRY_EVENT_CORRECTED: /* what it takes back may have touched others */
    case ENTRY_SITE_FOUNDED:
    case ENTRY_CLOCK_STEPPED:
    case ENTRY_ORDER_REPLANNED:
    case ENTRY_ORDER_RELEASED: /* a new unit may have another's serial */
    case ENTRY_ORDER_CANCELLED:
    case ENTRY_ORDER_CLOSED:
    case ENTRY_ORDER_REVISED:
    case ENTRY_ORDER_STARTED:
    case ENTRY_ORDER_COMPLETED:
    case ENTRY_ORDER_REOPENED:
    case ENTRY_HOLD_PLACED:
    case ENTRY_HOLD_RELEASED:
    case ENTRY_NONCONFORMANCE_DISPOSITIONED:
    case ENTRY_NONCONFORMANCE_COUNTERSIGNED:
    case ENTRY_NONCONFORMANCE_CLOSED:
    case ENTRY_WAIVER_REQUESTED:
    case ENTRY_WAIVER_COUNTERSIGNED:
    case ENTRY_WAIVER_REJECTED:
    case ENTRY_WAIVER_REVOKED:
    case ENTRY_COMPONENT_DESCRIBED:
    case ENTRY_DESCRIPTION_COUNTERSIGNED:
    case ENTRY_DESCRIPTION_REJECTED:
    case ENTRY_COMPONENT_RECEIVED:
    case ENTRY_OPERATION_WAIVED:
    case ENTRY_OPERATION_REOPENED:
    case ENTRY_KIND_COUNT:
        break; /* people decide so a few times an hour: it is not worth knowing of which units */
    }
    return false;
}
