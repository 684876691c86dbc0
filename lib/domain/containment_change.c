/* Whether what a selector matches may be something else after an entry. */
#include "domain/containment.h"

#include <string.h>

/* As it stands in the tables. What is around it the entry does not say: whichever unit is asked for. */
static bool installs_match(const struct selector *selector, const struct entry *entry)
{
    const struct component_installed *data = entry->data;
    const struct provenance *rest = ((const struct result_installed *)entry->result)->on_record;
    const struct provenance before = rest ? *rest : (struct provenance){.lot = NULL};
    const struct around around[] = {
        {selector->order, selector->serial, selector->part_number},
        {.serial = selector->serial_from ? selector->serial_from : selector->serial_to,
         .part_number = selector->part_number},
    };
    struct candidate candidate =
        CANDIDATE(.serial = data->serial, .part_number = data->part_number, .lot = data->lot ? data->lot : before.lot,
                  .supplier = data->supplier ? data->supplier : before.supplier,
                  .country = data->country ? data->country : before.country,
                  .firmware = {.items = data->firmware.items, .count = data->firmware.count}, .around = {around, 2});
    bool matches = selector_matches(selector, &candidate);
    candidate.firmware.items = before.firmware.items;
    candidate.firmware.count = before.firmware.count;
    return selector_speaks_of_component(selector) && (matches || selector_matches(selector, &candidate));
}

/* What is inside a unit comes to be inside those that it goes into. */
static bool installs_unit(const struct selector *selector, const struct entry *entry, listed_function *is_listed,
                          void *context)
{
    const struct component_installed *data = entry->data;
    const struct result_installed *result = entry->result;
    return result->built_here && (selector_looks_around(selector) || is_listed(context, data->serial));
}

/* Work is done at the station that posts it; of what people do at none, nobody can tell. */
static bool is_work_asked_for(const struct selector *selector, const struct entry *entry)
{
    return selector_speaks_of_work(selector) &&
           !(selector->station && entry->station && strcmp(selector->station, entry->station));
}

static bool moves_parts(const struct entry *entry)
{
    const char *type = ((const struct result_corrected *)entry->result)->type;
    return !strcmp(type, ENTRY_TYPES[ENTRY_COMPONENT_INSTALLED].name) ||
           !strcmp(type, ENTRY_TYPES[ENTRY_COMPONENT_REMOVED].name);
}

bool entry_may_contain(const struct selector *selector, const struct entry *entry, listed_function *is_listed,
                       void *context)
{
    const bool work = selector_speaks_of_work(selector);
    switch (entry->kind) {
    case ENTRY_COMPONENT_INSTALLED:
        return work || installs_match(selector, entry) || installs_unit(selector, entry, is_listed, context);
    case ENTRY_COMPONENT_REMOVED:
        return work || is_listed(context, event_subject(entry->kind, entry->data)->unit);
    case ENTRY_EVENT_CORRECTED:
        return work || moves_parts(entry);
    case ENTRY_COMPONENT_DESCRIBED:
    case ENTRY_DESCRIPTION_COUNTERSIGNED:
        return selector_speaks_of_supply(selector);
    case ENTRY_ORDER_RELEASED: /* units that are made are matched by what they are */
        return !work && !selector_speaks_of_supply(selector);
    case ENTRY_OPERATION_STARTED:
    case ENTRY_OPERATION_PAUSED:
    case ENTRY_OPERATION_RESUMED:
    case ENTRY_OPERATION_COMPLETED:
    case ENTRY_OPERATION_ABORTED:
    case ENTRY_MEASUREMENT_RECORDED:
    case ENTRY_CHECK_RECORDED:
    case ENTRY_DEFECT_REPORTED:
    case ENTRY_UNIT_SIGNED:
        return is_work_asked_for(selector, entry);
    case ENTRY_UNIT_SHIPPED:
    case ENTRY_STATION_CHANGED:
    case ENTRY_SITE_FOUNDED:
    case ENTRY_CLOCK_STEPPED:
    case ENTRY_PRODUCT_DRAFTED:
    case ENTRY_PRODUCT_RELEASED:
    case ENTRY_PRODUCT_OBSOLETED:
    case ENTRY_ORDER_PLANNED:
    case ENTRY_ORDER_REPLANNED:
    case ENTRY_ORDER_CANCELLED:
    case ENTRY_ORDER_CLOSED:
    case ENTRY_ORDER_REVISED:
    case ENTRY_ORDER_STARTED:
    case ENTRY_ORDER_COMPLETED:
    case ENTRY_ORDER_REOPENED:
    case ENTRY_STATION_DEFINED:
    case ENTRY_OPERATOR_DEFINED:
    case ENTRY_TOOL_DEFINED:
    case ENTRY_DEFECT_DEFINED:
    case ENTRY_CALENDAR_DEFINED:
    case ENTRY_PIN_SET:
    case ENTRY_OPERATOR_BADGED_IN:
    case ENTRY_OPERATOR_BADGED_OUT:
    case ENTRY_TOKEN_MADE:
    case ENTRY_TOKEN_REVOKED:
    case ENTRY_ACCOUNT_DEFINED:
    case ENTRY_PASSWORD_SET:
    case ENTRY_HOLD_PLACED:
    case ENTRY_HOLD_RELEASED:
    case ENTRY_HOLD_LIFTED:
    case ENTRY_HOLD_EXTENDED:
    case ENTRY_NONCONFORMANCE_OPENED: /* by a run's end, which is work */
    case ENTRY_NONCONFORMANCE_DISPOSITIONED:
    case ENTRY_NONCONFORMANCE_COUNTERSIGNED:
    case ENTRY_NONCONFORMANCE_CLOSED:
    case ENTRY_WAIVER_REQUESTED:
    case ENTRY_WAIVER_COUNTERSIGNED:
    case ENTRY_WAIVER_REJECTED:
    case ENTRY_WAIVER_REVOKED:
    case ENTRY_DESCRIPTION_REJECTED:
    case ENTRY_COMPONENT_RECEIVED:
    case ENTRY_OPERATION_WAIVED:
    case ENTRY_OPERATION_REOPENED:
    case ENTRY_UNIT_STARTED:
    case ENTRY_UNIT_COMPLETED:
    case ENTRY_UNIT_SCRAPPED:
    case ENTRY_FORECAST_RECORDED:
    case ENTRY_KIND_COUNT:
        break; /* they change nothing that a selector speaks of, nor what is inside what */
    }
    return false;
}
