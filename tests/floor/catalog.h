/* The products that are built here: their definitions, as the daemon is given them and as a station reads them. */
#ifndef RACKLINE_FLOOR_CATALOG_H
#define RACKLINE_FLOOR_CATALOG_H

#include "domain/product.h"

#include "base/arena.h"

struct recipe {
    const char *document; /* JSON, as it stands in its file */
    size_t size;          /* of it, bytes */
    struct product_definition definition;
    struct product product;
};

struct catalog {
    struct recipe *recipes; /* in the order of their files' names */
    size_t count;
};

/* Reads every *.json of a directory, compiled by the library's own rules; all of it lives in the arena. False with a
 * line on stderr for each thing that is wrong: a file that cannot be read, a definition that is not valid, no
 * definition at all. */
bool catalog_read(const char *directory, struct arena *arena, struct catalog *ret);

/* The product with a part number; NULL when it is not built here. */
const struct recipe *catalog_find(const struct catalog *catalog, const char *part_number);

/* The product that goes into no other one: the rack. */
const struct recipe *catalog_top(const struct catalog *catalog);

/* Whether a recipe, of whichever revision, is for that one. */
bool catalog_is_top(const struct catalog *catalog, const struct recipe *recipe);

/* How many of a part one unit of the product takes. */
int64_t catalog_pieces(const struct recipe *into, const char *part_number);

/* Whether a position is filled with a unit built here. */
bool catalog_makes(const struct catalog *catalog, const struct position *position);

/* Whether nothing of the routing comes after the operation. */
bool operation_is_last(const struct product *product, int operation);

#endif
