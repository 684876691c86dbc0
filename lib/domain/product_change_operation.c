/* What of an operation may differ between two revisions. */
#include "domain/product_compare.h"
#include "domain/product_compile.h"

#include <string.h>

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool name_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return strcmp(before->definition->name, after->definition->name);
}

static bool kind_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return before->definition->kind != after->definition->kind;
}

/* Whether each of some texts is among others. */
static bool texts_within(const char *const *texts, size_t count, const char *const *others, size_t other_count)
{
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t j = 0; j < other_count && !found; j++)
            found = !strcmp(texts[i], others[j]);
        if (!found)
            return false;
    }
    return true;
}

/* Two lists as sets. */
#define TEXTS_DIFFER(a, b)                                                                                             \
    (!texts_within((a).items, (a).count, (b).items, (b).count) ||                                                      \
     !texts_within((b).items, (b).count, (a).items, (a).count))

static bool after_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return TEXTS_DIFFER(before->definition->after, after->definition->after);
}

static bool station_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return strcmp(before->definition->station_type, after->definition->station_type);
}

static bool in_place_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return TEXTS_DIFFER(before->definition->in_place, after->definition->in_place);
}

static bool standard_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return !same_number(before->definition->standard_min, after->definition->standard_min);
}

static double minimum_of(const struct operation *operation)
{
    return isnan(operation->definition->minimum_min) ? 0 : operation->definition->minimum_min;
}

static bool minimum_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return minimum_of(before) != minimum_of(after);
}

/* ---- what is measured and checked, and where ---- */

/* Whether every position that a pattern matches in one product is there in the other, and matched there. */
static bool matched_within(const struct product *product, const char *pattern, const struct product *other,
                           const char *other_pattern)
{
    for (size_t i = 0; i < product->positions.count; i++) {
        const char *name = product->positions.items[i].name;
        if (pattern_matches(pattern, name) &&
            (product_position(other, name) < 0 || !pattern_matches(other_pattern, name)))
            return false;
    }
    return true;
}

/* NULL is the unit itself. */
static bool same_places(const struct sides *sides, const char *before, const char *after)
{
    if (!before || !after)
        return before == after;
    if (sides->same_positions && !strcmp(before, after))
        return true;
    return matched_within(sides->before, before, sides->after, after) &&
           matched_within(sides->after, after, sides->before, before);
}

static bool same_characteristic(const struct sides *sides, const struct characteristic *before,
                                const struct characteristic *after)
{
    return same_or_absent(before->unit_of_measure, after->unit_of_measure) &&
           same_number(before->lower, after->lower) && same_number(before->upper, after->upper) &&
           characteristic_samples(before) == characteristic_samples(after) &&
           same_places(sides, before->positions, after->positions);
}

/* A name stands once in an operation, so that as many of the same are all of them. */
static bool characteristics_differ(const struct sides *sides, const struct operation *before,
                                   const struct operation *after)
{
    const struct operation_definition *a = before->definition, *b = after->definition;
    size_t same = 0;
    for (size_t i = 0; i < a->characteristics.count; i++)
        for (size_t j = 0; j < b->characteristics.count; j++)
            same += !strcmp(a->characteristics.items[i].name, b->characteristics.items[j].name) &&
                    same_characteristic(sides, &a->characteristics.items[i], &b->characteristics.items[j]);
    return same != a->characteristics.count || same != b->characteristics.count;
}

/* Whether the other check takes every answer of the one, and for as good. */
static bool answers_within(const struct check *check, const struct check *other)
{
    static const char *const YES_NO[] = {"yes", "no"};
    const char *const *answers = check->answers.count ? check->answers.items : YES_NO;
    size_t count = check->answers.count ? check->answers.count : 2;
    for (size_t i = 0; i < count; i++)
        if (!check_offers(other, answers[i]) || check_accepts(check, answers[i]) != check_accepts(other, answers[i]))
            return false;
    return true;
}

static bool same_check(const struct sides *sides, const struct check *before, const struct check *after)
{
    return !strcmp(before->question, after->question) && answers_within(before, after) &&
           answers_within(after, before) && same_places(sides, before->positions, after->positions);
}

static bool checks_differ(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    const struct operation_definition *a = before->definition, *b = after->definition;
    size_t same = 0;
    for (size_t i = 0; i < a->checks.count; i++)
        for (size_t j = 0; j < b->checks.count; j++)
            same += !strcmp(a->checks.items[i].name, b->checks.items[j].name) &&
                    same_check(sides, &a->checks.items[i], &b->checks.items[j]);
    return same != a->checks.count || same != b->checks.count;
}

/* ---- who, with what, for how long ---- */

static bool skill_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return !same_or_absent(before->definition->required_skill, after->definition->required_skill);
}

static bool tool_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return !same_or_absent(before->definition->required_tool, after->definition->required_tool);
}

static bool limit_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return operation_attempt_limit(before->definition) != operation_attempt_limit(after->definition);
}

