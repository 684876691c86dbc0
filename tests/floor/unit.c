#include "floor/unit.h"

#include "floor/dice.h"
#include "floor/memory.h"
#include "floor/mishap_plays.h"
#include "floor/office.h"
#include "floor/supply.h"

#include <string.h>

struct reply unit_ask(struct worker *worker, const struct recipe *recipe, const char *serial)
{
    const char *part_number = recipe->definition.part_number;
    return client_get(worker->client, TEXT(worker->arena, "/v1/units/%s?part_number=%s", serial, part_number));
}

bool unit_settle(struct worker *worker, const struct recipe *recipe, const char *serial)
{
    struct reply reply = unit_ask(worker, recipe, serial);
    return reply.status == 200 && reply.document && office_settle(worker->plant, reply.document);
}

/* It leaves later. */
static void keep(struct worker *worker, const struct recipe *recipe, const char *serial)
{
    worker->stop = UNIT_STOPPED;
    stock_put(&worker->plant->stock, recipe->definition.part_number, serial);
}

static bool ship(struct worker *worker, const struct recipe *recipe, const char *serial)
{
    struct plant *plant = worker->plant;
    struct reply reply = unit_ask(worker, recipe, serial);
    const char *state = reply.document ? json_text_member(reply.document, "state") : NULL;
    if (!state || strcmp(state, "completed"))
        return false; /* moved to another revision meanwhile, or held up by somebody else: it is here again after that */
    if (!office_settle(plant, reply.document)) {
        keep(worker, recipe, serial);
        return false;
    }
    struct unit_shipped *shipped = NEW(worker->arena, struct unit_shipped);
    record_clear(ENTRY_TYPES[ENTRY_UNIT_SHIPPED].data, shipped);
    shipped->subject.unit = serial;
    shipped->subject.unit_part_number = recipe->definition.part_number;
    shipped->subject.operator =
        crew_operator(&plant->crew, NULL, dice_throw(plant->seed, "ship", serial, NULL), worker->arena);
    shipped->carrier = "Hokuriku Heavy Haulage";
    shipped->tracking_number = supply_serial(dice_throw(plant->seed, "tracking", serial, NULL), worker->arena);
    if (!worker_post(worker, ENTRY_UNIT_SHIPPED, shipped, NULL)) {
        if (worker->stop)
            keep(worker, recipe, serial);
        return false;
    }
    plant_tell(plant, "%s: left the plant, number %lld of this run", serial,
               (long long)atomic_fetch_add(&plant->tally.shipped, 1) + 1);
    return true;
}

bool unit_ship(struct worker *worker, const struct recipe *recipe, const char *serial)
{
    name_set_add(&worker->plant->in_hand, serial, "");
    bool shipped = ship(worker, recipe, serial);
    name_set_remove(&worker->plant->in_hand, serial, "");
    if (shipped)
        describe_shipped(worker->plant, recipe, serial, worker->arena);
    return shipped;
}
