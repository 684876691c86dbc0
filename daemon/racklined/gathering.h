/* How long the writer waits for more commands before it begins a batch: on a fast disk not at all, for what comes
 * meanwhile has its own commit soon enough; where a sync is slow, a quarter of one at most, for then each command that
 * shares it is worth more than the wait. */
#ifndef RACKLINE_GATHERING_H
#define RACKLINE_GATHERING_H

#include <stddef.h>
#include <stdint.h>

enum { GATHERING_SYNCS = 15 };

/* Zero at first. */
struct gathering {
    int64_t syncs_us[GATHERING_SYNCS]; /* the latest, in turn */
    size_t noted;                      /* of them, ever */
    int64_t median_us;                 /* of the latest */
    unsigned rest;                     /* batches before which it does not wait again */
};

/* A commit took so long. */
void gathering_note_sync(struct gathering *gathering, int64_t sync_us);

/* How long to wait at most before the next batch; 0: not at all. */
int64_t gathering_wait_us(struct gathering *gathering);

/* What came of a wait: so many commands were there, so many when it ended, where so many were hoped for. Where fewer
 * than half of those came that were missing, who was answered has other things to do: the next waits are left out. */
void gathering_note_wait(struct gathering *gathering, size_t before, size_t after, size_t hoped);

#endif
