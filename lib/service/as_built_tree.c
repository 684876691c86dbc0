#include "service/as_built_tree.h"

#include "service/unit_revisions.h"

#include <stdlib.h>
#include <string.h>

enum { COUNTRIES_MAX = 300 };

static void count_country(struct as_built_tree *tree, const char *country, int64_t pieces)
{
    const char *name = country ? country : "unknown";
    tree->components += pieces;
    for (size_t i = 0; i < tree->country_count; i++)
        if (!strcmp(tree->countries[i].country, name)) {
            tree->countries[i].components += pieces;
            return;
        }
    if (tree->country_count < COUNTRIES_MAX)
        tree->countries[tree->country_count++] = (struct country_share){.country = name, .components = pieces};
}

static struct as_built_component component_of(const struct position *position, const struct part_then *row,
                                              int64_t journal_position)
{
    struct as_built_component component;
    record_clear(&AS_BUILT_COMPONENT_RECORD, &component);
    component.position = row->position;
    component.part_number = row->part_number;
    component.revision = row->revision;
    component.serial = row->serial;
    component.lot = row->lot;
    component.supplier = row->supplier;
    component.country = row->country;
    component.origin_site = row->origin_site;
    component.firmware = row->firmware;
    component.identifiers = row->identifiers;
    component.operator = row->operator;
    component.installed = row->installed;
    component.installed_by = row->installation_id;
    if (row->unapproved_by <= journal_position)
        component.unapproved_by = row->unapproved_by;
    component.u_position = position->u_position;
    component.u_height = position->line->u_height;
    component.quantity = line_quantity(position->line);
    return component;
}

static enum fault fill_tree(struct as_built_tree *tree, const struct unit *unit, const struct product *product,
                            int depth, struct as_built_components *ret, struct parts_then *ret_rows);

static enum fault fill_child(struct as_built_tree *tree, int64_t child_unit_id, int depth,
                             struct as_built_component *ret)
{
    struct unit child;
    struct as_built_components inside;
    struct parts_then rows;
    const struct product *product;
    enum fault fault = find_unit(tree->session->store, child_unit_id, tree->request->arena, &child);
    if (fault == NOTHING_WRONG)
        fault = unit_product_at(tree->session, &child, tree->then->journal_position, tree->request->arena, &product);
    if (fault == NOTHING_WRONG)
        fault = fill_tree(tree, &child, product, depth + 1, &inside, &rows);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    ret->revision = product->definition->revision; /* whatever was scanned, or was not */
    ret->components.items = inside.list.items;
    ret->components.count = inside.list.count;
    return NOTHING_WRONG;
}

/* What was out then, until a correction said that it never had been. */
static void leave_out(const struct as_built_tree *tree, const struct unit *unit, struct parts_then *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->list.count; i++)
        if (!then_out(tree->then, unit, rows->list.items[i].position, rows->list.items[i].installation_id))
            rows->list.items[kept++] = rows->list.items[i];
    rows->list.count = kept;
}

/* `product` is what the unit was built to then. */
static enum fault fill_tree(struct as_built_tree *tree, const struct unit *unit, const struct product *product,
                            int depth, struct as_built_components *ret, struct parts_then *ret_rows)
{
    if (depth > NESTING_MAX)
        return FAULT_CORRUPT;
    if (!unit_places_add(&tree->units, unit->serial, tree->request->arena))
        return FAULT_MEMORY;
    enum fault fault = find_parts_at(tree->session->store, unit->unit_id, tree->then->journal_position,
                                     tree->request->arena, ret_rows);
    if (fault)
        return fault;
    leave_out(tree, unit, ret_rows);
    size_t count = ret_rows->list.count;
    ret->list.items = arena_array(tree->request->arena, count, sizeof *ret->list.items);
    if (!ret->list.items)
        return FAULT_MEMORY;
    ret->list.count = count;
    for (size_t i = 0; i < count; i++) {
        const struct part_then *row = &ret_rows->list.items[i];
        int position = product_position(product, row->position);
        if (position < 0)
            return FAULT_CORRUPT;
        ret->list.items[i] = component_of(&product->positions.items[position], row, tree->then->journal_position);
    }
    fault = as_built_descriptions(tree->session, unit, tree->then->journal_position, tree->frozen,
                                  tree->request->arena, ret->list.items, count, &tree->descriptions);
    for (size_t i = 0; i < count && !fault; i++)
        if (ret_rows->list.items[i].previous_id != ABSENT_INTEGER)
            fault = as_built_described_before(tree->session, ret_rows->list.items[i].previous_id, tree->request->arena,
                                              &ret->list.items[i], &tree->descriptions);
    if (fault == NOTHING_WRONG)
        fault = as_built_faults(tree->session, unit, tree->then, tree->request->arena, &tree->faults);
    if (fault == NOTHING_WRONG)
        fault = as_built_holds(tree->session, unit, tree->then, tree->request->arena, &tree->holds);
    if (fault == NOTHING_WRONG)
        fault = as_built_waivers(tree->session, unit, tree->then, tree->request->arena, &tree->waivers);
    for (size_t i = 0; i < count && !fault; i++) {
        struct as_built_component *component = &ret->list.items[i];
        if (ret_rows->list.items[i].child_unit_id == ABSENT_INTEGER)
            count_country(tree, component->country, component->quantity);
        else
            fault = fill_child(tree, ret_rows->list.items[i].child_unit_id, depth, component);
    }
    return fault;
}

/* The most pieces come first; of as many, by code. */
static int compare_shares(const void *a, const void *b)
{
    const struct country_share *one = a, *other = b;
    if (one->components != other->components)
        return one->components < other->components ? 1 : -1;
    return strcmp(one->country, other->country);
}

void as_built_countries(struct as_built_tree *tree, struct as_built_view *view)
{
    for (size_t i = 0; i < tree->country_count; i++)
        tree->countries[i].share = (double)tree->countries[i].components / (double)tree->components;
    qsort(tree->countries, tree->country_count, sizeof *tree->countries, compare_shares);
    view->countries.items = tree->countries;
    view->countries.count = tree->country_count;
}

enum fault as_built_tree_of(struct as_built_tree *tree, const struct unit *unit, const struct product *product,
                            struct as_built_components *ret, struct parts_then *ret_rows)
{
    tree->countries = arena_array(tree->request->arena, COUNTRIES_MAX, sizeof *tree->countries);
    return tree->countries ? fill_tree(tree, unit, product, 0, ret, ret_rows) : FAULT_MEMORY;
}
