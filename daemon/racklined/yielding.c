#include "racklined/yielding.h"

#include <stdatomic.h>
#include <stdlib.h>

struct yielding {
    _Atomic(struct yielder *) last;
};

struct yielding *yielding_new(void)
{
    return calloc(1, sizeof(struct yielding));
}

void yielding_free(struct yielding *yielding)
{
    free(yielding);
}

void yielding_wait(struct yielding *yielding, struct yielder *yielder)
{
    yielder->next = atomic_load(&yielding->last);
    while (!atomic_compare_exchange_weak(&yielding->last, &yielder->next, yielder))
        ;
}

void yielding_go(struct yielding *yielding)
{
    struct yielder *yielder = atomic_exchange(&yielding->last, NULL);
    while (yielder) {
        struct yielder *next = yielder->next;
        yielder->go(yielder);
        yielder = next;
    }
}
