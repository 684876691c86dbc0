#include "floor/name_set.h"

#include "floor/memory.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 256 };

static int name_compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

void name_set_init(struct name_set *set)
{
    *set = (struct name_set){0};
    pthread_mutex_init(&set->lock, NULL);
}

void name_set_free(struct name_set *set)
{
    tdestroy(set->root, free);
    pthread_mutex_destroy(&set->lock);
}

bool name_set_add(struct name_set *set, const char *a, const char *b)
{
    char name[NAME_SIZE];
    snprintf(name, sizeof name, "%s/%s", a, b);
    char *copy = need_memory(strdup(name));
    pthread_mutex_lock(&set->lock);
    char **found = need_memory(tsearch(copy, &set->root, name_compare));
    bool added = *found == copy;
    pthread_mutex_unlock(&set->lock);
    if (!added)
        free(copy);
    return added;
}

bool name_set_remove(struct name_set *set, const char *a, const char *b)
{
    char name[NAME_SIZE];
    snprintf(name, sizeof name, "%s/%s", a, b);
    pthread_mutex_lock(&set->lock);
    char **found = tfind(name, &set->root, name_compare);
    char *owned = found ? *found : NULL;
    if (owned)
        tdelete(name, &set->root, name_compare);
    pthread_mutex_unlock(&set->lock);
    free(owned);
    return owned;
}

bool name_set_has(struct name_set *set, const char *a, const char *b)
{
    char name[NAME_SIZE];
    snprintf(name, sizeof name, "%s/%s", a, b);
    pthread_mutex_lock(&set->lock);
    bool has = tfind(name, &set->root, name_compare);
    pthread_mutex_unlock(&set->lock);
    return has;
}
