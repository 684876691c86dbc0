/* Questions a rule asks of a product. */
#include "domain/product.h"
#include "domain/serial_pattern.h"

#include <string.h>

int product_operation(const struct product *product, const char *operation)
{
    if (!operation)
        return -1;
    for (size_t i = 0; i < product->operations.count; i++) {
        const char *number = product->operations.items[i].definition->operation;
        if (number && !strcmp(number, operation))
            return (int)i;
    }
    return -1;
}

int product_position(const struct product *product, const char *name)
{
    size_t low = 0, high = name ? product->by_name.count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int index = product->by_name.items[middle];
        int order = strcmp(product->positions.items[index].name, name);
        if (order == 0)
            return index;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

bool position_accepts_part(const struct position *position, const char *part_number)
{
    const struct bom_line *line = position->line;
    if (!part_number)
        return false;
    if (!strcmp(line->part_number, part_number))
        return true;
    for (size_t i = 0; i < line->alternates.count; i++)
        if (!strcmp(line->alternates.items[i].part_number, part_number))
            return true;
    return false;
}

/* A revision that is not known cannot be shown to be the one asked for. */
static bool revision_fits(const char *wanted, const char *given)
{
    return !wanted || (given && !strcmp(wanted, given));
}

bool position_accepts_revision(const struct position *position, const char *part_number, const char *revision)
{
    const struct bom_line *line = position->line;
    if (!part_number)
        return false;
    if (!strcmp(line->part_number, part_number) && revision_fits(line->revision, revision))
        return true;
    for (size_t i = 0; i < line->alternates.count; i++) {
        const struct alternate *alternate = &line->alternates.items[i];
        if (!strcmp(alternate->part_number, part_number) && revision_fits(alternate->revision, revision))
            return true;
    }
    return false;
}

bool position_accepts_serial(const struct position *position, const char *serial)
{
    const char *pattern = position->line->serial_pattern;
    return !pattern || serial_pattern_matches(pattern, serial);
}

static bool is_among(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(list[i], text))
            return true;
    return false;
}

bool check_offers(const struct check *check, const char *answer)
{
    if (!check->answers.count)
        return !strcmp(answer, "yes") || !strcmp(answer, "no");
    return is_among(answer, check->answers.items, check->answers.count);
}

bool check_accepts(const struct check *check, const char *answer)
{
    if (!check->accepted.count)
        return !strcmp(answer, "yes");
    return is_among(answer, check->accepted.items, check->accepted.count);
}

int64_t operation_attempt_limit(const struct operation_definition *operation)
{
    return operation->attempt_limit == ABSENT_INTEGER ? 3 : operation->attempt_limit;
}

int64_t characteristic_samples(const struct characteristic *characteristic)
{
    return characteristic->samples == ABSENT_INTEGER ? 1 : characteristic->samples;
}

int64_t line_quantity(const struct bom_line *line)
{
    return line->quantity == ABSENT_INTEGER ? 1 : line->quantity;
}

int operation_pause_rule(const struct operation_definition *operation)
{
    if (!operation->burn_in || operation->burn_in->pause == PAUSE_ABSENT)
        return PAUSE_KEEP;
    return operation->burn_in->pause;
}

bool operation_proves(const struct operation_definition *operation)
{
    return operation->kind == OPERATION_TEST || operation->kind == OPERATION_BURN_IN ||
           operation->kind == OPERATION_INSPECTION;
}

bool operation_is_signed_off(const struct operation_definition *operation)
{
    return operation->sign_off == SIGN_OFF_ANY || operation->sign_off == SIGN_OFF_INDEPENDENT;
}

bool operation_concludes(const struct operation_definition *operation)
{
    return operation->kind == OPERATION_SHIPPING || operation_is_signed_off(operation);
}

bool operation_runs_in_place(const struct operation_definition *operation, const char *station_type)
{
    if (!station_type)
        return operation->in_place.count > 0;
    return is_among(station_type, operation->in_place.items, operation->in_place.count);
}

bool operation_runs_at(const struct operation_definition *operation, const char *station_type, bool installed)
{
    return installed ? operation_runs_in_place(operation, station_type)
                     : !strcmp(operation->station_type, station_type);
}
