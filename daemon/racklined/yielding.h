/* Large answers that are there already: while commands are under way, each waits until those of the batch that is being
 * committed were answered. So clients who ask without a pause, which costs them nothing, take no processor from stations
 * that wait for a commit. */
#ifndef RACKLINE_YIELDING_H
#define RACKLINE_YIELDING_H

struct yielding;

/* One answer that waits; owned by whoever gave it, and left alone by him until `go` has said that the wait is over. */
struct yielder {
    void (*go)(struct yielder *); /* called once, from any thread; the yielder may be gone when it returns */
    void *owner;                  /* for `go` */
    struct yielder *next;         /* while it waits */
};

/* NULL when memory is out. */
struct yielding *yielding_new(void);
/* Nobody waits any more. NULL is safe. */
void yielding_free(struct yielding *yielding);

/* Lets one wait for yielding_go. From any thread. */
void yielding_wait(struct yielding *yielding, struct yielder *yielder);
/* Lets all go that wait. From any thread. */
void yielding_go(struct yielding *yielding);

#endif
