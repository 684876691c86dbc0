#include "domain/selector.h"

#include "base/field_value.h"
#include "domain/country.h"

#include <string.h>
#include <strings.h>

/* What is not asked for agrees with anything. */
static bool agrees(const char *asked, const char *is)
{
    return !asked || (is && !strcmp(asked, is));
}

/* A lot may be on record in capitals and in small letters: it was put right, or of another part. */
static bool lot_agrees(const char *asked, const char *is)
{
    return !asked || (is && !strcasecmp(asked, is));
}

static bool has_range(const struct selector *selector)
{
    return selector->serial_from || selector->serial_to;
}

static bool range_agrees(const struct selector *selector, const char *serial)
{
    if (!has_range(selector))
        return true;
    return serial && (!selector->serial_from || strcmp(serial, selector->serial_from) >= 0) &&
           (!selector->serial_to || strcmp(serial, selector->serial_to) <= 0);
}

bool selector_names(const struct selector *selector, const struct candidate *component)
{
    if (selector->part_number)
        return agrees(selector->part_number, component->part_number);
    return (selector->serial && agrees(selector->serial, component->serial)) ||
           (has_range(selector) && range_agrees(selector, component->serial));
}

/* Nearly every unit around something may be in it. */
static bool is_open_range(const struct selector *selector)
{
    return has_range(selector) && !(selector->serial_from && selector->serial_to);
}

/* How far out what a selector names is: 0 is the candidate itself, then what is around it; -1: nowhere. */
struct whereabouts {
    int serial, range; /* the outermost */
    int part_number;   /* the innermost */
    bool order;
};

static void note_named(const struct selector *selector, const struct around *of, int at, struct whereabouts *ret)
{
    bool part_number = agrees(selector->part_number, of->part_number);
    ret->order = ret->order || agrees(selector->order, of->order);
    if (agrees(selector->serial, of->serial))
        ret->serial = at;
    if (range_agrees(selector, of->serial) && (part_number || !is_open_range(selector)))
        ret->range = at;
    if (part_number && ret->part_number < 0)
        ret->part_number = at;
}

static bool is_named(const struct selector *selector, const struct candidate *candidate)
{
    const struct around itself = {candidate->order, candidate->serial, candidate->part_number};
    struct whereabouts at = {.serial = -1, .range = -1, .part_number = -1};
    note_named(selector, &itself, 0, &at);
    for (size_t i = 0; i < candidate->around.count; i++)
        note_named(selector, &candidate->around.items[i], (int)i + 1, &at);
    bool within = (!selector->serial && !has_range(selector)) || (selector->serial && at.part_number <= at.serial) ||
                  (has_range(selector) && at.part_number <= at.range);
    return at.order && at.serial >= 0 && at.range >= 0 && at.part_number >= 0 && within;
}

/* Supply and work are the candidate's own or nobody's. */
static bool is_meant(const struct selector *selector, const struct candidate *candidate)
{
    bool names = selector->order || selector->serial || selector->part_number || has_range(selector);
    return !names || selector_speaks_of_supply(selector) || selector_speaks_of_work(selector) ||
           selector_names(selector, candidate) ||
           (!selector->part_number && selector->order && agrees(selector->order, candidate->order));
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

static bool in_window(const struct selector *selector, int64_t began, int64_t ended)
{
    return (selector->from == ABSENT_INTEGER || ended == ABSENT_INTEGER || ended >= selector->from) &&
           (selector->to == ABSENT_INTEGER || began < selector->to);
}

static bool time_agrees(const struct selector *selector, const struct candidate *candidate)
{
    if (!selector_speaks_of_time(selector))
        return true;
    const struct happened *happened = &candidate->happened;
    return (candidate->began != ABSENT_INTEGER && in_window(selector, candidate->began, candidate->ended)) ||
           (happened->said && in_window(selector, happened->began, happened->ended));
}

bool selector_matches(const struct selector *selector, const struct candidate *candidate)
{
    return is_named(selector, candidate) && is_meant(selector, candidate) &&
           lot_agrees(selector->lot, candidate->lot) && agrees(selector->supplier, candidate->supplier) &&
           agrees(selector->country, candidate->country) && firmware_agrees(selector, candidate) &&
           agrees(selector->station, candidate->station) && agrees(selector->tool, candidate->tool) &&
           agrees(selector->operator, candidate->operator) && time_agrees(selector, candidate);
}

struct candidate candidate_installed(const struct installation *part, const struct run *run)
{
    return (struct candidate){
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

bool selector_speaks_of_time(const struct selector *selector)
{
    return selector->from != ABSENT_INTEGER || selector->to != ABSENT_INTEGER;
}

bool selector_speaks_of_work(const struct selector *selector)
{
    return selector->station || selector->tool || selector->operator || selector_speaks_of_time(selector);
}

bool selector_is_about(const struct selector *selector, const struct candidate *component)
{
    return selector_speaks_of_supply(selector) || selector_names(selector, component);
}

/* The one member of a selector that states no more is the match's own. */
bool selector_looks_around(const struct selector *selector)
{
    int names = !!selector->order + !!selector->serial + !!selector->part_number + has_range(selector);
    return names > 1 || (names == 1 && (selector_speaks_of_supply(selector) || selector_speaks_of_work(selector)));
}

bool selector_looks_for_part_number_around(const struct selector *selector)
{
    return selector->part_number && (selector_speaks_of_supply(selector) || selector_speaks_of_work(selector));
}

bool selector_names_around(const struct selector *selector, const struct around *around, size_t count)
{
    for (size_t i = 0; i < count && selector_looks_around(selector); i++)
        if ((selector->order && agrees(selector->order, around[i].order)) ||
            (selector->serial && agrees(selector->serial, around[i].serial)) ||
            (selector->part_number && agrees(selector->part_number, around[i].part_number)) ||
            (has_range(selector) && range_agrees(selector, around[i].serial)))
            return true;
    return false;
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
