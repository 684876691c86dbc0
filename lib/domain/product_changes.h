/* What differs between two revisions of a product, so far as it matters to units that are built by one and are to be
 * built on by the other. */
#ifndef RACKLINE_PRODUCT_CHANGES_H
#define RACKLINE_PRODUCT_CHANGES_H

#include "domain/product.h"

enum change_kind { CHANGE_ABSENT, CHANGE_ADDED, CHANGE_REMOVED, CHANGE_CHANGED };
extern const struct names CHANGE_NAMES; /* added, removed, changed */

/* A position that one of them has and the other has not, or that differs. */
struct position_change {
    const char *position;
    int change;                    /* enum change_kind */
    LIST_OF(const char *) members; /* of the product document that differ, where it is changed */
    /* What stands there is to be put there anew whatever it is: the position is added, or its place, its quantity or
     * what is recorded of it is another; or what nothing is recorded of is another part. */
    bool renewed;
};

struct operation_change {
    const char *operation;
    int change;
    LIST_OF(const char *) members; /* likewise; "positions" are those that it fills */
    /* What it passed with does not show what is asked for now. Its name, its planned minutes, how often it may fail,
     * whether it may be waived or run in place, what comes before it and what invalidates it may differ without that. */
    bool proves_other;
    bool depends_other; /* what invalidates it is not the same */
};

struct product_changes {
    /* In the order of the later revision's bill of materials and routing, what it has no more at the end. */
    LIST_OF(struct position_change) positions;
    LIST_OF(struct operation_change) operations;
    /* One for each position, each operation of the later revision: its change (NULL: none), and its index in the
     * earlier one (-1: it is not there). */
    const struct position_change **position;
    const struct operation_change **operation;
    int *position_before, *operation_before;
};

/* Compares what two revisions mean, not how they are written: defaults are applied, patterns are the positions that
 * they match, and lists whose order says nothing are sets. The result lives in the arena and refers to both products.
 * FAULT_MEMORY. */
enum fault product_compare(const struct product *before, const struct product *after, struct arena *arena,
                           struct product_changes *ret);

#endif
