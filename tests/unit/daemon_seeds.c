/* Whatever is read from outside has a seed that fuzzing starts from. tests/fuzz/corpus/record has one for each body of
 * a route, and for the data and the result of each kind of entry: its first line names which, the rest is a document
 * that is taken. tests/fuzz/corpus/entry has an entry of each kind. */
#include "suite.h"

#include "base/buffer.h"
#include "base/json.h"
#include "domain/event.h"
#include "racklined/route.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CORPUS SOURCE_DIR "/tests/fuzz/corpus/"
enum { SEEDS_MAX = 400, SEED_SIZE = 1 << 16 };

static struct arena *arena;
static struct seed {
    const char *name, *document;
} seeds[SEEDS_MAX];
static size_t seed_count;

static void read_seed(const char *file)
{
    char text[SEED_SIZE];
    FILE *stream = fopen(arena_printf(arena, CORPUS "record/%s", file), "re");
    ck_assert_ptr_nonnull(stream);
    const size_t size = fread(text, 1, sizeof text, stream);
    fclose(stream);
    const char *copy = arena_copy(arena, text, size), *end = strchr(copy, '\n');
    ck_assert_msg(end && size < sizeof text && seed_count < SEEDS_MAX, "%s is no seed, or too large", file);
    seeds[seed_count++] = (struct seed){arena_copy(arena, copy, (size_t)(end - copy)), end + 1};
}

static void start(void)
{
    arena = arena_new(0);
    seed_count = 0;
    DIR *folder = opendir(CORPUS "record");
    ck_assert_ptr_nonnull(folder);
    for (struct dirent *file; (file = readdir(folder));)
        if (*file->d_name != '.')
            read_seed(file->d_name);
    closedir(folder);
}

static void stop(void)
{
    arena_free(arena);
}

static bool is_taken(const char *text, const struct record *record, decode_function *decode)
{
    static const struct json_limits limits = {.depth = 32, .items = 10000};
    struct request request = {.arena = arena, .reasons = {.arena = arena}, .if_match = ABSENT_INTEGER};
    if (record && json_read(text, strlen(text), limits, record, arena_alloc(arena, record->size), &request.reasons))
        return false;
    struct json *document = NULL;
    const void *body;
    const bool taken = !decode || (!json_parse(text, strlen(text), limits, &document, &request.reasons) &&
                                   !decode(document, &request, &body));
    json_free(document);
    return taken;
}

/* Whether a seed of this name is taken; there is nothing to seed where nothing is read. */
static bool has_seed(const char *name, const struct record *record, decode_function *decode)
{
    bool found = !record && !decode;
    for (size_t i = 0; i < seed_count && !found; i++)
        found = !strcmp(seeds[i].name, name) && is_taken(seeds[i].document, record, decode);
    return found;
}

START_TEST(every_body_has_a_seed)
{
    BUFFER_OWNED struct buffer missing = {0};
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        const char *name = arena_printf(arena, "%s %s", ROUTES[i].method, ROUTES[i].path);
        if (!has_seed(name, ROUTES[i].body, ROUTES[i].decode))
            buffer_printf(&missing, "%s\n", name);
    }
    ck_assert_msg(!missing.size, "no seed is taken of\n%s", buffer_view(&missing));
}
END_TEST

START_TEST(every_kind_of_entry_has_seeds)
{
    BUFFER_OWNED struct buffer missing = {0};
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        const char *name = ENTRY_TYPES[kind].name;
        if (!has_seed(name, ENTRY_TYPES[kind].data, NULL))
            buffer_printf(&missing, "the data of %s\n", name);
        if (!has_seed(arena_printf(arena, "=%s", name), ENTRY_TYPES[kind].result, NULL))
            buffer_printf(&missing, "the result of %s\n", name);
        if (access(arena_printf(arena, CORPUS "entry/%s", name), R_OK))
            buffer_printf(&missing, "a whole %s\n", name);
    }
    ck_assert_msg(!missing.size, "no seed is taken of\n%s", buffer_view(&missing));
}
END_TEST

SUITE_BEGIN(seeds)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, every_body_has_a_seed);
tcase_add_test(tests, every_kind_of_entry_has_seeds);
SUITE_END
