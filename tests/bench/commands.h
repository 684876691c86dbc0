/* The commands of the program and what they are told; each prints one line of JSON. */
#ifndef RACKLINE_BENCH_COMMANDS_H
#define RACKLINE_BENCH_COMMANDS_H

#include <stddef.h>

struct options {
    const char *products; /* the reference products' folder */
    const char *kit;      /* folder of a kit */
    const char *folder;   /* scratch */
    const char *path;     /* of a resource */
    const char *serials;  /* the kit's file that the path's %s stands for */
    size_t entries, trays, from, events, group, connections, array, size;
    int port;
    double warm_s, seconds_s;
};

void command_loop(const struct options *options);
void command_sync(const struct options *options);
void command_trees(const struct options *options);
void command_post(const struct options *options);
void command_get(const struct options *options);
void command_follow(const struct options *options);
void command_constant(const struct options *options);

#endif
