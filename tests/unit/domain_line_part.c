/* The part that an event names, as a rule sees it on the line in memory. */
#include "domain/selector.h"
#include "line.h"
#include "line_nesting.h"
#include "line_see.h"

#include <check.h>
#include <string.h>
#include <strings.h>

static void add_known(const struct installation *row, struct snapshot *ret)
{
    for (size_t i = 0; i < row->identifiers.count; i++)
        ret->known_identifiers.items[ret->known_identifiers.count++] =
            (struct known_identifier){row->identifiers.items[i], row->part_number, row->serial, row->installation_id};
}

static void see_known_identifiers(struct line *line, struct arena *arena, struct snapshot *ret)
{
    size_t count = 0;
    for (size_t i = 0; i < line->installation_count; i++)
        count += line->installations[i].identifiers.count;
    ret->known_identifiers.items = arena_array(arena, count, sizeof *ret->known_identifiers.items);
    MUST(ret->known_identifiers.items);
    for (size_t i = 0; i < line->installation_count; i++)
        if (line->installations[i].serial && !line->installations[i].voided &&
            line->installations[i].child_unit_id == ABSENT_INTEGER)
            add_known(&line->installations[i], ret);
}

/* One hold, by the unit's order. */
static void see_lying(const struct unit *unit, struct arena *arena, struct holds *ret)
{
    struct hold *hold = arena_alloc(arena, sizeof *hold);
    MUST(hold);
    *hold = (struct hold){.hold = 1, .selector = SELECTOR(.order = unit->order), .reason = "a notice"};
    ret->list.items = hold;
    ret->list.count = 1;
}

static void see_lot(struct line *line, const char *part_number, const char *lot, struct snapshot *ret)
{
    const struct installation *otherwise = NULL;
    for (size_t i = 0; part_number && lot && i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        if (!row->lot || row->voided || strcmp(row->part_number, part_number) || strcasecmp(row->lot, lot))
            continue;
        if (!strcmp(row->lot, lot))
            return;
        if (!otherwise)
            otherwise = row;
    }
    ret->lot_otherwise = otherwise;
}

/* How it came back from its supplier, and what is on record of it by that. */
static void see_receipts(struct line *line, struct arena *arena, struct snapshot *ret)
{
    struct receipt *receipts = arena_array(arena, line->receipt_count, sizeof *receipts);
    struct provenance *known = arena_alloc(arena, sizeof *known), unsaid;
    MUST(receipts && known);
    ret->component_receipts.items = receipts;
    for (size_t i = 0; i < line->receipt_count; i++) {
        const struct receipt *row = &line->receipts[i];
        if (row->voided_by != ABSENT_INTEGER || strcmp(row->part_number, ret->component->part_number) ||
            strcmp(row->serial, ret->component->serial))
            continue;
        receipts[ret->component_receipts.count++] = *row;
        if (row->receipt < ret->component->installation_id)
            continue;
        MUST(!provenance_unsaid(row->said, ret->component_known, arena, &unsaid));
        MUST(!provenance_join(row->said, &unsaid, arena, known));
        ret->component_known = known;
    }
}

/* A unit that is in other capitals than it is asked for; of one that was never installed its name alone. */
static void see_unit_otherwise(struct line *line, const char *part_number, const char *serial, struct arena *arena,
                               struct snapshot *ret)
{
    for (size_t i = 0; i < line->unit_count && !ret->component && !ret->component_otherwise; i++) {
        const struct unit *unit = &line->units[i];
        if (strcmp(unit->part_number, part_number) || strcasecmp(unit->serial, serial) || !strcmp(unit->serial, serial))
            continue;
        struct component *component = arena_alloc(arena, sizeof *component);
        MUST(component);
        *component = (struct component){unit->part_number, unit->serial, COMPONENT_AVAILABLE, ABSENT_INTEGER};
        ret->component_otherwise = component;
    }
}

void line_see_part(struct line *line, const char *part_number, const char *serial, const char *lot, struct arena *arena,
                   struct snapshot *ret)
{
    see_known_identifiers(line, arena, ret);
    see_lot(line, part_number, lot, ret);
    if (!part_number || !serial)
        return;
    for (size_t i = 0; i < line->component_count; i++)
        if (!strcmp(line->components[i].part_number, part_number) && !strcmp(line->components[i].serial, serial))
            ret->component = &line->components[i];
    for (size_t i = 0; i < line->component_count && !ret->component; i++)
        if (!strcmp(line->components[i].part_number, part_number) && !strcasecmp(line->components[i].serial, serial))
            ret->component_otherwise = &line->components[i];
    see_unit_otherwise(line, part_number, serial, arena, ret);
    for (size_t i = 0; i < line->unit_count; i++)
        if (!strcmp(line->units[i].part_number, part_number) && !strcmp(line->units[i].serial, serial)) {
            ret->component_unit = &line->units[i];
            if (line->unit_held[i])
                see_lying(&line->units[i], arena, &ret->component_unit_lying);
            ret->component_unit_passed = line_passed_before(line, line->units[i].unit_id, INT64_MAX);
            ret->component_unit_unclosed = line_unclosed(line, &line->units[i]);
            ret->component_unit_unapproved.count =
                line_see_unapproved(line, &line->units[i], arena, &ret->component_unit_unapproved.items);
        }
    const struct installation *last = NULL;
    for (size_t i = 0; ret->component && i < line->installation_count; i++)
        if (line->installations[i].installation_id == ret->component->installation_id)
            last = &line->installations[i];
    if (ret->component)
        line_see_part_faults(line, arena, ret);
    if (!last)
        return;
    struct provenance *known = arena_alloc(arena, sizeof *known);
    MUST(known);
    *known = provenance_installed(last);
    ret->component_known = known;
    ret->component_revision_described = line->revision_described;
    see_receipts(line, arena, ret);
    if (ret->component->state == COMPONENT_INSTALLED)
        ret->component_holder = &line->units[last->unit_id - 1];
}
