#include "racklined/asset.h"

#include <string.h>

const struct asset *asset_named(const char *name)
{
    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (!strcmp(ASSETS[i].name, name))
            return &ASSETS[i];
    return NULL;
}
