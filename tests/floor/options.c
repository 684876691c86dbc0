#include "floor/options.h"

#include <getopt.h>
#include <stdlib.h>

const char OPTIONS_USAGE[] =
    "usage: floor --url URL --admin-token-file FILE --racks N [--fast] [--seed S] [--pace EVENTS_PER_SECOND]\n"
    "             [--products DIRECTORY] [--no-setup] [--people]\n"
    "Works a line over HTTP as its stations would: builds, tests, burns in and ships racks, faults included.\n"
    "  --url               where racklined answers\n"
    "  --admin-token-file  file with an administrator's token\n"
    "  --racks             racks of the order that is planned when none is open\n"
    "  --fast              as quick as the daemon answers, and only that order; else paced, order after order\n"
    "  --seed              of every decision (1)\n"
    "  --pace              events a second when not fast (20)\n"
    "  --products          directory of product definitions (schema/products)\n"
    "  --no-setup          products, stations, operators and tools are there already\n"
    "  --people            other people hold, take down and decide what they like meanwhile: they are waited for\n";

static bool read_integer(const char *text, long long low, long long high, int64_t *ret)
{
    char *end;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end || value < low || value > high)
        return false;
    *ret = value;
    return true;
}

static bool read_pace(const char *text, double *ret)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !(value >= 0.1 && value <= 100000))
        return false;
    *ret = value;
    return true;
}

static const char *option_take(int option, const char *text, struct options *options)
{
    int64_t seed = 0;
    switch (option) {
    case 'u':
        options->url = text;
        return NULL;
    case 't':
        options->token_file = text;
        return NULL;
    case 'd':
        options->products = text;
        return NULL;
    case 'f':
        options->fast = true;
        return NULL;
    case 'n':
        options->setup = false;
        return NULL;
    case 'o':
        options->people = true;
        return NULL;
    case 'r':
        return read_integer(text, 1, RACKS_MAX, &options->racks) ? NULL : "--racks must be a number from 1 to 10000";
    case 's':
        if (!read_integer(text, 0, INT64_MAX, &seed))
            return "--seed must be a whole number";
        options->seed = (uint64_t)seed;
        return NULL;
    case 'p':
        return read_pace(text, &options->pace) ? NULL : "--pace must be a number from 0.1 to 100000";
    case 'h':
        return "";
    default:
        return "there is an option that is unknown or lacks its value";
    }
}

bool options_read(int argc, char **argv, struct options *ret, const char **ret_why)
{
    static const struct option OPTIONS[] = {
        {"url", required_argument, NULL, 'u'},
        {"admin-token-file", required_argument, NULL, 't'},
        {"racks", required_argument, NULL, 'r'},
        {"fast", no_argument, NULL, 'f'},
        {"seed", required_argument, NULL, 's'},
        {"pace", required_argument, NULL, 'p'},
        {"products", required_argument, NULL, 'd'},
        {"no-setup", no_argument, NULL, 'n'},
        {"people", no_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    struct options options = {.products = "schema/products", .seed = 1, .pace = 20, .setup = true};
    const char *why = NULL;
    opterr = 0;
    optind = 0; /* from the beginning, whoever read options before */
    for (int option; !why && (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;)
        why = option_take(option, optarg, &options);
    if (!why && optind < argc)
        why = "there is a word that is no option";
    if (!why && (!options.url || !options.token_file || !options.racks))
        why = "--url, --admin-token-file and --racks are needed";
    if (why) {
        *ret_why = why;
        return false;
    }
    *ret = options;
    return true;
}
