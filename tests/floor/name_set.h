/* A set of names that threads share. */
#ifndef RACKLINE_FLOOR_NAME_SET_H
#define RACKLINE_FLOOR_NAME_SET_H

#include <pthread.h>
#include <stdbool.h>

struct name_set {
    pthread_mutex_t lock;
    void *root; /* of a tree of names */
};

void name_set_init(struct name_set *set);
void name_set_free(struct name_set *set);

/* Adds the name "a/b" and says whether it was not there before. */
bool name_set_add(struct name_set *set, const char *a, const char *b);
/* Takes it out and says whether it was there. */
bool name_set_remove(struct name_set *set, const char *a, const char *b);
bool name_set_has(struct name_set *set, const char *a, const char *b);

#endif
