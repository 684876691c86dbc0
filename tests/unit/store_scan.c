/* What SQL finds for a selector is what the domain's own matching finds in all rows: held against each other over
 * tables and selectors drawn at random. */
#include "store_scan_tables.h"

#include <stdlib.h>
#include <string.h>

/* Mostly one or two members, as people ask. */
static struct selector any_selector(struct tables *tables)
{
    enum { RARELY = 8 };
    struct selector selector =
        SELECTOR(.order = tables_word(tables, "order", RARELY), .serial = tables_word(tables, "s", RARELY),
                 .part_number = tables_word(tables, "p", RARELY), .lot = tables_word(tables, "lot", RARELY),
                 .supplier = tables_word(tables, "supplier", RARELY),
                 .country = tables_below(tables, RARELY) ? NULL : "JP", .firmware = tables_word(tables, "fw", RARELY),
                 .firmware_version = tables_word(tables, "v", RARELY),
                 .station = tables_word(tables, "station", RARELY), .tool = tables_word(tables, "tool", RARELY),
                 .operator= tables_word(tables, "operator", RARELY));
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
        return selector->operator&& !supply;
    case THING_PUT_IN:
        return selector->operator&& !supply && thing->was;
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

struct member {
    bool stated, itself, around;
};

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

static bool in_window(const struct selector *selector, const struct candidate *candidate)
{
    return candidate->began != ABSENT_INTEGER &&
           !(selector->from != ABSENT_INTEGER && candidate->ended != ABSENT_INTEGER &&
             candidate->ended < selector->from) &&
           !(selector->to != ABSENT_INTEGER && candidate->began >= selector->to);
}

static bool rule_matches(const struct selector *s, const struct candidate *c)
{
    bool window = s->from != ABSENT_INTEGER || s->to != ABSENT_INTEGER, firmware = s->firmware || s->firmware_version;
    struct member members[] = {
        {s->order, same_as_asked(s->order, c->order), false},
        {s->serial, same_as_asked(s->serial, c->serial), false},
        {s->part_number, same_as_asked(s->part_number, c->part_number), false},
        {s->serial_from || s->serial_to, in_range(s, c->serial), false},
        {s->lot, same_as_asked(s->lot, c->lot), false},
        {s->supplier, same_as_asked(s->supplier, c->supplier), false},
        {s->country, same_as_asked(s->country, c->country), false},
        {firmware, has_firmware(s, c), false},
        {s->station, same_as_asked(s->station, c->station), false},
        {s->tool, same_as_asked(s->tool, c->tool), false},
        {s->operator, same_as_asked(s->operator, c->operator), false},
        {window, in_window(s, c), false},
    };
    size_t stated = 0, itself = 0;
    for (size_t i = 0; i < c->around.count; i++) {
        const struct around *around = &c->around.items[i];
        members[0].around = members[0].around || same_as_asked(s->order, around->order);
        members[1].around = members[1].around || same_as_asked(s->serial, around->serial);
        members[2].around = members[2].around || same_as_asked(s->part_number, around->part_number);
        members[3].around = members[3].around || in_range(s, around->serial);
    }
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        stated += members[i].stated;
        itself += members[i].stated && members[i].itself;
        if (members[i].stated && !members[i].itself && !members[i].around)
            return false;
    }
    return !stated || itself;
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
    size_t around = 0;
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
            around += expected && !selector_matches(&tables->selector, &thing->row.candidate);
            ck_assert_msg(thing->found == expected, "selector %d, thing %zu of kind %d", round, i, (int)thing->kind);
        }
    }
    for (size_t kind = 0; kind < sizeof found / sizeof *found; kind++)
        ck_assert_msg(found[kind] > 100, "hardly anything of kind %zu matched", kind);
    ck_assert_msg(around > 100, "hardly anything matched by what is around it");
    store_close(tables->store);
    place_remove(&tables->place);
    free(tables);
}
END_TEST

SUITE(scans, what_sql_finds_is_what_matches)
