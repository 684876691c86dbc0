/* The nonconformances of the line in memory, as a rule sees them. */
#include "line.h"
#include "line_nesting.h"
#include "line_see.h"

#include <check.h>
#include <string.h>

/* The catalogue. */
static const struct defect DEFECTS[] = {
    {.defect = "scratch", .family = "cosmetic", .name = "Scratch"},
    {.defect = "dent", .family = "cosmetic", .name = "Dent"},
    {.defect = "stain", .family = "cosmetic", .name = "Stain", .withdrawn = true},
};

const struct defect *line_defect(const char *code)
{
    for (size_t i = 0; code && i < sizeof DEFECTS / sizeof *DEFECTS; i++)
        if (!strcmp(DEFECTS[i].defect, code))
            return &DEFECTS[i];
    return NULL;
}

static struct finding finding_of(const struct nonconformance *row)
{
    const struct defect *defect = line_defect(row->code);
    return (struct finding){
        .nonconformance_id = row->nonconformance_id,
        .unit_id = row->unit_id,
        .installation_id = row->installation_id,
        .operation = row->operation,
        .position = row->position,
        .code = row->code,
        .family = defect ? defect->family : NULL,
        .state = row->state,
        .disposition = row->disposition,
        .material_review = row->material_review,
        .disposed_at = row->disposed_at,
        .closed_at = row->closed_at,
    };
}

static void see_findings(struct line *line, struct arena *arena, struct snapshot *ret)
{
    ret->findings.items = arena_array(arena, line->nonconformance_count, sizeof *ret->findings.items);
    MUST(ret->findings.items);
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        if (row->unit_id == ret->unit->unit_id && row->state != NONCONFORMANCE_VOIDED)
            ret->findings.items[ret->findings.count++] = finding_of(row);
    }
}

static bool is_same_part(const struct installation *a, const struct installation *b)
{
    return a->serial && b->serial && !strcmp(a->serial, b->serial) && !strcmp(a->part_number, b->part_number);
}

/* Whether the operation in which a fault was found passed with the part in place. */
static bool was_tried(const struct line *line, const struct nonconformance *row, const struct installation *place)
{
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        if (run->unit_id == place->unit_id && run->state == RUN_PASSED && run->ended_by > place->installation_id &&
            (!row->operation || !strcmp(row->operation, run->operation)) &&
            (place->removed_by == ABSENT_INTEGER || run->ended_by < place->removed_by))
            return true;
    }
    return false;
}

/* Whether a fault closed while its part was out, and that was not tried since. */
static bool closed_without(const struct line *line, const struct nonconformance *row, const struct installation *part)
{
    const struct installation *before = NULL;
    for (size_t i = 0; i < line->installation_count && row->closed_at != ABSENT_INTEGER; i++) {
        const struct installation *place = &line->installations[i];
        if (place->voided || !is_same_part(place, part))
            continue;
        if (place->installation_id < row->closed_at)
            before = place;
        else if (was_tried(line, row, place))
            return false;
    }
    return before && before->removed_by != ABSENT_INTEGER && before->removed_by <= row->closed_at;
}

void line_see_part_faults(struct line *line, struct arena *arena, struct snapshot *ret)
{
    ret->component_findings.items = arena_array(arena, line->nonconformance_count, sizeof *ret->findings.items);
    MUST(ret->component_findings.items);
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        const struct installation *part = line_case(line, row).part;
        if (!part || !part->serial || row->state == NONCONFORMANCE_VOIDED ||
            strcmp(part->serial, ret->component->serial) || strcmp(part->part_number, ret->component->part_number))
            continue;
        struct finding *finding = &ret->component_findings.items[ret->component_findings.count++];
        *finding = finding_of(row);
        finding->closed_without = closed_without(line, row, part);
    }
}

int64_t line_condemned_by(const struct line *line, const struct unit *unit)
{
    int64_t by = 0;
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        if (row->unit_id == unit->unit_id && row->state == NONCONFORMANCE_DISPOSED &&
            row->disposition == DISPOSITION_SCRAP && !row->position)
            by = row->nonconformance_id;
    }
    return by;
}

static void see_nonconformances(struct line *line, struct snapshot *ret)
{
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        bool open = row->state == NONCONFORMANCE_OPEN, own = row->unit_id == ret->unit->unit_id;
        if (open || row->state == NONCONFORMANCE_DISPOSED)
            ret->nonconformances_unclosed += line_is_in(line, &line->units[row->unit_id - 1], ret->unit);
        ret->nonconformances_open += open && own;
        ret->nonconformances_open_inside +=
            open && !own && line_is_in(line, &line->units[row->unit_id - 1], ret->unit);
        ret->material_review = ret->material_review || (open && own && row->material_review);
    }
    ret->condemned_by = line_condemned_by(line, ret->unit);
}

void line_see_faults(struct line *line, struct arena *arena, struct snapshot *ret)
{
    see_findings(line, arena, ret);
    see_nonconformances(line, ret);
}

void line_see_closed_faults(struct line *line, struct arena *arena, struct snapshot *ret)
{
    int64_t voided = ret->voided->journal_position;
    ret->closed.items = arena_array(arena, line->nonconformance_count, sizeof *ret->closed.items);
    MUST(ret->closed.items);
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        if (row->unit_id == ret->unit->unit_id && row->state == NONCONFORMANCE_CLOSED &&
            row->nonconformance_id < voided && voided < row->closed_at)
            ret->closed.items[ret->closed.count++] = line_case(line, row);
    }
}
