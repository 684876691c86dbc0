/* Inside product_compile: a definition on its way to a product. Nothing outside lib/domain/product_*.c includes this.
 *
 * Each part adds every fault it finds and lays out what can be laid out, so that the next part finds its own faults
 * too. A part that is broken is left out (an operation index of -1, a line without positions), and what would only
 * follow from it is not reported. */
#ifndef RACKLINE_PRODUCT_COMPILE_H
#define RACKLINE_PRODUCT_COMPILE_H

#include "domain/product.h"
#include "domain/product_faults.h"

struct compile {
    const struct product_definition *definition;
    struct product product;
    struct reasons *reasons;
    bool positions_missing;  /* some line could not be expanded: a pattern may match what is not there */
    bool operations_missing; /* some number could not be read: a name may be of what is not there */
    bool disordered;         /* the order of operations is not known */
};

/* Each: NOTHING_WRONG also when faults of the definition were added; FAULT_MEMORY. They run in this order. */
enum fault compile_routing(struct compile *compile);           /* operations, predecessors, what comes before what */
enum fault compile_bill_of_materials(struct compile *compile); /* positions, and which operation fills them */
enum fault compile_invalidation(struct compile *compile);      /* what each operation's evidence depends on */
enum fault check_rack_units(struct compile *compile);          /* the front of the rack */
void check_operations(struct compile *compile);                /* what each operation demands */
void check_filled(struct compile *compile);                    /* that it demands nothing of an empty position */

/* As product_compile, with what is asked of a definition that comes and not of those that are kept. */
enum fault product_compile_new(const struct product_definition *definition, struct product *ret,
                               struct reasons *reasons);

/* Adds a fault when a part number is a placeholder. */
void check_part_number(struct compile *compile, const char *part_number, const char *pointer);
/* Adds a fault when the pattern matches no position. */
void check_pattern(struct compile *compile, const char *pattern, const char *pointer);

/* A JSON pointer in the arena of the reasons. */
#define POINTER(compile, ...) arena_printf((compile)->reasons->arena, __VA_ARGS__)

/* Whether both are there and the same; or neither is there. */
bool same_text(const char *a, const char *b);
bool same_or_absent(const char *a, const char *b);

/* An empty set of `count` members; false when memory is out. */
bool bits_make(struct arena *arena, size_t count, struct bits *ret);
void bits_set(struct bits *bits, size_t index);
/* Adds the members of another set of the same count. */
void bits_add(struct bits *bits, const struct bits *more);

#endif
