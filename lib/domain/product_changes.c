#include "domain/product_changes.h"

#include "base/arena.h"
#include "domain/product_compare.h"

#include <string.h>

static const char *const CHANGE_WORDS[] = {NULL, "added", "removed", "changed"};
const struct names CHANGE_NAMES = {CHANGE_WORDS, sizeof CHANGE_WORDS / sizeof *CHANGE_WORDS};

static bool same_positions(const struct product *before, const struct product *after)
{
    if (before->by_name.count != after->by_name.count)
        return false;
    for (size_t i = 0; i < before->by_name.count; i++)
        if (strcmp(before->positions.items[before->by_name.items[i]].name,
                   after->positions.items[after->by_name.items[i]].name))
            return false;
    return true;
}

/* Keeps the change of the position, of the operation at an index of the later revision. */
static void keep_position(struct product_changes *changes, int index, struct position_change change)
{
    struct position_change *kept = &changes->positions.items[changes->positions.count++];
    *kept = change;
    if (index >= 0)
        changes->position[index] = kept;
}

static void keep_operation(struct product_changes *changes, int index, struct operation_change change)
{
    struct operation_change *kept = &changes->operations.items[changes->operations.count++];
    *kept = change;
    if (index >= 0)
        changes->operation[index] = kept;
}

/* The names that differ, as a list of the change's own. */
static enum fault keep_members(const char *const *names, size_t count, struct arena *arena, const char ***ret)
{
    *ret = arena_array(arena, count, sizeof **ret);
    if (!*ret)
        return FAULT_MEMORY;
    memcpy(*ret, names, count * sizeof *names);
    return NOTHING_WRONG;
}

/* ---- positions ---- */

static enum fault compare_position(const struct sides *sides, int before_index, int index, struct arena *arena,
                                   struct product_changes *changes)
{
    const struct position *before = &sides->before->positions.items[before_index];
    const struct position *after = &sides->after->positions.items[index];
    const char *differs[POSITION_MEMBERS];
    struct position_change change = {.position = after->name, .change = CHANGE_CHANGED};
    for (size_t i = 0; i < POSITION_MEMBERS; i++) {
        const struct position_member *member = &POSITION_MEMBER_ROWS[i];
        if (!member->differs(sides, before, after))
            continue;
        differs[change.members.count++] = member->name;
        change.renewed |= member->renewal == RENEWS_ALWAYS ||
                          (member->renewal == RENEWS_UNRECORDED && after->line->tracking == TRACKING_NONE);
    }
    if (!change.members.count)
        return NOTHING_WRONG;
    enum fault fault = keep_members(differs, change.members.count, arena, &change.members.items);
    if (!fault)
        keep_position(changes, index, change);
    return fault;
}

static enum fault compare_positions(const struct sides *sides, struct arena *arena, struct product_changes *changes)
{
    const struct product *before = sides->before, *after = sides->after;
    changes->positions.items =
        arena_array(arena, before->positions.count + after->positions.count, sizeof *changes->positions.items);
    changes->position = arena_array(arena, after->positions.count, sizeof *changes->position);
    changes->position_before = arena_array(arena, after->positions.count, sizeof *changes->position_before);
    if (!changes->positions.items || !changes->position || !changes->position_before)
        return FAULT_MEMORY;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < after->positions.count && !fault; i++) {
        const char *name = after->positions.items[i].name;
        int index = changes->position_before[i] = product_position(before, name);
        if (index >= 0)
            fault = compare_position(sides, index, (int)i, arena, changes);
        else
            keep_position(changes, (int)i,
                          (struct position_change){.position = name, .change = CHANGE_ADDED, .renewed = true});
    }
    for (size_t i = 0; i < before->positions.count && !fault; i++)
        if (product_position(after, before->positions.items[i].name) < 0)
            keep_position(changes, -1,
                          (struct position_change){before->positions.items[i].name, .change = CHANGE_REMOVED});
    return fault;
}

/* ---- operations ---- */

static enum fault compare_operation(const struct sides *sides, int before_index, int index, struct arena *arena,
                                    struct product_changes *changes)
{
    const struct operation *before = &sides->before->operations.items[before_index];
    const struct operation *after = &sides->after->operations.items[index];
    const char *differs[OPERATION_MEMBERS];
    struct operation_change change = {.operation = after->definition->operation, .change = CHANGE_CHANGED};
    for (size_t i = 0; i < OPERATION_MEMBERS; i++) {
        const struct operation_member *member = &OPERATION_MEMBER_ROWS[i];
        if (!member->differs(sides, before, after))
            continue;
        differs[change.members.count++] = member->name;
        change.proves_other |= member->proves;
        change.depends_other |= member->depends;
    }
    if (!change.members.count)
        return NOTHING_WRONG;
    enum fault fault = keep_members(differs, change.members.count, arena, &change.members.items);
    if (!fault)
        keep_operation(changes, index, change);
    return fault;
}

static enum fault compare_operations(const struct sides *sides, struct arena *arena, struct product_changes *changes)
{
    const struct product *before = sides->before, *after = sides->after;
    changes->operations.items =
        arena_array(arena, before->operations.count + after->operations.count, sizeof *changes->operations.items);
    changes->operation = arena_array(arena, after->operations.count, sizeof *changes->operation);
    changes->operation_before = arena_array(arena, after->operations.count, sizeof *changes->operation_before);
    if (!changes->operations.items || !changes->operation || !changes->operation_before)
        return FAULT_MEMORY;
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < after->operations.count && !fault; i++) {
        const char *number = after->operations.items[i].definition->operation;
        int index = changes->operation_before[i] = product_operation(before, number);
        if (index >= 0)
            fault = compare_operation(sides, index, (int)i, arena, changes);
        else
            keep_operation(changes, (int)i, (struct operation_change){number, .change = CHANGE_ADDED});
    }
    for (size_t i = 0; i < before->operations.count && !fault; i++) {
        const char *number = before->operations.items[i].definition->operation;
        if (product_operation(after, number) < 0)
            keep_operation(changes, -1, (struct operation_change){number, .change = CHANGE_REMOVED});
    }
    return fault;
}

enum fault product_compare(const struct product *before, const struct product *after, struct arena *arena,
                           struct product_changes *ret)
{
    const struct sides sides = {before, after, same_positions(before, after)};
    struct product_changes changes = {.positions = {.count = 0}};
    enum fault fault = compare_positions(&sides, arena, &changes);
    if (!fault)
        fault = compare_operations(&sides, arena, &changes);
    if (!fault)
        *ret = changes;
    return fault;
}
