/* What is asked of a definition when it comes, and was not from the beginning: those that are kept stand without it. */
#include "base/field_value.h"
#include "base/repeats.h"
#include "domain/product_compile.h"
#include "domain/serial.h"

#include <string.h>

/* A part is asked for by its part number and its serial number, and what is in an address has no line feed, no tab and
 * no blank that nobody sees. */
static void judge_part_number(const char *part_number, const char *pointer, struct reasons *reasons)
{
    size_t size = part_number ? strlen(part_number) : 0;
    if (size && (part_number[0] == ' ' || part_number[size - 1] == ' ' || strpbrk(part_number, "\n\t")))
        reason_add(reasons, REASON_MALFORMED, pointer, "must have no blank at either end, no line feed and no tab");
}

/* As a scan of it must be, or no part would ever be of it. */
static void judge_revision(const char *revision, const char *pointer, struct reasons *reasons)
{
    if (revision && !identity_is_clean(revision))
        reason_add(reasons, REASON_MALFORMED, pointer,
                   "must be of ASCII characters, without blanks at an end or side by side");
}

static void judge_texts(const char *const *texts, size_t count, const char *pointer, struct reasons *reasons)
{
    for (size_t i = 0; i < count; i++)
        if (!*texts[i])
            reason_add(reasons, REASON_SHORT, arena_printf(reasons->arena, "%s/%zu", pointer, i),
                       "must be at least 1 character");
}

/* A pattern could not name it: there / leads into a unit, and ! says which positions are not meant. */
static void judge_positions(const char *positions, const char *pointer, struct reasons *reasons)
{
    if (positions && (*positions == '!' || strchr(positions, '/')))
        reason_add(reasons, REASON_MALFORMED, pointer, "must have no / and must not begin with !");
}

static void judge_line(const struct bom_line *line, size_t index, struct reasons *reasons)
{
    judge_positions(line->positions, arena_printf(reasons->arena, "/bill_of_materials/%zu/positions", index), reasons);
    judge_part_number(line->part_number, arena_printf(reasons->arena, "/bill_of_materials/%zu/part_number", index),
                      reasons);
    judge_revision(line->revision, arena_printf(reasons->arena, "/bill_of_materials/%zu/revision", index), reasons);
    for (size_t i = 0; i < line->alternates.count; i++) {
        const char *alternate = arena_printf(reasons->arena, "/bill_of_materials/%zu/alternates/%zu", index, i);
        judge_part_number(line->alternates.items[i].part_number,
                          arena_printf(reasons->arena, "%s/part_number", alternate), reasons);
        judge_revision(line->alternates.items[i].revision, arena_printf(reasons->arena, "%s/revision", alternate),
                       reasons);
    }
}

static void judge_operation(const struct operation_definition *operation, size_t index, struct reasons *reasons)
{
    const char *in_place = arena_printf(reasons->arena, "/routing/%zu/in_place", index);
    judge_texts(operation->in_place.items, operation->in_place.count, in_place, reasons);
    refuse_repeats(operation->in_place.items, operation->in_place.count, sizeof(char *), in_place, "", reasons);
    for (size_t i = 0; i < operation->checks.count; i++) {
        const struct check *check = &operation->checks.items[i];
        judge_texts(check->answers.items, check->answers.count,
                    arena_printf(reasons->arena, "/routing/%zu/checks/%zu/answers", index, i), reasons);
    }
}

enum fault product_judge(const struct product_definition *definition, struct product *ret, struct reasons *reasons)
{
    const size_t found = reasons->found;
    struct product product;
    enum fault fault = product_compile_new(definition, &product, reasons);
    if (fault && fault != FAULT_INVALID)
        return fault;
    for (size_t i = 0; i < definition->bill_of_materials.count; i++)
        judge_line(&definition->bill_of_materials.items[i], i, reasons);
    for (size_t i = 0; i < definition->routing.count; i++)
        judge_operation(&definition->routing.items[i], i, reasons);
    if (reasons->found > found)
        return FAULT_INVALID;
    *ret = product;
    return NOTHING_WRONG;
}
