/* An engineering change: a unit in work is moved to a newer revision of its product.
 *
 * What of its evidence falls:
 * - an operation that asks for anything else than before, waived or passed;
 * - one that fills a position whose contents are to be put there anew (it is added; its place, quantity or tracking is
 *   another; what is in it is not approved any more), waived or passed, and any passed one that depends on such a
 *   position by the definition's rule;
 * - a passed one that has come to depend on a position, or on something inside the unit there, which was filled or
 *   emptied after it began;
 * - a passed test, burn-in or inspection that an operation of assembly has come to stand before, which is not done or
 *   was done after it.
 * Every other one keeps what it has: its state, its attempts and failures, its waiver. An operation that is new is
 * open. One that is left out keeps its evidence as history, and counts no more.
 *
 * A part that is no longer approved stays where it is until it is taken out; the operation that fills its position does
 * not pass with it. A part in a position that the revision has not must come out before. */
#ifndef RACKLINE_REVISION_H
#define RACKLINE_REVISION_H

#include "domain/product_changes.h"
#include "domain/rules.h"

/* A revision of a product, released. */
struct product_revision {
    const struct product *product;
    int64_t journal_position; /* of its release: a newer one was released later */
};

/* A unit as it is, by its own revision. */
struct revision_case {
    const struct unit *unit;
    const struct product_revision *revision;
    const struct unit_operation *operations; /* one for each operation of the routing */
    const struct installation **filled;      /* one for each position; NULL: empty */
    const char **revisions;                  /* of the parts in them; NULL: not known */
    LIST_OF(struct changed) changed;         /* in it since the first of its passed operations began that now depends on
                                                something else */
    int64_t unfinished_inside;               /* units directly inside it that are not completed */
    int64_t nonconformances_open_inside;     /* of units inside it at any depth */
    LIST_OF(const char *) left_out;          /* operations that were run on it and that earlier changes left out */
    LIST_OF(struct nonconformance) nonconformances; /* all of the unit */
};

/* What it comes to: `revised` is what the journal says; one row for each operation of the later routing. */
struct revision_outcome {
    struct revised_unit revised;
    struct unit_operation *operations;
    int64_t *filled; /* the installation in each position of it; 0: empty */
};

/* Works out what moving the unit comes to. `changes` are those from the unit's revision to the later one. The result
 * lives in the arena and refers to the case. FAULT_MEMORY. */
enum fault revision_decide(const struct revision_case *of, const struct product_revision *to,
                           const struct product_changes *changes, struct arena *arena, struct revision_outcome *ret);

/* Whether the position would take what is installed in it: as an installation is asked. */
bool position_approves(const struct position *position, const struct installation *part, const char *revision);

/* Adds every reason why the order's units may not be moved to the product of that state (PRODUCT_ABSENT: there is
 * none), and why this unit may not be. */
void order_may_be_revised(const struct order *order, const char *revision, int product_state, struct reasons *reasons);
void unit_may_be_revised(const struct revision_case *of, const struct product_revision *to,
                         const struct revision_outcome *outcome, struct reasons *reasons);

/* The entries that follow by themselves: unit.completed for each unit on which nothing is left to do, order.completed
 * when those were the last. `unfinished` counts the order's units in work before it. FAULT_MEMORY. */
struct decided_list {
    LIST_OF(struct decided) list;
};
enum fault revision_follows(const struct order *order, const struct result_revised *result, int64_t unfinished,
                            struct arena *arena, struct decided_list *ret);

#endif
