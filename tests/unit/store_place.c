#include "store_place.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place_of_test place_make(void)
{
    struct place_of_test place = {.arena = arena_new(0)};
    ck_assert_ptr_nonnull(place.arena);
    scratch_make(place.folder);
    place.reasons.arena = place.arena;
    return place;
}

void place_remove(struct place_of_test *place)
{
    DIR *folder = opendir(place->folder);
    ck_assert_ptr_nonnull(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            unlink(place_path(place, entry->d_name));
    closedir(folder);
    rmdir(place->folder);
    arena_free(place->arena);
}

const char *place_path(const struct place_of_test *place, const char *name)
{
    return arena_printf(place->arena, "%s/%s", place->folder, name);
}

struct store *place_open(struct place_of_test *place, const char *name, enum db_mode mode)
{
    struct store *store = NULL;
    expect_right(store_open(place_path(place, name), mode, &store, &place->reasons), place, __FILE__, __LINE__);
    return store;
}

void expect_right(enum fault fault, const struct place_of_test *place, const char *file, int line)
{
    const struct reasons *reasons = &place->reasons;
    if (fault)
        ck_abort_msg("%s:%d: %s; %s", file, line, fault_row(fault)->code,
                     reasons->count ? reasons->items[reasons->count - 1].detail : "no reason");
}
