#include "racklined/gathering.h"

#include <stdlib.h>
#include <string.h>

enum {
    SLOW_US = 2000, /* a sync that takes longer is worth waiting for */
    RESTS = 16,
};

static int compare(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void gathering_note_sync(struct gathering *gathering, int64_t sync_us)
{
    int64_t sorted[GATHERING_SYNCS];
    gathering->syncs_us[gathering->noted++ % GATHERING_SYNCS] = sync_us;
    size_t count = gathering->noted < GATHERING_SYNCS ? gathering->noted : GATHERING_SYNCS;
    memcpy(sorted, gathering->syncs_us, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare);
    gathering->median_us = sorted[count / 2];
}

int64_t gathering_wait_us(struct gathering *gathering)
{
    if (gathering->median_us < SLOW_US)
        return 0;
    if (gathering->rest) {
        gathering->rest--;
        return 0;
    }
    return gathering->median_us / 4;
}

void gathering_note_wait(struct gathering *gathering, size_t before, size_t after, size_t hoped)
{
    if ((after - before) * 2 < hoped - before)
        gathering->rest = RESTS;
}
