/* What the simulator was asked to do. */
#ifndef RACKLINE_FLOOR_OPTIONS_H
#define RACKLINE_FLOOR_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct options {
    const char *url;        /* of the daemon, without a slash at the end */
    const char *token_file; /* holds an administrator's token */
    const char *products;   /* directory of product definitions */
    int64_t racks;          /* of an order that has to be planned */
    uint64_t seed;          /* of every decision */
    double pace;            /* events a second, when not fast */
    bool fast;              /* as quick as the daemon answers, one order; else paced, order after order */
    bool people;            /* there are others on the line, who decide what they like: they are waited for */
    bool setup;             /* define products, stations, operators and tools that are not there */
};

enum { RACKS_MAX = 10000 };

/* Fills `ret` from the command line. False when it is not valid; *ret_why is then a sentence, "" when help is asked
 * for. */
bool options_read(int argc, char **argv, struct options *ret, const char **ret_why);

extern const char OPTIONS_USAGE[];

#endif
