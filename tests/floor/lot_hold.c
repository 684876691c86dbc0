#include "floor/lot_hold.h"

#include "base/time.h"
#include "floor/lot_search.h"
#include "floor/memory.h"
#include "floor/office.h"
#include "floor/planning.h"
#include "floor/repair.h"
#include "floor/revision.h"

#include <stdio.h>
#include <string.h>

/* How long a hold lies at the least, so that the line runs into it. */
enum { LIES_FAST_US = 2000000, LIES_US = 8000000, LOOK_US = 50000 };

/* --- placing --- */

static bool has_unit(const struct caught_list *list, const struct caught *unit)
{
    for (size_t i = 0; i < list->list.count; i++)
        if (!strcmp(list->list.items[i].serial, unit->serial) &&
            !strcmp(list->list.items[i].part_number, unit->part_number))
            return true;
    return false;
}

/* Nothing leaves a list between its preview and its placing, unless it is taken out of a unit; more may come. */
static void compare(struct plant *plant, const struct lot *lot, const struct caught_list *preview,
                    const struct caught_list *placed)
{
    size_t lacking = 0;
    for (size_t i = 0; i < preview->list.count; i++)
        lacking += !has_unit(placed, &preview->list.items[i]);
    if (lacking > 1) /* one tray may be on its way from rack to rack */
        plant_unexpected(plant, "the hold on lot %s lies on %zu units less than its preview said", lot->lot, lacking);
}

static bool place(struct plant *plant, const struct lot *lot, struct arena *arena, struct caught_list *ret,
                  int64_t *ret_hold)
{
    struct caught_list preview;
    const char *body = lot_body(lot, arena);
    if (!lot_preview(plant, lot, arena, &preview))
        return false;
    atomic_store(&plant->lot_held, true);
    if (!office_post(plant, &plant->quality, "/v1/holds", body, ret_hold) || !lot_list(plant, *ret_hold, arena, ret))
        return false;
    compare(plant, lot, &preview, ret);
    return true;
}

/* --- deciding --- */

static bool is_on_floor(const struct plant *plant, const struct caught *unit)
{
    return !strcmp(unit->part_number, catalog_top(&plant->catalog)->definition.part_number) &&
           unit->state != UNIT_SHIPPED && unit->state != UNIT_SCRAPPED;
}

/* What a tray contains is not replaced: the lot turned out to be good. */
static bool decide(struct plant *plant, const struct lot *lot, const struct caught *rack, size_t nth,
                   struct arena *arena)
{
    const char *position = TEXT(arena, "%.*s", (int)strcspn(rack->via, "/"), rack->via);
    int64_t nonconformance;
    bool replaced = !lot->inside && nth % 2 == 0 && rack->state == UNIT_IN_PROCESS && !lot_burnt_in(plant, rack, arena);
    if (!office_report(plant, rack->serial, rack->part_number, position, LOT_DEFECT_CODE,
                       TEXT(arena, "part of lot %s", lot->lot), &nonconformance))
        return false;
    if (replaced) {
        name_set_add(&plant->bad_lots, lot->part_number, lot->lot);
        repair_want(plant, rack->serial, position);
        plant_tell(plant, "quality has %s in rack %s replaced", position, rack->serial);
        return office_dispose(plant, nonconformance, "repair", "its lot is out of tolerance");
    }
    plant_tell(plant, "quality lets rack %s go on with it", rack->serial);
    bool accepted = office_dispose(plant, nonconformance, "use_as_is", "samples of the lot were tested and are good") &&
                    office_countersign(plant, nonconformance) &&
                    office_close(plant, nonconformance, "two people agreed");
    atomic_fetch_add(&plant->tally.accepted_as_is, accepted);
    return accepted;
}

static bool decide_all(struct plant *plant, const struct lot *lot, const struct caught_list *caught,
                       struct arena *arena)
{
    size_t nth = 0, shipped = 0;
    bool done = true;
    for (size_t i = 0; done && i < caught->list.count; i++) {
        const struct caught *unit = &caught->list.items[i];
        shipped += unit->state == UNIT_SHIPPED;
        if (unit->via && is_on_floor(plant, unit))
            done = decide(plant, lot, unit, nth++, arena);
    }
    atomic_fetch_add(&plant->tally.racks_caught, (long long)(nth + shipped));
    plant_tell(plant, "of lot %s: %zu racks on the floor, %zu at customers", lot->lot, nth, shipped);
    return done;
}

/* --- the desk --- */

static bool is_over(const struct lot_desk *desk)
{
    return atomic_load(&desk->ended) || plant_stopping(desk->plant);
}

static long long stops_of(const struct plant *plant)
{
    return atomic_load(&plant->tally.stopped) + atomic_load(&plant->tally.kept_out);
}

/* Until stations ran into the hold, or they had time to. */
static void let_lie(const struct lot_desk *desk)
{
    const struct plant *plant = desk->plant;
    long long before = stops_of(plant);
    int64_t ends_us = monotonic_us() + (plant->options->fast ? LIES_FAST_US : LIES_US);
    while (!is_over(desk) && monotonic_us() < ends_us && !(plant->options->fast && stops_of(plant) > before + 3))
        sleep_us(LOOK_US);
}

static void hold_lot(struct lot_desk *desk, bool inside)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct plant *plant = desk->plant;
    struct lot lot;
    struct caught_list caught;
    int64_t hold = 0;
    if (!lot_search(plant, desk->orders, inside, arena, &lot))
        return;
    if (place(plant, &lot, arena, &caught, &hold)) {
        atomic_fetch_add(&plant->tally.lot_holds, 1);
        plant_tell(plant, "quality holds lot %s of %s: %zu units", lot.lot, lot.part_number, caught.list.count);
        let_lie(desk);
        decide_all(plant, &lot, &caught, arena);
    }
    if (hold && office_release_hold(plant, hold, inside ? "the lot is good" : "decided for each rack"))
        plant_tell(plant, "the hold on lot %s is released", lot.lot);
    atomic_store(&plant->lot_held, false);
    board_ring_all(&plant->board);
}

/* Waits until so many racks of a hundred have left. */
static bool await_share(const struct lot_desk *desk, long long percent)
{
    long long wanted = (desk->orders->quantity * percent + 99) / 100;
    while (!is_over(desk) && atomic_load(&desk->plant->tally.shipped) - desk->shipped_before < wanted)
        sleep_us(LOOK_US);
    return !is_over(desk);
}

static void *lot_desk_run(void *desk)
{
    enum { FORECAST_PERCENT = 10, FIRST_PERCENT = 20, REVISION_PERCENT = 30, SECOND_PERCENT = 45 };
    struct lot_desk *self = desk;
    if (self->orders->quantity >= RACKS_TO_SPARE && await_share(self, FORECAST_PERCENT))
        planning_ahead(self->plant, self->orders);
    if (await_share(self, FIRST_PERCENT))
        hold_lot(self, true);
    if (await_share(self, REVISION_PERCENT))
        revision_change(self->plant, self->orders);
    if (await_share(self, SECOND_PERCENT))
        hold_lot(self, false);
    return NULL;
}

void lot_desk_begin(struct lot_desk *desk, struct plant *plant, const struct orders *orders)
{
    desk->plant = plant;
    desk->orders = orders;
    desk->shipped_before = atomic_load(&plant->tally.shipped);
    atomic_store(&desk->ended, false);
    if (pthread_create(&desk->thread, NULL, lot_desk_run, desk))
        need_memory(NULL);
}

void lot_desk_end(struct lot_desk *desk)
{
    atomic_store(&desk->ended, true);
    pthread_join(desk->thread, NULL);
}