static bool defect_limits_within(const struct operation_definition *definition,
                                 const struct operation_definition *other)
{
    for (size_t i = 0; i < definition->defect_limits.count; i++) {
        const struct defect_limit *limit = &definition->defect_limits.items[i];
        bool found = false;
        for (size_t j = 0; j < other->defect_limits.count && !found; j++)
            found = same_or_absent(limit->defect, other->defect_limits.items[j].defect) &&
                    same_or_absent(limit->family, other->defect_limits.items[j].family) &&
                    limit->limit == other->defect_limits.items[j].limit;
        if (!found)
            return false;
    }
    return true;
}

static bool defect_limits_differ(const struct sides *sides, const struct operation *before,
                                 const struct operation *after)
{
    (void)sides;
    return !defect_limits_within(before->definition, after->definition) ||
           !defect_limits_within(after->definition, before->definition);
}

static bool waiving_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return before->definition->never_waived != after->definition->never_waived;
}

static int sign_off_of(const struct operation *operation)
{
    return operation->definition->sign_off ? operation->definition->sign_off : (int)SIGN_OFF_NONE;
}

static bool sign_off_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    (void)sides;
    return sign_off_of(before) != sign_off_of(after);
}

static int pause_of(const struct burn_in *burn_in)
{
    return burn_in->pause ? burn_in->pause : (int)PAUSE_KEEP;
}

static bool burn_in_differs(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    const struct burn_in *a = before->definition->burn_in, *b = after->definition->burn_in;
    (void)sides;
    if (!a || !b)
        return a != b;
    return !same_number(a->hours, b->hours) || a->power_w != b->power_w ||
           !same_number(a->coolant_lpm, b->coolant_lpm) || pause_of(a) != pause_of(b);
}

/* ---- positions ---- */

/* Whether each of a product's positions in the set is there in the other product, and in the other set. */
static bool set_within(const struct product *product, const struct bits *set, const struct product *other,
                       const struct bits *other_set)
{
    for (size_t i = 0; i < product->positions.count; i++) {
        if (!bit_is_set(set, i))
            continue;
        int index = product_position(other, product->positions.items[i].name);
        if (index < 0 || !bit_is_set(other_set, (size_t)index))
            return false;
    }
    return true;
}

static bool same_patterns(const struct operation_definition *before, const struct operation_definition *after)
{
    if (before->invalidated_by.count != after->invalidated_by.count)
        return false;
    for (size_t i = 0; i < before->invalidated_by.count; i++)
        if (strcmp(before->invalidated_by.items[i], after->invalidated_by.items[i]))
            return false;
    return true;
}

static bool speaks_of_inside(const struct operation_definition *definition)
{
    for (size_t i = 0; i < definition->invalidated_by.count; i++)
        if (strchr(definition->invalidated_by.items[i], '/'))
            return true;
    return false;
}

/* What is inside a unit is known only of a unit, so that patterns of it are compared as they are written. */
static bool inside_rewritten(const struct operation *before, const struct operation *after)
{
    return (speaks_of_inside(before->definition) || speaks_of_inside(after->definition)) &&
           !same_patterns(before->definition, after->definition);
}

static bool invalidation_differs(const struct sides *sides, const struct operation *before,
                                 const struct operation *after)
{
    return !set_within(sides->before, &before->invalidated_by, sides->after, &after->invalidated_by) ||
           !set_within(sides->after, &after->invalidated_by, sides->before, &before->invalidated_by) ||
           !set_within(sides->before, &before->invalidated_inside, sides->after, &after->invalidated_inside) ||
           !set_within(sides->after, &after->invalidated_inside, sides->before, &before->invalidated_inside) ||
           inside_rewritten(before, after);
}

static bool fills_differ(const struct sides *sides, const struct operation *before, const struct operation *after)
{
    if (before->fills.count != after->fills.count)
        return true;
    for (size_t i = 0; i < before->fills.count; i++) {
        int index = product_position(sides->after, sides->before->positions.items[before->fills.items[i]].name);
        if (index < 0 || &sides->after->operations.items[sides->after->positions.items[index].operation] != after)
            return true;
    }
    return false;
}

const struct operation_member OPERATION_MEMBER_ROWS[OPERATION_MEMBERS] = {
    {"name", name_differs, false, false},
    {"kind", kind_differs, true, false},
    {"after", after_differs, false, false},
    {"station_type", station_differs, true, false},
    {"in_place", in_place_differs, false, false},
    {"standard_min", standard_differs, false, false},
    {"minimum_min", minimum_differs, true, false},
    {"characteristics", characteristics_differ, true, false},
    {"checks", checks_differ, true, false},
    {"required_skill", skill_differs, true, false},
    {"required_tool", tool_differs, true, false},
    {"attempt_limit", limit_differs, false, false},
    {"defect_limits", defect_limits_differ, false, false},
    {"sign_off", sign_off_differs, true, false},
    {"never_waived", waiving_differs, false, false},
    {"invalidated_by", invalidation_differs, false, true},
    {"burn_in", burn_in_differs, true, false},
    {"positions", fills_differ, true, false},
};
