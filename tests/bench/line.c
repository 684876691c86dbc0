#include "bench/line.h"

#include "base/json.h"
#include "bench/give_up.h"
#include "floor/memory.h"

#include <string.h>

#define TRAY "RL-TRAY-C1"

static const char RACK[] =
    "{\"part_number\": \"BENCH-RACK\", \"revision\": \"A\", \"name\": \"Rack of four trays\","
    " \"serial_format\": \"BR{seq:7}\","
    " \"bill_of_materials\": ["
    "  {\"positions\": \"frame\", \"name\": \"Frame\", \"part_number\": \"RL-FRAME\", \"tracking\": \"serial\","
    "   \"source\": \"buy\", \"operation\": \"010\"},"
    "  {\"positions\": \"shelf-{1..3}\", \"name\": \"Power shelf\", \"part_number\": \"RL-SHELF-33K\","
    "   \"tracking\": \"serial\", \"source\": \"buy\", \"operation\": \"010\"},"
    "  {\"positions\": \"tray-{1..4}\", \"name\": \"Compute tray\", \"part_number\": \"" TRAY "\","
    "   \"tracking\": \"serial\", \"source\": \"make\", \"operation\": \"010\"}],"
    " \"routing\": [{\"operation\": \"010\", \"name\": \"Assembly\", \"kind\": \"assembly\","
    "  \"station_type\": \"" BENCH_CELL "\", \"standard_min\": 60}]}";

static void compile(struct recipe *recipe, struct arena *arena)
{
    struct reasons reasons = {.arena = arena};
    if (product_compile(&recipe->definition, &recipe->product, &reasons))
        give_up("%s: %s", recipe->definition.part_number, reasons.count ? reasons.items[0].detail : "does not compile");
}

/* The reference's operations take minutes, at stations of five types. */
static void ease_tray(struct recipe *tray, struct arena *arena)
{
    for (size_t i = 0; i < tray->definition.routing.count; i++) {
        tray->definition.routing.items[i].station_type = BENCH_CELL;
        tray->definition.routing.items[i].minimum_min = ABSENT_NUMBER;
    }
    tray->definition.serial_format = "BT{seq:7}"; /* ten million entries take more of them than six digits give */
    compile(tray, arena);
}

static void read_rack(struct recipe *rack, struct arena *arena)
{
    struct reasons reasons = {.arena = arena};
    if (json_read(RACK, strlen(RACK), (struct json_limits){8, 100}, &PRODUCT_DEFINITION_RECORD, &rack->definition,
                  &reasons))
        give_up("the rack: %s", reasons.count ? reasons.items[0].detail : "cannot be read");
    compile(rack, arena);
}

struct bench_line line_read(const char *products, struct arena *arena)
{
    struct catalog reference;
    const struct recipe *tray = catalog_read(products, arena, &reference) ? catalog_find(&reference, TRAY) : NULL;
    if (!tray)
        give_up("%s: holds no product " TRAY, products);
    struct bench_line line = {.catalog = {.recipes = NEW_ARRAY(arena, struct recipe, 2), .count = 2}};
    line.catalog.recipes[0] = *tray;
    ease_tray(&line.catalog.recipes[0], arena);
    read_rack(&line.catalog.recipes[1], arena);
    line.crew = crew_for(&line.catalog, arena);
    return line;
}

const struct recipe *line_tray(const struct bench_line *line)
{
    return &line->catalog.recipes[0];
}

const struct recipe *line_rack(const struct bench_line *line)
{
    return &line->catalog.recipes[1];
}
