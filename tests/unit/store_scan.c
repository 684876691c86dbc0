/* What SQL finds for a selector is what the domain's own matching finds in all rows: held against each other over
 * tables and selectors drawn at random. */
#include "store_scan_tables.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Mostly one or two members, as people ask. */
static struct selector any_selector(struct tables *tables)
{
    enum { RARELY = 8 };
    struct selector selector =
        SELECTOR(.order = tables_word(tables, "order", RARELY), .serial = tables_word(tables, "s", RARELY),
                 .part_number = tables_word(tables, "p", RARELY),
                 .lot = tables_word(tables, tables_below(tables, 2) ? "lot" : "LOT", RARELY),
                 .supplier = tables_word(tables, "supplier", RARELY),
                 .country = tables_below(tables, RARELY) ? NULL : "JP", .firmware = tables_word(tables, "fw", RARELY),
                 .firmware_version = tables_word(tables, "v", RARELY),
                 .station = tables_word(tables, "station", RARELY), .tool = tables_word(tables, "tool", RARELY),
                 .operator = tables_word(tables, "operator", RARELY));
    if (!tables_below(tables, RARELY))
        selector.serial_from = tables_word(tables, "s", 3);
    if (!tables_below(tables, RARELY))
        selector.serial_to = tables_word(tables, "s", 3);
    if (!tables_below(tables, RARELY))
        selector.from = tables_below(tables, 120);
    if (!tables_below(tables, RARELY))
        selector.to = tables_below(tables, 120);
    return selector;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : !a && !b;
}

/* Whether a row that was found is this thing's: a run and what was measured in it differ in their times. */
static bool is_thing(const struct thing *thing, const struct scanned *scanned)
{
    const struct candidate *a = &thing->row.candidate, *b = &scanned->candidate;
    return thing->row.unit_id == scanned->unit_id && thing->row.run_id == scanned->run_id &&
           thing->row.installation_id == scanned->installation_id && a->began == b->began && a->ended == b->ended &&
           same_text(a->station, b->station) && same_text(a->tool, b->tool) && same_text(a->operator, b->operator);
}

/* What a selector looks at, as find_hold.h says it. */
static bool looked_at(const struct selector *selector, const struct thing *thing)
{
    bool supply = selector_speaks_of_supply(selector), work = selector_speaks_of_work(selector);
    switch (thing->kind) {
    case THING_UNIT:
        return !supply && !work;
    case THING_RUN:
        return work && !supply;
    case THING_MEASUREMENT:
        return (selector->tool || selector->operator) && !supply;
    case THING_BY_HAND:
        return selector->operator && !supply;
    case THING_PUT_IN:
        return selector->operator && !supply && thing->was;
    case THING_OUT_OF_RUN:
        return work && !supply && !selector->tool;
    case THING_KINDS:
        break;
    case THING_COMPONENT:
        return work || selector_speaks_of_component(selector);
    }
    return false;
}

/* --- the rule of selector.h, said member by member --- */

static bool same_as_asked(const char *asked, const char *is)
{
    return asked && is && !strcmp(asked, is);
}

static bool in_range(const struct selector *selector, const char *serial)
{
    return serial && (!selector->serial_from || strcmp(serial, selector->serial_from) >= 0) &&
           (!selector->serial_to || strcmp(serial, selector->serial_to) <= 0);
}

static bool has_firmware(const struct selector *selector, const struct candidate *candidate)
{
    bool found = false;
    for (size_t i = 0; i < candidate->firmware.count; i++)
        found = found || ((!selector->firmware || !strcmp(selector->firmware, candidate->firmware.items[i].name)) &&
                          (!selector->firmware_version ||
                           !strcmp(selector->firmware_version, candidate->firmware.items[i].version)));
    return found;
}

static bool in_window(const struct selector *selector, int64_t began, int64_t ended)
{
    return !(selector->from != ABSENT_INTEGER && ended != ABSENT_INTEGER && ended < selector->from) &&
           !(selector->to != ABSENT_INTEGER && began >= selector->to);
}

static bool is_recorded_in(const struct selector *selector, const struct candidate *candidate)
{
    return candidate->began != ABSENT_INTEGER && in_window(selector, candidate->began, candidate->ended);
}

static bool was_in_window(const struct selector *selector, const struct candidate *candidate)
{
    const struct happened *happened = &candidate->happened;
    return is_recorded_in(selector, candidate) ||
           (happened->said && in_window(selector, happened->began, happened->ended));
}

static bool has_supply_and_work(const struct selector *s, const struct candidate *c)
{
    return (!s->lot || (c->lot && !strcasecmp(s->lot, c->lot))) &&
           (!s->supplier || same_as_asked(s->supplier, c->supplier)) &&
           (!s->country || same_as_asked(s->country, c->country)) &&
           (!(s->firmware || s->firmware_version) || has_firmware(s, c)) &&
           (!s->station || same_as_asked(s->station, c->station)) && (!s->tool || same_as_asked(s->tool, c->tool)) &&
           (!s->operator || same_as_asked(s->operator, c->operator)) &&
           ((s->from == ABSENT_INTEGER && s->to == ABSENT_INTEGER) || was_in_window(s, c));
}

/* Which of the chain, the thing itself first, is taken for the order, the serial number, the range, the part number. */
static bool holds_so(const struct selector *s, const struct around *chain, const size_t taken[4])
{
    bool range = s->serial_from || s->serial_to, open = range && !(s->serial_from && s->serial_to);
    const struct around *ranged = &chain[taken[2]];
    return (!s->order || same_as_asked(s->order, chain[taken[0]].order)) &&
           (!s->serial || same_as_asked(s->serial, chain[taken[1]].serial)) &&
           (!range || in_range(s, ranged->serial)) &&
           (!s->part_number || same_as_asked(s->part_number, chain[taken[3]].part_number)) &&
           (!s->part_number || !open || same_as_asked(s->part_number, ranged->part_number)) &&
           (!s->part_number || !(s->serial || range) || (s->serial && taken[3] <= taken[1]) ||
            (range && taken[3] <= taken[2]));
}

