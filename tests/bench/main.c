/* The program that measures: makes databases, loads servers and plays bare loops. tests/bench/run says in which order,
 * and holds one against the other. */
#include "bench/commands.h"

#include "bench/give_up.h"
#include "bench/kit.h"
#include "floor/memory.h"

#include <string.h>

static const char USAGE[] =
    "usage: bench COMMAND [--OPTION VALUE…]\n"
    "  build     --kit --entries                                 a database of so many journal entries\n"
    "  release   --kit --trays                                   orders for more trays in it\n"
    "  loop      --kit --folder --events --group --warm --seconds   the bare loop of what events ask of SQLite\n"
    "  sync      --folder --seconds                              what a sync costs there\n"
    "  trees     --kit --seconds                                 the bare loop of what an as-built tree asks of it\n"
    "  constant  --size                                          a bare HTTP server, until standard input ends\n"
    "  post      --kit --port --connections --array --trays --warm --seconds   cells that post their events\n"
    "  get       --kit --port --connections --path --serials --warm --seconds         clients that ask\n"
    "  follow    --kit --port --connections --from               live feeds, until standard input ends\n"
    "Every command but constant takes --products, the folder of the reference products.\n";

static void command_build(const struct options *options)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct bench_line line = line_read(options->products, arena);
    kit_build(&line, options->kit, (int64_t)options->entries);
}

static void command_release(const struct options *options)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct bench_line line = line_read(options->products, arena);
    kit_release(&line, options->kit, (int64_t)options->trays);
}

static const struct command {
    const char *name;
    void (*run)(const struct options *options);
} COMMANDS[] = {
    {"build", command_build}, {"release", command_release}, {"loop", command_loop},
    {"sync", command_sync},   {"trees", command_trees},     {"constant", command_constant},
    {"post", command_post},   {"get", command_get},         {"follow", command_follow},
};

static bool take_text(struct options *options, const char *name, const char *value)
{
    const struct {
        const char *name;
        const char **text;
    } texts[] = {
        {"--products", &options->products}, {"--kit", &options->kit},         {"--folder", &options->folder},
        {"--path", &options->path},         {"--serials", &options->serials},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!strcmp(texts[i].name, name)) {
            *texts[i].text = value;
            return true;
        }
    return false;
}

static bool take_number(struct options *options, const char *name, const char *value)
{
    const struct {
        const char *name;
        size_t *count;
    } counts[] = {
        {"--entries", &options->entries},         {"--trays", &options->trays}, {"--from", &options->from},
        {"--events", &options->events},           {"--group", &options->group}, {"--array", &options->array},
        {"--connections", &options->connections}, {"--size", &options->size},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (!strcmp(counts[i].name, name)) {
            *counts[i].count = strtoul(value, NULL, 10);
            return true;
        }
    if (!strcmp(name, "--port"))
        options->port = atoi(value);
    else if (!strcmp(name, "--warm"))
        options->warm_s = strtod(value, NULL);
    else if (!strcmp(name, "--seconds"))
        options->seconds_s = strtod(value, NULL);
    else
        return false;
    return true;
}

int main(int argc, char **argv)
{
    struct options options = {
        .products = "schema/products", .serials = "racks", .group = 1, .array = 1, .connections = 1, .seconds_s = 1};
    for (int i = 2; i < argc; i += 2)
        if (i + 1 == argc ||
            !(take_text(&options, argv[i], argv[i + 1]) || take_number(&options, argv[i], argv[i + 1])))
            give_up("%s: no option, or without a value\n%s", argv[i], USAGE);
    for (size_t i = 0; argc > 1 && i < sizeof COMMANDS / sizeof *COMMANDS; i++)
        if (!strcmp(COMMANDS[i].name, argv[1])) {
            COMMANDS[i].run(&options);
            return EXIT_SUCCESS;
        }
    fputs(USAGE, stderr);
    return EXIT_FAILURE;
}
