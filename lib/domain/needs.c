/* What an operation still needs before it can complete. */
#include "domain/interlock.h"
#include "domain/signature.h"

#include <string.h>

static const struct field NEED_FIELDS[] = {
    FIELD_TEXT(struct need, position, OPTIONAL, 1, 120,
               "to be filled, or where the rest is needed; absent: on the unit"),
    FIELD_TEXT(struct need, part_number, OPTIONAL, 1, 64, "part that fills the position"),
    FIELD_BOOLEAN(struct need, unapproved, OPTIONAL,
                  "the position holds a part that the unit's revision does not approve: it is to be replaced"),
    FIELD_TEXT(struct need, characteristic, OPTIONAL, 1, 120, "to be measured"),
    FIELD_INTEGER(struct need, samples, OPTIONAL, 1, 1000, "measurements of it still needed"),
    FIELD_TEXT(struct need, check, OPTIONAL, 1, 120, "to be answered"),
    FIELD_BOOLEAN(struct need, signature, OPTIONAL, "to be signed off"),
};
const struct record NEED_RECORD =
    RECORD(struct need, "need", NEED_FIELDS, "One thing an operation still needs before it can complete.");

/* The needs as they grow; `fault` stays once memory is out. */
struct list_of_needs {
    struct arena *arena;
    struct needs *needs;
    size_t capacity;
    enum fault fault;
};

static void need_add(struct list_of_needs *list, struct need need)
{
    struct needs *needs = list->needs;
    if (needs->list.count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 16;
        struct need *items = arena_array(list->arena, capacity, sizeof *items);
        if (!items) {
            list->fault = FAULT_MEMORY;
            return;
        }
        if (needs->list.count)
            memcpy(items, needs->list.items, needs->list.count * sizeof *items);
        needs->list.items = items;
        list->capacity = capacity;
    }
    needs->list.items[needs->list.count++] = need;
}

static void need_positions(const struct snapshot *snapshot, int operation, struct list_of_needs *list)
{
    const struct product *product = snapshot->product;
    const struct operation *of = &product->operations.items[operation];
    for (size_t i = 0; i < of->fills.count; i++) {
        int index = of->fills.items[i];
        const struct position *position = &product->positions.items[index];
        bool unapproved = unapproved_in(snapshot, position->name);
        if (position->line->tracking != TRACKING_NONE && (!snapshot->filled[index] || unapproved))
            need_add(list, (struct need){.position = position->name,
                                         .part_number = position->line->part_number,
                                         .unapproved = unapproved,
                                         .samples = ABSENT_INTEGER});
    }
}

/* How often each position is recorded; [count] is the unit itself. */
struct tally {
    int64_t *at;
    const struct product *product;
};

static void tally_add(struct tally *tally, const char *position)
{
    int index = position ? product_position(tally->product, position) : (int)tally->product->positions.count;
    if (index >= 0)
        tally->at[index]++;
}

/* Calls for `wanted` of the need at each position that the pattern matches, or once on the unit. */
static void need_at(const struct tally *tally, const char *pattern, int64_t wanted, struct need need,
                    struct list_of_needs *list)
{
    size_t count = tally->product->positions.count;
    for (size_t i = pattern ? 0 : count; i < (pattern ? count : count + 1); i++) {
        const char *name = i < count ? tally->product->positions.items[i].name : NULL;
        if (tally->at[i] >= wanted || (pattern && !pattern_matches(pattern, name)))
            continue;
        need.position = name;
        need.samples = need.characteristic ? wanted - tally->at[i] : ABSENT_INTEGER;
        need_add(list, need);
    }
}

static void tally_clear(struct tally *tally)
{
    memset(tally->at, 0, (tally->product->positions.count + 1) * sizeof *tally->at);
}

static void need_measurements(const struct snapshot *snapshot, const struct operation_definition *definition,
                              bool counts, struct tally *tally, struct list_of_needs *list)
{
    for (size_t i = 0; i < definition->characteristics.count; i++) {
        const struct characteristic *characteristic = &definition->characteristics.items[i];
        tally_clear(tally);
        for (size_t j = 0; counts && j < snapshot->measurements.count; j++)
            if (!strcmp(snapshot->measurements.items[j].characteristic, characteristic->name))
                tally_add(tally, snapshot->measurements.items[j].position);
        need_at(tally, characteristic->positions, characteristic_samples(characteristic),
                (struct need){.characteristic = characteristic->name}, list);
    }
}

static void need_answers(const struct snapshot *snapshot, const struct operation_definition *definition, bool counts,
                         struct tally *tally, struct list_of_needs *list)
{
    for (size_t i = 0; i < definition->checks.count; i++) {
        const struct check *check = &definition->checks.items[i];
        tally_clear(tally);
        for (size_t j = 0; counts && j < snapshot->answers.count; j++)
            if (!strcmp(snapshot->answers.items[j].check_name, check->name))
                tally_add(tally, snapshot->answers.items[j].position);
        need_at(tally, check->positions, 1, (struct need){.check = check->name}, list);
    }
}

static bool is_signed(const struct snapshot *snapshot, int operation)
{
    const struct signed_work work = {
        .measurements = {snapshot->measurements.items, snapshot->measurements.count},
        .answers = {snapshot->answers.items, snapshot->answers.count},
        .product = snapshot->product,
        .operation = operation,
        .filled = snapshot->filled,
    };
    for (size_t i = 0; i < snapshot->signatures.count; i++)
        if (signature_counts(&snapshot->signatures.items[i], &work))
            return true;
    return false;
}

enum fault operation_needs(const struct snapshot *snapshot, int operation, struct arena *arena, struct needs *ret)
{
    const struct product *product = snapshot->product;
    const struct operation_definition *definition = product->operations.items[operation].definition;
    bool counts = operation_is_open(snapshot->operations[operation].state);
    struct needs needs = {0};
    struct list_of_needs list = {.arena = arena, .needs = &needs};
    struct tally tally = {.at = arena_array(arena, product->positions.count + 1, sizeof *tally.at), .product = product};
    if (!tally.at)
        return FAULT_MEMORY;
    need_positions(snapshot, operation, &list);
    need_measurements(snapshot, definition, counts, &tally, &list);
    need_answers(snapshot, definition, counts, &tally, &list);
    if (operation_is_signed_off(definition) && !(counts && is_signed(snapshot, operation)))
        need_add(&list, (struct need){.signature = true, .samples = ABSENT_INTEGER});
    if (list.fault)
        return list.fault;
    *ret = needs;
    return NOTHING_WRONG;
}