/* Of nothing but names, one that says which it is is the thing's own. */
static bool is_so_itself(const struct selector *s, const struct candidate *c)
{
    bool range = s->serial_from || s->serial_to;
    bool names = s->order || s->serial || s->part_number || range;
    if (!names || selector_speaks_of_supply(s) || selector_speaks_of_work(s))
        return true;
    if (s->part_number)
        return same_as_asked(s->part_number, c->part_number);
    return same_as_asked(s->order, c->order) || same_as_asked(s->serial, c->serial) ||
           (range && in_range(s, c->serial));
}

static bool rule_matches(const struct selector *s, const struct candidate *c)
{
    struct around chain[UNITS + 3] = {{c->order, c->serial, c->part_number}};
    size_t count = 1 + c->around.count, ways = count * count * count * count;
    bool found = false;
    for (size_t i = 1; i < count; i++)
        chain[i] = c->around.items[i - 1];
    for (size_t way = 0; way < ways && !found; way++) {
        const size_t taken[] = {way % count, way / count % count, way / count / count % count,
                                way / count / count / count};
        found = holds_so(s, chain, taken);
    }
    return found && is_so_itself(s, c) && has_supply_and_work(s, c);
}

/* Whether a thing is looked at that is of a unit. */
static bool is_inside(const struct tables *tables, int64_t unit_id)
{
    while (tables->inside && unit_id && unit_id != tables->inside->unit_id)
        unit_id = tables->in[unit_id];
    return unit_id;
}

static bool matches(const struct tables *tables, const struct thing *thing)
{
    struct around around[UNITS + 1];
    struct candidate candidate = thing->row.candidate;
    int64_t unit_id = thing->row.unit_id;
    size_t count = 0;
    for (unit_id = thing->kind == THING_COMPONENT ? unit_id : tables->in[unit_id]; unit_id;
         unit_id = tables->in[unit_id]) {
        const struct candidate *unit = &tables_unit(tables, unit_id)->candidate;
        around[count++] = (struct around){unit->order, unit->serial, unit->part_number};
    }
    for (size_t i = 0; tables->inside && i < tables->inside->beyond.count; i++)
        around[count++] = tables->inside->beyond.items[i];
    candidate.around.items = around;
    candidate.around.count = count;
    bool same = rule_matches(&tables->selector, &candidate);
    ck_assert(selector_matches(&tables->selector, &candidate) == same);
    return same;
}

static bool is_expected(const struct tables *tables, const struct thing *thing)
{
    return !thing->gone && looked_at(&tables->selector, thing) && is_inside(tables, thing->row.unit_id) &&
           matches(tables, thing);
}

static enum fault note_found(void *context, const void *row)
{
    struct tables *tables = context;
    for (size_t i = 0; i < tables->count; i++)
        if (!tables->things[i].found && is_thing(&tables->things[i], row) && is_expected(tables, &tables->things[i])) {
            tables->things[i].found = true;
            return NOTHING_WRONG;
        }
    ck_abort_msg("something was found that is not there");
}

/* Everything, or what is inside a unit, as it is or as it would be in another. */
static void look_into(struct tables *tables, struct scan_inside *inside, struct around *beyond)
{
    static const char *const SERIALS[] = {"s1", "s2"}, *const PARTS[] = {"p1", "p2"};
    tables->inside = tables_below(tables, 2) ? inside : NULL;
    inside->unit_id = 1 + tables_below(tables, UNITS);
    *beyond = (struct around){tables_word(tables, "order", 0), SERIALS[tables_below(tables, 2)],
                              PARTS[tables_below(tables, 2)]};
    inside->beyond.items = beyond;
    inside->beyond.count = tables_below(tables, 2);
}

START_TEST(what_sql_finds_is_what_matches)
{
    enum { SELECTORS = 6000 };
    struct scan_inside inside;
    struct around beyond;
    size_t around = 0, late = 0;
    struct tables *tables = tables_new();
    size_t found[THING_KINDS] = {0};
    for (int round = 0; round < SELECTORS; round++) {
        tables->selector = any_selector(tables);
        look_into(tables, &inside, &beyond);
        for (size_t i = 0; i < tables->count; i++)
            tables->things[i].found = false;
        expect_right(scan_matching(tables->store, &tables->selector, tables->inside, note_found, tables),
                     &tables->place, __FILE__, __LINE__);
        for (size_t i = 0; i < tables->count; i++) {
            const struct thing *thing = &tables->things[i];
            bool expected = is_expected(tables, thing);
            found[thing->kind] += expected;
            late += expected && thing->kind != THING_UNIT && !is_recorded_in(&tables->selector, &thing->row.candidate);
            around += expected && !selector_matches(&tables->selector, &thing->row.candidate);
            ck_assert_msg(thing->found == expected, "selector %d, thing %zu of kind %d", round, i, (int)thing->kind);
        }
    }
    for (size_t kind = 0; kind < sizeof found / sizeof *found; kind++)
        ck_assert_msg(found[kind] > 100, "hardly anything of kind %zu matched", kind);
    ck_assert_msg(late > 100, "hardly anything matched by when it happened alone");
    ck_assert_msg(around > 100, "hardly anything matched by what is around it");
    store_close(tables->store);
    place_remove(&tables->place);
    free(tables);
}
END_TEST

SUITE(scans, what_sql_finds_is_what_matches)
