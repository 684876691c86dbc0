/* A program that measures has nothing to save: it says what is wrong, and ends. */
#ifndef RACKLINE_BENCH_GIVE_UP_H
#define RACKLINE_BENCH_GIVE_UP_H

#include <stdio.h>
#include <stdlib.h>

#define give_up(...)                                                                                                   \
    do {                                                                                                               \
        fprintf(stderr, "bench: " __VA_ARGS__);                                                                        \
        fputc('\n', stderr);                                                                                           \
        exit(EXIT_FAILURE);                                                                                            \
    } while (0)

#endif
