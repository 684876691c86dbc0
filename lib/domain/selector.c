#include "domain/selector.h"

#include "base/field_value.h"
#include "domain/country.h"

#include <string.h>

/* What is not asked for agrees with anything. */
static bool agrees(const char *asked, const char *is)
{
    return !asked || (is && !strcmp(asked, is));
}

static bool range_agrees(const struct selector *selector, const char *serial)
{
    if (!selector->serial_from && !selector->serial_to)
        return true;
    return serial && (!selector->serial_from || strcmp(serial, selector->serial_from) >= 0) &&
           (!selector->serial_to || strcmp(serial, selector->serial_to) <= 0);
}

static bool identity_agrees(const struct selector *selector, const char *serial, const char *part_number)
{
    return agrees(selector->serial, serial) && agrees(selector->part_number, part_number) &&
           range_agrees(selector, serial);
}

static bool order_looks_around(const struct selector *selector)
{
    return selector->order && (selector_speaks_of_component(selector) || selector_speaks_of_work(selector));
}

bool selector_names(const struct selector *selector, const struct candidate *component)
{
    return (selector->part_number || selector->serial || selector->serial_from || selector->serial_to) &&
           identity_agrees(selector, component->serial, component->part_number);
}

bool selector_looks_for_serial_around(const struct selector *selector)
{
    return (selector->serial || selector->serial_from || selector->serial_to) &&
           (selector_speaks_of_supply(selector) || selector_speaks_of_work(selector));
}

static bool order_is_around(const struct selector *selector, const struct around *around, size_t count)
{
    for (size_t i = 0; i < count && order_looks_around(selector); i++)
        if (agrees(selector->order, around[i].order))
            return true;
    return false;
}

static bool serial_is_around(const struct selector *selector, const struct around *around, size_t count)
{
    for (size_t i = 0; i < count && selector_looks_for_serial_around(selector); i++)
        if (identity_agrees(selector, around[i].serial, around[i].part_number))
            return true;
    return false;
}

static bool firmware_agrees(const struct selector *selector, const struct candidate *candidate)
{
    if (!selector->firmware && !selector->firmware_version)
        return true;
    for (size_t i = 0; i < candidate->firmware.count; i++)
        if (agrees(selector->firmware, candidate->firmware.items[i].name) &&
            agrees(selector->firmware_version, candidate->firmware.items[i].version))
            return true;
    return false;
}

static bool time_agrees(const struct selector *selector, const struct candidate *candidate)
{
    if (selector->from == ABSENT_INTEGER && selector->to == ABSENT_INTEGER)
        return true;
    return candidate->began != ABSENT_INTEGER &&
           (selector->from == ABSENT_INTEGER || candidate->ended == ABSENT_INTEGER ||
            candidate->ended >= selector->from) &&
           (selector->to == ABSENT_INTEGER || candidate->began < selector->to);
}

bool selector_matches(const struct selector *selector, const struct candidate *candidate)
{
    const struct around *around = candidate->around.items;
    size_t count = candidate->around.count;
    return (agrees(selector->order, candidate->order) || order_is_around(selector, around, count)) &&
           (identity_agrees(selector, candidate->serial, candidate->part_number) ||
            serial_is_around(selector, around, count)) &&
           agrees(selector->lot, candidate->lot) && agrees(selector->supplier, candidate->supplier) &&
           agrees(selector->country, candidate->country) && firmware_agrees(selector, candidate) &&
           agrees(selector->station, candidate->station) && agrees(selector->tool, candidate->tool) &&
           agrees(selector->operator, candidate->operator) && time_agrees(selector, candidate);
}

struct candidate candidate_installed(const char *order, const struct installation *part, const struct run *run)
{
    return (struct candidate){
        .order = order,
        .serial = part->serial,
        .part_number = part->part_number,
        .lot = part->lot,
        .supplier = part->supplier,
        .country = part->country,
        .firmware = {.items = part->firmware.items, .count = part->firmware.count},
        .station = run ? run->station : NULL,
        .tool = run ? run->tool : NULL,
        .operator = part->operator,
        .began = part->installed,
        .ended = part->installed,
    };
}

bool selector_speaks_of_supply(const struct selector *selector)
{
    return selector->lot || selector->supplier || selector->country || selector->firmware || selector->firmware_version;
}

bool selector_speaks_of_component(const struct selector *selector)
{
    return selector->serial || selector->part_number || selector->serial_from || selector->serial_to ||
           selector_speaks_of_supply(selector);
}

bool selector_speaks_of_work(const struct selector *selector)
{
    return selector->station || selector->tool ||
           selector->operator|| selector->from != ABSENT_INTEGER || selector->to != ABSENT_INTEGER;
}

bool selector_is_about(const struct selector *selector, const struct candidate *component)
{
    return selector_speaks_of_component(selector) &&
           (selector_speaks_of_supply(selector) ||
            identity_agrees(selector, component->serial, component->part_number));
}

bool selector_looks_around(const struct selector *selector)
{
    return order_looks_around(selector) || selector_looks_for_serial_around(selector);
}

bool selector_names_around(const struct selector *selector, const struct around *around, size_t count)
{
    return order_is_around(selector, around, count) || serial_is_around(selector, around, count);
}

bool selector_is_order(const struct selector *selector, const char *order)
{
    return selector->order && !strcmp(selector->order, order) && !selector_speaks_of_component(selector) &&
           !selector_speaks_of_work(selector);
}

void selector_check(const struct selector *selector, struct reasons *reasons)
{
    if (!selector->order && !selector_speaks_of_component(selector) && !selector_speaks_of_work(selector))
        reason_add(reasons, REASON_MISSING, "", "at least one member must say what is meant");
    if (selector->serial_from && selector->serial_to && strcmp(selector->serial_from, selector->serial_to) > 0)
        reason_add(reasons, "invalid", "/serial_to", "the range ends before it begins");
    if (selector->from != ABSENT_INTEGER && selector->to != ABSENT_INTEGER && selector->from >= selector->to)
        reason_add(reasons, "invalid", "/to", "the window ends before it begins");
    if (selector->country && !country_is_code(selector->country))
        reason_add(reasons, "invalid", "/country", "it is no code of a country, such as JP");
}
