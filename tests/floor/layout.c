#include "floor/layout.h"

#include "floor/memory.h"

#include <string.h>

enum {
    STATIONS_FOR_PARTS = 4, /* of a type: many trays go into a rack */
    STATIONS_FOR_TOPS = 2,
};

int layout_type(const struct layout *layout, const char *type)
{
    for (size_t i = 0; i < layout->types.count; i++)
        if (!strcmp(layout->types.items[i].type, type))
            return (int)i;
    return -1;
}

static struct station_type *type_of(struct layout *layout, const char *type)
{
    int at = layout_type(layout, type);
    if (at >= 0)
        return &layout->types.items[at];
    struct station_type *added = &layout->types.items[layout->types.count++];
    *added = (struct station_type){.type = type};
    return added;
}

static void add_types(struct layout *layout, const struct recipe *recipe, bool top)
{
    for (size_t i = 0; i < recipe->definition.routing.count; i++) {
        const struct operation_definition *operation = &recipe->definition.routing.items[i];
        struct station_type *type = type_of(layout, operation->station_type);
        type->of_parts = type->of_parts || !top;
        type->ships = type->ships || (top && operation_is_last(&recipe->product, (int)i));
        if (!operation->burn_in)
            continue;
        if (operation->burn_in->power_w > type->bay_power_w)
            type->bay_power_w = operation->burn_in->power_w;
        if (operation->burn_in->coolant_lpm > type->bay_coolant_lpm)
            type->bay_coolant_lpm = operation->burn_in->coolant_lpm;
    }
}

static struct post post_make(const struct station_type *type, size_t type_index, int number, struct arena *arena)
{
    struct post post = {
        .code = TEXT(arena, "%s-%02d", type->type, number),
        .name = TEXT(arena, "%s %d", type->type, number),
        .type = type_index,
        .power_w = ABSENT_INTEGER,
        .coolant_lpm = ABSENT_NUMBER,
    };
    if (type->bay_power_w) {
        post.power_w = FULL_BAYS * type->bay_power_w;
        post.coolant_lpm = BAYS_A_STATION * type->bay_coolant_lpm;
    }
    return post;
}

struct layout layout_for(const struct catalog *catalog, struct arena *arena)
{
    size_t most = 1;
    for (size_t i = 0; i < catalog->count; i++)
        most += catalog->recipes[i].definition.routing.count;
    struct layout layout = {
        .types = {.items = NEW_ARRAY(arena, struct station_type, most)},
        .posts = {.items = NEW_ARRAY(arena, struct post, most * STATIONS_FOR_PARTS)},
    };
    const struct recipe *top = catalog_top(catalog);
    for (size_t i = 0; i < catalog->count; i++)
        add_types(&layout, &catalog->recipes[i], &catalog->recipes[i] == top);
    for (size_t i = 0; i < layout.types.count; i++) {
        const struct station_type *type = &layout.types.items[i];
        int count = type->of_parts ? STATIONS_FOR_PARTS : STATIONS_FOR_TOPS;
        for (int number = 1; number <= count; number++)
            layout.posts.items[layout.posts.count++] = post_make(type, i, number, arena);
    }
    return layout;
}

const char *layout_bay(const struct post *post, size_t bay, struct arena *arena)
{
    return TEXT(arena, "%s-B%zu", post->code, bay + 1);
}

const char *layout_small_bay(const struct post *post, struct arena *arena)
{
    return TEXT(arena, "%s-BS", post->code);
}
